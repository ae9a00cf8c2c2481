"""What may stand in a cell of a report: a number, or one of three kinds of nothing.

`0` says "we counted, there were none". The three gaps say why there is no number, and they are
never confused with 0 or with one another, in storage, in sums, in files or on screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Self, TypeGuard

from tongming.law.words import N_


class Gap(StrEnum):
    """Why a cell holds no number. The value is what JSON and the database store."""

    label: str
    mark: str

    # The defaults are for type checkers, to whom `Gap("blank")` is a call with one argument.
    def __new__(cls, code: str, label: str = "", mark: str = "") -> Self:
        gap = str.__new__(cls, code)
        gap._value_, gap.label, gap.mark = code, label, mark
        return gap

    BLANK = "blank", N_("未填"), ""
    """The form has the cell, nobody filled it."""
    NOT_APPLICABLE = "not_applicable", N_("不适用"), "—"
    """The cell cannot have a number for this organ (a row of another level, of another form)."""
    NOT_REPORTED = "not_reported", N_("未报告"), "未报"
    """The source never said: a report in words, a year before the form."""


type_number = (int, Decimal)
Figure = int | Decimal | Gap
"""A cell's content. Counts are `int`; money is `Decimal`, its unit in the column's name."""


def is_number(figure: Figure | None) -> TypeGuard[int | Decimal]:
    """Whether the cell says a number (0 is one)."""
    return isinstance(figure, type_number) and not isinstance(figure, bool)


class Cell(NamedTuple):
    """The address of one figure, the same in every form that has it: `requests/3.3.1/nat`."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return "/".join(self)

    @classmethod
    def parse(cls, address: str) -> Self:
        """The cell at an address as `str` prints it; `ValueError` where it is not one."""
        parts = address.split("/")
        if len(parts) != 3 or not all(parts):
            raise ValueError(f"not a cell address: {address!r}")
        return cls(*parts)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that remembers what it could not add."""

    amount: int | Decimal
    """The sum of the numbers among the parts."""
    added: int
    """How many parts were numbers."""
    gaps: tuple[Gap, ...]
    """The gaps among the parts, in order."""

    @property
    def figure(self) -> Figure:
        """The sum as a figure: a number when there is any number to add, else the gap all parts
        share, else `BLANK`. A caller who must not add over gaps looks at `gaps` first."""
        if self.added:
            return self.amount
        return self.gaps[0] if self.gaps and len(set(self.gaps)) == 1 else Gap.BLANK


def total(parts: Iterable[Figure]) -> Total:
    """Add the numbers among the parts; gaps are kept beside the sum, never taken for 0."""
    amount: int | Decimal = 0
    added = 0
    gaps: list[Gap] = []
    for part in parts:
        if isinstance(part, Gap):
            gaps.append(part)
        else:
            amount += part
            added += 1
    return Total(amount, added, tuple(gaps))
