"""Workbooks offices fill in: the template to download, and reading what comes back.

A template is one sheet or several, each with its columns, what may be chosen and what each column
means. What comes back is taken apart in the guarded process and read row by row, so that every row
says what is wrong with it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

import python_calamine
import xlsxwriter

from tongming.guarding import Fault
from tongming.information import guard
from tongming.law.words import N_, Message, Refused, say

MOST_ROWS = 5000
Table = list[list[Any]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide, what it explains, what may be chosen."""

    heading: str
    width: int
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    is_date: bool = False


def template(
    sheet: str,
    columns: Sequence[Column],
    *,
    title: str,
    notes: Iterable[Sequence[str]] = (),
    rows: Iterable[Sequence[Any]] = (),
) -> bytes:
    """The workbook to fill in, with choices to pick from and what each column means.

    `notes` stand beneath the explanations; the first is their heading. `rows` are filled in.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": title})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF8", "border": 1, "text_wrap": True})
    must = book.add_format({"bold": True, "bg_color": "#FBE9D0", "border": 1, "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"num_format": "@"})
    page = book.add_worksheet(sheet)
    lists = book.add_worksheet("选项")
    page.freeze_panes(1, 1)
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width, day if column.is_date else text)
        page.write(0, number, column.heading, must if column.required else head)
        page.write_comment(0, number, column.help)
        if column.choices:
            lists.write_column(0, number, column.choices)
            letter = xlsxwriter.utility.xl_col_to_name(number)
            source = f"=选项!${letter}$1:${letter}${len(column.choices)}"
            page.data_validation(
                1, number, MOST_ROWS, number,
                {"validate": "list", "source": source, "error_title": "请从下拉框选择",
                 "error_message": column.help},
            )  # fmt: skip
        elif column.is_date:
            page.data_validation(
                1, number, MOST_ROWS, number,
                {"validate": "date", "criteria": "between", "minimum": date(1990, 1, 1),
                 "maximum": date(2100, 1, 1), "error_title": "日期不对",
                 "error_message": "请填年-月-日，例如 2026-03-12"},
            )  # fmt: skip
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, row)
    lists.hide()
    guide = book.add_worksheet("填写说明")
    guide.set_column(0, 0, 20)
    guide.set_column(1, 1, 70)
    for number, column in enumerate(columns):
        words = column.help + ("（必填）" if column.required else "")
        guide.write_row(number, 0, [column.heading, words])
    for number, note in enumerate(notes):
        guide.write_row(len(columns) + 1 + number, 0, note, head if number == 0 else None)
    page.activate()
    book.close()
    return out.getvalue()


# --- Reading --------------------------------------------------------------------------------------


def read_sheet(content: bytes, name: str) -> Table:
    """The cells of the sheet of a name, or the first where there is none of it."""
    book = read_book(content)
    if not book:
        raise Refused(say(N_("这个工作簿里没有工作表。请下载模板填写。")))
    return book.get(name) or next(iter(book.values()))


def read_book(content: bytes) -> dict[str, Table]:
    """Every sheet's cells, taken out where a hostile workbook can do no harm."""
    try:
        book = json.loads(guard.ask({"do": "book"}, content))
    except Fault:
        raise Refused(say(N_("这个文件打不开。请下载模板，填好后保存为 XLSX 再上传。"))) from None
    return {name: [[_from_json(cell) for cell in row] for row in rows] for name, rows in book}


def book_of(content: bytes) -> list[tuple[str, Table]]:
    """Every sheet's name and cells, as JSON has them; in the guarded process."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        (name, [[_as_json(cell) for cell in row] for row in rows])
        for name in book.sheet_names
        for rows in [book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    ]


def _as_json(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return cell if isinstance(cell, (str, float, int)) else str(cell)


def _from_json(cell: Any) -> Any:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


def places_of(head: Sequence[Any], columns: Iterable[Column]) -> dict[str, int]:
    """Where each heading stands; refused where a required one is missing."""
    found = {str(cell).strip(): number for number, cell in enumerate(head)}
    missing = [one.heading for one in columns if one.required and one.heading not in found]
    if missing:
        raise Refused(
            say(
                N_("第一行缺少这些列：{columns}。请用下载的模板，不要改列名。"),
                columns="、".join(missing),
            )
        )
    return found


def filled(table: Table) -> list[tuple[int, list[Any]]]:
    """The rows beneath the head with anything in them, numbered as the spreadsheet counts."""
    rows = [
        (number, line)
        for number, line in enumerate(table[1:], start=2)
        if any(str(cell).strip() for cell in line)
    ]
    if len(rows) > MOST_ROWS:
        raise Refused(
            say(
                N_("一次最多导入{most}行，这里有{n}行。请分几个文件。"), most=MOST_ROWS, n=len(rows)
            )
        )
    return rows


@dataclass(slots=True)
class Cells:
    """One row's cells by heading; what is wrong with it is gathered in `errors`."""

    number: int
    line: Sequence[Any]
    places: dict[str, int]
    errors: list[Message] = field(default_factory=list)

    def cell(self, heading: str) -> Any:
        """What stands there; an empty string where nothing does."""
        place = self.places.get(heading)
        return self.line[place] if place is not None and place < len(self.line) else ""

    def words(self, heading: str) -> str:
        """The same as text; 3.0 is 3."""
        value = self.cell(heading)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).strip()

    def wrong(self, message: Message) -> None:
        """Say what is wrong."""
        self.errors.append(message)

    def day(self, heading: str) -> date | None:
        """A day, however it was written; None where nothing or nonsense stands there."""
        value = self.cell(heading)
        if value in ("", None):
            return None
        found = day_of(value)
        if found is None:
            self.wrong(
                say(N_("“{column}”要填年-月-日，例如 2026-03-12；现在是“{value}”。"),
                    column=heading, value=str(value)[:40])
            )  # fmt: skip
        return found

    def pick(self, heading: str, kind: Callable[[Any], T], labels: dict[str, str]) -> T | None:
        """One of the choices, by its label."""
        value = self.words(heading)
        if not value:
            return None
        if value not in labels:
            self.wrong(
                say(N_("“{column}”不认识“{value}”，请从下拉框选择：{choices}。"),
                    column=heading, value=value[:40], choices="、".join(labels))
            )  # fmt: skip
            return None
        return kind(labels[value])

    def longest(self, heading: str, most: int) -> str:
        """The words of a cell, with what is too long said."""
        words = self.words(heading)
        if len(words) > most:
            self.wrong(say(N_("“{column}”最多{most}个字。"), column=heading, most=most))
        return words


def day_of(value: Any) -> date | None:
    """A day from a cell: a date, or text as people write one."""
    if isinstance(value, date):
        return value
    match = re.match(
        r"^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$", str(value).strip()
    )
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
