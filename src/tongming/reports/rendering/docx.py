"""The report as a Word document in the layout of official papers (GB/T 9704—2012), to be edited.

The package around the text is `word`'s; the text and the tables are written here, so that merged
cells are exactly those of the grid and the same report always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import quoteattr

from tongming.law.forms import Section
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.layout import Box, Grid, grid
from tongming.reports.rendering.wording import (
    PREFACE,
    figure_text,
    paragraphs,
    prepared,
    signature,
    signed_on,
    title_lines,
    title_of,
)
from tongming.typesetting import word


def render(report: AnnualReport) -> bytes:
    """The report as the bytes of a .docx file, the same every time."""
    report = prepared(report)
    return word.package(
        "".join(_body(report)),
        title=title_of(report),
        author=report.body,
        day=signed_on(report),
    )


# --- Text -----------------------------------------------------------------------------------------


def _body(report: AnnualReport) -> Iterator[str]:
    lines = (word.run(line) for line in title_lines(report))
    yield word.paragraph("Title", "<w:r><w:br/></w:r>".join(lines))
    yield from _prose(report.sections.get(PREFACE, ""))
    for section in report.form.sections:
        yield word.paragraph("Heading1", word.run(section.heading))
        # A signature never stands alone on a page: what comes last before it goes along.
        last = section is report.form.sections[-1] and not section.table
        yield from _prose(report.sections.get(section.key, ""), last=last)
        if section.table:
            yield from _table(report, section)
            yield word.paragraph("AfterTable", "")
    yield from _signature(report)


def _prose(text: str, *, last: bool = False) -> Iterator[str]:
    found = list(paragraphs(text))
    for place, paragraph in enumerate(found, start=1):
        if not paragraph.text:
            yield word.paragraph("Heading2", word.run(paragraph.heading))
        else:
            heading = word.run(paragraph.heading, "RunIn") if paragraph.heading else ""
            together = "<w:keepNext/>" if last and place == len(found) else ""
            yield word.paragraph("BodyText", heading + word.run(paragraph.text), together)


def _signature(report: AnnualReport) -> Iterator[str]:
    lines = signature(report)
    if lines:
        yield word.paragraph("Signature", "", "<w:keepNext/>")
        yield from word.signature(lines)


# --- Tables ---------------------------------------------------------------------------------------


def _table(report: AnnualReport, section: Section) -> Iterator[str]:
    table = grid(report.form, section)
    widths = _widths(table)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{word.TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr>'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield f"<w:tblGrid>{columns}</w:tblGrid>"
    covering = _covering(table)
    for row, boxes in enumerate(covering):
        header = "<w:tblHeader/>" if row < table.header_rows else ""
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="340"/>{header}</w:trPr>'
        for box in boxes:
            yield _cell(report, table, box, row, widths)
        yield "</w:tr>"
    yield "</w:tbl>"


def _widths(table: Grid) -> list[int]:
    """The columns' widths in twips, adding up to the width of the text exactly."""
    edges = [0]
    for share in table.widths:
        edges.append(edges[-1] + round(share * word.TEXT_WIDTH))
    edges[-1] = word.TEXT_WIDTH
    return [right - left for left, right in pairwise(edges)]


def _covering(table: Grid) -> list[list[Box]]:
    """For every row the boxes seen in it, those begun in a row above included: Word wants a cell
    for each."""
    rows: list[list[Box]] = [[] for _ in table.rows]
    for box in table.boxes():
        for row in box.rows:
            rows[row].append(box)
    return [sorted(row, key=lambda box: box.column) for row in rows]


def _cell(report: AnnualReport, table: Grid, box: Box, row: int, widths: list[int]) -> str:
    width = sum(widths[box.column : box.column + box.colspan])
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    merge = ""
    if box.rowspan > 1:
        merge = '<w:vMerge w:val="restart"/>' if row == box.row else "<w:vMerge/>"
    text = "" if row != box.row else figure_text(report, box.cell) if box.cell else box.text
    style = "TableSmall" if table.type_size < 10 else "TableText"
    look = ""
    if not table.may_break and box.row + box.rowspan < len(table.rows):
        look += "<w:keepNext/>"
    if box.depth:
        look += f'<w:ind w:leftChars="{box.depth * 100}" w:left="{box.depth * 180}"/>'
    if box.is_left:
        look += '<w:jc w:val="left"/>'
    content = word.run(text) if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{word.paragraph(style, content, look)}</w:tc>"
    )
