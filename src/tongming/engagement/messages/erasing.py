"""Erase what is personal when a unit's term of keeping is over; the figures stay as they were.

《个人信息保护法》第四十七条. Kind, days, state and satisfaction are what is counted, and stay; so
does what was published, from which everything personal was taken before.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tongming.engagement.messages.kinds import OPEN
from tongming.engagement.messages.models import Message, MessageSettings
from tongming.ledger.actions import record
from tongming.sealing.actions import erase as erase_file
from tongming.sealing.keeping import years_before
from tongming.units.models import Unit


def due_to_be_erased(today: date) -> list[Message]:
    """Closed longer ago than the unit that has it keeps, and not erased yet."""
    found: list[Message] = []
    closed = Message.objects.filter(erased_at=None).exclude(
        state__in=[one.value for one in OPEN]
    )  # fmt: skip
    for unit in Unit.objects.filter(pk__in=closed.values("unit")):
        chosen = MessageSettings.objects.filter(unit=unit).first() or MessageSettings(unit=unit)
        last = years_before(today, chosen.keep_years)
        found += closed.filter(unit=unit, closed_at__date__lte=last).order_by("pk")
    return found


def erase_due(today: date) -> int:
    """Erase what is due, each in a transaction of its own; how many.

    One that cannot be erased holds up no other; why is raised when the rest is done.
    """
    erased, failed = 0, None
    for message in due_to_be_erased(today):
        try:
            erased += _erase(message, today)
        except Exception as error:
            failed = error
    if failed is not None:
        raise failed
    return erased


def job(moment: datetime) -> int:
    """What the worker does."""
    return erase_due(timezone.localdate(moment))


@transaction.atomic
def _erase(message: Message, today: date) -> bool:
    message = Message.objects.select_for_update(of=("self",)).select_related("unit").get(
        pk=message.pk
    )  # fmt: skip
    if message.erased_at is not None:
        return False
    message.sealed, message.sealed_answer, message.query_mark = b"", b"", ""
    message.title = message.text = message.closing_reason = ""
    message.complained_person = None
    if message.published_at is None:
        message.public_title = message.public_text = message.public_answer = ""
    message.erased_at = timezone.now()
    message.save()
    for one in message.attachments.select_related("file").filter(file__erased_at=None):
        erase_file(one.file)
    record(
        "messages.erased", unit=message.unit, by=None, subject=message, on=today,
        number=message.number,
    )  # fmt: skip
    return True
