"""An item as a Word document in the layout of official papers, to be printed or worked with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from xml.sax.saxutils import escape

from tongming.portal.pages.blocks import Paragraph, Placed, Run, Table, blocks_of, grid_of
from tongming.portal.pages.model import SHANGHAI
from tongming.publishing.item import PublicItem
from tongming.typesetting import word

Facts = tuple[tuple[str, str], ...]

_STYLES = {0: "BodyText", 1: "Heading1", 2: "Heading2", 3: "BodyText"}
_LABEL_WIDTH = 1800
"""The column of the labels, in twentieths of a point."""


@lru_cache(maxsize=32)
def render(item: PublicItem, facts: Facts, url: str) -> bytes:
    """The bytes of a .docx file; the same item gives the same bytes."""
    content = "".join((*_text(item), *_facts(facts, url)))
    day = item.published_at.astimezone(SHANGHAI).date()
    return word.package(content, title=_sayable(item.title), author=item.publisher, day=day)


def _text(item: PublicItem) -> Iterator[str]:
    yield word.paragraph("Title", _run(Run(item.title)))
    for block in blocks_of(item.body_html, item.body_text or item.summary):
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield _paragraph(block)


def _paragraph(block: Paragraph) -> str:
    mark = _run(Run(f"{block.mark} ")) if block.mark else ""
    return word.paragraph(_STYLES[block.level], mark + "".join(_run(run) for run in block.runs))


def _run(run: Run) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if run.strong else ""
    lines = (
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in _sayable(run.text).split("\n")
    )
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def _sayable(text: str) -> str:
    """Without the characters XML has no way to say."""
    return "".join(c for c in text if c == "\n" or (c >= " " and c not in "\ufffe\uffff"))


# --- Tables ---------------------------------------------------------------------------------------


def _table(block: Table) -> Iterator[str]:
    placed, rows, columns = grid_of(block)
    edges = [round(word.TEXT_WIDTH * n / columns) for n in range(columns + 1)]
    widths = [right - left for left, right in pairwise(edges)]
    covering: list[list[Placed | None]] = [[None] * columns for _row in range(rows)]
    for one in placed:
        for row in range(one.row, one.row + one.rowspan):
            covering[row][one.column] = one
    yield _table_head(widths)
    for number, cells in enumerate(covering):
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        column = 0
        while column < columns:
            here = cells[column]
            if here is None:
                # A short row: Word wants a cell all the same.
                yield _cell(widths[column], "", word.paragraph("TableText", ""))
                column += 1
                continue
            yield _covered(here, number, sum(widths[column : column + here.colspan]))
            column += here.colspan
        yield "</w:tr>"
    yield "</w:tbl>" + word.paragraph("AfterTable", "")


def _covered(one: Placed, row: int, width: int) -> str:
    """A cell in one of the rows it reaches over; its words stand in the first."""
    span = f'<w:gridSpan w:val="{one.colspan}"/>' if one.colspan > 1 else ""
    if one.rowspan > 1:
        span += '<w:vMerge w:val="restart"/>' if row == one.row else "<w:vMerge/>"
    words = _run(Run(one.cell.text, one.cell.is_head)) if row == one.row else ""
    align = "" if one.cell.is_head else '<w:jc w:val="left"/>'
    return _cell(width, span, word.paragraph("TableText", words, align))


def _facts(facts: Facts, url: str) -> Iterator[str]:
    """What the page says of the item, after it: paper that leaves the office still tells."""
    widths = [_LABEL_WIDTH, word.TEXT_WIDTH - _LABEL_WIDTH]
    yield word.paragraph("BodyText", "") + _table_head(widths)
    for label, value in (*facts, ("网址", url)):
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        yield _cell(widths[0], "", word.paragraph("TableText", _run(Run(label))))
        left = '<w:jc w:val="left"/>'
        yield _cell(widths[1], "", word.paragraph("TableText", _run(Run(value)), left))
        yield "</w:tr>"
    yield "</w:tbl>" + word.paragraph("AfterTable", "")


def _table_head(widths: list[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{word.TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


def _cell(width: int, more: str, content: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{content}</w:tc>"
    )
