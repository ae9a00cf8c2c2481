"""The workbook a year's tallies come in with: a row a month and department."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tongming.information import workbooks
from tongming.information.workbooks import Cells, Column, filled, places_of, read_sheet
from tongming.law.administrative import Tallied
from tongming.law.words import N_, Message, Refused, say

SHEET = "执法数据"
COLUMNS: tuple[Column, ...] = (
    Column("月份", 12, "年-月，例如 2026-03", required=True),
    Column("部门", 24, "站所或者部门的名称", required=True),
    *(Column(one.heading, 20, "没有的填0；空着就是还没有报") for one in Tallied),
)
MOST_NUMBER = 10_000_000
MOST_YUAN = Decimal(10) ** 13


@dataclass(slots=True)
class Row:
    """One row as it would be entered, and what is wrong with it."""

    number: int
    month: date | None = None
    department: str = ""
    values: dict[Tallied, Decimal] = field(default_factory=dict)
    errors: list[Message] = field(default_factory=list)


def template(unit: str) -> bytes:
    """The empty workbook to fill in."""
    return workbooks.template(SHEET, COLUMNS, title=f"{unit}{SHEET}")


def read(content: bytes, *, today: date) -> list[Row]:
    """Every filled row, each with its errors."""
    table = read_sheet(content, SHEET)
    places = places_of(table[0] if table else [], COLUMNS)
    rows = [_row(Cells(number, line, places), today) for number, line in filled(table)]
    if not rows:
        raise Refused(say(N_("表里没有填写的行。")))
    seen: dict[tuple[date | None, str], int] = {}
    for row in rows:
        first = seen.setdefault((row.month, row.department), row.number)
        if first != row.number:
            row.errors.append(say(N_("与第{n}行重复。"), n=first))
    return rows


def _row(cells: Cells, today: date) -> Row:
    row = Row(cells.number, errors=cells.errors)
    row.month = month_of(cells.cell("月份"))
    if row.month is None:
        cells.wrong(say(N_("“月份”要填年-月，例如 2026-03。")))
    elif row.month > today:
        cells.wrong(say(N_("月份不能晚于本月。")))
    row.department = cells.longest("部门", 60)
    if not row.department:
        cells.wrong(say(N_("请填“{column}”。"), column="部门"))
    for kind in Tallied:
        words = cells.words(kind.heading)
        if not words:
            continue
        value, wrong = value_of(kind, words)
        if wrong is not None:
            cells.wrong(wrong)
        elif value is not None:
            row.values[kind] = value
    if not row.values and not cells.errors:
        cells.wrong(say(N_("这一行没有数字。没有的填0。")))
    return row


def month_of(value: Any) -> date | None:
    """The first day of a month, however it was written."""
    if isinstance(value, date):
        return value.replace(day=1)
    match = re.match(r"^(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?$", str(value).strip())
    if match is None or not 1 <= int(match[2]) <= 12 or not 2000 <= int(match[1]) <= 2200:
        return None
    return date(int(match[1]), int(match[2]), 1)


def value_of(kind: Tallied, words: str) -> tuple[Decimal | None, Message | None]:
    """A number or an amount, or what is wrong with it."""
    try:
        value = Decimal(words.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None, say(
            N_("“{column}”要填数字；现在是“{value}”。"), column=kind.heading, value=words[:40]
        )
    most = MOST_YUAN if kind.is_money else Decimal(MOST_NUMBER)
    if not value.is_finite() or not 0 <= value <= most:
        return None, say(N_("“{column}”不能是负数，也不能大得不合理。"), column=kind.heading)
    if kind.is_money:
        value = value.quantize(Decimal("0.000001"))
        if value != value.quantize(Decimal("0.01")):
            return None, say(N_("“{column}”最多两位小数。"), column=kind.heading)
        return value.quantize(Decimal("0.01")), None
    if value != value.to_integral_value():
        return None, say(N_("“{column}”要填整数。"), column=kind.heading)
    return value, None
