"""The report as a PDF: A4, embedded fonts, tagged for screen readers, fit for the archive.

Typst sets the pages from `report.typ`; everything that differs between reports goes in as JSON, so
nothing in a report's text can be taken for a command.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pylopdf_fonts_zh_cn
import typst

from tongming.law.forms import Section
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.layout import Box, Role, grid
from tongming.reports.rendering.wording import (
    PREFACE,
    figure_text,
    paragraphs,
    section_text,
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
    """The page could not be set as it should look; the text says why."""


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


def render(report: AnnualReport) -> bytes:
    """The report as PDF bytes, the same every time; `PdfError` where typst is not content.

    A missing glyph or font is only a warning to typst, and a box on paper: so every warning is an
    error here.
    """
    day = _dated(report)
    try:
        pdf: bytes
        pdf, warnings = typst.compile_with_warnings(
            str(_TEMPLATE),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(_data(report), ensure_ascii=False)},
            pdf_standards=_STANDARDS,
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise PdfError(error.message) from error
    if warnings:
        raise PdfError("; ".join(warning.message for warning in warnings))
    return pdf


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
        "preface": _prose(section_text(report, PREFACE)),
        "sections": [
            {
                "heading": section.heading,
                "paragraphs": _prose(section_text(report, section.key)),
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
