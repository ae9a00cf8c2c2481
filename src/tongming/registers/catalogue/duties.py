"""Rows of the standard catalogue that come round and are not public yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.law.words import N_, say
from tongming.registers.catalogue.models import Choice
from tongming.registers.catalogue.queries import Standing, coverage
from tongming.units.duties import Duty
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, units_for

REMINDED = timedelta(days=15)


def catalogue_duties(person: Person, today: date) -> Iterator[Duty]:
    """Periodic rows only: what is being written says itself when it is due."""
    calendar = current_calendar()
    kept = units_for(person, Right.REGISTER_KEEP)
    taking = Choice.objects.filter(unit__in=kept, until=None).values("unit")
    for unit in Unit.objects.filter(pk__in=taking):
        for one in coverage(unit, today):
            if one.standing is Standing.COVERED or not one.row.term_kind.is_periodic:
                continue
            if one.due is None or one.due > today + REMINDED:
                continue
            yield Duty(
                what=say(N_("公开标准目录事项“{row}”"), row=one.row.reference),
                url=f"{reverse('catalogue:unit', args=[unit.pk])}#row-{one.row.pk}",
                button=say(N_("查看")),
                due=one.due,
                working_days_left=calendar.count(today, one.due),
                article="国办发〔2019〕54号",
                unit=unit,
            )
