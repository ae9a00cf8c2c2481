"""意见采纳情况 as Word and PDF, in the layout of official papers; the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongming.engagement.consultations.figures import Told
from tongming.typesetting import pages, word
from tongming.typesetting.wording import signature, title_lines

_TEMPLATE = Path(__file__).with_name("paper.typ")
_HEAD = ("序号", "意见", "采纳情况", "理由或者修改情况")
_WIDTHS = (0.07, 0.38, 0.15, 0.4)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed, by which organ, on which day; no day while it is a draft."""

    title: str
    organ: str
    day: date | None
    told: Told

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """The table, a line an opinion."""
        return [
            (str(number), one.text, one.verdict, one.reason)
            for number, one in enumerate(self.told.opinions, start=1)
        ]

    @property
    def summary(self) -> list[str]:
        """The paragraphs before the table."""
        return _paragraphs(self.told.summary)

    @property
    def closing(self) -> list[str]:
        """The paragraphs after it."""
        return _paragraphs(self.told.closing)


def docx(paper: Paper) -> bytes:
    """As a Word document."""
    content = word.paragraph("Title", word.run(paper.title))
    content += "".join(word.paragraph("BodyText", word.run(one)) for one in paper.summary)
    if paper.rows:
        content += _table([_HEAD, *paper.rows]) + word.paragraph("AfterTable", "")
    content += "".join(word.paragraph("BodyText", word.run(one)) for one in paper.closing)
    content += "".join(word.signature(signature(paper.organ, paper.day)))
    return word.package(content, title=paper.title, author=paper.organ, day=paper.day)


def pdf(paper: Paper, today: date) -> bytes:
    """As a PDF; of a draft the day of today stands in the file's own data, not on the paper."""
    data = {
        "title": paper.title,
        "title_lines": title_lines(paper.title, paper.organ),
        "author": paper.organ,
        "summary": paper.summary,
        "head": list(_HEAD),
        "rows": [list(row) for row in paper.rows],
        "closing": paper.closing,
        "signature": [
            {"text": line.text, "indent": line.indent} for line in signature(paper.organ, paper.day)
        ],
    }
    return pages.pdf(_TEMPLATE, data, day=paper.day or today)


def _table(rows: list[tuple[str, str, str, str]]) -> str:
    widths = [round(word.TEXT_WIDTH * share) for share in _WIDTHS]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    drawn = ""
    for place, row in enumerate(rows):
        repeated = "<w:tblHeader/>" if place == 0 else ""
        align = "" if place == 0 else '<w:jc w:val="left"/>'
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            + "".join(
                word.paragraph("TableText", word.run(line), align) for line in text.split("\n")
            )
            + "</w:tc>"
            for width, text in zip(widths, row, strict=True)
        )
        drawn += f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"
    return f"{head}{drawn}</w:tbl>"


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
