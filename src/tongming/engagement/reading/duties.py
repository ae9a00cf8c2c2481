"""What reading asks of people today: transfers to prepare, hand over and have signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.engagement.reading.models import Receiver, Transfer
from tongming.engagement.reading.queries import lacks_anything, next_due
from tongming.law.reading import TRANSFER
from tongming.law.words import N_, say
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

REMINDED = timedelta(days=14)


def reading_duties(person: Person, today: date) -> Iterator[Duty]:
    """In the units whose reading points the person keeps. "In time" (第二十五条第三款) has no
    number in the law: the day is the unit's own interval, and only reminds."""
    kept = units_for(person, Right.READING_KEEP, today=today)
    calendar = current_calendar()
    under_way = Transfer.objects.filter(
        unit__in=kept, state__in=(Transfer.State.PREPARED, Transfer.State.HANDED)
    )
    preparing = set()
    for batch in under_way.select_related("unit", "receiver"):
        words = {"batch": batch.number, "receiver": batch.receiver.name}
        if batch.state == Transfer.State.PREPARED:
            preparing.add(batch.receiver_id)
            due = next_due(batch.receiver)
            yield Duty(
                say(N_("把移交清单{batch}送到{receiver}"), **words), batch.get_absolute_url(),
                say(N_("登记移交")), due=due, working_days_left=calendar.count(today, due),
                article=TRANSFER, unit=batch.unit,
                told=say(N_("移交清单{batch}"), batch=batch.number),
            )  # fmt: skip
        else:
            yield Duty(
                say(N_("等{receiver}签收移交清单{batch}"), **words), batch.get_absolute_url(),
                say(N_("登记签收")), article=TRANSFER, unit=batch.unit, kind=Kind.WAITING,
            )  # fmt: skip
    for receiver in Receiver.objects.filter(unit__in=kept, until=None).select_related("unit"):
        due = next_due(receiver)
        if receiver.pk in preparing or due > today + REMINDED or not lacks_anything(receiver):
            continue
        yield Duty(
            say(N_("向{receiver}移交主动公开的信息"), receiver=receiver.name),
            reverse("reading:prepare", args=[receiver.pk]), say(N_("编制清单")), due=due,
            working_days_left=calendar.count(today, due), article=TRANSFER, unit=receiver.unit,
        )  # fmt: skip
