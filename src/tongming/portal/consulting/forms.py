"""What is asked of who says something of a draft: the words. Who they are is up to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongming.engagement.consultations.commenting import MOST_WORDS
from tongming.portal.visitors.fields import FilesInput, long_text
from tongming.portal.visitors.uploads import MATERIAL, accepts


class CommentForm(forms.Form):
    """An opinion."""

    words = long_text(
        _("您的意见"), _("哪一条、怎样改、为什么。请不要写身份证号这样的个人信息"),
        rows=7, most=MOST_WORDS,
    )  # fmt: skip
    papers = forms.FileField(
        label=_("附件"), required=False, help_text=_("照片、PDF 或者 Word，最多5个"),
        widget=FilesInput(attrs={"accept": accepts(MATERIAL)}),
    )  # fmt: skip
    name = forms.CharField(
        label=_("怎样称呼您"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    contact = forms.CharField(
        label=_("电话或者邮箱"), max_length=120, required=False,
        help_text=_("想让我们和您核实意见时再留；加密保存，不公开"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["required"] = _("请写下您的意见。")
