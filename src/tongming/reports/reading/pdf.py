"""PDF files with text to lines and grids.

PDFium gives every character and every drawn line with its place; tables are what the lines enclose.
A table that goes on over a page break is put together again. A PDF without text is a picture of a
report: it is refused by name, never guessed at.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tongming.reports.reading.blocks import Block, Box, Grid, Line, Source
from tongming.reports.reading.limits import MAX_CHARACTERS, MAX_PAGES
from tongming.reports.reading.paragraphs import Paragraph, paragraphs
from tongming.reports.reading.ruled import (
    NEAR,
    Edge,
    Glyph,
    Ruled,
    pour,
    ruled_tables,
    set_lines,
    size_of,
    words_in,
    words_of,
)

_NUMBER_OF_PAGE = re.compile(r"^[-—–·\s第]*\d{1,3}[-—–·\s页]*(?:[/共]\s*\d{1,3}\s*页?)?$")
_SHORTEST_EDGE = 4.0
_MOST_OBJECTS = 60_000


class Scanned(ValueError):
    """Pages without text."""


class Locked(ValueError):
    """A password is needed."""


class Garbled(ValueError):
    """The text cannot be taken out: its fonts do not say which characters they draw."""


@dataclass(slots=True)
class _Page:
    tables: list[Ruled] = field(default_factory=list)
    lines: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    """Height, left, right, size, words."""
    width: float = 0.0


def read_pdf(data: bytes) -> Source:
    """The blocks of a PDF with text. Raises Scanned, Locked, Garbled or PDFium's own error."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise Locked from None
        raise
    if not len(document):
        raise ValueError("no pages")
    pages: list[_Page] = []
    left = MAX_CHARACTERS
    for number in range(min(len(document), MAX_PAGES)):
        page, characters = _page(document[number], left)
        pages.append(page)
        left -= characters
    _check_text(pages)
    source = Source(_blocks(pages))
    with contextlib.suppress(UnicodeError):
        title = document.get_metadata_value("Title").strip()
        if title:
            source.titles.append(title)
    return source


def _check_text(pages: list[_Page]) -> None:
    text = "".join(
        [line[4] for page in pages for line in page.lines]
        + [g.text for page in pages for t in page.tables for b in t.boxes for g in b.glyphs]
    )
    letters = re.sub(r"\s", "", text)
    if len(letters) < 30:
        raise Scanned
    lost = sum(1 for c in letters if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " ")
    if lost * 3 > len(letters):
        raise Garbled


# --- One page -------------------------------------------------------------------------------------


def _page(page: Any, most: int) -> tuple[_Page, int]:
    """A page, and how many characters it has; `MemoryError` where there are more than `most`."""
    text = raw.FPDFText_LoadPage(page)
    if not text:
        return _Page(), 0
    try:
        turn = _turn(page, text)
        count = raw.FPDFText_CountChars(text)
        if count > most:
            raise MemoryError
        glyphs = _glyphs(text, turn, count)
    finally:
        raw.FPDFText_ClosePage(text)
    across, down = _edges(page, turn)
    found = _Page(width=max(turn(0, 0)[0], turn(page.get_width(), page.get_height())[0]))
    for table in ruled_tables(across, down):
        before = len(glyphs)
        glyphs = pour(table, glyphs)
        if len(glyphs) < before:
            found.tables.append(table)
    for line in set_lines(glyphs):
        text = words_of(line, wide="  ")
        if text:
            inked = [glyph for glyph in line if not glyph.text.isspace()]
            first, last = inked[0], inked[-1]
            found.lines.append((first.middle, first.left, last.right, size_of(line), text))
    return found, count


Turn = Callable[[float, float], tuple[float, float]]


def _turn(page: Any, text: Any) -> Turn:
    """How to hold the sheet so that its text runs from left to right, however it was put there."""
    count = min(raw.FPDFText_CountChars(text), 400)
    quarters = Counter(
        round(raw.FPDFText_GetCharAngle(text, index) / (math.pi / 2)) % 4
        for index in range(0, count, 3)
    )
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    quarter = quarters.most_common(1)[0][0] if quarters else 0
    if quarter == 1:
        return lambda x, y: (height - y, x)
    if quarter == 2:
        return lambda x, y: (width - x, height - y)
    if quarter == 3:
        return lambda x, y: (y, width - x)
    return lambda x, y: (x, y)


def _glyphs(text: Any, turn: Turn, count: int) -> list[Glyph]:
    found: list[Glyph] = []
    box = raw.FS_RECTF()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code < 32 or 0xD800 <= code < 0xE000 or code >= 0x110000 or code == 0xFFFE:
            continue
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        one, two = turn(box.left, box.bottom), turn(box.right, box.top)
        left, right = min(one[0], two[0]), max(one[0], two[0])
        size = abs(two[1] - one[1])
        if size > 0:
            found.append(Glyph(chr(code), left, right, (one[1] + two[1]) / 2, size))
    return found


def _edges(page: Any, turn: Turn) -> tuple[list[Edge], list[Edge]]:
    across: list[Edge] = []
    down: list[Edge] = []
    for place, one, two in _strokes(page):
        ax, ay = turn(*place(*one))
        bx, by = turn(*place(*two))
        if abs(ay - by) < 1.0 and abs(ax - bx) >= _SHORTEST_EDGE:
            across.append(Edge((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) < 1.0 and abs(ay - by) >= _SHORTEST_EDGE:
            down.append(Edge((ax + bx) / 2, min(ay, by), max(ay, by)))
    return across, down


Point = tuple[float, float]
Place = Callable[[float, float], Point]


def _strokes(page: Any) -> Iterator[tuple[Place, Point, Point]]:
    """Every straight stroke on a page, with how its points are placed."""
    budget = [_MOST_OBJECTS]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        yield from _object(raw.FPDFPage_GetObject(page, index), [], budget)


def _object(
    item: Any, outer: list[Any], budget: list[int], depth: int = 0
) -> Iterator[tuple[Place, Point, Point]]:
    budget[0] -= 1
    if budget[0] < 0 or depth > 5:
        return
    kind = raw.FPDFPageObj_GetType(item)
    matrix = raw.FS_MATRIX()
    if kind == raw.FPDF_PAGEOBJ_FORM:
        raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            inner = raw.FPDFFormObj_GetObject(item, index)
            yield from _object(inner, [matrix, *outer], budget, depth + 1)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
        chain = [matrix, *outer]

        def place(x: float, y: float) -> Point:
            for m in chain:
                x, y = m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f
            return x, y

        for one, two in _segments(item, budget):
            yield place, one, two


def _segments(item: Any, budget: list[int]) -> Iterator[tuple[Point, Point]]:
    start: Point | None = None
    last: Point | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(item)):
        budget[0] -= 1
        if budget[0] < 0:
            return
        segment = raw.FPDFPath_GetPathSegment(item, index)
        if not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        point = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment) and start is not None and point != start:
            yield point, start
        last = point


# --- Pages put together ---------------------------------------------------------------------------


def _blocks(pages: list[_Page]) -> list[Block]:
    furniture = _furniture(pages)
    parts: list[Ruled | Paragraph] = []
    for page in pages:
        lines = [line for line in page.lines if _plain(line[4]) not in furniture]
        heights = sorted(line[0] for line in page.lines)
        ends = {*heights[:2], *heights[-2:]}
        lines = [
            line for line in lines if line[0] not in ends or not _NUMBER_OF_PAGE.match(line[4])
        ]
        placed: list[tuple[float, Ruled | Paragraph]] = [
            (table.top, table) for table in page.tables
        ]
        placed += [(part.height, part) for part in paragraphs(lines, page.width)]
        placed.sort(key=lambda item: -item[0])
        for position, (_, part) in enumerate(placed):
            last = parts[-1] if parts else None
            if (
                position == 0
                and isinstance(part, Paragraph)
                and isinstance(last, Paragraph)
                and last.goes_on(part)
            ):
                last.add(part)
                continue
            if position == 0 and isinstance(part, Ruled) and isinstance(last, Ruled):
                joined = _join(last, part)
                if joined is not None:
                    parts[-1] = joined
                    continue
            parts.append(part)
    return [_grid(part) if isinstance(part, Ruled) else Line(part.text) for part in parts]


def _plain(text: str) -> str:
    return re.sub(r"[\d\s]+", "", text)


def _furniture(pages: list[_Page]) -> set[str]:
    """What stands at the head or foot of several pages."""
    if len(pages) < 2:
        return set()
    seen: Counter[str] = Counter()
    for page in pages:
        lines = sorted(page.lines, key=lambda line: -line[0])
        seen.update({_plain(line[4]) for line in (*lines[:1], *lines[-1:]) if len(line[4]) < 60})
    return {text for text, count in seen.items() if count > 1}


def _join(above: Ruled, below: Ruled) -> Ruled | None:
    """A table and its continuation on the next page, if they are as wide as each other."""
    if abs(above.xs[0] - below.xs[0]) > 6 or abs(above.xs[-1] - below.xs[-1]) > 6:
        return None
    xs: list[float] = []
    for x in sorted([*above.xs, *below.xs]):
        if not xs or x - xs[-1] > 2 * NEAR:
            xs.append(x)

    def column(x: float) -> int:
        return min(range(len(xs)), key=lambda i: abs(xs[i] - x))

    shift = len(above.ys) - 1
    boxes = []
    for table, down in ((above, 0), (below, shift)):
        for box in table.boxes:
            first, end = column(table.xs[box.col]), column(table.xs[box.col + box.width])
            box.row, box.col, box.width = box.row + down, first, max(end - first, 1)
            boxes.append(box)
    ys = [*above.ys, *(y - below.ys[0] + above.ys[-1] for y in below.ys[1:])]
    return Ruled(xs, ys, boxes)


def _grid(table: Ruled) -> Grid:
    height, width = len(table.ys) - 1, len(table.xs) - 1
    rows: list[list[Box | None]] = [[None] * width for _ in range(height)]
    for placed in sorted(table.boxes, key=lambda box: (box.row, box.col)):
        room = table.xs[min(placed.col + placed.width, width)] - table.xs[placed.col]
        box = Box(words_in(placed, room), placed.row, placed.col, placed.height, placed.width)
        for row in rows[box.row : box.bottom]:
            for col in range(box.col, min(box.right, width)):
                if row[col] is None:
                    row[col] = box
    return Grid(rows, edges=tuple(table.xs))
