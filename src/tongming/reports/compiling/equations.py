"""The equations that hold between a report's figures, ready to be worked in either direction.

`law.relations` says where a report breaks them. Here they say what a figure must be when the others
are known: no applications at all means none from enterprises either. They are made from the same
data of the forms, so that a new form brings its own. Each names the relation it is, so that a
derived figure can show the rule that made it.

The older statistics form (until 2018) has none here but R8: provinces added rows to it, so its sums
are checked, and nothing is derived from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tongming.law.figures import Cell
from tongming.law.form_model import ColumnIsSum, RowIsSum, RowsBalance, Table
from tongming.law.forms import FORM_LEGACY, FORMS, REQUEST_COLUMNS, SAID_TWICE
from tongming.law.outcomes import Group, Outcome
from tongming.law.words import N_, Message, say


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum of the cells on the left is the sum of those on the right; all are counts."""

    relation: str
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    rule: Message
    """The rule in words, as the page of a derived figure shows it."""


BALANCE = N_("{rule}（表格所印的勾稽关系）")
ROW_SUM = N_("“{row}”等于其下各项之和")
COLUMN_SUM = N_("“{column}”等于同一行其余各栏之和")
SAID = N_("文字所述数量与表格数量一致")
SIX = N_("“（六）其他处理”等于其下三项之和（2021年起分三项填写，此前为一项）")


@cache
def equations() -> tuple[Equation, ...]:
    """Every equation between counts, of all forms: a cell a form lacks is simply unknown."""
    found: dict[tuple[tuple[Cell, ...], tuple[Cell, ...]], Equation] = {}
    for equation in (*_of_the_forms(), *_of_words(), *_between_the_forms()):
        found.setdefault((equation.left, equation.right), equation)
    return tuple(found.values())


@cache
def equations_at() -> dict[Cell, tuple[Equation, ...]]:
    """The equations each cell stands in."""
    found: dict[Cell, list[Equation]] = {}
    for equation in equations():
        for cell in (*equation.left, *equation.right):
            found.setdefault(cell, []).append(equation)
    return {cell: tuple(those) for cell, those in found.items()}


def _of_the_forms() -> Iterator[Equation]:
    for form in FORMS.values():
        if form is FORM_LEGACY:
            continue
        for table in form.tables:
            for relation in table.relations:
                if isinstance(relation, RowsBalance):
                    yield from _balance(table, relation)
                elif isinstance(relation, RowIsSum):
                    yield from _row_sum(table, relation)
                elif isinstance(relation, ColumnIsSum):
                    yield from _column_sum(table, relation)


def _balance(table: Table, relation: RowsBalance) -> Iterator[Equation]:
    for column in table.blocks[0].columns:
        left, right = (
            tuple(Cell(table.key, row, column.key) for row in rows)
            for rows in (relation.left, relation.right)
        )
        yield Equation(relation.id, left, right, say(BALANCE, rule=say(relation.rule)))


def _row_sum(table: Table, relation: RowIsSum) -> Iterator[Equation]:
    parts = _rows_under(table, relation.row, relation.under or relation.row)
    for block in table.blocks:
        for row in block.rows:
            if row.key != relation.row:
                continue
            for column in block.columns:
                yield Equation(
                    relation.id,
                    (Cell(table.key, row.key, column.key),),
                    tuple(Cell(table.key, part, column.key) for part in parts),
                    say(ROW_SUM, row=row.label),
                )


def _rows_under(table: Table, total: str, under: str) -> tuple[str, ...]:
    """The rows a total adds up; a heading among them stands for the rows under it."""
    found: list[str] = []
    for row in (row for block in table.blocks for row in block.rows if row.parent == under):
        if row.heading:
            found += _rows_under(table, total, row.key)
        elif row.key != total:
            found.append(row.key)
    return tuple(found)


def _column_sum(table: Table, relation: ColumnIsSum) -> Iterator[Equation]:
    for block in table.blocks:
        total = next((c for c in block.columns if c.key == relation.column), None)
        if total is None:
            continue
        parts = [c.key for c in block.columns if c is not total and c.kind is total.kind]
        for row in (row.key for row in block.rows if not row.heading):
            yield Equation(
                relation.id,
                (Cell(table.key, row, total.key),),
                tuple(Cell(table.key, row, part) for part in parts),
                say(COLUMN_SUM, column=total.label),
            )


def _of_words() -> Iterator[Equation]:
    """What a report says in words and in its tables is the same thing said twice (R8)."""
    for said, counted in SAID_TWICE:
        yield Equation("R8", (said,), counted, say(SAID))


def _between_the_forms() -> Iterator[Equation]:
    """（六）其他处理 was one row until 2020 and is three since."""
    six = Group.OTHERWISE.code
    rows = tuple(outcome.row for outcome in Outcome if outcome.group is Group.OTHERWISE)
    for column in REQUEST_COLUMNS:
        yield Equation(
            "R2",
            (Cell("requests", six, column.key),),
            tuple(Cell("requests", row, column.key) for row in rows),
            say(SIX),
        )
