"""A year's notice as a form: typed as the notice prints it, or as a file."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_DAY = re.compile(r"(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*日?")
_MAX_BYTES = 100_000


class YearForm(forms.Form):
    """Either the fields or a JSON file of the form `tongming calendar show` prints."""

    year = forms.IntegerField(
        label=gettext_lazy("年度"), min_value=2000, max_value=2200, required=False
    )
    notice = forms.CharField(
        label=gettext_lazy("通知文号"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("例如：国办发明电〔2025〕7号"),
    )
    change = forms.BooleanField(
        label=gettext_lazy("这是对已有年度的临时调整，只填变动的日期"), required=False
    )
    off = forms.CharField(
        label=gettext_lazy("放假日期"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("每行一段，例如：1月1日至1月3日；只放一天的写一个日期。"),
    )
    work = forms.CharField(
        label=gettext_lazy("调休上班日期"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("每行一个日期，例如：1月4日。"),
    )
    file = forms.FileField(
        label=gettext_lazy("或者上传安排文件（JSON）"), required=False, allow_empty_file=True
    )

    def clean_off(self) -> list[str]:
        """Each line as `from/to` in the order it was typed."""
        spans = []
        for line in _lines(self.cleaned_data["off"]):
            days = self._days(line)
            if len(days) > 2:
                raise forms.ValidationError(
                    _("“%(line)s”里有两个以上的日期。每行写一段。") % {"line": line}
                )
            spans.append(f"{days[0]}/{days[-1]}")
        return spans

    def clean_work(self) -> list[str]:
        """Every date on every line."""
        return [day for line in _lines(self.cleaned_data["work"]) for day in self._days(line)]

    def clean(self) -> dict[str, Any]:
        """`data` holds the year as `law.calendar.CalendarYear.from_data` takes it."""
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload is not None:
            try:
                cleaned["data"] = self._read(upload)
            except forms.ValidationError as error:
                self.add_error("file", error)
        elif not self.errors:
            needed = ["year", "notice"] if cleaned.get("change") else ["year", "notice", "off"]
            missing = [name for name in needed if not cleaned.get(name)]
            if cleaned.get("change") and not (cleaned["off"] or cleaned["work"]):
                missing.append("off")
            for name in missing:
                self.add_error(name, _("请填写，或者在下面上传安排文件。"))
            if not missing:
                cleaned["data"] = {
                    "year": cleaned["year"],
                    "notice": cleaned["notice"],
                    "off": cleaned["off"],
                    "work": cleaned["work"],
                }
        return cleaned

    def _read(self, upload: Any) -> dict[str, Any]:
        if upload.size > _MAX_BYTES:
            raise forms.ValidationError(_("文件太大。一年的安排不超过100 KB。"))
        try:
            data = json.loads(upload.read().decode("utf-8-sig"))
        except (UnicodeDecodeError, ValueError, RecursionError):
            raise forms.ValidationError(
                _("这不是安排文件（JSON）。手边没有这种文件的，直接在上面填写日期。")
            ) from None
        if not isinstance(data, dict):
            raise forms.ValidationError(_("文件里应当是一个年度的安排。"))
        return data

    def _days(self, line: str) -> list[str]:
        days = [(int(month), int(day)) for month, day in _DAY.findall(line)]
        if not days:
            raise forms.ValidationError(
                _("“%(line)s”里没有日期。请写成：1月1日至1月3日。") % {"line": line}
            )
        for month, day in days:
            try:
                date(2000, month, day)  # a leap year, so that 29 February is left to the law
            except ValueError:
                raise forms.ValidationError(
                    _("%(month)s月%(day)s日不是一个日期。") % {"month": month, "day": day}
                ) from None
        return [f"{month:02d}-{day:02d}" for month, day in days]


def _lines(text: str) -> list[str]:
    """What was typed, a line each; ； and 、 part lines too, as notices are often pasted whole."""
    return [line.strip() for line in re.split(r"[\n；;、，]", text) if line.strip()]
