"""The workbook an existing ledger (台账) comes in with: its template, and reading it row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tongming.information import workbooks
from tongming.information.content import FIRST_DAY, Content
from tongming.information.workbooks import Cells, Column, filled, places_of, read_sheet
from tongming.law.documents import Attribute, Validity
from tongming.law.exemptions import Exemption
from tongming.law.numbering import document_number
from tongming.law.statutory import StatutoryItem
from tongming.law.themes import all_themes
from tongming.law.words import N_, Message, Refused, say

SHEET = "台账"
YES = "是"
_LONGEST = {
    "发文字号": 80, "公开网址": 500, "索引号": 80, "内容概述": 2000,
    "不公开的理由": 2000,
}  # fmt: skip
"""As the edit form and the columns of the database have it."""


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
    notes = [("法定事项编号",), *((item.key, item.label) for item in items)]
    return workbooks.template(SHEET, COLUMNS, title=f"{unit}政府信息公开台账", notes=notes)


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
    table = read_sheet(content, SHEET)
    places = places_of(table[0] if table else [], COLUMNS)
    known = {item.key for item in items}
    rows = [_row(Cells(number, line, places), unit, today, known) for number, line in filled(table)]
    if not rows:
        raise Refused(say(N_("台账里没有填写的行。")))
    _same_twice(rows)
    return rows


def _row(cells: Cells, unit: str, today: date, known: set[str]) -> Row:
    row = Row(cells.number, errors=cells.errors)
    words, pick = cells.words, cells.pick

    def day(heading: str) -> date | None:
        found = cells.day(heading)
        if found is None:
            return None
        if found < FIRST_DAY:
            row.errors.append(say(N_("“{column}”的年份不对，请核对。"), column=heading))
        elif found > today:
            row.errors.append(say(N_("“{column}”不能晚于今天。"), column=heading))
        return found

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
        cells.longest(heading, most)
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
