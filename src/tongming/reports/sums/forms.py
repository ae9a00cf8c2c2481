"""Whose reports, and which version of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tongming.reports.sums.gathering import Basis, Scope


class ScopeForm(forms.Form):
    """The choice a sum begins with; nothing is chosen for anybody."""

    scope = forms.MultipleChoiceField(
        label=gettext_lazy("汇总范围"),
        choices=[(one.value, gettext_lazy(one.label)) for one in Scope],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请选择把谁的报告加在一起。")},
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("取哪一版"),
        choices=[(one.value, gettext_lazy(one.label)) for one in Basis],
        help_text=gettext_lazy("一个单位只取一版；没有这一版的单位会列出名字。"),
    )


class AskForm(forms.Form):
    """Why a sum takes the place of one that is public already."""

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needed:
            del self.fields["reason"]

    reason = forms.CharField(
        label=gettext_lazy("替代的理由"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("同一年度、同一范围已有公布的汇总；理由会一起公布。"),
    )


class ReturnForm(forms.Form):
    """Why a leader does not sign."""

    words = forms.CharField(
        label=gettext_lazy("退回的理由"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
