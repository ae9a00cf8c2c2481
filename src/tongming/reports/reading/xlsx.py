"""Workbooks, .xlsx and .xls, to grids: every visible sheet, merged ranges as one box."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tongming.reports.reading.blocks import Box, Grid, Line, Source
from tongming.reports.reading.limits import MAX_SHEETS, MAX_SLOTS
from tongming.reports.reading.tidy import tidy

CHECKS = "核对"
"""The sheet of sums in a workbook of our own making: it repeats figures, and reports none."""


def read_xlsx(data: bytes) -> Source:
    """The blocks of a workbook."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    source = Source([])
    shown = [
        meta.name
        for meta in book.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible
        and meta.typ == SheetTypeEnum.WorkSheet
        and meta.name != CHECKS
    ]
    for name in shown[:MAX_SHEETS]:
        sheet = book.get_sheet_by_name(name)
        if sheet.height * sheet.width > MAX_SLOTS * 4:
            raise MemoryError
        rows = sheet.to_python(skip_empty_area=False)
        grid = _grid(rows, sheet.merged_cell_ranges or [], name)
        source.blocks.append(Line(name, heading=False))
        source.blocks.append(grid)
    return source


def _grid(rows: list[list[Any]], merged: list[Any], name: str) -> Grid:
    """A sheet as a grid; rows and columns with nothing in them are left out."""
    height, width = len(rows), max((len(row) for row in rows), default=0)
    texts = [[_text(value) for value in row] for row in rows]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in merged:
        if top < height and left < width:
            spans[top, left] = min(bottom, height - 1), min(right, width - 1)
    last_row = max((r for r, row in enumerate(texts) if any(row)), default=-1)
    last_col = max((c for row in texts for c, text in enumerate(row) if text), default=-1)
    for (top, left), (bottom, right) in spans.items():
        if texts[top][left]:
            last_row, last_col = max(last_row, bottom), max(last_col, right)
    if (last_row + 1) * (last_col + 1) > MAX_SLOTS:
        raise MemoryError
    grid: list[list[Box | None]] = [[None] * (last_col + 1) for _ in range(last_row + 1)]
    for r in range(last_row + 1):
        for c in range(last_col + 1):
            if grid[r][c] is not None:
                continue
            bottom, right = spans.get((r, c), (r, c))
            bottom, right = min(bottom, last_row), min(right, last_col)
            box = Box(texts[r][c] if c < len(texts[r]) else "", r, c, bottom - r + 1, right - c + 1)
            for row in grid[r : bottom + 1]:
                for col in range(c, right + 1):
                    if row[col] is None:
                        row[col] = box
    return Grid(grid, name)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        # Fifteen digits are what a workbook keeps; beyond them only the error of the arithmetic is.
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return str(value)
