"""A paper as a Word document."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from tongming.supervision.inspection.rendering.model import Heading, Paper, Table, Text
from tongming.typesetting import word
from tongming.typesetting.wording import signature, title_lines

_AFTER_TITLE = '<w:spacing w:after="120" w:line="660" w:lineRule="exact"/>'
_AFTER_NUMBER = '<w:spacing w:after="560" w:line="560" w:lineRule="exact"/><w:jc w:val="center"/>'


def render(paper: Paper) -> bytes:
    """The paper's bytes."""
    return word.package(
        "".join(_body(paper)), title=paper.title, author=paper.organ, day=paper.signed_on
    )


def _body(paper: Paper) -> Iterator[str]:
    lines = (word.run(line) for line in title_lines(paper.title, paper.organ))
    after = _AFTER_TITLE if paper.number else ""
    yield word.paragraph("Title", "<w:r><w:br/></w:r>".join(lines), after)
    if paper.number:
        yield word.paragraph("Normal", word.run(paper.number), _AFTER_NUMBER)
    if paper.addressee:
        yield word.paragraph("Normal", word.run(f"{paper.addressee}："))
    for place, block in enumerate(paper.blocks, start=1):
        if isinstance(block, Table):
            yield from _table(block)
            yield word.paragraph("AfterTable", "")
        elif isinstance(block, Heading):
            yield word.paragraph("Heading1", word.run(block.text))
        else:
            # A signature never stands alone on a page.
            last = place == len(paper.blocks) and isinstance(block, Text)
            yield word.paragraph("BodyText", word.run(block.text), "<w:keepNext/>" if last else "")
    yield word.paragraph("Signature", "", "<w:keepNext/>")
    yield word.paragraph("Signature", "", "<w:keepNext/>")
    yield from word.signature(signature(paper.organ, paper.signed_on))


def _table(table: Table) -> Iterator[str]:
    widths = [round(share * word.TEXT_WIDTH) for share in table.widths]
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr>'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield f"<w:tblGrid>{columns}</w:tblGrid>"
    for row, cells in enumerate((table.heads, *table.rows)):
        header = "<w:tblHeader/>" if row == 0 else ""
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="340"/>{header}</w:trPr>'
        for place, text in enumerate(cells):
            look = '<w:jc w:val="left"/>' if row and place in table.left else ""
            yield (
                f'<w:tc><w:tcPr><w:tcW w:w="{widths[place]}" w:type="dxa"/>'
                '<w:vAlign w:val="center"/></w:tcPr>'
                f"{word.paragraph('TableText', word.run(text), look)}</w:tc>"
            )
        yield "</w:tr>"
    yield "</w:tbl>"
