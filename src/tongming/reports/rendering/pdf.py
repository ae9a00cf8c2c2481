"""The report as a PDF: A4, embedded fonts, tagged for screen readers, fit for the archive.

Typst sets the pages from `report.typ`; everything that differs between reports goes in as JSON, so
nothing in a report's text can be taken for a command.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from tongming import environment
from tongming.law.forms import Section
from tongming.law.words import N_, Refused, say
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.layout import Box, Role, grid
from tongming.reports.rendering.typefaces import fonts
from tongming.reports.rendering.wording import (
    PREFACE,
    figure_text,
    paragraphs,
    prepared,
    signature,
    signed_on,
    title_lines,
    title_of,
)

if TYPE_CHECKING:
    from typst import PDFStandard

_TEMPLATE = Path(__file__).with_name("report.typ")
# An archive may keep it (ISO 19005-3, level A) and a screen reader can read it (ISO 14289-1).
_STANDARDS: list[PDFStandard] = ["a-3a", "ua-1"]
# The title is set in 22 pt on a line of 156 mm.
_TITLE_WIDTH = 20


class PdfError(Exception):
    """The page could not be set as it should look, through no fault of the report's."""


def render(report: AnnualReport) -> bytes:
    """The report as PDF bytes, the same every time.

    `Refused` where the report has a character no font has: on paper it would be an empty box.
    `PdfError` for anything else the compiler so much as warns of.
    """
    report = prepared(report)
    day = _dated(report)
    own, faces = fonts(environment.text("TONGMING_FONTS"))
    try:
        pdf: bytes
        pdf, warnings = typst.compile_with_warnings(
            str(_TEMPLATE),
            font_paths=own,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps({**_data(report), "faces": faces}, ensure_ascii=False)},
            pdf_standards=_STANDARDS,
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        if missing := _MISSING.search(error.message):
            raise Refused(say(_NO_GLYPH, letters=missing[1])) from error
        raise PdfError(error.message) from error
    if warnings:
        raise PdfError("; ".join(warning.message for warning in warnings))
    return pdf


_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
_NO_GLYPH = N_(
    "PDF的字体里没有“{letters}”这个字，印出来会是空白。请改用别的写法，"
    "或者由系统管理员把有这个字的字体放进字体文件夹（TONGMING_FONTS）。"
)


def _dated(report: AnnualReport) -> date:
    """The date in the file's own data, which PDF/A asks for: the report's; of a report without one,
    the day after the year it reports on. Never the clock's, or no two files would be the same."""
    return signed_on(report) or date((report.year or 1999) + 1, 1, 1)


def _data(report: AnnualReport) -> dict[str, Any]:
    day = _dated(report)
    return {
        "title": title_of(report),
        "title_lines": title_lines(report, width=_TITLE_WIDTH),
        "author": report.body,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "preface": _prose(report.sections.get(PREFACE, "")),
        "sections": [
            {
                "heading": section.heading,
                "paragraphs": _prose(report.sections.get(section.key, "")),
                "table": _table(report, section) if section.table else None,
            }
            for section in report.form.sections
        ],
        "signature": [{"text": line.text, "indent": line.indent} for line in signature(report)],
    }


def _prose(text: str) -> list[dict[str, str]]:
    return [{"heading": p.heading, "text": p.text} for p in paragraphs(text)]


def _table(report: AnnualReport, section: Section) -> dict[str, Any]:
    table = grid(report.form, section)
    return {
        "widths": table.widths,
        "header_rows": table.header_rows,
        "breakable": table.may_break,
        "size": table.type_size,
        "boxes": [_box(report, box) for box in table.boxes()],
    }


def _box(report: AnnualReport, box: Box) -> dict[str, Any]:
    return {
        "x": box.column,
        "y": box.row,
        "colspan": box.colspan,
        "rowspan": box.rowspan,
        "text": figure_text(report, box.cell) if box.cell else box.text,
        "figure": box.cell is not None,
        "left": box.is_left,
        "column": box.role is Role.COLUMN,
        "strong": box.role in (Role.HEADING, Role.COLUMN),
        "depth": box.depth,
    }
