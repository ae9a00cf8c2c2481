"""What the working-day calendar asks of a person today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.calendars.models import LoadedYear
from tongming.calendars.queries import current_calendar, loaded_years
from tongming.law.words import N_, say
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, why_not

# The State Council publishes the next year's days off in the last months of the year before
# (for 2026: on 4 November 2025).
FIRST_MONTH = 11


def calendar_duties(person: Person, today: date) -> Iterator[Duty]:
    """Load next year from November on, and this year if it is missing; decide what is proposed."""
    if why_not(person, Right.CALENDAR_CHANGE, None, today=today) is not None:
        return
    calendar = current_calendar()
    proposals = {
        proposal.year: proposal
        for proposal in loaded_years().filter(status=LoadedYear.Status.PROPOSED)
    }
    wanted = [today.year, today.year + 1] if today.month >= FIRST_MONTH else [today.year]
    for year in wanted:
        if not calendar.covers(year) and year not in proposals:
            due = date(year - 1, 12, 31)
            covered = not calendar.missing(today, due) if today <= due else False
            yield Duty(
                what=say(N_("装载{year}年的工作日历：没有它，跨入这一年的期限只能暂定"), year=year),
                url=reverse("calendars:load"),
                button=say(N_("装载")),
                due=due,
                working_days_left=calendar.count(today, due) if covered else None,
                article="国务院办公厅关于部分节假日安排的通知",
            )
    for year, proposal in sorted(proposals.items()):
        yield Duty(
            what=say(N_("确认{year}年工作日历的改动"), year=year),
            url=reverse("calendars:proposal", args=[proposal.pk]),
            button=say(N_("查看并确认")),
        )
