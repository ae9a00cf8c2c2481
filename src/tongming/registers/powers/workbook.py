"""The workbook a list comes in with, and goes out as."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

import xlsxwriter

from tongming.information import workbooks
from tongming.information.workbooks import Cells, Column, filled, places_of, read_sheet
from tongming.law.powers import Given, PowerType
from tongming.law.words import N_, Message, Refused, say

SHEET = "权责清单"


@dataclass(frozen=True, slots=True)
class Power:
    """An item's words: what a row of the workbook says, what a version keeps, what is compared."""

    code: str = ""
    name: str = ""
    type: str = ""
    basis: str = ""
    holder: str = ""
    responsibilities: str = ""
    post: str = ""
    accountability: str = ""
    chart_name: str = ""
    risks: str = ""
    phone: str = ""
    given: str = ""

    @property
    def shown(self) -> dict[str, str]:
        """Every field's heading and words, as a person reads them."""
        return {HEADINGS[one.name]: self.said(one.name) for one in fields(self)}

    def said(self, name: str) -> str:
        """One field's words."""
        value: str = getattr(self, name)
        if name == "type" and value:
            return PowerType(value).label
        if name == "given" and value:
            return Given(value).label
        return value


COLUMNS: tuple[Column, ...] = (
    Column("职权编码", 22, "县里统一编的码；没有就空着"),
    Column("事项名称", 40, "权力或者责任事项的名称", required=True),
    Column(
        "权力类型", 12, "从下拉框选择", required=True, choices=tuple(one.label for one in PowerType)
    ),
    Column("设定依据", 60, "法律、法规、规章的名称和条款", required=True),
    Column("行使主体", 22, "空着就是本单位"),
    Column("责任事项", 50, "受理、审查、决定、送达、监管等各环节的责任"),
    Column("责任岗位", 22, "负责的站所和岗位，不写人名"),
    Column("追责情形", 50, "哪些情形要追究责任"),
    Column("流程图", 24, "流程图的文件名；图在导入以后上传"),
    Column("廉政风险点", 40, "风险点和防控措施"),
    Column("监督电话", 16, "办公电话"),
    Column("赋权方式", 10, "县里赋权的，选下放或者委托；本来就有的空着",
           choices=tuple(one.label for one in Given)),
)  # fmt: skip
HEADINGS: dict[str, str] = dict(
    zip((one.name for one in fields(Power)), (column.heading for column in COLUMNS), strict=True)
)
LONGEST = {
    "职权编码": 80, "事项名称": 300, "设定依据": 5000, "行使主体": 120, "责任事项": 5000,
    "责任岗位": 200, "追责情形": 5000, "流程图": 200, "廉政风险点": 3000, "监督电话": 60,
}  # fmt: skip


@dataclass(slots=True)
class Row:
    """One row as it would be imported, and what is wrong with it."""

    number: int
    power: Power = field(default_factory=Power)
    errors: list[Message] = field(default_factory=list)


def template(unit: str) -> bytes:
    """The empty workbook to fill in."""
    return workbooks.template(SHEET, COLUMNS, title=f"{unit}{SHEET}")


def read(content: bytes, *, unit: str) -> list[Row]:
    """Every filled row, each with its errors; a workbook that is no such list is refused."""
    table = read_sheet(content, SHEET)
    places = places_of(table[0] if table else [], COLUMNS)
    rows = [_row(Cells(number, line, places), unit) for number, line in filled(table)]
    if not rows:
        raise Refused(say(N_("表里没有填写的行。")))
    _same_twice(rows)
    return rows


def _row(cells: Cells, unit: str) -> Row:
    for column in COLUMNS:
        if column.required and not cells.words(column.heading):
            cells.wrong(say(N_("请填“{column}”。"), column=column.heading))
    for heading, most in LONGEST.items():
        cells.longest(heading, most)
    kind = cells.pick("权力类型", PowerType, {one.label: one.value for one in PowerType})
    given = cells.pick("赋权方式", Given, {one.label: one.value for one in Given})
    said = {name: cells.words(heading) for name, heading in HEADINGS.items()}
    said |= {"type": kind.value if kind else "", "given": given.value if given else ""}
    said["holder"] = said["holder"] or unit
    return Row(cells.number, Power(**said), cells.errors)


def _same_twice(rows: Iterable[Row]) -> None:
    """A code, or a name of one type, twice in one list is a slip of the pen."""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        keys = [("", row.power.code)] if row.power.code else []
        for key in (*keys, (row.power.type, row.power.name)):
            first = seen.setdefault(key, row.number)
            if first != row.number:
                row.errors.append(say(N_("与第{n}行重复。"), n=first))
                break


# --- Going out ------------------------------------------------------------------------------------


def as_xlsx(powers: Sequence[Power], title: str) -> bytes:
    """The list as a workbook: what anybody may download."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": title})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 3)
    for place, heading in enumerate(("序号", *HEADINGS.values())):
        width = COLUMNS[place - 1].width if place else 6
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, head)
    for number, power in enumerate(powers, start=1):
        for place, words in enumerate((str(number), *power.shown.values())):
            sheet.write_string(number, place, words, text)
    book.close()
    return out.getvalue()


def as_csv(powers: Sequence[Power]) -> bytes:
    """The same as CSV, with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("序号", *HEADINGS.values()))
    for number, power in enumerate(powers, start=1):
        writer.writerow((number, *(_plain(words) for words in power.shown.values())))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(words: str) -> str:
    """Words a spreadsheet takes for a formula are shown as words."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@") else words
