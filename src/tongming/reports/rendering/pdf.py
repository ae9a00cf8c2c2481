"""The report as a PDF: A4, embedded fonts, tagged for screen readers, fit for the archive.

Typst sets the pages from `report.typ`; everything that differs between reports goes in as JSON, so
nothing in a report's text can be taken for a command.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tongming.law.forms import Section
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.layout import Box, Role, grid
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
from tongming.typesetting import pages
from tongming.typesetting.pages import PdfError

__all__ = ["PdfError", "render"]

_TEMPLATE = Path(__file__).with_name("report.typ")


def render(report: AnnualReport) -> bytes:
    """The report as PDF bytes, the same every time.

    `Refused` where the report has a character no font has; `PdfError` for anything else the
    compiler so much as warns of.
    """
    report = prepared(report)
    return pages.pdf(_TEMPLATE, _data(report), day=_dated(report))


def _dated(report: AnnualReport) -> date:
    """The date in the file's own data, which PDF/A asks for: the report's; of a report without one,
    the day after the year it reports on. Never the clock's, or no two files would be the same."""
    return signed_on(report) or date((report.year or 1999) + 1, 1, 1)


def _data(report: AnnualReport) -> dict[str, Any]:
    return {
        "title": title_of(report),
        "title_lines": title_lines(report),
        "author": report.body,
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
