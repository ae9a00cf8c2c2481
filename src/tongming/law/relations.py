"""The relations between a report's figures: R1–R9, and those of the older form.

A broken relation is a `Violation`: which relation, where, what should stand there, what does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tongming.law.figures import Cell, Figure
from tongming.law.forms import Form
from tongming.law.organs import Level
from tongming.law.words import Message


@dataclass(frozen=True, slots=True)
class Violation:
    """Two sides of an equation that do not meet."""

    relation: str
    """R1 … R9, or L1 … for the older form's."""
    where: str
    """The cell's address, or table and column for a relation over a column."""
    expected: int | Decimal | str
    found: int | Decimal | str
    message: Message
    hard: bool = True
    """A soft one is a warning: it is shown, and does not fail a check."""


def check(
    form: Form,
    figures: Mapping[Cell, Figure],
    *,
    level: Level | None = None,
    previous: Mapping[Cell, Figure] | None = None,
) -> list[Violation]:
    """Every broken relation among a report's figures, in the order of the form."""
    raise NotImplementedError
