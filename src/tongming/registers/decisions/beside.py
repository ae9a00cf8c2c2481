"""What other rooms know about a decision, shown beside it.

Whoever stands above registers a function; so the register knows no room beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongming.law.words import Message

if TYPE_CHECKING:
    from tongming.registers.decisions.models import Decision


@dataclass(frozen=True, slots=True)
class Note:
    """One line, and where more stands."""

    text: Message
    url: str


Provider = Callable[["Decision"], Iterable[Note]]

_providers: list[Provider] = []


def register_notes(provider: Provider) -> None:
    """Add a function; twice is once."""
    if provider not in _providers:
        _providers.append(provider)


def notes_of(decision: Decision) -> list[Note]:
    """Everything known about it elsewhere."""
    return [note for provider in _providers for note in provider(decision)]
