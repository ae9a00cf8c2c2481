"""Workbooks as an office fills them in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from tongming.law.budget_tables import FORMS, AccountKind
from tongming.registers.budgets.tables import HEAD_ROW, NOTE_PLACE, headings

Cell = str | int | float
EMPTY = "本单位没有相关收支，本表为空表。"


def sheet(name: str, head: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> bytes:
    """One sheet: headings, then a row each."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(name)
    page.write_row(0, 0, head)
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, [row.get(heading, "") for heading in head])
    book.close()
    return out.getvalue()


def budget(kind: AccountKind, rows: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """The standard tables of a budget or an account; those without rows are told empty."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for form in FORMS[kind]:
        page = book.add_worksheet(form.sheet)
        page.write(0, 0, f"{form.title}（单位：万元）")
        page.write_row(HEAD_ROW, 0, headings(form))
        given = rows.get(form.sheet)
        if given is None:
            page.write(*NOTE_PLACE, EMPTY)
        for number, row in enumerate(given or (), start=HEAD_ROW + 1):
            page.write_row(number, 0, row)
    book.close()
    return out.getvalue()
