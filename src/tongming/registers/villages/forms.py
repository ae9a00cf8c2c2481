"""Shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.villages import MATTERS, Finding
from tongming.registers import fields
from tongming.units.models import Unit


class VillageForm(forms.Form):
    """A village to guide."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    name = fields.line(_("村（居）名称"), most=60)
    place = fields.line(_("公开栏位置"), most=120, required=False)
    since = fields.day(_("从哪天起检查"))

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.initial = units, units.first()


class CheckForm(forms.Form):
    """What was found of each matter."""

    on = fields.day(_("检查日期"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for matter in MATTERS:
            self.fields[matter.key] = forms.ChoiceField(
                label=gettext(matter.label), choices=fields.choices_of(Finding),
                help_text=gettext(matter.often),
            )  # fmt: skip
        self.fields["order_until"] = fields.day(
            gettext("整改期限"), required=False,
            help_text=gettext("有没公开、不及时或者不全的，责令在这一天以前公布。"),
        )  # fmt: skip
        self.fields["note"] = fields.text(gettext("说明"))

    @property
    def findings(self) -> dict[str, Finding]:
        """What was found, by matter."""
        return {matter.key: Finding(self.cleaned_data[matter.key]) for matter in MATTERS}


class SettleForm(forms.Form):
    """What was put right."""

    on = fields.day(_("复查日期"))
    note = fields.text(_("整改情况"), most=300, required=True)


class EndForm(forms.Form):
    """From when it is checked no longer."""

    until = fields.day(_("从哪天起不再检查"))
