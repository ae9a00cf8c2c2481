"""What a person has to do: each room says its own, the first screen shows them together.

A room registers a function in its `AppConfig.ready`:

    register_duties(duties_of_the_register)

The function is given the person and the day, and answers with what that person can do, or is
waiting for, in the units where they may. It looks at no clock of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from tongming.law.words import Message

if TYPE_CHECKING:
    from tongming.units.models import Person, Unit


class Kind(StrEnum):
    """Whose turn it is."""

    ACT = "act"
    """The person's own."""
    WAITING = "waiting"
    """Somebody else's: an applicant, a third party, a colleague who signs."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of the first screen."""

    what: Message
    """What is to be done, and about which record: 答复张某的申请（2026-012）."""
    url: str
    """Where the one button leads."""
    button: Message
    """A verb: 答复, 签发, 导入."""
    due: date | None = None
    """The last day; None where neither law nor plan sets one."""
    working_days_left: int | None = None
    """Working days after today up to the due day, as the caller's calendar counts them. Negative
    when it has passed; None where there is no due day or the calendar does not reach it."""
    article: str = ""
    """Why: the article, or the document, that asks for it."""
    unit: Unit | None = None
    kind: Kind = Kind.ACT
    told: Message | None = None
    """Which record, in words that may leave the house by e-mail or in a calendar: a number, and
    nothing somebody wrote. Without it a letter names the button and the article alone."""
    instead_of: str = ""
    """The address of the duty this one stands for: signing the letter that answers an application
    and answering it are one thing, said once, by whoever knows it best."""
    personal: bool = False
    """Whether it is about the person and nobody else: it ends with the account, and a handover
    passes it by."""

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed and the turn was the person's own."""
        return self.kind is Kind.ACT and self.due is not None and self.due < today


@dataclass(slots=True)
class Duties:
    """A person's duties in the three groups of the first screen, each by due day."""

    overdue: list[Duty] = field(default_factory=list)
    now: list[Duty] = field(default_factory=list)
    """To do today and next."""
    waiting: list[Duty] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.overdue) + len(self.now) + len(self.waiting)


Provider = Callable[["Person", date], Iterable[Duty]]

_providers: list[Provider] = []


def register_duties(provider: Provider) -> Provider:
    """Add a room's function. Twice is once, so that it may be used as a decorator too."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def duties_for(person: Person, today: date) -> Duties:
    """Everything all rooms say of a person, sorted: the earliest day first, no day last."""
    said = [duty for provider in _providers for duty in provider(person, today)]
    stood_for = {duty.instead_of for duty in said if duty.instead_of}
    found = Duties()
    for duty in said:
        if duty.url in stood_for:
            continue
        if duty.kind is Kind.WAITING:
            found.waiting.append(duty)
        elif duty.is_overdue(today):
            found.overdue.append(duty)
        else:
            found.now.append(duty)
    for group in (found.overdue, found.now, found.waiting):
        group.sort(key=lambda duty: (duty.due or date.max, str(duty.what)))
    return found
