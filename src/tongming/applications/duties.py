"""What the register asks of a person today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from tongming.applications.clocks import correction_told_by
from tongming.applications.kinds import Kind as Entered
from tongming.applications.looking import looked_at
from tongming.applications.models import Application, Step
from tongming.applications.queries import open_applications
from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Calendar
from tongming.law.clock import State
from tongming.law.words import N_, say
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

_PAYMENT = "国办函〔2020〕109号 第六条"
WAITING = {State.AWAITING_APPLICANT.value, State.SUSPENDED.value}


def application_duties(person: Person, today: date) -> Iterator[Duty]:
    """Every open application in the units where the person handles them, by its deadline."""
    calendar = current_calendar()
    mine = open_applications().filter(unit__in=units_for(person, Right.APPLICATION_HANDLE))
    unpaid, looked = _asked_to_pay(mine), looked_at(mine)
    for application in mine.order_by("due_on", "pk"):
        if given_up(application, today):
            yield _to_close(application)
        elif application.pk not in looked and (first := _first_look(application, calendar, today)):
            yield first
        else:
            left = calendar.count(today, application.due_on or today)
            yield _duty(application, left, paying=application.pk in unpaid)


def _first_look(application: Application, calendar: Calendar, today: date) -> Duty | None:
    """The nearer of the two days of what just came: to ask for a correction (第三十条).

    None once it is past: a correction asked for later does not make the term begin anew.
    """
    if application.received_on is None:
        return None
    last = correction_told_by(application.received_on, today)
    if last is None or (application.due_on is not None and application.due_on < last):
        return None
    return Duty(
        what=say(
            N_("看申请{number}要不要补正：{subject}"),
            number=application.number,
            subject=application.subject[:40],
        ),
        url=application.get_absolute_url(),
        button=say(N_("办理")),
        due=last,
        working_days_left=calendar.count(today, last),
        article="第三十条",
        unit=application.unit,
        told=say(N_("申请{number}"), number=application.number),
    )


def _asked_to_pay(applications: QuerySet[Application]) -> set[int]:
    """Which of those that wait for the applicant wait for money rather than for a correction."""
    asked = Step.objects.filter(
        application__in=applications.filter(state=State.AWAITING_APPLICANT.value),
        kind__in=(Entered.CORRECTION_NOTIFIED.value, Entered.FEE_NOTIFIED.value),
        struck_out_at=None,
    ).order_by("on", "pk")
    last = dict(asked.values_list("application_id", "kind"))
    return {pk for pk, kind in last.items() if kind == Entered.FEE_NOTIFIED.value}


def given_up(application: Application, today: date) -> bool:
    """Whether the applicant's day to correct or pay has passed, told by the clock or not yet."""
    if application.state == State.AWAITING_APPLICANT.value:
        return application.due_on is not None and application.due_on < today
    return application.state == State.ABANDONED.value


def _to_close(application: Application) -> Duty:
    """The day that passed was the applicant's; no text sets one for telling them."""
    return Duty(
        what=say(N_("办结申请{number}：申请人逾期，视为放弃"), number=application.number),
        url=application.get_absolute_url(),
        button=say(N_("办结")),
        article="第三十条",
        unit=application.unit,
    )


def _duty(application: Application, left: int, *, paying: bool) -> Duty:
    untraced = application.state == State.AWAITING_APPLICANT.value and application.due_on is None
    if untraced:
        # The term to pay has not begun, and will not until somebody asks the post.
        what, button = N_("查明申请人何时收到收费通知：申请{number}，{subject}"), N_("补登")
        article = _PAYMENT
    elif application.state in WAITING:
        what, article = N_("等征求意见的答复：申请{number}，{subject}"), "第三十三条第三款"
        if paying:
            what, article = N_("等申请人缴费：申请{number}，{subject}"), _PAYMENT
        elif application.state == State.AWAITING_APPLICANT.value:
            what, article = N_("等申请人补正：申请{number}，{subject}"), "第三十条"
        button = N_("查看")
    else:
        what, button = N_("答复申请{number}：{subject}"), N_("办理")
        article = "第三十三条"
    return Duty(
        what=say(what, number=application.number, subject=application.subject[:40]),
        url=application.get_absolute_url(),
        button=say(button),
        due=application.due_on,
        working_days_left=left if application.due_on else None,
        article=article,
        unit=application.unit,
        kind=Kind.WAITING if application.state in WAITING and not untraced else Kind.ACT,
        told=say(N_("申请{number}"), number=application.number),
    )
