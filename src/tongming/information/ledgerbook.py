"""The workbook an existing ledger (台账) comes in with: its template, and reading it row by row."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import python_calamine
import xlsxwriter

from tongming.guarding import Fault
from tongming.information import guard
from tongming.information.content import FIRST_DAY, Content
from tongming.law.documents import Attribute, Validity
from tongming.law.exemptions import Exemption
from tongming.law.numbering import document_number
from tongming.law.statutory import StatutoryItem
from tongming.law.themes import all_themes
from tongming.law.words import N_, Message, Refused, say

SHEET = "台账"
MOST_ROWS = 5000
YES = "是"
_LONGEST = {
    "发文字号": 80, "公开网址": 500, "索引号": 80, "内容概述": 2000,
    "不公开的理由": 2000,
}  # fmt: skip
"""As the edit form and the columns of the database have it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide, what it explains, what may be chosen."""

    heading: str
    width: int
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    is_date: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("名称", 46, "文件的标题", required=True),
    Column("发文字号", 20, "例如 红政发〔2026〕5号；没有就空着"),
    Column("成文日期", 13, "年-月-日", required=True, is_date=True),
    Column(
        "公开属性", 12, "从下拉框选择", required=True,
        choices=tuple(one.label for one in Attribute),
    ),
    Column("公开日期", 13, "主动公开的，填最早公开的日期", is_date=True),
    Column("公开网址", 40, "原来公开的网页，没有就空着"),
    Column("索引号", 30, "原来用的索引号，没有就空着"),
    Column("法定事项", 20, "填编号，几个用顿号分开，例如 20-1、20-7", ),
    Column("主题分类", 24, "从下拉框选择", choices=all_themes()),
    Column("内容概述", 46, "一百字左右"),
    Column("规范性文件", 11, "是或者空着", choices=(YES,)),
    Column(
        "有效性", 10, "从下拉框选择；空着就是有效",
        choices=tuple(one.label for one in Validity),
    ),
    Column("废止或失效日期", 15, "废止或者失效的，填日期", is_date=True),
    Column(
        "不予公开的情形", 40, "不予公开的，从下拉框选择",
        choices=tuple(one.label for one in Exemption),
    ),
    Column("不公开的理由", 46, "不予公开、依申请公开的，写明理由"),
)  # fmt: skip


def template(unit: str, items: Iterable[StatutoryItem]) -> bytes:
    """The empty workbook to fill in, with choices to pick from and what each column means."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": f"{unit}政府信息公开台账"})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF8", "border": 1, "text_wrap": True})
    must = book.add_format({"bold": True, "bg_color": "#FBE9D0", "border": 1, "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(SHEET)
    lists = book.add_worksheet("选项")
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width, day if column.is_date else text)
        sheet.write(0, number, column.heading, must if column.required else head)
        sheet.write_comment(0, number, column.help)
        if column.choices:
            lists.write_column(0, number, column.choices)
            letter = xlsxwriter.utility.xl_col_to_name(number)
            source = f"=选项!${letter}$1:${letter}${len(column.choices)}"
            sheet.data_validation(
                1, number, MOST_ROWS, number,
                {"validate": "list", "source": source, "error_title": "请从下拉框选择",
                 "error_message": column.help},
            )  # fmt: skip
        elif column.is_date:
            sheet.data_validation(
                1, number, MOST_ROWS, number,
                {"validate": "date", "criteria": "between", "minimum": date(1990, 1, 1),
                 "maximum": date(2100, 1, 1), "error_title": "日期不对",
                 "error_message": "请填年-月-日，例如 2026-03-12"},
            )  # fmt: skip
    lists.hide()
    guide = book.add_worksheet("填写说明")
    guide.set_column(0, 0, 20)
    guide.set_column(1, 1, 70)
    for row, column in enumerate(COLUMNS):
        words = column.help + ("（必填）" if column.required else "")
        guide.write_row(row, 0, [column.heading, words])
    row = len(COLUMNS) + 1
    guide.write(row, 0, "法定事项编号", head)
    for number, item in enumerate(items, start=1):
        guide.write_row(row + number, 0, [item.key, item.label])
    sheet.activate()
    book.close()
    return out.getvalue()


@dataclass(slots=True)
class Row:
    """One row as it would be imported, and what is wrong with it."""

    number: int
    """As the spreadsheet counts it."""
    content: Content = field(default_factory=Content)
    index_number: str = ""
    published_on: date | None = None
    url: str = ""
    validity: Validity = Validity.IN_FORCE
    validity_ended_on: date | None = None
    errors: list[Message] = field(default_factory=list)


def read(content: bytes, *, unit: str, today: date, items: Iterable[StatutoryItem]) -> list[Row]:
    """Every filled row, each with its errors; a workbook that is no such ledger is refused."""
    table = _table(content)
    places = _places(table[0] if table else [])
    known = {item.key for item in items}
    rows = [
        _row(number, line, places, unit, today, known)
        for number, line in enumerate(table[1:], start=2)
        if any(str(cell).strip() for cell in line)
    ]
    if not rows:
        raise Refused(say(N_("台账里没有填写的行。")))
    if len(rows) > MOST_ROWS:
        raise Refused(
            say(
                N_("一次最多导入{most}行，这里有{n}行。请分几个文件。"), most=MOST_ROWS, n=len(rows)
            )
        )
    _same_twice(rows)
    return rows


def _table(content: bytes) -> list[list[Any]]:
    """The cells of the workbook, taken out where a hostile one can do no harm."""
    try:
        rows = json.loads(guard.ask({"do": "sheet"}, content))
    except Fault as fault:
        if str(fault) == "no_sheet":
            raise Refused(say(N_("这个工作簿里没有工作表。请下载模板填写。"))) from None
        raise Refused(say(N_("这个文件打不开。请下载模板，填好后保存为 XLSX 再上传。"))) from None
    return [
        [date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell for cell in row]
        for row in rows
    ]


def sheet_of(content: bytes) -> list[list[Any]]:
    """The cells of the ledger's sheet, or the first, as JSON has them; in the guarded process."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    name = SHEET if SHEET in book.sheet_names else (book.sheet_names or [""])[0]
    if not name:
        raise Fault("no_sheet")
    table = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_as_json(cell) for cell in row] for row in table]


def _as_json(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return cell if isinstance(cell, (str, float, int)) else str(cell)


def _places(head: list[Any]) -> dict[str, int]:
    found = {str(cell).strip(): number for number, cell in enumerate(head)}
    missing = [
        column.heading for column in COLUMNS if column.required and column.heading not in found
    ]
    if missing:
        raise Refused(
            say(
                N_("第一行缺少这些列：{columns}。请用下载的模板，不要改列名。"),
                columns="、".join(missing),
            )
        )
    return found


def _row(
    number: int, line: list[Any], places: dict[str, int], unit: str, today: date, known: set[str]
) -> Row:
    row = Row(number)

    def cell(heading: str) -> Any:
        place = places.get(heading)
        return line[place] if place is not None and place < len(line) else ""

    def words(heading: str) -> str:
        value = cell(heading)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).strip()

    def day(heading: str) -> date | None:
        value = cell(heading)
        if value in ("", None):
            return None
        found = _day(value)
        if found is None:
            row.errors.append(
                say(N_("“{column}”要填年-月-日，例如 2026-03-12；现在是“{value}”。"),
                    column=heading, value=str(value)[:40])
            )  # fmt: skip
        elif found < FIRST_DAY:
            row.errors.append(say(N_("“{column}”的年份不对，请核对。"), column=heading))
        elif found > today:
            row.errors.append(say(N_("“{column}”不能晚于今天。"), column=heading))
        return found

    def pick(heading: str, kind: Callable[[Any], Any], labels: dict[str, str]) -> Any:
        value = words(heading)
        if not value:
            return None
        if value not in labels:
            row.errors.append(
                say(N_("“{column}”不认识“{value}”，请从下拉框选择：{choices}。"),
                    column=heading, value=value[:40], choices="、".join(labels))
            )  # fmt: skip
            return None
        return kind(labels[value])

    title = words("名称")
    if not title:
        row.errors.append(say(N_("请填名称。")))
    if len(title) > 300:
        row.errors.append(say(N_("名称最多300字。")))
    formed = day("成文日期")
    if formed is None and not words("成文日期"):
        row.errors.append(say(N_("请填成文日期。")))
    attribute = pick("公开属性", Attribute, {one.label: one.value for one in Attribute})
    if attribute is None and not words("公开属性"):
        row.errors.append(say(N_("请选公开属性。")))
    row.published_on = day("公开日期")
    if row.published_on and formed and row.published_on < formed:
        row.errors.append(say(N_("公开日期不能早于成文日期。")))
    if attribute is Attribute.PROACTIVE and row.published_on is None and not words("公开日期"):
        row.errors.append(say(N_("主动公开的，请填公开日期。")))
    row.url = words("公开网址")
    if row.url and not re.match(r"https?://\S+$", row.url):
        row.errors.append(say(N_("公开网址要以 http:// 或者 https:// 开头。")))
    validity = pick("有效性", Validity, {one.label: one.value for one in Validity})
    row.validity = validity or Validity.IN_FORCE
    row.validity_ended_on = day("废止或失效日期")
    if row.validity is not Validity.IN_FORCE and row.validity_ended_on is None:
        row.errors.append(say(N_("已经废止或者失效的，请填日期。")))
    keys = tuple(key for key in re.split(r"[、，,;；\s]+", words("法定事项")) if key)
    if unknown := [key for key in keys if key not in known]:
        row.errors.append(
            say(N_("法定事项里没有这些编号：{keys}。编号见“填写说明”。"), keys="、".join(unknown))
        )
    ground = pick("不予公开的情形", Exemption, {one.label: one.value for one in Exemption})
    reason = words("不公开的理由")
    if attribute is Attribute.WITHHELD and ground is None and not words("不予公开的情形"):
        row.errors.append(say(N_("不予公开的，请选是哪一种情形。")))
    if attribute in (Attribute.WITHHELD, Attribute.ON_REQUEST) and not reason:
        row.errors.append(say(N_("不主动公开的，请写明理由。")))
    row.index_number = words("索引号")
    for heading, most in _LONGEST.items():
        if len(words(heading)) > most:
            row.errors.append(say(N_("“{column}”最多{most}个字。"), column=heading, most=most))
    row.content = Content(
        title=title,
        attribute=attribute.value if attribute else "",
        ground=ground.value if ground else "",
        reason=reason,
        is_normative=words("规范性文件") == YES,
        document_number=document_number(words("发文字号")),
        formed_on=formed,
        summary=words("内容概述"),
        publisher=unit,
        statutory_items=tuple(key for key in keys if key in known),
        theme=words("主题分类"),
    )
    return row


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    match = re.match(
        r"^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$", str(value).strip()
    )
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _same_twice(rows: list[Row]) -> None:
    """The same 索引号, or title and number, twice in one workbook is a slip of the pen."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        keys = [("索引号", row.index_number)] if row.index_number else []
        keys.append((row.content.title, row.content.document_number))
        for key in keys:
            first = seen.setdefault(key, row.number)
            if first != row.number:
                row.errors.append(say(N_("与第{n}行重复。"), n=first))
                break
