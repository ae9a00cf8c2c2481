"""What messages of a year count for 一 of the annual report, as known at a moment (0605)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from tongming.engagement.messages.kinds import State
from tongming.engagement.messages.models import Message
from tongming.law.words import N_
from tongming.units.models import Unit

FIGURES = {
    "messages_received": N_("{year}年收到的群众留言，不算不予办理的"),
    "messages_answered": N_("{year}年收到的群众留言里已经答复或者告知其他途径的"),
    "messages_published": N_("{year}年收到的群众留言里已经公开答复的"),
}
"""The figures by the row of the report that tells them, with what they count."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A message a figure counts."""

    title: str
    on: date
    note: str
    url: str


def first_year(unit: Unit, at: datetime | None) -> int | None:
    """The first year of which anything is recorded; before it silence is no 0."""
    return min((one.year for one in _of(unit, at)), default=None)


def records_of(unit: Unit, year: int, figure: str, at: datetime | None) -> list[Counted]:
    """The messages behind a figure, the oldest first."""
    return [
        Counted(_named(one), one.sent_on, one.kind_of.label, one.get_absolute_url())
        for one in _of(unit, at)
        if one.year == year and _counts(one, figure, at)
    ]


def _named(message: Message) -> str:
    """Its number, with what the public reads where it was published: the sender's own words are
    not for everybody who reads a report."""
    return f"{message.number} {message.public_title}" if message.is_public else message.number


def figure_of(unit: Unit, year: int, figure: str, at: datetime | None) -> int:
    """A figure of a year."""
    return len(records_of(unit, year, figure, at))


def _of(unit: Unit, at: datetime | None) -> list[Message]:
    """What the unit had at a moment: a message counts once, where it was then."""
    found = Message.objects.filter(
        Q(unit=unit) | Q(forwards__from_unit=unit) | Q(forwards__to_unit=unit)
    )
    if at is not None:
        found = found.filter(entered_at__lte=at)
    every = found.distinct().prefetch_related("forwards").order_by("sent_at", "pk")
    return [one for one in every if _unit_at(one, at) == unit.pk]


def _unit_at(message: Message, at: datetime | None) -> int:
    later = [one for one in message.forwards.all() if at is not None and one.at > at]
    return later[0].from_unit_id if later else message.unit_id


def _counts(message: Message, figure: str, at: datetime | None) -> bool:
    """By what had happened at the moment; erasing changes none of it."""
    closed = message.closed_at is not None and (at is None or message.closed_at <= at)
    if figure == "messages_received":
        return not (closed and message.state == State.DISMISSED.value)
    if figure == "messages_answered":
        return closed and message.state != State.DISMISSED.value
    published = message.published_at
    if published is None or (at is not None and published > at):
        return False
    gone = message.withdrawn_on
    return gone is None or (at is not None and gone > localdate(at))
