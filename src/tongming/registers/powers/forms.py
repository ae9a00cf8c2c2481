"""Shape only: what is allowed is asked of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongming.law.powers import ListKind, Occasion
from tongming.registers import fields
from tongming.units.models import Unit


class ImportForm(forms.Form):
    """A filled-in list: whose, which, from when."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    kind = forms.ChoiceField(label=_("清单"))
    effective_on = fields.day(_("施行日期"))
    note = fields.text(
        _("调整说明"), most=500, help_text=_("比上一版调整了什么、为什么，会写在公开页面上。")
    )
    file = fields.workbook()

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units
        field.initial = units.first()
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = fields.choices_of(ListKind)


class ConfirmForm(forms.Form):
    """What was looked at is imported with these."""

    kind = forms.ChoiceField(choices=[(one.value, one.value) for one in ListKind])
    effective_on = forms.DateField()
    note = forms.CharField(max_length=500, required=False)


class StepForm(forms.Form):
    """A decision on the route."""

    organ = fields.line(_("机关"), most=120)
    on = fields.day(_("日期"), help_text=_("文件上的日期。"))
    paper = fields.line(_("文号"), most=120, required=False)
    opinion = fields.text(_("意见"))


class ChartForm(forms.Form):
    """A flow chart."""

    chart = forms.FileField(
        label=_("流程图"),
        help_text=_("文件名与表里“流程图”一栏一致：PNG、JPG 或者 PDF。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg,.pdf"}),
    )


class AdjustmentForm(forms.Form):
    """What makes the list out of date."""

    occasion = forms.ChoiceField(label=_("调整情形"))
    on = fields.day(_("发生日期"), help_text=_("例如法律施行、文件印发的日期。"))
    source = fields.line(_("依据的文件"))
    what = fields.text(_("涉及的事项"))
    due_on = fields.day(
        _("计划完成日期"), required=False, help_text=_("法律没有统一期限；县里有要求的照填。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["occasion"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = fields.choices_of(Occasion)


class CloseForm(forms.Form):
    """Nothing needs to change, and why; or the new list is public."""

    reason = fields.text(
        _("不调整的理由"), most=300, help_text=_("调整后的清单已经公开的，不用填。")
    )
