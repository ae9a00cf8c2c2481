"""What of messages hangs on a person: those they handle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from tongming.engagement.messages.actions.handling import hand_on
from tongming.engagement.messages.models import Message
from tongming.engagement.messages.queries import open_messages
from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, Kind
from tongming.units.models import Person
from tongming.units.rights import Right


def messages_of(person: Person, today: date) -> Iterator[Belonging]:
    """Every open message somebody handles goes to who takes over."""
    for message in open_messages().filter(handler=person).order_by("due_on", "pk"):
        yield Belonging(
            key=f"messages:{message.pk}",
            kind=Kind.DUTY,
            what=say(N_("留言{number}：{title}"), number=message.number, title=message.title[:40]),
            url=message.get_absolute_url(),
            unit=message.unit,
            right=Right.MESSAGE_HANDLE,
            hand_on=partial(_hand_on, message),
        )


def _hand_on(message: Message, successor: Person, by: Person | None, today: date) -> None:
    hand_on(message, successor, by)
