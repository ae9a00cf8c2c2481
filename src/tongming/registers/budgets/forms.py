"""Shape only: what is allowed is asked of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.budget_tables import WORDS, AccountKind
from tongming.registers import fields
from tongming.registers.budgets.models import Account, Comparison
from tongming.units.models import Unit


class OpenForm(forms.Form):
    """What was approved, when, by whom."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    kind = forms.ChoiceField(label=_("种类"))
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2200)
    approved_on = fields.day(
        _("批准或者批复日期"), help_text=_("从这一天起20日内公开（预算法第十四条）。")
    )
    approver = fields.line(
        _("批准或者批复的机关"), most=120, help_text=_("例如镇人民代表大会、县财政局。")
    )
    paper = fields.line(_("文号"), most=120, required=False)

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, kind = self.fields["unit"], self.fields["kind"]
        assert isinstance(field, forms.ModelChoiceField)
        assert isinstance(kind, forms.ChoiceField)
        field.queryset, field.initial = units, units.first()
        kind.choices = fields.choices_of(AccountKind)


class TablesForm(forms.Form):
    """The filled-in workbook."""

    file = fields.workbook()


class ExplainForm(forms.Form):
    """Why a figure changed, and what it was where the system does not know."""

    before_wan = forms.DecimalField(
        label=_("对比数（万元）"), max_digits=16, decimal_places=2, required=False,
        help_text=_("系统里没有那一年的表，请照公开过的填写；没有可比数的空着。"),
    )  # fmt: skip
    explanation = fields.text(_("增减原因"), most=1000)

    def __init__(self, comparison: Comparison, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if comparison.before_wan is not None and not comparison.stated:
            del self.fields["before_wan"]


class WordsForm(forms.Form):
    """What is explained beside the tables."""

    def __init__(self, account: Account, data: Any = None) -> None:
        super().__init__(data, initial=account.words)
        for key, label, required in WORDS[account.kind_of.is_government]:
            self.fields[key] = fields.text(gettext(label), most=5000, required=required)
