"""Reads over reading: points, visits, what a receiver lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from tongming.engagement.reading.kinds import Why
from tongming.engagement.reading.models import Closure, Kiosk, Point, Receiver, Transfer, Visit
from tongming.engagement.reading.models import TransferItem as Item
from tongming.law.reading import PointKind, kinds_missing, transfer_due
from tongming.publishing.models import Entry, Published
from tongming.sealing.seals import mark
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right

# --- Doors ----------------------------------------------------------------------------------------


def get_point(person: Person, right: Right, pk: int) -> Point:
    """A point somebody means to do something with."""
    found = Point.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("reading.point")
    guard(person, right, found.unit, seen_with=Right.READING_VIEW, subject=Point)
    return found


def get_closure(person: Person, right: Right, pk: int) -> Closure:
    """Days a point is shut."""
    found = Closure.objects.select_related("point__unit").filter(pk=pk).first()
    if found is None:
        raise Http404("reading.closure")
    guard(person, right, found.point.unit, seen_with=Right.READING_VIEW, subject=Closure)
    return found


def get_kiosk(person: Person, right: Right, pk: int) -> Kiosk:
    """A device."""
    found = Kiosk.objects.select_related("point__unit").filter(pk=pk).first()
    if found is None:
        raise Http404("reading.kiosk")
    guard(person, right, found.point.unit, seen_with=Right.READING_VIEW, subject=Kiosk)
    return found


def get_visit(person: Person, right: Right, pk: int) -> Visit:
    """A line of the register."""
    found = Visit.objects.select_related("point__unit", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("reading.visit")
    guard(person, right, found.point.unit, seen_with=Right.READING_VIEW, subject=Visit)
    return found


def get_receiver(person: Person, right: Right, pk: int) -> Receiver:
    """An archive or a library."""
    found = Receiver.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("reading.receiver")
    guard(person, right, found.unit, seen_with=Right.READING_VIEW, subject=Receiver)
    return found


def get_transfer(person: Person, right: Right, pk: int) -> Transfer:
    """A batch."""
    found = (
        Transfer.objects.select_related("unit", "receiver", "by", "receipt").filter(pk=pk).first()
    )
    if found is None:
        raise Http404("reading.transfer")
    guard(person, right, found.unit, seen_with=Right.READING_VIEW, subject=Transfer)
    return found


# --- Places ---------------------------------------------------------------------------------------


def open_points(unit: Unit, day: date) -> list[Point]:
    """The points of a unit that serve the public on a day."""
    found = Point.objects.filter(unit=unit, since__lte=day).filter(Q(until=None) | Q(until__gt=day))
    return list(found)


def listed_points(unit: Unit) -> list[tuple[Point, list[Closure]]]:
    """What the guide shows; the same at whatever hour it is asked."""
    points = Point.objects.filter(unit=unit, listed=True).prefetch_related("closures")
    return [(one, [c for c in one.closures.all() if c.listed]) for one in points]


def owed_kinds(unit: Unit, day: date) -> list[PointKind]:
    """Of the kinds 第二十五条第一款 asks a government for, those without a point."""
    return kinds_missing(unit.level_kind, [point.kind_of for point in open_points(unit, day)])


def kiosk_of(secret: str) -> Kiosk | None:
    """The kiosk a device is, by the secret it shows."""
    if not secret:
        return None
    return (
        Kiosk.objects.select_related("point__unit")
        .filter(secret_mark=mark(secret, of="kiosk"), ended_at=None, point__until=None)
        .first()
    )


# --- Transfers ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item a receiver lacks, or has and must no longer show."""

    key: str
    why: Why
    changed_at: datetime
    title: str
    index_number: str
    document_number: str
    formed_on: date | None


def proposed(receiver: Receiver, *, most: int) -> list[Proposal]:
    """What the receiver should get next, the oldest publication first."""
    found: list[Proposal] = []
    for one in _lacking(receiver):
        if len(found) == most:
            break
        found.append(one)
    return found


def lacks_anything(receiver: Receiver) -> bool:
    """Whether there is anything to hand over."""
    return next(_lacking(receiver), None) is not None


def _lacking(receiver: Receiver) -> Iterator[Proposal]:
    given = _given(receiver)
    entries = Entry.objects.filter(
        listing__name=f"{receiver.unit.code}/catalogue", present=True
    ).order_by("position")
    rows = entries.values_list("item__key", "item__state", "item__line")
    for key, state, line in rows.iterator(chunk_size=500):
        why = _why(state, datetime.fromisoformat(line["changed_at"]), given.get(key))
        if why is not None:
            yield _proposal(key, why, line)


def _given(receiver: Receiver) -> dict[str, tuple[str, datetime]]:
    """What the receiver last got of each item; the latest batch speaks."""
    rows = Item.objects.filter(transfer__receiver=receiver).exclude(
        transfer__state=Transfer.State.DROPPED
    )
    return {
        key: (why, changed_at)
        for key, why, changed_at in rows.order_by("pk").values_list("key", "why", "changed_at")
    }


def _why(state: str, changed_at: datetime, given: tuple[str, datetime] | None) -> Why | None:
    if state == Published.State.PUBLIC:
        if given is None or given[0] == Why.WITHDRAWN:
            return Why.NEW
        return Why.CHANGED if changed_at > given[1] else None
    if state == Published.State.WITHDRAWN and given is not None and given[0] != Why.WITHDRAWN:
        return Why.WITHDRAWN
    return None


def _proposal(key: str, why: Why, line: dict[str, Any]) -> Proposal:
    return Proposal(
        key=key,
        why=why,
        changed_at=datetime.fromisoformat(line["changed_at"]),
        title=line["title"],
        index_number=line["index_number"],
        document_number=line["document_number"],
        formed_on=date.fromisoformat(line["formed_on"]) if line["formed_on"] else None,
    )


def last_handed(receiver: Receiver) -> date | None:
    """The day of the last batch that went there."""
    handed = receiver.transfers.exclude(handed_on=None).exclude(state=Transfer.State.DROPPED)
    return handed.order_by("-handed_on").values_list("handed_on", flat=True).first()


def next_due(receiver: Receiver) -> date:
    """By when the next transfer is in time: an interval after the last, or after the first day."""
    return transfer_due(last_handed(receiver) or receiver.since, receiver.every_months)


def receivers_of(unit: Unit) -> QuerySet[Receiver]:
    """Whom the unit hands to now."""
    return Receiver.objects.filter(unit=unit, until=None)
