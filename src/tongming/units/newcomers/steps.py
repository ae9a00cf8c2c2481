"""What a newcomer does first: each room says its own.

A room registers a step in its `AppConfig.ready`:

    register_step(Step("rehearsal", 40, what, why, address, roles=…))

A step whose end can be seen in the records is ticked by them; another by the person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tongming.units.models import Person
from tongming.units.roles import Role


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do in the first week."""

    key: str
    place: int
    """Where it stands among the others: the smallest first."""
    what: str
    """A marked sentence."""
    why: str
    """What it is good for, in one marked sentence."""
    address: Callable[[Person], str]
    roles: frozenset[Role] | None = None
    """Whom it is for; None is everybody."""
    seen_done: Callable[[Person, date], bool] | None = None
    """Whether the records show it done; None where only the person knows."""

    def is_for(self, roles: Iterable[Role]) -> bool:
        """Whether somebody with these roles is asked to do it."""
        return self.roles is None or not self.roles.isdisjoint(roles)


_steps: dict[str, Step] = {}


def register_step(step: Step) -> None:
    """Add a room's step; again under the same key is once."""
    _steps[step.key] = step


def unregister_step(key: str) -> None:
    """Take a step out, for tests."""
    _steps.pop(key, None)


def steps_for(roles: Iterable[Role]) -> list[Step]:
    """What somebody with these roles does, in order."""
    held = frozenset(roles)
    found = [step for step in _steps.values() if step.is_for(held)]
    return sorted(found, key=lambda step: (step.place, step.key))
