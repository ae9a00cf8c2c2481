"""The report as a Word document in the layout of official papers (GB/T 9704—2012), to be edited.

A Word document is a zip of XML parts. The ones that never change (styles, fonts, footers, settings)
lie ready in `docx_parts/`; the text and the tables are written here, so that merged cells are
exactly those of the grid and the same report always gives the same bytes.

The document names the typefaces the standard prescribes, as office computers have them; none is
embedded, since they may not be given away.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

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

_PARTS = Path(__file__).with_name("docx_parts")
# Where each part stands in the package; `document.xml` and `core.xml` are written per report.
_FIXED_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer_odd.xml": "footer_odd.xml",
    "word/footer_even.xml": "footer_even.xml",
    "docProps/app.xml": "app.xml",
}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The oldest time a zip can name: every entry has it, so that equal reports are equal files.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# The type area, 156 mm, in twentieths of a point.
_TEXT_WIDTH = 8844
# 2号 on a line of 156 mm.
_TITLE_WIDTH = 20
# A4; margins of 37 mm above and 28 mm left; 156 × 225 mm of text; the page number 7 mm below it.
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:footerReference w:type="even" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851"'
    ' w:footer="1304" w:gutter="0"/>'
    '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-862"/></w:sectPr>'
)


def render(report: AnnualReport) -> bytes:
    """The report as the bytes of a .docx file, the same every time."""
    report = prepared(report)
    document = "".join(
        (
            _XML,
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            "<w:body>",
            *_body(report),
            _PAGE,
            "</w:body></w:document>",
        )
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _fixed_parts():
            _write(package, name, content)
        _write(package, "docProps/core.xml", _core(report).encode())
        _write(package, "word/document.xml", document.encode())
    return file.getvalue()


@lru_cache(maxsize=1)
def _fixed_parts() -> tuple[tuple[str, bytes], ...]:
    return tuple((name, (_PARTS / file).read_bytes()) for name, file in _FIXED_PARTS.items())


def _write(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, content)


def _core(report: AnnualReport) -> str:
    """Title, organ and date. A report without a date says none, rather than the day of the file."""
    day = signed_on(report)
    stamp = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
        if day
    )
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata'
        '/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title_of(report))}</dc:title><dc:creator>{escape(report.body)}</dc:creator>"
        f"<dc:language>zh-CN</dc:language>{stamp}</cp:coreProperties>"
    )


# --- Text -----------------------------------------------------------------------------------------


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(style: str, content: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def _body(report: AnnualReport) -> Iterator[str]:
    lines = (_run(line) for line in title_lines(report, width=_TITLE_WIDTH))
    yield _paragraph("Title", "<w:r><w:br/></w:r>".join(lines))
    yield from _prose(report.sections.get(PREFACE, ""))
    for section in report.form.sections:
        yield _paragraph("Heading1", _run(section.heading))
        # A signature never stands alone on a page: what comes last before it goes along.
        last = section is report.form.sections[-1] and not section.table
        yield from _prose(report.sections.get(section.key, ""), last=last)
        if section.table:
            yield from _table(report, section)
            yield _paragraph("AfterTable", "")
    yield from _signature(report)


def _prose(text: str, *, last: bool = False) -> Iterator[str]:
    found = list(paragraphs(text))
    for place, paragraph in enumerate(found, start=1):
        if not paragraph.text:
            yield _paragraph("Heading2", _run(paragraph.heading))
        else:
            heading = _run(paragraph.heading, "RunIn") if paragraph.heading else ""
            together = "<w:keepNext/>" if last and place == len(found) else ""
            yield _paragraph("BodyText", heading + _run(paragraph.text), together)


def _signature(report: AnnualReport) -> Iterator[str]:
    lines = signature(report)
    if lines:
        yield _paragraph("Signature", "", "<w:keepNext/>")
    for place, line in enumerate(lines):
        together = "<w:keepNext/>" if place + 1 < len(lines) else ""
        hundredths, twips = round(line.indent * 100), round(line.indent * 320)
        indent = f'<w:ind w:rightChars="{hundredths}" w:right="{twips}"/>'
        yield _paragraph("Signature", _run(line.text), together + indent)


# --- Tables ---------------------------------------------------------------------------------------


def _table(report: AnnualReport, section: Section) -> Iterator[str]:
    table = grid(report.form, section)
    widths = _widths(table)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{_TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
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
        edges.append(edges[-1] + round(share * _TEXT_WIDTH))
    edges[-1] = _TEXT_WIDTH
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
    content = _run(text) if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{_paragraph(style, content, look)}</w:tc>"
    )
