"""What hangs on a person: each room says its own, a handover walks through it all.

A room registers a function in its `AppConfig.ready`:

    register_belongings(drafts_of)

The function is given the person and the day, and answers with everything that would be left lying
if that person were gone tomorrow. What a person's duties of the day name already need not be
said again; what is said with the same address as a duty takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from tongming.law.labelled import Labelled
from tongming.law.words import N_, Message
from tongming.units.duties import Duties, duties_for

if TYPE_CHECKING:
    from tongming.units.models import Person, Unit
    from tongming.units.rights import Right


class Kind(Labelled):
    """What sort of thing it is, in the order a handover lists them."""

    APPOINTMENT = "appointment", N_("任职")
    ACCOUNT = "account", N_("账号")
    APPLICATION = "application", N_("在办申请")
    DRAFT = "draft", N_("草稿")
    SHIFT = "shift", N_("值班")
    DUTY = "duty", N_("待办事项")


HandOn = Callable[["Person", "Person | None", date], None]
"""Gives the thing to a successor: the successor, who finishes the handover, the day."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """One thing that hangs on a person."""

    key: str
    """The same as long as it is the same thing: "appointment:12"."""
    kind: Kind
    what: Message
    url: str = ""
    """Where it can be looked at."""
    unit: Unit | None = None
    may_be_handed: bool = True
    """Whether somebody else can have it at all; a person's own account nobody can."""
    right: Right | None = None
    """What a successor must be allowed to do there once the handover is finished."""
    hand_on: HandOn | None = None
    """None where nothing in the database names the person: whoever has the right goes on."""


Provider = Callable[["Person", date], Iterable[Belonging]]

_providers: list[Provider] = []


def register_belongings(provider: Provider) -> Provider:
    """Add a room's function. Twice is once, so that it may be used as a decorator too."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def unregister_belongings(provider: Provider) -> None:
    """Take a room's function out, for tests."""
    _providers.remove(provider)


def belongings_of(person: Person, today: date) -> list[Belonging]:
    """Everything that hangs on a person, by kind; the duties of the day among it."""
    found: dict[str, Belonging] = {}
    for provider in _providers:
        for one in provider(person, today):
            found.setdefault(one.key, one)
    told = {one.url for one in found.values() if one.url}
    for one in _duties(duties_for(person, today)):
        if one.url not in told:
            found.setdefault(one.key, one)
    order = {kind: place for place, kind in enumerate(Kind)}
    return sorted(found.values(), key=lambda one: (order[one.kind], one.key))


def _duties(duties: Duties) -> Iterable[Belonging]:
    for duty in (*duties.overdue, *duties.now, *duties.waiting):
        if duty.personal:
            continue
        # The sentence without its values: a day counted down is the same duty tomorrow.
        place = f"{duty.url} {duty.what.text} {duty.unit.pk if duty.unit else ''}"
        digest = sha256(place.encode()).hexdigest()[:16]
        yield Belonging(f"duty:{digest}", Kind.DUTY, duty.what, duty.url, duty.unit)
