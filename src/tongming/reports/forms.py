"""Shape only: what the law and the figures allow is asked by the actions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import Form, Kind
from tongming.reports.actions import Entry
from tongming.reports.models import HistoricalFigure
from tongming.reports.numerals import number_text
from tongming.reports.queries import FIRST_YEAR

_NOT_APPLICABLE = {"—", "——", "-", "--", "/", "不适用"}
_NOT_REPORTED = {"未报", "未报告"}
_AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?)(元|千元|万元|亿元)?")


class ImportForm(forms.Form):
    """A published report: a file, or its text."""

    file = forms.FileField(
        label=gettext_lazy("报告文件"),
        required=False,
        help_text=gettext_lazy("网页（HTML）、文本、Word（.docx）、PDF、Excel（.xlsx）都可以。"),
    )
    text = forms.CharField(
        label=gettext_lazy("或者粘贴报告全文"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("从网页上全选、复制，连同表格一起粘贴。"),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned: dict[str, Any] = super().clean() or {}
        has_text = bool((cleaned.get("text") or "").strip())
        if self.errors:
            return cleaned
        if bool(cleaned.get("file")) == has_text:
            raise forms.ValidationError(
                _("请只用一种方式：选择文件，或者粘贴全文。")
                if has_text
                else _("请选择报告文件，或者粘贴报告全文。")
            )
        return cleaned


class ConfirmForm(forms.Form):
    """What a person says about a reading before its figures count."""

    year = forms.IntegerField(
        label=gettext_lazy("报告年度"),
        min_value=FIRST_YEAR,
        max_value=2100,
        help_text=gettext_lazy("报告所述的年份，不是公布的年份。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("替换原有数字的理由"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("只在这份报告与已有的数字不一致时填写。"),
    )


class ReasonForm(forms.Form):
    """Why: kept with what is done."""

    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class AcceptForm(forms.Form):
    """A signature: over what was shown, and why, where a relation is broken."""

    shown = forms.CharField(widget=forms.HiddenInput)
    accepted = forms.CharField(
        label=gettext_lazy("仍然签发的理由"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("勾稽关系不成立时必须写明，理由随报告保存。"),
    )


class AsOfForm(forms.Form):
    """A past day, at whose end the figures are wanted."""

    as_of = forms.DateField(
        label=gettext_lazy("看哪一天的数字"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()

    def clean_as_of(self) -> date | None:
        """Nobody knows yet what will be known later."""
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("只能选择今天或今天以前的日期。"))
        return day


class SectionForm(forms.Form):
    """The words of a section, and the version they started from."""

    text = forms.CharField(
        label=gettext_lazy("文字"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=gettext_lazy(
            "每段一行。大括号里的数字（如 {8件#1}）取自表格，会跟着表格变；可以整块移动、删去。"
        ),
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    numbering = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    """The words the blocks were numbered by, where they are no kept version: after a merge."""


class FigureField(forms.CharField):
    """One cell: a number, or one of the marks the form prints where there is none."""

    def __init__(self, *, kind: Kind, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=40, **kwargs)
        self.kind = kind

    def clean(self, value: Any) -> Entry:
        """The entry a text stands for; a text that is none of the four states is an error."""
        return parse_entry(str(value or ""), self.kind)


def parse_entry(text: str, kind: Kind) -> Entry:
    """`12` a number, nothing 未填, `—` 不适用, `未报` 未报告; money may have a unit (251000元)."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").rstrip("%")
    if not plain:
        return Entry(Gap.BLANK)
    if plain in _NOT_APPLICABLE or text.strip() in _NOT_APPLICABLE:
        return Entry(Gap.NOT_APPLICABLE)
    if plain in _NOT_REPORTED:
        return Entry(Gap.NOT_REPORTED)
    match = _AMOUNT.fullmatch(plain.replace("−", "-"))
    if match is None or (match[2] and kind is not Kind.MONEY):
        raise forms.ValidationError(_("请填数字；没有填的留空，不适用填“—”，没有报告的填“未报”。"))
    try:
        number = Decimal(match[1])
    except InvalidOperation as error:  # pragma: no cover - the pattern allows numbers only
        raise forms.ValidationError(_("请填数字。")) from error
    figure: Figure = int(number) if number == int(number) else number
    return Entry(figure, match[2] or "")


def entry_text(figure: Figure, unit_text: str = "") -> str:
    """What stands in the field for a figure: the mark of its gap, or the number and its unit."""
    if isinstance(figure, Gap):
        return figure.mark
    return number_text(figure) + unit_text


class FiguresForm(forms.Form):
    """The figures of a year in a form, as the printed tables have them, and why they are so."""

    reason = forms.CharField(
        label=gettext_lazy("依据或理由"),
        max_length=500,
        help_text=gettext_lazy("例如：根据2019年行政许可台账。这句话会和数字一起保存。"),
    )

    def __init__(
        self,
        *args: Any,
        report_form: Form,
        cells: Iterable[Cell],
        label: Callable[[Cell], str],
        held: Mapping[Cell, HistoricalFigure],
        kind: Callable[[Cell], Kind],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.report_form = report_form
        self.cells = {f"cell-{number}": cell for number, cell in enumerate(cells)}
        for name, cell in self.cells.items():
            row = held.get(cell)
            self.fields[name] = FigureField(
                kind=kind(cell),
                label=label(cell),
                initial=entry_text(row.figure, row.unit_text) if row else "",
                widget=forms.TextInput(
                    attrs={
                        "class": "figure-input",
                        "aria-label": label(cell),
                        "autocomplete": "off",
                        "size": 4,
                    }
                ),
            )

    def inputs(self) -> dict[Cell, forms.BoundField]:
        """The fields by cell."""
        return {cell: self[name] for name, cell in self.cells.items()}

    def entries(self) -> dict[Cell, Entry]:
        """What was entered, by cell. Only of a valid form."""
        return {cell: self.cleaned_data[name] for name, cell in self.cells.items()}


class CorrectForm(forms.Form):
    """Another figure in the place of one, and why."""

    figure = FigureField(kind=Kind.COUNT, label=gettext_lazy("更正为"))
    reason = forms.CharField(
        label=gettext_lazy("更正的理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"] = FigureField(
            kind=kind,
            label=_("更正为"),
            help_text=_("填数字；没有填的留空，不适用填“—”，没有报告的填“未报”。"),
        )
