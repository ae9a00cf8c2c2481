"""What is asked about an institution document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongming.units.forms import DayField
from tongming.units.institutions.kinds import Kind
from tongming.units.institutions.models import kind_choices


class NewForm(forms.Form):
    """What it is about, and what it is called."""

    kind = forms.TypedChoiceField(
        label=_("类别"), choices=kind_choices, coerce=lambda word: Kind(word)
    )
    title = forms.CharField(
        label=_("名称"), max_length=120, help_text=_("例如：红石砬子镇政府信息公开保密审查制度")
    )


class TextForm(forms.Form):
    """The words themselves."""

    title = forms.CharField(label=_("名称"), max_length=120)
    text = forms.CharField(
        label=_("正文"),
        max_length=50000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("一段一行。“一、”或者“第一章”开头的短行在公开页面上是标题"),
    )
    change = forms.CharField(
        label=_("修改说明"),
        max_length=300,
        help_text=_("这一版改了什么、为什么改；显示在公开页面上"),
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["change"]
        else:
            self.fields["change"].required = False


class ApproveForm(forms.Form):
    """From when it holds."""

    effective_on = DayField(label=_("施行日期"), initial=localdate)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("事由"), max_length=200)
