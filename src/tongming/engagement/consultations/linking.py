"""Whose draft it is: matters of a register that this room does not know.

The registers stand beside this room and neither imports the other. Whoever stands above both says
which matters a unit may consult on, and is told when the public has been heard:

    use(DecisionMatters())
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tongming.units.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of a register: its key, what it is called, its page."""

    key: str
    title: str
    url: str


class Matters(Protocol):
    """The register as this room sees it."""

    def waiting(self, unit: Unit) -> Sequence[Matter]:
        """Those of a unit on which the public is still to be heard."""
        ...

    def get(self, key: str) -> Matter | None:
        """One by its key."""
        ...

    def heard(
        self, key: str, *, began: date, ended: date, words: str, by: Person, today: date
    ) -> None:
        """The public was heard on it from one day to another: in the caller's transaction."""
        ...


class _None:
    """No register: no matter."""

    def waiting(self, unit: Unit) -> Sequence[Matter]:
        return ()

    def get(self, key: str) -> Matter | None:
        return None

    def heard(
        self, key: str, *, began: date, ended: date, words: str, by: Person, today: date
    ) -> None:
        return None


_matters: Matters = _None()


def use(matters: Matters) -> None:
    """Ask this register from now on."""
    global _matters
    _matters = matters


def matters() -> Matters:
    """The register there is."""
    return _matters
