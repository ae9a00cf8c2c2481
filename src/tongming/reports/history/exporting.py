"""The years side by side as XLSX, CSV and JSON: figures, gaps by name, forms and sources."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from tongming.law.figures import Gap
from tongming.law.words import N_
from tongming.reports.history.over_years import OverYears, Point, Series
from tongming.reports.numerals import number_text
from tongming.reports.sums.gathering import Scope
from tongming.units.models import Unit

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
SCHEMA = "tongming/years/1"
NO_SUCH_LINE = N_("本年格式无此项")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the table it stands in."""

    table: str
    series: Series


def write(
    kind: str, unit: Unit, scopes: Sequence[Scope], over: OverYears, lines: Sequence[Line]
) -> tuple[bytes, str]:
    """The content and its media type."""
    if kind == "json":
        data = _data(unit, scopes, over, lines)
        content = json.dumps(data, ensure_ascii=False, indent=1).encode()
    elif kind == "csv":
        content = _csv(over, lines)
    else:
        content = _xlsx(unit, over, lines)
    return content, KINDS[kind]


def _head(over: OverYears) -> list[list[str]]:
    """The rows above the figures: years, forms, where they come from."""
    heads = over.heads()
    return [
        [_("表"), _("项目"), *(str(head.year) for head in heads)],
        [_("格式"), "", *("、".join(form.document for form in head.forms) for head in heads)],
        [_("来源"), "", *("、".join(_(basis.label) for basis in head.bases) for head in heads)],
        [_("来源文件"), "", *("、".join(head.sources) for head in heads)],
        [_("有数据的单位"), "", *(str(head.units) for head in heads)],
    ]


def _words(point: Point) -> str:
    if point.number is not None:
        return number_text(point.number) + point.unit_text
    if not point.exists:
        return _(NO_SUCH_LINE)
    return _(point.figure.label) if isinstance(point.figure, Gap) else ""


def _csv(over: OverYears, lines: Sequence[Line]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in _head(over):
        writer.writerow([_plain(words) for words in row])
    for line in lines:
        figures = [_words(point) for point in line.series.points]
        writer.writerow([_(line.table), _plain(line.series.label), *figures])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(words: str) -> str:
    """Words a spreadsheet takes for a formula are shown as words."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@") else words


def _xlsx(unit: Unit, over: OverYears, lines: Sequence[Line]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": _("{unit}历年比较").format(unit=unit.name)})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    number = book.add_format({"border": 1, "num_format": "General"})
    sheet = book.add_worksheet(_("历年比较"))
    above = _head(over)
    sheet.freeze_panes(len(above), 2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 1 + len(over.years), 16)
    for place, row in enumerate(above):
        for across, words in enumerate(row):
            sheet.write_string(place, across, words, head)
    for place, line in enumerate(lines, start=len(above)):
        sheet.write_string(place, 0, _(line.table), text)
        sheet.write_string(place, 1, line.series.label, text)
        for across, point in enumerate(line.series.points, start=2):
            # A spreadsheet holds fifteen digits; a number with a unit is words to it.
            if (
                point.number is not None
                and not point.unit_text
                and abs(Decimal(point.number)) < 10**15
            ):
                sheet.write_number(place, across, float(point.number), number)
            else:
                sheet.write_string(place, across, _words(point), text)
    book.close()
    return out.getvalue()


def _data(
    unit: Unit, scopes: Sequence[Scope], over: OverYears, lines: Sequence[Line]
) -> dict[str, Any]:
    names = {one.pk: one.code for one in over.units}
    return {
        "schema": SCHEMA,
        "unit": {"code": unit.code, "name": unit.name},
        "scope": [scope.value for scope in scopes],
        "units": [{"code": one.code, "name": one.name} for one in over.units],
        "years": [
            {
                "year": head.year,
                "forms": [form.id for form in head.forms],
                "basis": [basis.value for basis in head.bases],
                "sources": list(head.sources),
                "new_form": head.is_new_form,
            }
            for head in over.heads()
        ],
        "lines": [
            {
                "cell": str(line.series.cell),
                "table": line.table,
                "label": line.series.label,
                "figures": [_figure(point, names) for point in line.series.points],
            }
            for line in lines
        ],
    }


def _figure(point: Point, names: dict[int, str]) -> dict[str, Any]:
    """One figure; a gap by its name, a line the form has not as `absent`."""
    said: dict[str, Any] = {"year": point.year, "number": None}
    number = point.number
    if number is not None:
        fraction = isinstance(number, Decimal) and number != number.to_integral_value()
        said["number"] = float(number) if fraction else int(number)
        said["units"] = sorted(names[key] for key in point.units)
    elif not point.exists:
        said["gap"] = "absent"
    elif isinstance(point.figure, Gap):
        said["gap"] = point.figure.value
    if point.unit_text:
        said["unit"] = point.unit_text
    if point.said_as:
        said["counted_as"] = point.said_as
    return said
