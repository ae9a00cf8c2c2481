"""What a unit still has to say of itself before its work can be done; each room says its own.

A room registers a step in its `AppConfig.ready`:

    register_set_up(SetUp(what, why, article, address, is_done))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tongming.units.models import Person, Unit


@dataclass(frozen=True, slots=True)
class SetUp:
    """One thing to be said once for a unit."""

    what: str
    """A marked sentence: what to fill in."""
    why: str
    """What cannot be done without it, in one marked sentence."""
    article: str
    address: Callable[[Unit, Person], str]
    """The page where a person says it; empty for who may not."""
    is_done: Callable[[Unit], bool]


_steps: dict[str, SetUp] = {}


def register_set_up(step: SetUp) -> None:
    """Add a room's step. Twice is once."""
    _steps[step.what] = step


def still_to_do(unit: Unit, person: Person) -> list[tuple[SetUp, str]]:
    """What a unit lacks, each with the page where this person may say it."""
    return [
        (step, step.address(unit, person)) for step in _steps.values() if not step.is_done(unit)
    ]
