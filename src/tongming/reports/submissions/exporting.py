"""What a county's check found, as a file: a row a finding."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from tongming.law.figures import Cell
from tongming.law.words import N_
from tongming.reports.rendering.files import FileKind
from tongming.reports.rendering.tidy import plain
from tongming.reports.screens.differences import heading_of
from tongming.reports.screens.tables import short_label
from tongming.reports.submissions.checking import Checked
from tongming.reports.submissions.gathering import Held

KINDS = {
    "xlsx": FileKind.XLSX.media_type,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
SCHEMA = "urn:tongming:county-check:1"

COLUMNS = (
    ("unit_code", N_("单位代码"), 14),
    ("unit", N_("单位"), 28),
    ("source", N_("报告来源"), 34),
    ("check", N_("核对项目"), 14),
    ("nature", N_("性质"), 10),
    ("where", N_("位置"), 34),
    ("message", N_("问题"), 60),
    ("text", N_("本报告的文字"), 50),
    ("other", N_("相同的报告"), 34),
    ("other_text", N_("对方的文字"), 50),
)

Line = dict[str, str]


def lines_of(checked: Iterable[Checked], named: Mapping[str, Held]) -> list[Line]:
    """A line a finding, in the reader's language; a unit without any has one line that says so."""
    lines = []
    for one in checked:
        unit = {
            "unit_code": one.held.unit.code,
            "unit": one.held.unit.name,
            "source": one.held.source.render(gettext),
        }
        for found in one.found:
            copy = found.copy
            others = [key for key in (copy.other, *copy.also) if key in named] if copy else []
            lines.append(
                {
                    **unit,
                    "check": gettext(found.check.label),
                    "nature": gettext("错误") if found.hard else gettext("提示"),
                    "where": _place(one, found.where),
                    "message": found.message.render(gettext),
                    "text": copy.text if copy else "",
                    "other": "、".join(f"{named[k].unit.name} {named[k].year}" for k in others),
                    "other_text": copy.other_text if copy else "",
                }
            )
        if not one.found:
            nothing = dict.fromkeys((key for key, _label, _width in COLUMNS), "")
            lines.append({**nothing, **unit, "message": gettext("没有发现问题")})
    return lines


def _place(one: Checked, where: str) -> str:
    form = one.held.report.form
    if not where or where in {section.key for section in form.sections}:
        return heading_of(form, where) if where else ""
    try:
        return short_label(form, Cell.parse(where))
    except ValueError:
        return where


def made(kind: str, lines: Sequence[Line], *, title: str, year: int) -> bytes:
    """The file of a kind."""
    if kind == "json":
        data: dict[str, Any] = {"schema": SCHEMA, "unit": title, "year": year, "found": lines}
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    return _xlsx(lines, title) if kind == "xlsx" else _csv(lines)


def _csv(lines: Sequence[Line]) -> bytes:
    """With a byte order mark, for Chinese Windows; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([gettext(label) for _key, label, _width in COLUMNS])
    for line in lines:
        writer.writerow([plain(line[key]) for key, _label, _width in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(lines: Sequence[Line], title: str) -> bytes:
    """Every cell is text, whatever a report put into it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(gettext("核对结果"))
    for column, (_key, label, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, gettext(label), head)
    for row, line in enumerate(lines, 1):
        for column, (key, _label, _width) in enumerate(COLUMNS):
            sheet.write_string(row, column, line[key][:32_000], text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(lines)), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()
