"""Fields several registers ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def day(label: StrPromise | str, *, required: bool = True, help_text: StrPromise | str = "",
        **more: Any) -> forms.DateField:  # fmt: skip
    """A date."""
    return forms.DateField(
        label=label, required=required, help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more,
    )  # fmt: skip


def line(label: StrPromise | str, *, most: int = 200, required: bool = True,
         help_text: StrPromise | str = "") -> forms.CharField:  # fmt: skip
    """One line."""
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def text(label: StrPromise | str, *, most: int = 2000, required: bool = False,
         help_text: StrPromise | str = "") -> forms.CharField:  # fmt: skip
    """Some sentences."""
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


def workbook() -> forms.FileField:
    """A filled-in template."""
    return forms.FileField(
        label=_("表格"),
        help_text=_("下载模板，填好后保存为 XLSX。WPS 的 ET 也要另存为 XLSX。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )


def choices_of(words: Iterable[Any]) -> list[tuple[str, str]]:
    """The members of an enumeration with labels, in the reader's language."""
    return [(one.value, gettext(one.label)) for one in words]
