"""What the cases share: the register of cases and the ways figures are spoilt on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.corpus import grids
from tests.corpus.facts import Facts, Number
from tests.corpus.grids import Grid


@dataclass
class Made:
    """A finished file and what it says."""

    content: bytes
    facts: Facts
    more: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Random], Made]


@dataclass
class Case:
    """One file of the corpus."""

    name: str
    note: str
    breaks: tuple[tuple[str, str], ...]
    """The relations it breaks on purpose; the figures are checked to break these and no other."""
    make: Maker


CASES: list[Case] = []


def case(name: str, note: str, *breaks: tuple[str, str]) -> Callable[[Maker], Maker]:
    """Put a maker on the register."""

    def register(make: Maker) -> Maker:
        CASES.append(Case(name, note, tuple(sorted(breaks)), make))
        return make

    return register


def three(facts: Facts, show: grids.Show = grids.plain) -> list[Grid]:
    """The three tables of the present form or of 2019's."""
    return [grids.proactive(facts, show), grids.requests(facts, show), grids.remedies(facts, show)]


# --- Breaking the arithmetic ----------------------------------------------------------------------


def _raise(facts: Facts, row: str, column: str, by: int) -> None:
    facts.requests[row][column] = (facts.requests[row][column] or 0) + by


def break_r1(facts: Facts, column: str, by: int = 1) -> None:
    """Carry-over in one column too high: R1 there and, the row's sum being kept right, in 总计."""
    _raise(facts, "4", column, by)
    _raise(facts, "4", "sum", by)


def break_r2(facts: Facts, row: str, column: str, by: int = 1) -> None:
    """A result counted that (七) leaves out, in one column and in 总计."""
    _raise(facts, row, column, by)
    _raise(facts, row, "sum", by)


def break_r3(facts: Facts, row: str, by: int = 1) -> None:
    """The row totals of row 1 or 2 and of row 4 too high by the same: R1 holds, two R3 do not."""
    _raise(facts, row, "sum", by)
    _raise(facts, "4", "sum", by)


def break_r4(facts: Facts, group: str, by: int = 1) -> None:
    """The total of one remedy beside the sum of its four results."""
    facts.remedies[group][4] = (facts.remedies[group][4] or 0) + by


def forget_zeros(facts: Facts) -> None:
    """Every 0 is a blank."""

    def blank(number: Number) -> Any:
        return number or None

    for table in (facts.proactive, facts.requests):
        for values in table.values():
            for key in values:
                values[key] = blank(values[key])
    for group, numbers in facts.remedies.items():
        facts.remedies[group] = [blank(number) for number in numbers]


def forget_all(facts: Facts) -> None:
    """The form was published empty."""
    for table in (facts.proactive, facts.requests):
        for values in table.values():
            for key in values:
                values[key] = None
    facts.remedies = {group: [None] * 5 for group in facts.remedies}
