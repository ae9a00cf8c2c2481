"""Shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.decisions import CHOSEN, Step
from tongming.registers import fields
from tongming.units.models import Unit


class YearForm(forms.Form):
    """Whose catalogue, of what year."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2200)

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.initial = units, units.first()


class AgreeForm(forms.Form):
    """The Party committee's consent."""

    agreed_on = fields.day(_("同级党委同意日期"))
    paper = fields.line(_("文号"), most=120, required=False)


class DecisionForm(forms.Form):
    """A matter to be decided."""

    name = fields.line(_("决策事项"))
    undertaker = fields.line(_("承办单位"), most=120)
    planned_on = fields.day(_("计划决定日期"))
    basis = fields.text(_("依据"), most=500)
    chosen = forms.MultipleChoiceField(
        label=_("应履行的程序"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("合法性审查、集体讨论决定和公布，每件都要。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = fields.choices_of(CHOSEN)


class StepForm(forms.Form):
    """A step as it was done."""

    began = fields.day("")
    ended = fields.day("")
    words = fields.text(
        _("情况"), help_text=_("结论、采纳情况；期限缩短的，写明原因。文件另存政府信息。")
    )

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["began"].label = gettext(step.begins)
        self.fields["ended"].label = gettext(step.ends)
        if step.begins == step.ends:
            del self.fields["ended"]


class DropForm(forms.Form):
    """Why a matter leaves the catalogue."""

    reason = fields.text(_("移出目录的理由"), most=300, required=True)


class HandOverForm(forms.Form):
    """Why the public catalogue is adjusted."""

    reason = fields.text(_("调整目录的理由"), most=500, required=True)
