"""What applications sent over the Internet ask of a person, and what will soon be erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from tongming.applications.applicants.erasing import due_to_be_erased
from tongming.applications.models import UNCONFIRMED, Application
from tongming.calendars.queries import current_calendar
from tongming.law.words import N_, say
from tongming.sealing.keeping import years_before
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

NOTICE = timedelta(days=30)
"""How long before the erasure it is announced: papers an archive wants are handed over first."""


def confirm_duties(person: Person, today: date) -> Iterator[Duty]:
    """Every application that waits for this side's confirmation; a reminder, not a term of law.

    Where nobody confirms, no clock runs: the sooner the better for both sides.
    """
    calendar = current_calendar()
    waiting = Application.objects.select_related("unit").filter(
        state=UNCONFIRMED, unit__in=units_for(person, Right.APPLICATION_REGISTER)
    )
    for application in waiting.order_by("submitted_at", "pk"):
        sent = localdate(application.submitted_at) if application.submitted_at else today
        due = calendar.after(sent, settings.CONFIRM_DAYS).on
        yield Duty(
            what=say(
                N_("与申请人确认网上申请{number}：{subject}"),
                number=application.number,
                subject=application.subject[:40],
            ),
            url=reverse("applications:confirm", args=[application.pk]),
            button=say(N_("确认")),
            due=due,
            working_days_left=calendar.count(today, due),
            article="第三十一条第三项",
            unit=application.unit,
            told=say(N_("申请{number}"), number=application.number),
        )


def erasing_duties(person: Person, today: date) -> Iterator[Duty]:
    """A line a unit for what will be erased within thirty days."""
    mine = units_for(person, Right.APPLICATION_HANDLE)
    for unit in mine:
        coming = due_to_be_erased(today + NOTICE).filter(unit=unit, closed_on__isnull=False)
        first = coming.order_by("closed_on").values_list("closed_on", flat=True).first()
        if first is None:
            continue
        yield Duty(
            what=say(N_("{n}件申请的个人信息保存期限将满，要移交档案室的先移交"), n=coming.count()),
            url=f"{reverse('applications:list')}?state=closed&unit={unit.pk}",
            button=say(N_("查看")),
            due=max(today, years_before(first, -settings.RETENTION_YEARS)),
            article="《个人信息保护法》第四十七条",
            unit=unit,
        )
