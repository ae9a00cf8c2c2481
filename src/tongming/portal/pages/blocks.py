"""The text of an item as a series of blocks, for Word and PDF: what its sanitised HTML may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
_BLOCKS = {"p", "div", "blockquote", "li", "pre", "figcaption", "dt", "dd", "caption", *_HEADINGS}
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, set strong or not."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a heading (level 1 to 3) or an item of a list (with its mark)."""

    runs: tuple[Run, ...]
    level: int = 0
    mark: str = ""

    @property
    def text(self) -> str:
        """Without looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    is_head: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


def blocks_of(html: str, text: str = "") -> list[Block]:
    """The blocks of a body; of its plain text, a paragraph a line, where there is no HTML."""
    if not html.strip():
        return [Paragraph((Run(line.strip()),)) for line in text.splitlines() if line.strip()]
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(reader.finished())


@dataclass
class _Open:
    """A table being read; one inside another is read into the outer one's cell."""

    rows: list[list[Cell]] = field(default_factory=list)
    cell: list[str] | None = None
    head: bool = False
    colspan: int = 1
    rowspan: int = 1


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._strong = 0
        self._level = 0
        self._lists: list[int | None] = []
        self._mark = ""
        self._tables: list[_Open] = []

    def finished(self) -> Iterator[Block]:
        self._flush()
        while self._tables:
            self._end_table()
        # A text may begin with <h3>, or go from <h2> to <h4>. A heading one level below the one
        # above it at most: what reads aloud needs no gap, and PDF/UA-1 (7.4.2) allows none.
        above = 0
        for block in self._blocks:
            if isinstance(block, Paragraph) and block.level:
                above = min(block.level, above + 1)
                block = replace(block, level=above)
            yield block

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "table":
            if not self._tables:
                self._flush()
            self._tables.append(_Open())
        elif self._tables and tag == "tr":
            self._tables[-1].rows.append([])
        elif self._tables and tag in ("td", "th"):
            self._start_cell(tag, given)
        elif tag == "br":
            self.handle_data("\n")
        elif tag in ("strong", "b"):
            self._strong += 1
        elif tag in ("ul", "ol"):
            self._flush()
            start = given.get("start", "1")
            self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
        elif tag in _BLOCKS:
            self._flush()
            self._level = _HEADINGS.get(tag, 0)
            if tag == "li":
                self._mark = self._next_mark()
        elif tag == "img" and given.get("alt"):
            self.handle_data(given["alt"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._tables:
            self._end_table()
        elif tag in ("td", "th") and self._tables:
            self._end_cell()
        elif tag in ("strong", "b"):
            self._strong = max(0, self._strong - 1)
        elif tag in ("ul", "ol"):
            self._flush()
            if self._lists:
                self._lists.pop()
        elif tag in _BLOCKS:
            self._flush()
            self._level = 0

    def handle_data(self, data: str) -> None:
        if self._tables:
            if self._tables[-1].cell is not None:
                self._tables[-1].cell.append(data)
            return
        text = data if data == "\n" else _SPACE.sub(" ", data)
        if text:
            self._runs.append(Run(text, self._strong > 0))

    def _next_mark(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "•"
        number = self._lists[-1]
        self._lists[-1] = number + 1
        return f"{number}."

    def _flush(self) -> None:
        if self._tables:
            if self._tables[-1].cell is not None:
                self._tables[-1].cell.append("\n")
            return
        runs, self._runs = self._runs, []
        while runs and not runs[0].text.strip():
            runs.pop(0)
        while runs and not runs[-1].text.strip():
            runs.pop()
        if runs:
            runs[0] = Run(runs[0].text.lstrip(), runs[0].strong)
            runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].strong)
            self._blocks.append(Paragraph(tuple(runs), self._level, self._mark))
            self._mark = ""

    def _start_cell(self, tag: str, given: dict[str, str]) -> None:
        self._end_cell()
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        table.cell, table.head = [], tag == "th"
        table.colspan = _span(given.get("colspan"))
        table.rowspan = _span(given.get("rowspan"))

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.cell is None:
            return
        lines = (_SPACE.sub(" ", line).strip() for line in "".join(table.cell).split("\n"))
        text = "\n".join(line for line in lines if line)
        table.rows[-1].append(Cell(text, table.head, table.colspan, table.rowspan))
        table.cell = None

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        rows = tuple(tuple(row) for row in table.rows if row)
        if self._tables:
            outer = self._tables[-1]
            if outer.cell is not None:
                outer.cell.append("\n".join(" ".join(c.text for c in row) for row in rows))
        elif rows:
            self._blocks.append(Table(rows))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), 100) if text and text.isdecimal() else 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell on the grid of its table."""

    row: int
    column: int
    rowspan: int
    colspan: int
    cell: Cell


def grid_of(table: Table) -> tuple[list[Placed], int, int]:
    """Where each cell stands, spans included; how many rows and columns there are.

    A span that would reach past the last row is cut there, as browsers do.
    """
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    rows = len(table.rows)
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            down = min(cell.rowspan, rows - r)
            across = 1
            while across < cell.colspan and (r, c + across) not in taken:
                across += 1
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
            placed.append(Placed(r, c, down, across, cell))
            c += across
    columns = max((one.column + one.colspan for one in placed), default=0)
    return placed, rows, columns
