"""What is asked of whoever gives files, places them, sets them aside, or compares."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tongming.reports.queries import FIRST_YEAR
from tongming.reports.sums.gathering import Scope
from tongming.units.models import Unit


class ManyFiles(forms.FileField):
    """Several files at once, one at least."""

    class Input(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(ManyFiles, self).clean(one, initial) for one in files]


class GiveForm(forms.Form):
    """Published reports, one by one or in an archive."""

    reports = ManyFiles(
        label=_("报告文件"),
        error_messages={"required": _("没有选择文件。请选择报告文件，或者一个ZIP压缩包。")},
        help_text=_(
            "可以一次选多个文件，或者选ZIP压缩包。网页（HTML、MHTML）、Word（.docx）、PDF、Excel（.xlsx）、文本和JSON都可以。"
        ),
    )
    page = forms.URLField(
        label=_("原来公布的网址"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("知道的请填写，会和来源文件一起保存。"),
    )


class PlaceForm(forms.Form):
    """Whose report it is, and of which year."""

    unit = forms.ModelChoiceField(
        label=_("单位"), queryset=Unit.objects.none(), empty_label=_("请选择")
    )
    year = forms.IntegerField(
        label=_("报告年度"),
        min_value=FIRST_YEAR,
        max_value=2100,
        help_text=_("报告所述的年份，不是公布的年份。"),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class ScopeForm(forms.Form):
    """Whose years are added up; nothing is chosen for anybody."""

    scope = forms.MultipleChoiceField(
        label=_("汇总范围"),
        choices=[(one.value, _(one.label)) for one in Scope],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选择把谁的数字加在一起。")},
    )
