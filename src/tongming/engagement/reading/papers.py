"""What is printed: the catalogue for the reading room, the list that goes with a transfer.

Both are one long table in groups; here it is data, a Word document, a PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from tongming.typesetting import pages, word
from tongming.typesetting.wording import UNPRINTABLE, signature

_TEMPLATE = Path(__file__).with_name("papers.typ")
_LEFT = '<w:jc w:val="left"/>'


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width (of the 165 mm there are, in mm), whether it
    is set in the middle."""

    heading: str
    share: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; without one where there is a single group."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed table."""

    title: str
    organ: str
    day: date
    lines: tuple[str, ...]
    """Beneath the title."""
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()
    to_sign: tuple[str, ...] = ()
    """What is filled in by hand at the end, two beside each other."""
    number: str = ""
    """What tells it from others of its title, at the head of every further page."""
    signed: bool = True
    """Whether organ and day stand under it."""


def printable(text: str) -> str:
    """Without the characters no format can hold."""
    return UNPRINTABLE.sub("", text)


def pdf(paper: Paper) -> bytes:
    """On A4, the heading of the table on every page. Refused where a character has no typeface."""
    data = {
        "title": printable(paper.title),
        "author": paper.organ,
        "running": printable(f"{paper.title} {paper.number}".strip()),
        "lines": [printable(line) for line in paper.lines],
        "columns": [[one.heading, one.share, one.centred] for one in paper.columns],
        "groups": [
            {
                "heading": printable(group.heading),
                "rows": [[_broken(printable(cell)) for cell in row] for row in group.rows],
            }
            for group in paper.groups
        ],
        "notes": [printable(note) for note in paper.notes],
        "to_sign": list(paper.to_sign),
        "signature": [
            {"text": line.text, "indent": line.indent}
            for line in (signature(paper.organ, paper.day) if paper.signed else ())
        ],
    }
    return pages.pdf(_TEMPLATE, data, day=paper.day)


def _broken(text: str) -> str:
    """A long number may break after a slash; a date may not break at all."""
    return text.replace("/", "/\u200b").replace("-", "\u2011") if text else ""


# --- Word -----------------------------------------------------------------------------------------


def docx(paper: Paper) -> bytes:
    """As a Word document."""
    content = "".join(_content(paper))
    return word.package(content, title=printable(paper.title), author=paper.organ, day=paper.day)


def _content(paper: Paper) -> Iterator[str]:
    yield word.paragraph("Title", word.run(printable(paper.title)))
    for line in paper.lines:
        yield word.paragraph("TableText", word.run(printable(line)), _LEFT)
    widths = _widths([one.share for one in paper.columns])
    yield _head(widths)
    yield _row([(one.heading, True) for one in paper.columns], widths, more="<w:tblHeader/>")
    for group in paper.groups:
        if group.heading:
            yield _across(group.heading, len(widths))
        for row in group.rows:
            cells = zip(row, (one.centred for one in paper.columns), strict=True)
            yield _row([(printable(text), centred) for text, centred in cells], widths)
    yield "</w:tbl>" + word.paragraph("AfterTable", "")
    for note in paper.notes:
        yield word.paragraph("TableText", word.run(printable(note)), _LEFT)
    if paper.to_sign:
        yield from _to_sign(paper.to_sign)
    if paper.signed:
        yield from word.signature(signature(paper.organ, paper.day))


def _widths(shares: Sequence[float]) -> list[int]:
    whole, edge, edges = sum(shares), 0.0, [0]
    for share in shares:
        edge += share
        edges.append(round(word.TEXT_WIDTH * edge / whole))
    return [right - left for left, right in pairwise(edges)]


def _head(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


def _row(cells: Sequence[tuple[str, bool]], widths: Sequence[int], more: str = "") -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{word.paragraph('TableSmall', word.run(text), '' if centred else _LEFT)}</w:tc>"
        for (text, centred), width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{made}</w:tr>"


def _across(heading: str, columns: int) -> str:
    look = f'<w:gridSpan w:val="{columns}"/><w:vAlign w:val="center"/>'
    words = word.paragraph("TableText", word.run(printable(heading)), "<w:keepNext/>" + _LEFT)
    return (
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>"
        f'<w:tcW w:w="{word.TEXT_WIDTH}" w:type="dxa"/>{look}</w:tcPr>{words}</w:tc></w:tr>'
    )


def _to_sign(labels: Sequence[str]) -> Iterator[str]:
    half = word.TEXT_WIDTH // 2
    yield _head([half, half])
    for left, right in zip(labels[::2], labels[1::2], strict=True):
        yield _row([(left, False), (right, False)], [half, half])
    yield "</w:tbl>" + word.paragraph("AfterTable", "")
