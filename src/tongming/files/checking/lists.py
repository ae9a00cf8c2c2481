"""Columns of lists of people: what stands under 病种, 家庭住址, 存款 is known by its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tongming.files.checking.digits import Hit, is_old_identity_number, passes_luhn
from tongming.files.checking.model import Kind

_NAME = re.compile(
    r"^(?:户主|申请人|家庭成员|受助人|被监护人|学生|患者|残疾人|当事人|受益人|领取人|负责人|保障对象|"
    r"救助对象|补贴对象|持证人)?(?:姓\s*名|名字|户主|人员)$|^(?:受检人员?|申请人|患者|被救助人|"
    r"保障对象|救助对象|领取人)$"
)
_HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.ILLNESS,
        re.compile(
            r"病种|病情|病因|病名|疾病|病史|诊断|患病|确诊|残疾(?:类别|类型|等级|级别|程度|情况|种类)|"
            r"孕(?:情|期|周|产)|健康状况|身体状况|检测结果|体检结果|计生|节育|精神障碍|HIV|核酸"
        ),
    ),
    (
        Kind.PROPERTY,
        re.compile(
            r"(?:家庭|个人|人均|年|月)[^补救]{0,4}收入|存款|房产|房屋(?:面积|产权|情况)|车辆|车牌|"
            r"财产|负债|欠款|债务|工资|资产|有价证券|保单|贷款(?:金额|余额|情况)"
        ),
    ),
    (Kind.ADDRESS, re.compile(r"住址|家庭地址|居住地|户籍地|户口所在地|详细地址|家庭住所")),
    (Kind.BIRTH_DATE, re.compile(r"出生(?:日期|年月日?|时间)|生日")),
    (Kind.BANK_CARD, re.compile(r"银行(?:卡|账|帐)?号|卡号|(?:账|帐)号|一卡通|社保卡")),
    (Kind.ID_CARD, re.compile(r"身份证|证件号|公民身份")),
)
_EMPTY = re.compile(r"^(?:无|否|没有|正常|健康|良好|阴性|0|-|—|/|／|\*+|未?填|不详|零|√|×)?$")
_HOUSE = re.compile(r"[0-9一二三四五六七八九十]{1,6}\s?(?:号|室|户|组|栋|幢|单元|队|社|-\d)")
_STAYS = re.compile(r".*?(?:镇|乡|街道|社区|村|屯|嘎查)(?!委)")
_DAY = re.compile(r"(?:19|20)\d\d\D{0,2}\d{1,2}\D{0,2}\d{1,2}|(?:19|20)\d{6}")
_HEADING_LENGTH = 16


@dataclass(slots=True)
class _Table:
    """The list being read: which columns hold what."""

    columns: dict[int, Kind]
    width: int


def find_in_lists(text: str, *, comma: bool = False, any_list: bool = False) -> Iterator[Hit]:
    """What headings tell, in text whose rows are lines and whose cells stand between tabs.

    A list counts when it has a column of names; with `any_list` (a part that was hidden, whose
    other columns stand elsewhere) every list does.
    """
    if "\t" not in text and not (comma and "," in text):
        return
    table: _Table | None = None
    offset = 0
    for line in text.split("\n"):
        cells = list(_cells(line, "," if comma and "\t" not in line else "\t"))
        headings = _headings(cells, any_list)
        if headings is not None:
            table = _Table(headings, len(cells))
        elif table is not None and len(cells) >= 2:
            yield from _row(cells, table, offset)
        elif not line.strip():
            pass
        elif len(cells) < 2 and len(line) > 60:
            table = None
        offset += len(line) + 1


def _cells(line: str, separator: str) -> Iterator[tuple[int, str]]:
    position = 0
    for cell in line.split(separator):
        stripped = cell.strip().strip('"')
        start = position + (cell.find(stripped) if stripped else 0)
        yield start, stripped
        position += len(cell) + 1


def _headings(cells: list[tuple[int, str]], any_list: bool) -> dict[int, Kind] | None:
    """The columns that matter, where a row is a row of headings of a list of people."""
    if len(cells) < 2 or any(re.search(r"\d{5,}", cell) for _, cell in cells):
        return None
    people = any(_NAME.match(cell.replace(" ", "")) for _, cell in cells)
    found = {
        number: kind
        for number, (_, cell) in enumerate(cells)
        if 0 < len(cell) <= _HEADING_LENGTH
        for kind, pattern in _HEADINGS
        if pattern.search(cell.replace(" ", ""))
    }
    if people:
        return found
    return found if found and any_list else None


def _row(cells: list[tuple[int, str]], table: _Table, offset: int) -> Iterator[Hit]:
    for number, kind in table.columns.items():
        if number >= len(cells):
            continue
        start, cell = cells[number]
        if _EMPTY.match(cell):
            continue
        begin, end = offset + start, offset + start + len(cell)
        digits = re.sub(r"\D", "", cell)
        if kind is Kind.ADDRESS:
            house = _HOUSE.search(cell)
            if house:
                stays = _STAYS.match(cell[: house.start()])
                yield Hit(kind, begin, end, keep=stays.end() if stays else 0)
        elif kind is Kind.BIRTH_DATE:
            day = _DAY.search(cell)
            if day:
                yield Hit(kind, begin + day.start(), begin + day.end())
        elif kind is Kind.BANK_CARD:
            if 16 <= len(digits) <= 19 and passes_luhn(digits):
                yield Hit(kind, begin, end)
        elif kind is Kind.ID_CARD:
            if len(digits) == 15 and is_old_identity_number(digits):
                yield Hit(kind, begin, end)
        else:
            yield Hit(kind, begin, end)
