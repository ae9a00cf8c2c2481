"""What an applicant may fetch with number and query code: letters as sent, and what came with them.

The room that keeps the letters registers how to find them; the public pages ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tongming.applications.models import Application


@dataclass(frozen=True, slots=True)
class Handed:
    """A file for the applicant. What it is read from is opened only when it is fetched."""

    title: str
    on: date
    name: str
    media_type: str
    read: Callable[[], bytes]


Finder = Callable[[Application], Iterable[Handed]]

_FINDERS: list[Finder] = []


def register(finder: Finder) -> None:
    """Have a room's files found; once, however often it is registered."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def unregister(finder: Finder) -> None:
    """For tests."""
    _FINDERS.remove(finder)


def handed_over(application: Application) -> list[Handed]:
    """Everything the applicant may fetch, the oldest first."""
    found = [one for finder in _FINDERS for one in finder(application)]
    return sorted(found, key=lambda one: one.on)
