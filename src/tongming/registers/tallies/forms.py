"""Shape only."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.administrative import Tallied
from tongming.registers import fields
from tongming.registers.tallies.workbook import MOST_NUMBER
from tongming.units.models import Unit


class EntryForm(forms.Form):
    """A department's numbers of a month."""

    department = fields.line(_("部门"), most=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Tallied:
            label = gettext(kind.label) + (gettext("（元）") if kind.is_money else "")
            self.fields[kind.value] = (
                forms.DecimalField(
                    label=label, required=False, min_value=0, max_digits=16, decimal_places=2
                )
                if kind.is_money
                else forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=MOST_NUMBER
                )
            )
        self.fields["note"] = fields.line(
            gettext("更正理由"), required=False, help_text=gettext("改已经登记的数，写明理由。")
        )

    @property
    def values(self) -> dict[Tallied, Decimal]:
        """What was filled in."""
        given = self.cleaned_data
        return {
            kind: Decimal(given[kind.value])
            for kind in Tallied
            if given.get(kind.value) is not None
        }


class ImportForm(forms.Form):
    """A filled-in workbook."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    file = fields.workbook()
    note = fields.line(_("更正理由"), required=False, help_text=_("改已经登记的数，写明理由。"))

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.initial = units, units.first()
