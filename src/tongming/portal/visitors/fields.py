"""Fields of public forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class FilesInput(forms.FileInput):
    """One picker for several files."""

    allow_multiple_selected = True


def long_text(
    label: StrPromise | str, help_text: StrPromise | str, *, rows: int, most: int, **more: Any
) -> Any:
    """A long text. Its length is told afterwards: a browser would cut what is pasted, unsaid."""
    field = forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        **more,
    )
    field.validators.append(
        MaxLengthValidator(
            most, gettext_lazy("最多%(limit_value)d个字，现在有%(show_value)d个，请写短一些。")
        )
    )
    return field
