"""DOCX and XLSX: built with the usual libraries, repacked so that the same input gives one file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import docx
import xlsxwriter
from docx.document import Document
from docx.table import Table

from tests.corpus.facts import Facts
from tests.corpus.grids import Grid, expand
from tests.corpus.prose import Sections, opening, title

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def repack(content: bytes, edit: Callable[[str, str], str] | None = None) -> bytes:
    """The same archive without its clock; `edit` may rewrite an XML part given its name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in sorted(old.namelist()):
            if name.endswith((".jpeg", "thumbnail")):
                continue
            data = old.read(name)
            if edit and name.endswith(".xml"):
                data = edit(name, data.decode("utf-8")).encode("utf-8")
            new.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _fill(table: Table, grid: Grid) -> None:
    width = len(table.columns)
    cells = table._cells
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(grid):
        x = 0
        for box in row:
            while (y, x) in taken:
                x += 1
            corner = cells[y * width + x]
            if box.across > 1 or box.down > 1:
                far = cells[(y + box.down - 1) * width + x + box.across - 1]
                corner = corner.merge(far)
            corner.text = box.text
            for dy in range(box.down):
                for dx in range(box.across):
                    taken.add((y + dy, x + dx))
            x += box.across


def add_table(document: Document, grid: Grid) -> None:
    """A grid as a Word table with merged cells."""
    width = max(sum(box.across for box in row) for row in grid)
    table = document.add_table(rows=len(grid), cols=width)
    table.style = "Table Grid"
    _fill(table, grid)


def word_file(
    facts: Facts,
    parts: Sections,
    tables: list[Callable[[Document], None]],
    *,
    intro: str | None = None,
    edit: Callable[[str, str], str] | None = None,
) -> bytes:
    """A DOCX: title, opening, parts, and what `tables` add under the middle headings."""
    document = docx.Document()
    document.core_properties.title = ""
    document.sections[0].header.paragraphs[0].text = "内部资料  2015年第3期"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_heading(title(facts), 0)
    document.add_paragraph(intro if intro is not None else opening(facts))
    waiting = list(tables)
    for heading, lines in parts:
        document.add_paragraph(heading)
        for line in lines:
            document.add_paragraph(line)
        if not lines and waiting:
            waiting.pop(0)(document)
    for rest in waiting:
        rest(document)
    document.add_paragraph(facts.body)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue(), edit)


def track_change(old: str, new: str, marker: str) -> Callable[[str, str], str]:
    """An edit for `repack`: the run that holds `marker` becomes a deletion and an insertion."""
    run = re.compile(r"<w:r>(?:(?!</w:r>).)*<w:t>" + re.escape(marker) + r"</w:t></w:r>", re.S)
    author = 'w:id="7" w:author="党政办" w:date="2023-01-09T08:00:00Z"'
    tracked = (
        f"<w:del {author}><w:r><w:delText>{old}</w:delText></w:r></w:del>"
        f"<w:ins {author}><w:r><w:t>{new}</w:t></w:r></w:ins>"
    )

    def edit(name: str, xml: str) -> str:
        if name != "word/document.xml":
            return xml
        xml, times = run.subn(tracked, xml)
        if times != 1:
            raise ValueError(f"{marker} stands {times} times in the document")
        return xml

    return edit


# --- Sheets ---------------------------------------------------------------------------------------


def workbook(write: Callable[[Any], None]) -> bytes:
    """An XLSX whose sheets `write` fills."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2020, 1, 1, tzinfo=UTC)})
    write(book)
    book.close()
    return repack(out.getvalue())


def put(
    sheet: Any, grid: Grid, top: int, *, as_text: bool, merge: Any = None, left: int = 0
) -> int:
    """Write a grid from a row of a sheet on; the row below it is returned.

    With `merge` (a cell format) spans are merged ranges; without it only the first cell is filled.
    """
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(grid, top):
        x = left
        for box in row:
            while (y, x) in taken:
                x += 1
            far = (y + box.down - 1, x + box.across - 1)
            if merge is not None and far != (y, x):
                sheet.merge_range(y, x, *far, box.text, merge)
            elif box.figure and box.text and not as_text:
                sheet.write_number(y, x, float(box.text))
            else:
                sheet.write_string(y, x, box.text)
            taken |= {(b, a) for b in range(y, far[0] + 1) for a in range(x, far[1] + 1)}
            x = far[1] + 1
    return top + len(grid)


def flat_rows(grid: Grid) -> list[list[str]]:
    """The grid's rows with merged text repeated in every cell, as a careful clerk retypes it."""
    return expand(grid, repeat=True)
