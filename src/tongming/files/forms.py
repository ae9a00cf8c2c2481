"""The forms of the pages about a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.redaction import Box, Page, read_box
from tongming.law.words import Refused


class KeepForm(forms.Form):
    """Why findings stay as they are."""

    reason = forms.CharField(
        label=_("保留的理由"),
        min_length=2,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：本人书面同意公开；法律规定应当公示；这是机关对外公布的电话。"),
    )


class RedactForm(forms.Form):
    """The boxes to burn in, a line each; the page draws them and writes the lines."""

    boxes = forms.CharField(
        label=_("要涂黑的框"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "每行一个框：页码,左,上,右,下。四个数是页宽页高的比例，左上角为原点。"
            "例如 1,0.1,0.2,0.5,0.25。# 后面是说明。"
        ),
    )
    elsewhere = forms.BooleanField(
        label=_("别处相同的文字保留"),
        required=False,
        help_text=_("框里的文字在框外还有时，默认不保存并告诉您在哪里。"),
    )

    def __init__(self, *args: Any, sizes: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sizes = sizes

    def clean_boxes(self) -> list[Box]:
        """Every line as a box."""
        found = []
        problems = []
        for line in self.cleaned_data["boxes"].splitlines():
            written = line.partition("#")[0].strip()
            if not written:
                continue
            try:
                found.append(read_box(written, self._sizes))
            except Refused as refusal:
                problems.append(refusal.message.render(gettext))
        if problems:
            raise forms.ValidationError(problems)
        if not found:
            raise forms.ValidationError(gettext("还没有画框。请先框出要涂黑的地方。"))
        return found
