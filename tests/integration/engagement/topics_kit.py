"""Messages that ask about the same, and others, as citizens send them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests.conftest import Cast
from tests.unit.engagement.letters_of_citizens import OTHERS, SAME
from tongming.engagement.messages.actions.answering import approve, draft
from tongming.engagement.messages.actions.handling import accept
from tongming.engagement.messages.actions.writing import Contact, Written, submit
from tongming.engagement.messages.kinds import Kind
from tongming.engagement.messages.models import Message
from tongming.engagement.topics import grouping
from tongming.engagement.topics.models import Topic
from tongming.units.models import Unit

HERE = ZoneInfo("Asia/Shanghai")


def sent(
    unit: Unit, letter: tuple[str, str], *, at: datetime | None = None, kind: Kind = Kind.QUESTION,
    may_publish: bool = False, complained_unit: Unit | None = None,
) -> tuple[Message, str]:  # fmt: skip
    """A message and its query code."""
    title, text = letter
    written = Written(
        kind, title, text, Contact("韩梅", "13844400011"), may_publish=may_publish,
        complained_unit=complained_unit,
    )  # fmt: skip
    return submit(unit=unit, written=written, now=at or timezone.now())


def sent_all(unit: Unit, letters: Sequence[tuple[str, str]], at: datetime | None = None) -> None:
    for number, letter in enumerate(letters):
        moment = (at or timezone.now()) - timedelta(minutes=len(letters) - number)
        sent(unit, letter, at=moment)


def found(cast: Cast) -> Topic:
    """The five among the twenty, as the machine proposes them."""
    sent_all(cast.town, [*OTHERS[:10], *SAME, *OTHERS[10:]])
    grouping.look(unit=cast.town, now=timezone.now())
    return Topic.objects.get()


def confirmed(cast: Cast) -> Topic:
    """Confirmed altogether."""
    topic = found(cast)
    grouping.confirm(
        topic=topic, title="红石村停水", chosen=members(topic), by=cast.clerk, now=timezone.now()
    )
    return fresh(topic)


def members(topic: Topic) -> list[int]:
    return list(topic.members.values_list("pk", flat=True))


def titles(topic: Topic) -> set[str]:
    return {one.message.title for one in topic.members.select_related("message")}


def answered(cast: Cast, message: Message, answer: str) -> Message:
    today = timezone.localdate()
    accept(message=message, by=cast.clerk, today=today)
    draft(message=message, answer=answer, by=cast.clerk, today=today)
    approve(message=message, by=cast.office_head, today=today)
    message.refresh_from_db()
    return message


def fresh(topic: Topic) -> Topic:
    return Topic.objects.get(pk=topic.pk)
