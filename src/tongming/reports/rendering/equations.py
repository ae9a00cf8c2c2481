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
                if isinstance(relation, ColumnIsSum):
                    yield from _column_sums(table, block, relation)
                    continue
                for column in block.columns:
                    if isinstance(relation, RowsBalance):
                        left = _rows(table, relation.left, column.key)
                        right = _rows(table, relation.right, column.key)
                        yield Equation(relation.id, column.label, left, right)
                    elif isinstance(relation, RowIsSum):
                        yield _row_sum(table, block, relation, column.key, column.label)
                    elif isinstance(relation, PartOfWhole):
                        part = _rows(table, (relation.part,), column.key)
                        whole = _rows(table, (relation.whole,), column.key)
                        label = _row(block, relation.part).label
                        yield Equation(relation.id, label, part, whole, Holds.AT_MOST)
                if isinstance(relation, CountedOnce):
                    whole = _rows(table, (relation.row,), relation.column)
                    parts = _rows(table, relation.parts, relation.column)
                    label = _row(block, relation.row).label
                    yield Equation(relation.id, label, whole, parts, Holds.BETWEEN)


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
            yield Equation(relation.id, row.label, (Cell(table.key, row.key, whole.key),), cells)


def _row_sum(table: Table, block: Block, relation: RowIsSum, column: str, label: str) -> Equation:
    parts = tuple(_parts(block, relation.under or relation.row, besides=relation.row))
    where = label if len(block.columns) > 1 else _row(block, relation.row).label
    whole = _rows(table, (relation.row,), column)
    return Equation(relation.id, where, whole, _rows(table, parts, column))


def _parts(block: Block, under: str, *, besides: str) -> Iterator[str]:
    """The rows a sum adds: a heading among them stands for the rows under it."""
    for row in block.rows:
        if row.parent == under and row.key != besides:
            if row.heading:
                yield from _parts(block, row.key, besides=besides)
            else:
                yield row.key
