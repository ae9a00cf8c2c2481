"""What the cases ask of a person today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Calendar
from tongming.law.remedy_duties import ObligationKind
from tongming.law.words import N_, Message, say
from tongming.remedies.course import Task, open_tasks, page_of
from tongming.remedies.models import Case
from tongming.remedies.queries import live_cases
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def remedy_duties(person: Person, today: date) -> Iterator[Duty]:
    """Every duty in the cases of the units where the person handles them."""
    calendar = current_calendar()
    mine = live_cases().filter(unit__in=units_for(person, Right.REMEDY_HANDLE))
    for case, task in open_tasks(mine, calendar, today):
        yield _duty(case, task, calendar, today)


def _duty(case: Case, task: Task, calendar: Calendar, today: date) -> Duty:
    one = task.obligation
    return Duty(
        what=said(case, task),
        url=page_of(case, task),
        button=say(one.kind.verb),
        due=task.due_on,
        working_days_left=calendar.count(today, task.due_on) if task.due_on else None,
        article=one.article,
        unit=case.unit,
        told=say(N_("案件{case}"), case=case.number),
    )


def said(case: Case, task: Task) -> Message:
    """What is to be done, in words: an order to reply again names the application."""
    if task.obligation.kind is ObligationKind.CARRY_OUT and case.application is not None:
        return say(
            N_("重新答复申请{number}：{subject}（案件{case}）"),
            number=case.application.number,
            subject=case.subject[:40],
            case=case.number,
        )
    return say(
        N_("{what}：案件{case}，{subject}"),
        what=task.obligation.what,
        case=case.number,
        subject=case.subject[:40],
    )
