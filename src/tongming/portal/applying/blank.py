"""The blank application form, to be printed and filled in by hand: what 第二十九条第二款 asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from tongming.applications.models import Form, Way
from tongming.law.outcomes import ApplicantKind
from tongming.typesetting import pages, word
from tongming.units.models import Unit

_TEMPLATE = Path(__file__).with_name("blank.typ")
_LABEL_WIDTH = 2300
"""The column of the labels, in twentieths of a point."""
_DAY = date(2019, 5, 15)
"""The form is the law's, from its first day; the same form is the same bytes."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the form: what is asked, what may be ticked, how much room there is to write."""

    label: str
    printed: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Blank:
    """The form of a unit."""

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def blank_form(unit: Unit | None) -> Blank:
    """The form with the address it is sent to, where a unit is named."""
    ticked = [f"□{kind.label}" for kind in ApplicantKind]
    kinds = "\n".join("　".join(ticked[place : place + 3]) for place in (0, 3))
    # Official paper is Chinese whatever the screen's language: labels come from the law's lists.
    forms = "　".join(f"□{_CHINESE[form]}" for form in Form)
    ways = "　".join(f"□{_CHINESE[way]}" for way in Way if way is not Way.ONLINE)
    rows = (
        Row("受理机关", unit.name if unit else ""),
        Row("申请人类型", kinds, 2),
        Row("姓名或者名称"),
        Row("身份证明", "□居民身份证　□营业执照、法人或者登记证书　□其他：", 1),
        Row("证件号码"),
        Row("联系人（单位填）"),
        Row("联系方式", "电话：\n电子邮箱：\n通信地址：", 3),
        Row("所需政府信息的名称、文号或者其他特征", "", 8),
        Row("获取信息的形式", forms, 2),
        Row("获取信息的途径", ways, 2),
        Row("申请人签名或者盖章", "\n　　　　　　　　　年　　月　　日", 2),
    )
    notes = ["请附身份证明复印件。不用写明用途（《政府信息公开条例》第二十九条）。"]
    if unit and unit.address:
        postcode = f"（邮编 {unit.postcode}）" if unit.postcode else ""
        office = unit.office or unit.name
        notes.append(f"邮寄或者当面提交：{unit.address}{postcode}，{office}。")
    for label, value in (("传真", unit.fax), ("电子邮箱", unit.email)) if unit else ():
        if value:
            notes.append(f"{label}：{value}")
    notes.append("书写确有困难的，可以口头提出，由工作机构代填。")
    return Blank("政府信息公开申请表", rows, tuple(notes))


_CHINESE = {
    Form.ELECTRONIC: "电子文本",
    Form.PAPER: "纸质文本",
    Form.LOOK: "查阅、抄录",
    Way.EMAIL: "电子邮件",
    Way.POST: "邮寄",
    Way.COLLECT: "当面领取",
}


@lru_cache(maxsize=64)
def docx(blank: Blank) -> bytes:
    """As a Word document."""
    widths = (_LABEL_WIDTH, word.TEXT_WIDTH - _LABEL_WIDTH)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, widths) for row in blank.rows)
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{word.TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )
    left = '<w:jc w:val="left"/>'
    notes = "".join(word.paragraph("TableText", word.run(note), left) for note in blank.notes)
    title = word.paragraph("Title", word.run(blank.title))
    content = title + table + word.paragraph("AfterTable", "") + notes
    return word.package(content, title=blank.title, author="", day=None)


def _row(row: Row, widths: tuple[int, int]) -> str:
    left = '<w:jc w:val="left"/>'
    printed = row.printed.split("\n")
    written = "".join(word.paragraph("TableText", word.run(line), left) for line in printed)
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{480 * row.lines}"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{widths[0]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{word.paragraph('TableText', word.run(row.label))}</w:tc>"
        f'<w:tc><w:tcPr><w:tcW w:w="{widths[1]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{written}</w:tc></w:tr>"
    )


@lru_cache(maxsize=64)
def pdf(blank: Blank) -> bytes:
    """As a PDF on one sheet of A4."""
    rows = [[row.label, row.printed, row.lines] for row in blank.rows]
    data = {"title": blank.title, "rows": rows, "notes": blank.notes}
    return pages.pdf(_TEMPLATE, data, day=_DAY)
