"""Villages to check this quarter, and orders to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.law.villages import LAW, last_day, quarter_of
from tongming.law.words import N_, say
from tongming.registers.villages.models import Check, Village
from tongming.registers.villages.queries import unchecked
from tongming.units.duties import Duty
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, units_for


def village_duties(person: Person, today: date) -> Iterator[Duty]:
    """In the units whose registers the person keeps. That villages publish quarterly is law; that
    the township checks as often is how it guides them."""
    calendar = current_calendar()
    kept = units_for(person, Right.REGISTER_KEEP)
    quarter = quarter_of(today)
    due = last_day(quarter)
    guiding = Village.objects.filter(unit__in=kept, until=None).values("unit")
    for unit in Unit.objects.filter(pk__in=guiding):
        if left := unchecked(unit, quarter):
            yield Duty(
                what=say(N_("检查本季度的村务公开，还有{n}个村（居）"), n=len(left)),
                url=f"{reverse('villages:index')}?unit={unit.pk}",
                button=say(N_("检查")),
                due=due,
                working_days_left=calendar.count(today, due),
                article=f"{LAW}第三十条",
                unit=unit,
            )
    ordered = Check.objects.select_related("village__unit").filter(
        village__unit__in=kept, order_until__isnull=False, settled_on=None
    )
    for one in ordered.order_by("order_until"):
        assert one.order_until is not None
        yield Duty(
            what=say(N_("复查{village}的村务公开整改"), village=one.village.name),
            url=one.get_absolute_url(),
            button=say(N_("复查")),
            due=one.order_until,
            working_days_left=calendar.count(today, one.order_until),
            article=f"{LAW}第三十一条",
            unit=one.village.unit,
        )
