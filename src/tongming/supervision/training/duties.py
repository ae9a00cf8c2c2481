"""What training asks of people today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.law.citation import REGULATION, Citation
from tongming.law.words import N_, say
from tongming.supervision.training.models import Session
from tongming.supervision.training.queries import quizzes_due
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

REGULAR = str(Citation(REGULATION, 48))


def training_duties(person: Person, today: date) -> Iterator[Duty]:
    """Quizzes to answer; planned sessions whose day has come, to be recorded or given up."""
    calendar = current_calendar()
    for session in quizzes_due(person):
        due = session.quiz_due
        yield Duty(
            what=say(N_("完成“{title}”的测验"), title=session.title),
            url=reverse("training:quiz", args=[session.pk]),
            button=say(N_("去答题")),
            due=due,
            working_days_left=calendar.count(today, due) if due else None,
            article=REGULAR,
            unit=session.unit,
            personal=True,
        )
    runs = units_for(person, Right.TRAINING_RUN, today=today)
    come = Session.objects.filter(unit__in=runs, state=Session.State.PLANNED, planned_on__lte=today)
    for session in come.select_related("unit"):
        yield Duty(
            what=say(N_("登记培训“{title}”的参训人员"), title=session.title),
            url=session.get_absolute_url(),
            button=say(N_("去登记")),
            due=session.planned_on,
            working_days_left=calendar.count(today, session.planned_on),
            article=REGULAR,
            unit=session.unit,
        )
