"""Shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongming.registers import fields
from tongming.units.models import Unit


class ImportForm(forms.Form):
    """A filled-in list, and whose it is."""

    unit = forms.ModelChoiceField(
        label=_("编制单位"),
        queryset=Unit.objects.none(),
        help_text=_("县里统一编的，选县；它下面的乡镇都从中选用。"),
    )
    file = fields.workbook()

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.initial = units, units.first()
