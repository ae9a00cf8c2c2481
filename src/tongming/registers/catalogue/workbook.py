"""The workbook a catalogue comes in with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tongming.information import workbooks
from tongming.information.workbooks import Cells, Column, filled, places_of, read_sheet
from tongming.law.catalogue_terms import CatalogueTerm, Mode, read_term
from tongming.law.words import N_, Message, Refused, say

SHEET = "标准目录"
COLUMNS: tuple[Column, ...] = (
    Column("领域", 18, "例如 社会救助", required=True),
    Column("一级事项", 24, "例如 最低生活保障", required=True),
    Column("二级事项", 24, "例如 审核信息"),
    Column("公开内容（要素）", 50, "照县里的目录填"),
    Column("公开依据", 40, "法规、文件的名称"),
    Column(
        "公开时限", 30, "例如 自信息形成之日起20个工作日内；每年1月31日前；每季度", required=True
    ),
    Column("公开主体", 22, "例如 镇人民政府"),
    Column("公开渠道和载体", 30, "政府网站、村公示栏等，用顿号分开"),
    Column("公开对象", 14, "全社会，或者特定群体"),
    Column("公开方式", 14, "主动，或者依申请公开"),
    Column("公开层级", 14, "县级、乡级"),
)
FIELDS = {
    "domain": "领域", "first": "一级事项", "second": "二级事项", "content": "公开内容（要素）",
    "basis": "公开依据", "time": "公开时限", "holder": "公开主体", "channels": "公开渠道和载体",
    "audience": "公开对象", "way": "公开方式", "level": "公开层级",
}  # fmt: skip
LONGEST = {
    "领域": 60, "一级事项": 120, "二级事项": 120, "公开内容（要素）": 5000, "公开依据": 5000,
    "公开时限": 300, "公开主体": 200, "公开渠道和载体": 500, "公开对象": 60, "公开方式": 60,
    "公开层级": 60,
}  # fmt: skip


@dataclass(slots=True)
class Line:
    """One row as it would be imported, and what is wrong with it."""

    number: int
    said: dict[str, str] = field(default_factory=dict)
    term: CatalogueTerm = field(default_factory=lambda: CatalogueTerm(Mode.UNREAD))
    errors: list[Message] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells rows apart."""
        return self.said["domain"], self.said["first"], self.said["second"]


def template(unit: str) -> bytes:
    """The empty workbook to fill in."""
    return workbooks.template(SHEET, COLUMNS, title=f"{unit}{SHEET}")


def read(content: bytes) -> list[Line]:
    """Every filled row, each with its errors; cells left empty under a merged one are filled down,
    as printed catalogues merge 领域 and 一级事项."""
    table = read_sheet(content, SHEET)
    places = places_of(table[0] if table else [], COLUMNS)
    lines: list[Line] = []
    for number, cells in filled(table):
        lines.append(_line(Cells(number, cells, places), lines[-1] if lines else None))
    if not lines:
        raise Refused(say(N_("表里没有填写的行。")))
    _same_twice(lines)
    return lines


def _line(cells: Cells, before: Line | None) -> Line:
    said = {name: cells.longest(heading, LONGEST[heading]) for name, heading in FIELDS.items()}
    if before is not None and not said["domain"]:
        said["domain"] = before.said["domain"]
        if not said["first"]:
            said["first"] = before.said["first"]
    elif before is not None and not said["first"] and said["domain"] == before.said["domain"]:
        said["first"] = before.said["first"]
    for name, heading in FIELDS.items():
        if name in ("domain", "first", "time") and not said[name]:
            cells.wrong(say(N_("请填“{column}”。"), column=heading))
        if "/" in said[name] and name in ("domain", "first", "second"):
            cells.wrong(say(N_("“{column}”里不要用“/”，请改用顿号。"), column=heading))
    return Line(cells.number, said, read_term(said["time"]), cells.errors)


def _same_twice(lines: Iterable[Line]) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for line in lines:
        first = seen.setdefault(line.key, line.number)
        if first != line.number:
            line.errors.append(say(N_("与第{n}行重复。"), n=first))
