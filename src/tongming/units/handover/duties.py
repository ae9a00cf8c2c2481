"""What handovers ask of people today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.calendars.queries import current_calendar
from tongming.law.words import N_, say
from tongming.units.duties import Duty, Kind
from tongming.units.handover.models import Handover
from tongming.units.handover.queries import handovers_for, may_settle
from tongming.units.models import Person
from tongming.units.rights import Right, why_not


def handover_duties(person: Person, today: date) -> Iterator[Duty]:
    """Open handovers: to be settled by those who may, watched by those who take something."""
    calendar = current_calendar()
    for handover in handovers_for(person).filter(state=Handover.State.OPEN).order_by("pk"):
        own = handover.person_id == person.pk
        acts = may_settle(person, handover)
        finishes = not own and why_not(person, Right.UNIT_MANAGE, handover.unit) is None
        if own:
            what = N_("交接您手上的工作")
        elif finishes:
            what = N_("办理并办结{person}的工作交接")
        elif acts:
            what = N_("安排{person}的工作交接")
        else:
            what = N_("接手{person}移交的工作，在交接单上签字")
        yield Duty(
            what=say(what, person=handover.person.full_name),
            url=handover.get_absolute_url(),
            button=say(N_("去交接") if acts else N_("查看")),
            due=handover.leaving_on,
            working_days_left=calendar.count(today, handover.leaving_on),
            unit=handover.unit,
            kind=Kind.ACT if acts else Kind.WAITING,
            # The leaver's own handover is not a thing to hand over.
            personal=own,
        )
