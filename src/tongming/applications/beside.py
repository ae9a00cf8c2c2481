"""What other rooms know about an application, shown beside it.

A room above registers a function in its `AppConfig.ready`; the application's page asks each of
them. So the register knows no room above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tongming.law.words import Message

if TYPE_CHECKING:
    from tongming.applications.models import Application
    from tongming.units.models import Person


@dataclass(frozen=True, slots=True)
class Note:
    """One line: what it says, why, and where more stands."""

    text: Message
    why: str = ""
    """The article, or the document, it rests on."""
    url: str = ""
    is_urgent: bool = False
    is_offer: bool = False
    """A verb that leads to a page where something can be done."""


Provider = Callable[["Application", "Person", date], Iterable[Note]]

_providers: list[Provider] = []


def register_notes(provider: Provider) -> None:
    """Add a room's function; twice is once."""
    if provider not in _providers:
        _providers.append(provider)


def notes_beside(application: Application, person: Person, today: date) -> list[Note]:
    """Everything other rooms say of an application to a person."""
    return [note for provider in _providers for note in provider(application, person, today)]
