"""What every format is turned into before anything is understood: lines of words, grids of cells.

A grid keeps geometry: each box knows the rows and columns it covers, so a figure is found under
its header and not by counting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tongming.reports.reading.limits import MAX_ALL_SLOTS, MAX_LINES, MAX_SLOTS, MAX_WORDS


@dataclass(slots=True, eq=False)
class Box:
    """One printed cell: its words, and the rectangle of the grid it covers."""

    text: str
    row: int
    col: int
    height: int = 1
    width: int = 1

    @property
    def right(self) -> int:
        """The first column to its right."""
        return self.col + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.row + self.height


@dataclass(slots=True)
class Grid:
    """A table after merged cells are spread out: `rows[r][c]` is the box covering that place."""

    rows: list[list[Box | None]]
    name: str = ""
    """A sheet's name, where there is one."""
    edges: tuple[float, ...] = ()
    """Where the columns begin on paper, in points, where the format says."""
    printed: tuple[str, ...] = ()
    """The lines it was made from, where it was plain text."""
    width: int = 0
    """The number of columns."""
    _boxes: dict[int, list[Box]] = field(default_factory=dict, repr=False)
    _starting: dict[int, list[Box]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.width = max((len(row) for row in self.rows), default=0)

    def boxes(self, row: int) -> list[Box]:
        """The boxes that lie in a row, left to right, each once."""
        found = self._boxes.get(row)
        if found is None:
            found = self._boxes[row] = []
            last = None
            for box in self.rows[row]:
                if box is not None and box is not last:
                    found.append(box)
                    last = box
        return found

    def starting(self, row: int) -> list[Box]:
        """The boxes whose top is in a row."""
        found = self._starting.get(row)
        if found is None:
            found = self._starting[row] = [box for box in self.boxes(row) if box.row == row]
        return found

    def lines(self) -> Iterator[str]:
        """The words of the grid in reading order, for a grid that was only layout."""
        if self.printed:
            yield from self.printed
            return
        for number in range(len(self.rows)):
            for box in self.starting(number):
                yield from box.text.split("\n")

    def part(self, first: int, last: int) -> Grid:
        """The rows from `first` up to `last`; boxes reaching beyond are cut off."""
        return self._copy(first, last, turned=False)

    def turned(self) -> Grid:
        """The grid with rows and columns exchanged."""
        return self._copy(0, len(self.rows), turned=True)

    def _copy(self, first: int, last: int, *, turned: bool) -> Grid:
        height, width = last - first, self.width
        rows: list[list[Box | None]] = [
            [None] * (height if turned else width) for _ in range(width if turned else height)
        ]
        done: set[int] = set()
        for number in range(first, last):
            for box in self.rows[number]:
                if box is None or id(box) in done:
                    continue
                done.add(id(box))
                top, bottom = max(box.row, first) - first, min(box.bottom, last) - first
                copy = (
                    Box(box.text, box.col, top, box.width, bottom - top)
                    if turned
                    else Box(box.text, top, box.col, bottom - top, box.width)
                )
                for row in rows[copy.row : copy.bottom]:
                    for col in range(copy.col, copy.right):
                        if row[col] is None:
                            row[col] = copy
        return Grid(rows, self.name, () if turned else self.edges)


@dataclass(slots=True)
class Line:
    """A line of words outside any grid."""

    text: str
    link: bool = False
    """All of it is a link: navigation, not report."""
    heading: bool = False
    """Marked up as a heading."""


Block = Line | Grid


@dataclass(slots=True)
class Source:
    """A file after decoding: its blocks in reading order, and what its format says about itself."""

    blocks: list[Block]
    titles: list[str] = field(default_factory=list)
    """Titles the format carries, the most trusted first."""
    facts: dict[str, Any] = field(default_factory=dict)
    """Publication date, publisher and the like, from the format's own fields."""


class TooLarge(ValueError):
    """More words, lines or places in tables than any report has."""


def check_size(source: Source) -> Source:
    """The source itself; `TooLarge` where it cannot be a report's, whatever format it came in.

    All that follows costs time in proportion to what is measured here.
    """
    words = lines = slots = 0
    for block in source.blocks:
        if isinstance(block, Line):
            lines += 1
            words += len(block.text)
        else:
            lines += len(block.printed)
            slots += len(block.rows) * block.width
            if slots > MAX_ALL_SLOTS:
                raise TooLarge
            words += sum(len(b.text) for n in range(len(block.rows)) for b in block.starting(n))
        if words > MAX_WORDS or lines > MAX_LINES:
            raise TooLarge
    return source


@dataclass(slots=True)
class Room:
    """Places still to be had by the tables of one file."""

    left: int = MAX_ALL_SLOTS

    def take(self, places: int) -> None:
        """Use some; `TooLarge` where there are no more."""
        self.left -= places
        if self.left < 0:
            raise TooLarge


class GridBuilder:
    """Lays out cells the way a browser does: row by row, around the cells that reach down."""

    def __init__(self, room: Room | None = None) -> None:
        self._room = room or Room()
        self._rows: list[list[Box | None]] = []
        self._at = -1
        self._col = 0
        self._reaching: list[Box] = []
        self._slots = 0

    def row(self) -> None:
        """Begin a row."""
        self._at += 1
        self._col = 0
        self._room.take(1)
        row: list[Box | None] = []
        self._rows.append(row)
        still: list[Box] = []
        for box in self._reaching:
            if box.bottom > self._at:
                still.append(box)
                self._fill(row, box)
        self._reaching = still

    def cell(self, text: str, *, width: int = 1, height: int = 1) -> Box:
        """Put a cell at the next free place of the row."""
        row = self._rows[-1]
        col, end = self._col, len(row)
        while col < end and row[col] is not None:
            col += 1
        box = Box(text, self._at, col, height, width)
        if width == 1 and col >= end:
            self._slots += 1
            self._room.left -= 1
            row.append(box)
        else:
            self._fill(row, box)
        self._col = col + width
        if height > 1:
            self._reaching.append(box)
        return box

    def _fill(self, row: list[Box | None], box: Box) -> None:
        self._slots += box.width
        self._room.take(box.width)
        if self._slots > MAX_SLOTS:
            raise TooLarge
        if len(row) < box.right:
            row.extend([None] * (box.right - len(row)))
        for col in range(box.col, box.right):
            if row[col] is None:
                row[col] = box

    def texts(self) -> list[str]:
        """The texts of the cells so far, in order."""
        return [box.text for row in self._rows for box in dict.fromkeys(row) if box is not None]

    def grid(self, name: str = "") -> Grid:
        """The finished grid; cells that reach below the last row end there."""
        width = max((len(row) for row in self._rows), default=0)
        if width * len(self._rows) > MAX_SLOTS:
            raise TooLarge
        self._room.take(max(width * len(self._rows) - self._slots, 0))
        for row in self._rows:
            row.extend([None] * (width - len(row)))
        for box in self._reaching:
            box.height = min(box.height, len(self._rows) - box.row)
        return Grid(self._rows, name)


def grid_of(rows: Iterable[Sequence[str]], name: str = "") -> Grid:
    """A grid of unmerged cells."""
    builder = GridBuilder()
    for cells in rows:
        builder.row()
        for text in cells:
            builder.cell(text)
    return builder.grid(name)
