"""From a form's table to the grid of cells that is printed.

The official forms merge cells: headings over groups of columns, labels beside groups of rows, a
full-width line above each block. This module works the merging out once, from the form alone, and
every printer (page, Word, PDF, spreadsheet, the screen of the workbench) walks the same grid, so
that they cannot differ. A box that holds a figure carries the figure's address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from tongming.law.figures import Cell
from tongming.law.forms import Block, Column, Form, Row, Section, Table


class Role(StrEnum):
    """What a box is for. The value doubles as the CSS class of the cell."""

    HEADING = "heading"
    """The full-width line above a block: 第二十条第（一）项."""
    CORNER = "corner"
    """The box above the row labels."""
    COLUMN = "column"
    """The label of a column, or of a group of columns."""
    ROW = "row"
    """The label of a row, or of a group of rows."""
    UNIT = "unit"
    """The unit a row is counted in (the older form)."""
    NONE = "none"
    """A box the form itself strikes out: the heading rows of the older form."""
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell and the grid positions it covers, counted from 0."""

    role: Role
    text: str
    """The label; empty for a figure, whose text depends on the report."""
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    cell: Cell | None = None
    depth: int = 0
    """How far a row label is indented, where all labels stand in one column."""

    @property
    def rows(self) -> range:
        """The grid rows the box covers."""
        return range(self.row, self.row + self.rowspan)

    @property
    def columns(self) -> range:
        """The grid columns the box covers."""
        return range(self.column, self.column + self.colspan)

    @property
    def is_left(self) -> bool:
        """Whether the text begins at the left: row labels do, all else stands in the middle."""
        return self.role is Role.ROW and self.rowspan == 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to print."""

    key: str
    caption: str
    widths: tuple[float, ...]
    """The share of the table's width each grid column takes; they add up to 1."""
    rows: tuple[tuple[Box, ...], ...]
    """The boxes by the row they begin in, left to right."""
    header_rows: int
    """How many leading rows label the columns of all rows below them, and so are repeated on every
    page; 0 where each block has its own."""
    bands: tuple[tuple[int, int], ...]
    """For each block, its first row and the row after its last."""

    @property
    def type_size(self) -> float:
        """The size of the type on paper, in points: 5号, or 小五 for a wide or long table."""
        return 9 if len(self.widths) > 6 or len(self.rows) > 30 else 10.5

    @property
    def may_break(self) -> bool:
        """Whether the table is longer than a page of paper; shorter ones are kept whole."""
        return len(self.rows) > 30

    def boxes(self) -> Iterator[Box]:
        """Every box in reading order."""
        for row in self.rows:
            yield from row

    def figures(self) -> Iterator[Box]:
        """The boxes that hold figures, in reading order."""
        return (box for box in self.boxes() if box.role is Role.FIGURE)

    def labels(self, box: Box) -> tuple[Box, ...]:
        """The labels that say what a figure is: its columns' from the top, then its row's."""
        return _labels(self)[box.row, box.column]

    def __hash__(self) -> int:
        # Enough to tell the tables of the forms apart; a hash over every box would be paid each
        # time labels are looked up.
        return hash((self.key, self.caption, len(self.rows)))


@lru_cache(maxsize=64)
def _labels(table: Grid) -> dict[tuple[int, int], tuple[Box, ...]]:
    """For the place of every figure, its labels."""
    found: dict[tuple[int, int], tuple[Box, ...]] = {}
    for start, end in table.bands:
        band = [box for row in table.rows[start:end] for box in row]
        above = [box for box in band if box.role in (Role.HEADING, Role.COLUMN)]
        beside = [box for box in band if box.role in (Role.ROW, Role.UNIT)]
        for box in band:
            if box.role is Role.FIGURE:
                found[box.row, box.column] = (
                    *(label for label in above if box.column in label.columns),
                    *(label for label in beside if box.row in label.rows),
                )
    return found


def caption_of(section: Section) -> str:
    """A table's name: its section's heading without the number (二、主动公开… → 主动公开…)."""
    number, mark, rest = section.heading.partition("、")
    return rest if mark and len(number) <= 2 else section.heading


def grids(form: Form) -> list[Grid]:
    """The form's tables, in the order of its sections."""
    return [grid(form, section) for section in form.sections if section.table]


def grid(form: Form, section: Section) -> Grid:
    """The grid of a section's table; `KeyError` where the section has none."""
    if section.table is None:
        raise KeyError(section.key)
    return _grid(form.table(section.table), caption_of(section))


@lru_cache(maxsize=64)
def _grid(table: Table, caption: str) -> Grid:
    if any(row.unit for block in table.blocks for row in block.rows):
        return _listed(table, caption)
    if not any(block.corner or block.heading for block in table.blocks):
        return _side_by_side(table, caption)
    return _stacked(table, caption)


def _collect(boxes: Sequence[Box], height: int) -> tuple[tuple[Box, ...], ...]:
    rows: list[list[Box]] = [[] for _ in range(height)]
    for box in boxes:
        rows[box.row].append(box)
    return tuple(tuple(sorted(row, key=lambda box: box.column)) for row in rows)


# --- Blocks under one another, rows labelled at the left -----------------------------------------

# The share of the width given to the row labels, by how many columns of labels there are. One
# column: tables 2 of the official forms. Three: table 3, whose groups stand beside their rows.
_LABEL_WIDTHS: dict[int, tuple[float, ...]] = {1: (0.37,), 3: (0.07, 0.11, 0.28)}


def _stacked(table: Table, caption: str) -> Grid:
    label_columns = 1 + max(row.depth for block in table.blocks for row in block.rows)
    # Blocks may have different numbers of columns. The grid has an edge wherever one of them has:
    # two columns beside three give widths 1/3, 1/6, 1/6, 1/3, as the form of 2019 is drawn.
    edges = sorted(
        {
            Fraction(place, len(block.columns))
            for block in table.blocks
            for place in range(len(block.columns) + 1)
        }
    )
    label_widths = _LABEL_WIDTHS.get(label_columns) or (0.45 / label_columns,) * label_columns
    rest = 1 - sum(label_widths)
    widths = (*label_widths, *(float(b - a) * rest for a, b in pairwise(edges)))

    boxes: list[Box] = []
    bands: list[tuple[int, int]] = []
    top = 0
    for block in table.blocks:
        spans = [
            range(
                label_columns + edges.index(Fraction(place, len(block.columns))),
                label_columns + edges.index(Fraction(place + 1, len(block.columns))),
            )
            for place in range(len(block.columns))
        ]
        start = top
        if block.heading:
            boxes.append(Box(Role.HEADING, block.heading, top, 0, 1, len(widths)))
            top += 1
        height = _header_height(block.columns)
        boxes.append(Box(Role.CORNER, block.corner, top, 0, height, label_columns))
        boxes += _header(block.columns, spans, top, height)
        top += height
        boxes += _rows(table.key, block, spans, top, label_columns)
        top += sum(not row.heading for row in block.rows)
        bands.append((start, top))
    shared = len(table.blocks) == 1 and not table.blocks[0].heading
    header_rows = _header_height(table.blocks[0].columns) if shared else 0
    return Grid(table.key, caption, widths, _collect(boxes, top), header_rows, tuple(bands))


def _header_height(columns: Sequence[Column]) -> int:
    return 1 + max(len(column.groups) for column in columns)


def _header(
    columns: Sequence[Column], spans: Sequence[range], top: int, height: int
) -> Iterator[Box]:
    """The labels of the columns, and above them the groups, each over all its columns."""
    for level in range(height):
        place = 0
        while place < len(columns):
            groups = columns[place].groups
            if level < len(groups):
                last = place
                while (
                    last + 1 < len(columns)
                    and columns[last + 1].groups[: level + 1] == groups[: level + 1]
                ):
                    last += 1
                yield _column_box(groups[level], top + level, 1, spans[place], spans[last])
                place = last
            elif level == len(groups):
                label = columns[place].label
                yield _column_box(label, top + level, height - level, spans[place], spans[place])
            place += 1


def _column_box(text: str, row: int, rowspan: int, first: range, last: range) -> Box:
    return Box(Role.COLUMN, text, row, first.start, rowspan, last.stop - first.start)


def _rows(
    table: str, block: Block, spans: Sequence[range], top: int, label_columns: int
) -> Iterator[Box]:
    """The labels at the left and the figures. A heading has no line of its own: it stands beside
    the rows it heads."""
    line = top
    for place, row in enumerate(block.rows):
        if row.heading:
            height = sum(not under.heading for under in _under(block.rows, place))
            yield Box(Role.ROW, row.label, line, row.depth, height, 1)
            continue
        yield Box(Role.ROW, row.label, line, row.depth, 1, label_columns - row.depth)
        for column, span in zip(block.columns, spans, strict=True):
            cell = Cell(table, row.key, column.key)
            yield Box(Role.FIGURE, "", line, span.start, 1, len(span), cell)
        line += 1


def _under(rows: Sequence[Row], place: int) -> Iterator[Row]:
    """The rows below a heading, down to the next one as high as it."""
    for row in rows[place + 1 :]:
        if row.depth <= rows[place].depth:
            return
        yield row


# --- Blocks beside one another, one line of figures ----------------------------------------------


def _side_by_side(table: Table, caption: str) -> Grid:
    """Table 4: the form prints its three groups as one line of fifteen figures."""
    columns = [column for block in table.blocks for column in block.columns]
    spans = [range(place, place + 1) for place in range(len(columns))]
    height = _header_height(columns)
    boxes = list(_header(columns, spans, 0, height))
    cells = [
        Cell(table.key, block.rows[0].key, column.key)
        for block in table.blocks
        for column in block.columns
    ]
    boxes += [Box(Role.FIGURE, "", height, place, cell=cell) for place, cell in enumerate(cells)]
    widths = (1 / len(columns),) * len(columns)
    return Grid(table.key, caption, widths, _collect(boxes, height + 1), height, ((0, height + 1),))


# --- A list: one column of labels, a column of units ---------------------------------------------

STRUCK_OUT = "——"


def _listed(table: Table, caption: str) -> Grid:
    """政府信息公开情况统计表: every row has its unit, headings are lines of their own."""
    (block,) = table.blocks
    boxes = [Box(Role.CORNER, block.corner, 0, 0), Box(Role.COLUMN, "单位", 0, 1)]
    boxes += [
        Box(Role.COLUMN, column.label, 0, 2 + place) for place, column in enumerate(block.columns)
    ]
    for line, row in enumerate(block.rows, start=1):
        boxes.append(Box(Role.ROW, row.label, line, 0, depth=row.depth))
        role = Role.NONE if row.heading else Role.UNIT
        boxes.append(Box(role, STRUCK_OUT if row.heading else row.unit or "", line, 1))
        for place, column in enumerate(block.columns, start=2):
            if row.heading:
                boxes.append(Box(Role.NONE, STRUCK_OUT, line, place))
            else:
                cell = Cell(table.key, row.key, column.key)
                boxes.append(Box(Role.FIGURE, "", line, place, cell=cell))
    height = len(block.rows) + 1
    figures = len(block.columns)
    widths = (0.66, 0.12, *((0.22 / figures,) * figures))
    return Grid(table.key, caption, widths, _collect(boxes, height), 1, ((0, height),))
