"""Reads over messages: whose one sees, the queue, what to tell the writer."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from tongming.engagement.messages.actions.writing import query_mark
from tongming.engagement.messages.kinds import OPEN, State
from tongming.engagement.messages.models import Message
from tongming.sealing.codes import plain_number
from tongming.units.models import Appointment, Person, Unit
from tongming.units.rights import Right, require, units_for

_OPEN = [one.value for one in OPEN]


def find(*, number: str, code: str) -> Message | None:
    """The message of a number and its query code, however they were typed; None otherwise.

    As in `applications.intake.find`: whatever does not fit takes the same way through here.
    """
    message = (
        Message.objects.select_related("unit").filter(query_mark=query_mark(code) or "-").first()
    )
    real = message.number if message else "0000-0"
    same = secrets.compare_digest(plain_number(number).encode(), real.encode())
    return message if same else None


def messages_for(person: Person) -> QuerySet[Message]:
    """What a person may see: what is in their units, and what these forwarded.

    Never a complaint about themselves, nor one about their unit that another handles.
    """
    seen = units_for(person, Right.MESSAGE_VIEW)
    found = (
        Message.objects.filter(Q(unit__in=seen) | Q(forwards__from_unit__in=seen))
        .exclude(complained_person=person)
        .select_related("unit", "handler")
    )
    accused = Q(complained_unit__in=_above(person)) & ~Q(complained_unit=F("unit"))
    return found.exclude(accused).distinct()


def _above(person: Person) -> set[int]:
    """The units a person works in and all above them."""
    held = Appointment.objects.in_force(localdate()).filter(person=person)
    found: set[int] = set()
    for path in held.values_list("unit__path", flat=True):
        found |= {int(pk) for pk in path.strip("/").split("/")}
    return found


def get_message(person: Person, right: Right, pk: int) -> Message:
    """A message in which a person means to do something."""
    found = messages_for(person).filter(pk=pk).first()
    if found is None:
        raise Http404("messages.message")
    if right is not Right.MESSAGE_VIEW:
        require(person, right, found.unit)
    return found


def get_numbered(person: Person, right: Right, unit: Unit, number: str) -> Message:
    """The message with this number, 2026-12, that a unit has now."""
    year, _dash, serial = number.partition("-")
    found = Message.objects.filter(unit=unit, year=int(year), serial=int(serial)).first()
    if found is None:
        raise Http404("messages.message")
    return get_message(person, right, found.pk)


def open_messages() -> QuerySet[Message]:
    """Whatever somebody still has to do something about, by term."""
    return Message.objects.filter(state__in=_OPEN).select_related("unit", "handler")


def queue(person: Person, *, unit: Unit | None = None) -> QuerySet[Message]:
    """The open ones a person sees, the earliest term first."""
    found = messages_for(person).filter(state__in=_OPEN)
    return (found.filter(unit=unit) if unit else found).order_by("due_on", "pk")


def unanswered_since(unit: Unit, before: datetime) -> QuerySet[Message]:
    """Valid messages sent before a moment and still open (C12: three months)."""
    return open_messages().filter(unit=unit, sent_at__lt=before).order_by("sent_at")


def newest_public(unit: Unit) -> Message | None:
    """The public answer published last (C13: two months)."""
    public = Message.objects.filter(unit=unit, withdrawn_on=None).exclude(published_at=None)
    return public.order_by("-published_at").first()


def waiting_to_publish(unit: Unit) -> QuerySet[Message]:
    """Answered, the writer agreed, and nobody has decided."""
    return Message.objects.filter(
        unit=unit, state=State.ANSWERED.value, may_publish=True, published_at=None,
        kept_back_reason="", erased_at=None,
    ).select_related("unit")  # fmt: skip


def lately(unit: Unit, today: date, days: int = 90) -> QuerySet[Message]:
    """The messages of the last days, for who looks for what many ask."""
    since = today - timedelta(days=days)
    found = Message.objects.filter(unit=unit, sent_at__date__gte=since)
    return found.exclude(state=State.DISMISSED.value).order_by("-sent_at")
