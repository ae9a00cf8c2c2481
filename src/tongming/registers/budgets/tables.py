"""The workbook of the standard tables: its template, and reading it table by table.

Each table is a sheet: its title, the unit of money, the note of an empty table, the headings, the
rows. Amounts are 万元 with at most two decimals; what was calculated with more is to be rounded in
the workbook, since the printed sums must hold.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any, Self

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from tongming.information.workbooks import read_book
from tongming.law.budget_tables import (
    EXPENDITURE,
    FORMS,
    REVENUE,
    THREE,
    TOTAL,
    AccountKind,
    Line,
    TableForm,
    normal,
    wrong_sums,
)
from tongming.law.words import N_, Message, say

HEAD_ROW = 2
"""The row of the headings, counted from 0."""
NOTE_PLACE = (1, 1)
MOST_ROWS = 2000
LARGEST_WAN = Decimal(10) ** 13
_NOTE = "空表说明（本表没有数据时填写）"
_EMPTY_NOTE = "本单位没有相关收支，本表为空表。"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is kept and shown."""

    form: TableForm
    lines: tuple[Line, ...]
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it is published as empty."""
        return not self.lines

    def to_data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "key": self.form.key,
            "note": self.note,
            "lines": [
                [one.number, one.code, one.name,
                 [None if a is None else str(a) for a in one.amounts_wan]]
                for one in self.lines
            ],
        }  # fmt: skip

    @classmethod
    def from_data(cls, form: TableForm, data: dict[str, Any]) -> Self:
        """Back from JSON."""
        lines = tuple(
            Line(number, code, name, tuple(None if a is None else Decimal(a) for a in amounts))
            for number, code, name, amounts in data["lines"]
        )
        return cls(form, lines, data["note"])

    def amount_wan(self, name: str, column: str = "") -> Decimal | None:
        """The amount of a named row; in the last column where none is named."""
        place = self.form.columns.index(column) if column else -1
        for line in self.lines:
            if normal(line.name) == normal(name):
                return line.amounts_wan[place] or Decimal(0)
        return None


@dataclass(slots=True)
class Fault:
    """Something wrong in the workbook: which sheet, which cell, what to do."""

    sheet: str
    cell: str
    message: Message


@dataclass(slots=True)
class Reading:
    """What a workbook holds, and what is wrong with it."""

    tables: list[Table] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


# --- The template ---------------------------------------------------------------------------------


def template(kind: AccountKind, title: str) -> bytes:
    """The empty workbook: a sheet a table, with the rows it begins with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": title})
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF8", "border": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@"})
    money = book.add_format({"num_format": "#,##0.00"})
    for form in FORMS[kind]:
        sheet = book.add_worksheet(form.sheet)
        sheet.set_column(0, 0, 14 if form.coded else 34, text)
        if form.coded:
            sheet.set_column(1, 1, 34, text)
        sheet.set_column(first := _first(form), first + len(form.columns) - 1, 16, money)
        sheet.write(0, 0, f"{form.title}（单位：万元）", bold)
        sheet.write(NOTE_PLACE[0], 0, _NOTE)
        for place, heading in enumerate(headings(form)):
            sheet.write(HEAD_ROW, place, heading, head)
        for number, name in enumerate(form.lines, start=HEAD_ROW + 1):
            sheet.write(number, 0, name)
        if form.coded:
            sheet.write(HEAD_ROW + 1, 1, TOTAL)
        sheet.freeze_panes(HEAD_ROW + 1, 0)
    book.close()
    return out.getvalue()


def headings(form: TableForm) -> tuple[str, ...]:
    """The headings of a table."""
    return (*(("科目编码", "科目名称") if form.coded else ("项目",)), *form.columns)


def _first(form: TableForm) -> int:
    return 2 if form.coded else 1


# --- Reading --------------------------------------------------------------------------------------


def read(content: bytes, kind: AccountKind) -> Reading:
    """Every table with its faults; each fault names the cell."""
    book = read_book(content)
    reading = Reading()
    for form in FORMS[kind]:
        rows = book.get(form.sheet)
        if rows is None:
            reading.faults.append(
                Fault(form.sheet, "", say(N_("缺少这张表。没有数据也要留着，写明空表说明。")))
            )
            continue
        table, faults = _table(form, rows)
        reading.faults += faults
        if not faults:
            reading.tables.append(table)
            reading.faults += _sums(table)
    return reading


def _table(form: TableForm, rows: Sequence[Sequence[Any]]) -> tuple[Table, list[Fault]]:
    faults: list[Fault] = []
    wanted = headings(form)
    there = tuple(str(_at(rows, HEAD_ROW, place)).strip() for place in range(len(wanted)))
    if there != wanted:
        message = say(
            N_("第3行的列应当是“{wanted}”，请用下载的模板，不要改列名。"), wanted="、".join(wanted)
        )
        return Table(form, ()), [Fault(form.sheet, "A3", message)]
    lines: list[Line] = []
    if len(rows) > MOST_ROWS:
        message = say(N_("一张表最多{n}行，请删去多余的行。"), n=MOST_ROWS)
        return Table(form, ()), [Fault(form.sheet, f"A{MOST_ROWS + 1}", message)]
    for number in range(HEAD_ROW + 1, len(rows)):
        code = _code(_at(rows, number, 0)) if form.coded else ""
        name = str(_at(rows, number, 1 if form.coded else 0)).strip()
        cells = [_at(rows, number, _first(form) + place) for place in range(len(form.columns))]
        if not any(str(cell).strip() for cell in cells):
            continue  # a row of the template nobody filled in says nothing
        amounts = []
        for place, cell in enumerate(cells):
            amount, wrong = _amount(cell)
            amounts.append(amount)
            if wrong is not None:
                where = xl_rowcol_to_cell(number, _first(form) + place)
                faults.append(Fault(form.sheet, where, wrong))
        if not name:
            faults.append(Fault(form.sheet, f"A{number + 1}", say(N_("请填这一行的名称。"))))
        if form.coded and code and not (code.isascii() and code.isdigit()):
            faults.append(Fault(form.sheet, f"A{number + 1}", say(N_("科目编码只能是数字。"))))
        lines.append(Line(number + 1, code, name, tuple(amounts)))
    faults += [*_twice(form, lines), *_without_total(form, lines)]
    note = str(_at(rows, *NOTE_PLACE)).strip()
    if not lines and not note:
        message = say(N_("没有数据的表要写明说明，例如：{note}"), note=_EMPTY_NOTE)
        faults.append(Fault(form.sheet, "B2", message))
    return Table(form, tuple(lines), "" if lines else note[:500]), faults


def _at(rows: Sequence[Sequence[Any]], row: int, place: int) -> Any:
    return rows[row][place] if row < len(rows) and place < len(rows[row]) else ""


def _code(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _amount(cell: Any) -> tuple[Decimal | None, Message | None]:
    """An amount in 万元, or what is wrong with the cell."""
    words = str(cell).strip().replace(",", "").replace("，", "")
    if words in ("", "-", "—"):
        return None, None
    try:
        amount = Decimal(words)
    except InvalidOperation:
        return None, say(N_("要填数字，单位万元；现在是“{value}”。"), value=str(cell)[:40])
    if not amount.is_finite() or abs(amount) >= LARGEST_WAN:
        return None, say(N_("数字太大，请核对单位是不是万元。"))
    if isinstance(cell, float):
        # A spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004: what it shows is meant.
        amount = amount.quantize(Decimal("0.000001"), ROUND_HALF_EVEN)
    two = amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    if two != amount:
        return None, say(
            N_("小数最多两位；现在是{value}。请在表里四舍五入到两位，再核对合计。"),
            value=format(amount.normalize(), "f"),
        )
    return two, None


def _twice(form: TableForm, lines: Sequence[Line]) -> list[Fault]:
    seen: dict[str, int] = {}
    faults = []
    for line in lines:
        key = line.code if form.coded else normal(line.name)
        if not key:
            continue
        first = seen.setdefault(key, line.number)
        if first != line.number:
            faults.append(Fault(form.sheet, f"A{line.number}", say(N_("与第{n}行重复。"), n=first)))
    return faults


def _without_total(form: TableForm, lines: Sequence[Line]) -> list[Fault]:
    """A table with figures has its sums: what is not there cannot be checked."""
    names = {normal(line.name) for line in lines}
    wanted = (TOTAL,) if form.coded else tuple(dict.fromkeys(r.total for r in form.line_sums))
    return [
        Fault(form.sheet, "", say(N_("缺少“{name}”这一行。"), name=name))
        for name in wanted
        if lines and normal(name) not in names
    ]


def _sums(table: Table) -> list[Fault]:
    faults = []
    for wrong in wrong_sums(table.form, list(table.lines)):
        place = _first(table.form) + table.form.columns.index(wrong.column)
        of = "＋".join(wrong.of[:6]) + ("＋…" if len(wrong.of) > 6 else "")
        faults.append(
            Fault(
                table.form.sheet,
                xl_rowcol_to_cell(wrong.row - 1, place),
                say(
                    N_("“{name}”的“{column}”现在是{stands}，应当是{should}（{of}），差{gap}。"),
                    name=wrong.name,
                    column=wrong.column,
                    stands=shown(wrong.stands_wan),
                    should=shown(wrong.should_be_wan),
                    of=of or "0",
                    gap=shown(wrong.stands_wan - wrong.should_be_wan),
                ),
            )
        )
    return faults


def shown(amount_wan: Decimal | None) -> str:
    """An amount as tables print it: 1,234.50; nothing where there is none."""
    return "" if amount_wan is None else f"{amount_wan:,.2f}"


def signed(change_wan: Decimal | None) -> str:
    """A change with its sign; none where nothing changed."""
    if not change_wan:
        return shown(change_wan)
    return f"{change_wan:+,.2f}"


# --- What is compared -----------------------------------------------------------------------------


def figures_wan(kind: AccountKind, tables: Sequence[Table]) -> dict[str, Decimal]:
    """The figures compared from year to year, as far as the tables have them."""
    held = {table.form.key: table for table in tables}
    found: dict[str, Decimal | None] = {}
    if kind.is_government:
        found[REVENUE.key] = held["revenue"].amount_wan(TOTAL) if "revenue" in held else None
        found[EXPENDITURE.key] = (
            held["expenditure"].amount_wan(TOTAL) if "expenditure" in held else None
        )
    elif "summary" in held:
        found[REVENUE.key] = held["summary"].amount_wan("收入总计")
        found[EXPENDITURE.key] = held["summary"].amount_wan("支出总计")
    if "three" in held:
        found |= {one.key: held["three"].amount_wan(line) for one, line in THREE}
    return {key: amount for key, amount in found.items() if amount is not None}


def tables_of(kind: AccountKind, data: Sequence[dict[str, Any]]) -> list[Table]:
    """The kept tables of an account, in the order of the form."""
    forms = {form.key: form for form in FORMS[kind]}
    return [Table.from_data(forms[one["key"]], one) for one in data if one["key"] in forms]
