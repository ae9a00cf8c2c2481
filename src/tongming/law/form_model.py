"""What a form of the annual report is made of: sections, tables, rows, columns, and relations.

Only shapes stand here; the forms themselves are in `forms` and `older_form`. A table carries the
relations its figures must keep, as data: `relations` works them for any form, so that next year's
form with one more row or column brings its own arithmetic along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from tongming.law.figures import Cell


class Kind(StrEnum):
    """What numbers a column may hold (R9)."""

    COUNT = "count"
    """A whole number, 0 or more."""
    SIGNED = "signed"
    """A whole number that may be negative: 本年增/减."""
    MONEY = "money"
    """An amount, 0 or more, decimals allowed; the unit stands in the column."""
    SHARE = "share"
    """A percentage of the total."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds figures."""

    key: str
    label: str
    kind: Kind = Kind.COUNT
    unit: str = "件"
    groups: tuple[str, ...] = ()
    """The merged headings above the label, outermost first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. A heading row has no figures."""

    key: str
    label: str
    depth: int = 0
    heading: bool = False
    parent: str | None = None
    unit: str | None = None
    """Where the unit changes from row to row (the older form); else the column's."""
    kind: Kind | None = None
    confirmed: bool = True
    """False where the label is recalled and was not found again in a source."""
    short: str = ""
    """A name fit for a sentence where the label is a long one; marked for the catalogue."""

    @property
    def name(self) -> str:
        """What to call the row in a sentence."""
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class Block:
    """A run of rows under one header row."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading: str = ""
    """A full-width row above the header (第二十条第（一）项)."""
    corner: str = ""
    """The text of the cell above the row labels."""

    def cells(self, table: str) -> Iterator[Cell]:
        """The addresses of the block's figures, row by row."""
        for row in self.rows:
            if not row.heading:
                for column in self.columns:
                    yield Cell(table, row.key, column.key)


# --- Relations ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RowsBalance:
    """In every column, the rows on the left add up to what the rows on the right add up to."""

    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    rule: str
    """The relation as the form prints it."""


@dataclass(frozen=True, slots=True)
class RowIsSum:
    """In every column, a row is the sum of the rows under a heading (or under itself).

    A heading without figures among them stands for the rows under it.
    """

    id: str
    row: str
    under: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnIsSum:
    """In every row, a column is the sum of the block's other columns of its kind."""

    id: str
    column: str


@dataclass(frozen=True, slots=True)
class CarriedForward:
    """In every column, a row repeats another row of last year's report. Across years, so soft."""

    id: str
    row: str
    last_year: str


@dataclass(frozen=True, slots=True)
class ZeroUnlessRuleMaker:
    """A row is 0 for organs that cannot make 规章 (《立法法》2023 第九十三条)."""

    id: str
    row: str


@dataclass(frozen=True, slots=True)
class StockMoves:
    """In a row, a stock is last year's, plus what came in, less what went out. Soft."""

    id: str
    row: str
    stock: str
    added: str
    removed: str


@dataclass(frozen=True, slots=True)
class CountedOnce:
    """Parts that overlap: each item counts once in the whole, and once in every part it is in.

    So the whole is at least the greatest part and at most the sum of the parts.
    """

    id: str
    row: str
    parts: tuple[str, ...]
    rest: str
    """The part that takes what the others do not name; without it the list may be incomplete."""
    column: str


@dataclass(frozen=True, slots=True)
class PartOfWhole:
    """In every column, a row is not greater than another."""

    id: str
    part: str
    whole: str
    hard: bool = True


@dataclass(frozen=True, slots=True)
class SharesOfTotal:
    """A column of percentages: each is its row's items over those of the total row."""

    id: str
    total: str
    items: str
    share: str


Relation = (
    RowsBalance
    | RowIsSum
    | ColumnIsSum
    | CarriedForward
    | ZeroUnlessRuleMaker
    | StockMoves
    | CountedOnce
    | PartOfWhole
    | SharesOfTotal
)


# --- The form -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """One of the report's tables."""

    key: str
    blocks: tuple[Block, ...]
    relations: tuple[Relation, ...] = ()

    def cells(self) -> Iterator[Cell]:
        """The addresses of the table's figures, in the order they are printed."""
        for block in self.blocks:
            yield from block.cells(self.key)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report: words, a table, or both."""

    key: str
    heading: str
    table: str | None = None
    parts: tuple[str, ...] = ()
    """The points its words must cover."""


@dataclass(frozen=True, slots=True)
class Form:
    """One official form of the report and the years it is for."""

    id: str
    document: str
    title: str
    first_year: int
    last_year: int | None
    dated: date | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]

    def __hash__(self) -> int:
        # The id is enough, and a hash over every label would be paid at each cache lookup.
        return hash(self.id)

    def covers(self, year: int) -> bool:
        """Whether the form is the prescribed one for a reporting year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def table(self, key: str) -> Table:
        """The table of that key; `KeyError` where the form has none."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether the form has a table of that key."""
        return any(table.key == key for table in self.tables)

    def cells(self) -> Iterator[Cell]:
        """Every figure's address, in the order of the form."""
        return iter(_cells(self))

    def place(self, cell: Cell) -> tuple[Row, Column]:
        """The row and column of a cell; `KeyError` where the form has no such cell."""
        try:
            return _places(self)[cell]
        except KeyError:
            raise KeyError(str(cell)) from None


@cache
def _cells(form: Form) -> tuple[Cell, ...]:
    return tuple(cell for table in form.tables for cell in table.cells())


@cache
def _places(form: Form) -> Mapping[Cell, tuple[Row, Column]]:
    return {
        Cell(table.key, row.key, column.key): (row, column)
        for table in form.tables
        for block in table.blocks
        for row in block.rows
        if not row.heading
        for column in block.columns
    }
