"""A list of records as CSV, XLSX or JSON. Plain Python.

A text is never taken for a formula: in CSV a leading sign gets an apostrophe, in a workbook every
text is written as text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import xlsxwriter

Value = str | date | None

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


class RecordKind(StrEnum):
    """The files a list of records is given as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """The media type of the file."""
        return MEDIA[self.value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns and rows."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def write(sheet: Sheet, kind: RecordKind, about: Mapping[str, Any]) -> bytes:
    """The file; `about` says in JSON which figure the records are behind."""
    if kind is RecordKind.CSV:
        return _csv(sheet)
    if kind is RecordKind.XLSX:
        return _xlsx(sheet)
    records = [
        {name: _text(value) or None for name, value in zip(sheet.columns, row, strict=True)}
        for row in sheet.rows
    ]
    data = {**about, "records": records}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(sheet: Sheet) -> bytes:
    """With a byte order mark, so that a double click in Chinese Windows shows Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in (sheet.columns, *sheet.rows):
        writer.writerow([_harmless(_text(value)) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(sheet: Sheet) -> bytes:
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet()
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.freeze_panes(1, 0)
        for at, name in enumerate(sheet.columns):
            page.write_string(0, at, name, head)
            page.set_column(at, at, 40 if at == 1 else 18)
        for line, row in enumerate(sheet.rows, 1):
            for at, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(line, at, value, day)
                else:
                    page.write_string(line, at, value or "")
    return content.getvalue()


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet work a cell out; the wide ones do so in Chinese editions."""


def _harmless(text: str) -> str:
    """A cell no spreadsheet takes for a formula, also behind white space."""
    is_formula = text.lstrip().startswith(_SIGNS) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if is_formula else text
