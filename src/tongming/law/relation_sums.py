"""Sums over the cells of a report, and what is said when a total is not the sum of its parts.

A gap is never 0, but published reports leave cells empty where there was nothing. So an equation is
judged when its total and at least one part are numbers, and an empty part adds nothing. A part that
exists and is not known (`NOT_REPORTED`) can only make a sum too great, never too small.
docs/decisions/0201-gaps-in-relations.md gives the reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tongming.law import relation_words as words
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.form_model import Column, Row
from tongming.law.organs import Level
from tongming.law.words import Message

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Violation:
    """Two sides of an equation that do not meet."""

    relation: str
    """R1 … R9, L1 … for the older form's, C1 and C2 for channels."""
    where: str
    """The address of the total, or table/*/column where a relation has no total (R1)."""
    expected: int | Decimal | str
    found: int | Decimal | str
    message: Message
    hard: bool = True
    """A soft one is a warning: it is shown, and does not fail a check."""
    judged: bool = True
    """False where there is nothing to check a total against: no equation is broken, none holds."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a check looks at."""

    figures: Mapping[Cell, Figure]
    level: Level | None
    previous: Mapping[Cell, Figure]


Work = Callable[[Book], Iterator[Violation]]


class Added(NamedTuple):
    """A sum over cells: how many held a number, and whether one holds a number not known."""

    amount: Number
    numbers: int
    unknown: bool


def number_in(figure: Figure | None) -> Number | None:
    """The number in a cell that can be reckoned with; a gap, or NaN, is none."""
    if type(figure) is int:
        return figure
    return figure if isinstance(figure, Decimal) and figure.is_finite() else None


def add(cells: Iterable[Cell], figures: Mapping[Cell, Figure]) -> Added:
    """Add what can be added."""
    amount: Number = 0
    numbers = 0
    unknown = False
    for cell in cells:
        figure = figures.get(cell)
        if type(figure) is int or (isinstance(figure, Decimal) and figure.is_finite()):
            amount += figure
            numbers += 1
        elif figure is Gap.NOT_REPORTED or isinstance(figure, Decimal):
            unknown = True
    return Added(amount, numbers, unknown)


class Line(NamedTuple):
    """An equation ready to be worked: its total, its parts, and what to call them."""

    total: Cell
    parts: tuple[Cell, ...]
    row: Row
    column: Column
    names: tuple[str, ...]


def judge(
    relation: str, line: Line, book: Book, message: Callable[[Line, Number, Number], Message]
) -> Violation | None:
    """A total against the sum of its parts."""
    total = number_in(book.figures.get(line.total))
    if total is None:
        return None
    parts = add(line.parts, book.figures)
    if not parts.numbers:
        if total == 0 or parts.unknown:
            return None
        missing = words.parts_missing(line.row, line.column, line.names, total)
        return Violation(
            relation, str(line.total), words.NOT_FILLED, total, missing, hard=False, judged=False
        )
    if parts.amount == total or (parts.unknown and parts.amount < total):
        return None
    return Violation(
        relation, str(line.total), parts.amount, total, message(line, parts.amount, total)
    )


def last_place(number: Number) -> Decimal:
    """One unit in the last printed place of a number: 0.1 for 9.6."""
    exponent = Decimal(number).as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
