"""What messages ask of people today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.engagement.messages.kinds import State
from tongming.engagement.messages.models import Message, PublishedMonth
from tongming.engagement.messages.queries import messages_for, waiting_to_publish
from tongming.engagement.messages.statistics import next_month, previous_month, records
from tongming.law.words import N_, say
from tongming.law.words import Message as Words
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

_OWN = N_("本单位的留言办理期限")
INSPECTED = "国办秘函〔2019〕19号"


def message_duties(person: Person, today: date) -> Iterator[Duty]:
    """To accept, to answer, to approve, to publish; and the figures of the month before."""
    calendar = current_calendar()
    handles = units_for(person, Right.MESSAGE_HANDLE, today=today)
    approves = units_for(person, Right.MESSAGE_APPROVE, today=today)
    visible = messages_for(person)

    def duty(one: Message, what: Words, button: str, kind: Kind = Kind.ACT) -> Duty:
        return Duty(
            what=what,
            url=one.get_absolute_url(),
            button=say(button),
            due=one.due_on,
            working_days_left=calendar.count(today, one.due_on),
            article=_OWN,
            unit=one.unit,
            kind=kind,
            told=say(N_("留言{number}"), number=one.number),
        )

    for one in visible.filter(unit__in=handles, state=State.NEW.value):
        yield duty(one, _words(N_("受理留言{number}：{title}"), one), N_("受理"))
    own = Q(handler=person) | Q(handler=None)
    for one in visible.filter(own, unit__in=handles, state=State.HANDLING.value):
        yield duty(one, _words(N_("答复留言{number}：{title}"), one), N_("答复"))
    waiting = visible.filter(state=State.APPROVAL.value)
    for one in waiting.filter(unit__in=approves).exclude(drafted_by=person):
        yield duty(one, _words(N_("审核留言{number}的答复：{title}"), one), N_("审核"))
    for one in waiting.filter(drafted_by=person):
        yield duty(
            one, _words(N_("留言{number}的答复等待审核：{title}"), one), N_("查看"), Kind.WAITING
        )
    yield from _publishing(person, today)


def _words(text: str, one: Message) -> Words:
    return say(text, number=one.number, title=one.title[:30])


def _publishing(person: Person, today: date) -> Iterator[Duty]:
    calendar = current_calendar()
    before = previous_month(today)
    due = calendar.after(next_month(before), 5).on
    for unit in units_for(person, Right.MESSAGE_PUBLISH, today=today):
        for one in waiting_to_publish(unit).exclude(complained_person=person):
            yield Duty(
                what=_words(N_("公开留言{number}和答复：{title}"), one),
                url=one.get_absolute_url(),
                button=say(N_("公开")),
                article=INSPECTED,
                unit=unit,
                told=say(N_("留言{number}"), number=one.number),
            )
        told = PublishedMonth.objects.filter(unit=unit, month=before).exists()
        if not told and records(unit, before, "received").exists():
            yield Duty(
                what=say(
                    N_("公开{year}年{month}月的留言办理统计"), year=before.year, month=before.month
                ),
                url=f"{reverse('messages:month', args=[unit.pk])}?month={before:%Y-%m}",
                button=say(N_("公开")),
                due=due,
                working_days_left=calendar.count(today, due),
                article=INSPECTED,
                unit=unit,
            )
