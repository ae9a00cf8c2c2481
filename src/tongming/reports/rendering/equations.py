"""The relations of a form as equations between cells, for the formulas of a workbook.

`law.relations` says whether a report keeps them; a workbook needs them written out, cell by cell,
so that they go on being checked while somebody edits it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tongming.law.figures import Cell
from tongming.law.form_model import (
    Block,
    ColumnIsSum,
    CountedOnce,
    Form,
    PartOfWhole,
    Relation,
    Row,
    RowIsSum,
    RowsBalance,
    Table,
)


class Holds(StrEnum):
    """How the two sides of a relation stand to each other."""

    EQUAL = "="
    AT_MOST = "≤"
    BETWEEN = "≤…≤"
    """The left is at least the greatest of the right and at most their sum."""


@dataclass(frozen=True, slots=True)
class Equation:
    """One instance of a relation: over these cells, here."""

    relation: str
    where: str
    """The column or row it is over, in the form's words."""
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    needed: tuple[Cell, ...]
    """The cells without which nothing can be said. The others may be empty and add nothing: organs
    leave zeros out (docs/decisions/0201)."""
    holds: Holds = Holds.EQUAL

    @property
    def total(self) -> Cell | None:
        """The cell that must be the sum of others, where the relation defines one."""
        return self.left[0] if self.holds is Holds.EQUAL and len(self.left) == 1 else None


def equations(form: Form) -> Iterator[Equation]:
    """Every relation of the form between figures of one report, in the form's order."""
    for table in form.tables:
        for relation in table.relations:
            for block in table.blocks:
                yield from _of_block(table, block, relation)


def _of_block(table: Table, block: Block, relation: Relation) -> Iterator[Equation]:
    if isinstance(relation, ColumnIsSum):
        yield from _column_sums(table, block, relation)
    elif isinstance(relation, CountedOnce):
        whole = _rows(table, (relation.row,), relation.column)
        parts = _rows(table, relation.parts, relation.column)
        label = _row(block, relation.row).label
        yield Equation(relation.id, label, whole, parts, (*whole, *parts), Holds.BETWEEN)
    elif isinstance(relation, RowsBalance):
        yield from _balances(table, block, relation)
    elif isinstance(relation, RowIsSum):
        for column in block.columns:
            yield _row_sum(table, block, relation, column.key, column.label)
    elif isinstance(relation, PartOfWhole):
        for column in block.columns:
            part = _rows(table, (relation.part,), column.key)
            whole = _rows(table, (relation.whole,), column.key)
            label = _row(block, relation.part).label
            yield Equation(relation.id, label, part, whole, (*part, *whole), Holds.AT_MOST)


def _balances(table: Table, block: Block, relation: RowsBalance) -> Iterator[Equation]:
    sums = {other.row for other in table.relations if isinstance(other, RowIsSum)}
    for column in block.columns:
        left = _rows(table, relation.left, column.key)
        right = _rows(table, relation.right, column.key)
        needed = tuple(cell for cell in (*left, *right) if cell.row in sums)
        yield Equation(relation.id, column.label, left, right, needed)


def _rows(table: Table, rows: tuple[str, ...], column: str) -> tuple[Cell, ...]:
    return tuple(Cell(table.key, row, column) for row in rows)


def _row(block: Block, key: str) -> Row:
    return next(row for row in block.rows if row.key == key)


def _column_sums(table: Table, block: Block, relation: ColumnIsSum) -> Iterator[Equation]:
    """总计 of every row; in table 4 a row is one of its three groups."""
    whole = next((column for column in block.columns if column.key == relation.column), None)
    if whole is None:
        return
    parts = [c.key for c in block.columns if c.key != whole.key and c.kind is whole.kind]
    for row in block.rows:
        if not row.heading:
            cells = tuple(Cell(table.key, row.key, part) for part in parts)
            sums = (Cell(table.key, row.key, whole.key),)
            yield Equation(relation.id, row.label, sums, cells, sums)


def _row_sum(table: Table, block: Block, relation: RowIsSum, column: str, label: str) -> Equation:
    parts = tuple(_parts(block, relation.under or relation.row, besides=relation.row))
    where = label if len(block.columns) > 1 else _row(block, relation.row).label
    whole = _rows(table, (relation.row,), column)
    return Equation(relation.id, where, whole, _rows(table, parts, column), whole)


def _parts(block: Block, under: str, *, besides: str) -> Iterator[str]:
    """The rows a sum adds: a heading among them stands for the rows under it."""
    for row in block.rows:
        if row.parent == under and row.key != besides:
            if row.heading:
                yield from _parts(block, row.key, besides=besides)
            else:
                yield row.key
