"""Shape only: what may be marked and decided is asked by the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class MarkForm(forms.Form):
    """One mark: where, and what is wrong there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands beside the judgement, which has words of its own.
        super().__init__(*args, **{**kwargs, "auto_id": "mark_%s"})

    where = forms.CharField(label=gettext_lazy("位置"), widget=forms.HiddenInput, max_length=80)
    words = forms.CharField(
        label=gettext_lazy("问题和要求"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("例如：与上年报告结转下年度的数字不一致，请核对。"),
    )


class WordsForm(forms.Form):
    """What the office says with its judgement."""

    words = forms.CharField(
        label=gettext_lazy("审核意见"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReopenForm(forms.Form):
    """Why what was cleared is looked at again."""

    reason = forms.CharField(
        label=gettext_lazy("重新审核的理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
