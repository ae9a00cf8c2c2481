"""Who must be told when the calendar changes: rooms that keep dates worked out from it.

A room registers a watcher in its `AppConfig.ready`. Before a change counts, `effects` shows what
it would do, for a person to accept; `apply` then does exactly that, inside the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from tongming.law.calendar import Calendar
from tongming.law.words import Message

if TYPE_CHECKING:
    from tongming.units.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Effect:
    """One record's date before and after a change of calendar."""

    subject: str
    """What it is about, in the reader's words: an application's number and matter."""
    url: str
    unit: Unit
    before: date | None
    after: date | None
    provisional_before: bool
    provisional_after: bool
    refusal: Message | None = None
    """A step already taken that would not be lawful by the new calendar; then nothing moves."""


class Watcher(Protocol):
    """A room with dates that rest on the calendar."""

    def effects(self, old: Calendar, new: Calendar, today: date) -> Iterable[Effect]:
        """Every record whose date would change; nothing is written."""

    def apply(self, old: Calendar, new: Calendar, *, by: Person, today: date) -> int:
        """Write the changed dates, each with its ledger event; how many there were."""


_watchers: list[Watcher] = []


def register_watcher(watcher: Watcher) -> None:
    """Add a room's watcher; twice is once."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def watchers() -> tuple[Watcher, ...]:
    """Every room's watcher, in the order they were registered."""
    return tuple(_watchers)
