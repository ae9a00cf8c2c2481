"""An item as a Word document: the same every time, to be printed or worked with."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tongming.portal.pages.blocks import Paragraph, Table, blocks_of, grid_of
from tongming.portal.pages.model import SHANGHAI
from tongming.publishing.item import PublicItem

Facts = tuple[tuple[str, str], ...]

# The typefaces of GB/T 9704—2012, by the names office computers know; none is embedded.
_TEXT, _TITLE, _HEADING, _SUBHEADING = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@lru_cache(maxsize=8)
def render(item: PublicItem, facts: Facts, url: str) -> bytes:
    """The bytes of a .docx file; the same item gives the same bytes."""
    document = Document()
    _page(document)
    _title(document, item.title)
    for block in blocks_of(item.body_html, item.body_text or item.summary):
        if isinstance(block, Table):
            _table(document, block)
        else:
            _paragraph(document, block)
    _facts(document, facts, url)
    published = item.published_at.astimezone(SHANGHAI).replace(tzinfo=None)
    core = document.core_properties
    core.title, core.author, core.language = item.title, item.publisher, "zh-CN"
    core.created = core.modified = published
    core.last_modified_by, core.comments = item.publisher, ""
    made = BytesIO()
    document.save(made)
    return _without_time(made)


def _without_time(made: BytesIO) -> bytes:
    """The same package, its entries dated alike."""
    file = BytesIO()
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, given.read(name))
    return file.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    _face(normal.element, _TEXT)
    normal.paragraph_format.line_spacing = Pt(28)
    normal.paragraph_format.space_after = Pt(0)


def _face(element: Any, name: str) -> None:
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)
    for part in ("w:ascii", "w:hAnsi"):
        fonts.set(qn(part), "Times New Roman")


def _run(paragraph: Any, text: str, *, face: str = "", size: float = 0, bold: bool = False) -> None:
    run = paragraph.add_run(_sayable(text))
    if face:
        _face(run._element, face)
    if size:
        run.font.size = Pt(size)
    if bold:
        run.font.bold = True


def _sayable(text: str) -> str:
    """Without the control characters XML has no way to say."""
    return "".join(c for c in text if c in "\t\n" or c >= " ")


def _title(document: Any, title: str) -> None:
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.line_spacing = Pt(33)
    heading.paragraph_format.space_after = Pt(28)
    _run(heading, title, face=_TITLE, size=22)


def _paragraph(document: Any, block: Paragraph) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(32)
    face = {1: _HEADING, 2: _SUBHEADING}.get(block.level, "")
    if block.level:
        paragraph.paragraph_format.keep_with_next = True
    if block.mark:
        _run(paragraph, f"{block.mark} ")
    for run in block.runs:
        _run(paragraph, run.text, face=face, bold=run.strong)


def _table(document: Any, block: Table) -> None:
    placed, rows, columns = grid_of(block)
    table = document.add_table(rows=rows, cols=columns)
    table.style = "Table Grid"
    # `table.cell()` counts through the table at every call.
    cells = table._cells
    for one in placed:
        first = cells[one.row * columns + one.column]
        if one.rowspan > 1 or one.colspan > 1:
            last = cells[(one.row + one.rowspan - 1) * columns + one.column + one.colspan - 1]
            first = first.merge(last)
        paragraph = first.paragraphs[0]
        paragraph.paragraph_format.line_spacing = 1.2
        _run(paragraph, one.cell.text, size=12, face=_HEADING if one.cell.is_head else "")


def _facts(document: Any, facts: Facts, url: str) -> None:
    """What the page says of the item, after it: paper that leaves the office still tells."""
    document.add_paragraph()
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for label, value in (*facts, ("网址", url)):
        cells = table.add_row().cells
        for cell, text, face in ((cells[0], label, _HEADING), (cells[1], value, "")):
            cell.paragraphs[0].paragraph_format.line_spacing = 1.2
            _run(cell.paragraphs[0], text, size=10.5, face=face)
        cells[0].width, cells[1].width = Mm(30), Mm(126)
