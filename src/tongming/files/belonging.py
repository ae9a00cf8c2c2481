"""What a kept file belongs to: the way back from the checker to the record it was added to.

A room that keeps files for its records registers a function in its `AppConfig.ready`:

    register_place(place_of_provided_file)

It is given the file and who looks, and answers with the address and the name of the page that
person may open; None where the file is not that room's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tongming.files.models import StoredFile
from tongming.law.words import Message
from tongming.units.models import Person


@dataclass(frozen=True, slots=True)
class Place:
    """A page a file belongs to."""

    url: str
    name: Message


Finder = Callable[[StoredFile, Person], Place | None]

_finders: list[Finder] = []


def register_place(finder: Finder) -> None:
    """Add a room's function. Twice is once."""
    if finder not in _finders:
        _finders.append(finder)


def place_of(file: StoredFile, person: Person) -> Place | None:
    """Where a person may go back to from a file."""
    return next((place for finder in _finders if (place := finder(file, person))), None)
