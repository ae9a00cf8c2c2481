"""Who is to be told of which application today.

No article asks for these reminders; 第四十五条 wants the work organised, and 第三十三条 the answer
in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, localtime

from tongming.applications.models import Application
from tongming.applications.notices.models import Digest, Notice, Way, Wishes
from tongming.applications.queries import open_applications
from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Calendar
from tongming.law.clock import State
from tongming.units.models import Appointment, Person
from tongming.units.roles import Role

THRESHOLDS = (1, 3, 7)
"""Working days before the last day, the most pressing first."""
OVERDUE = 0
ORGANS_TURN = (State.RUNNING.value, State.SUSPENDED.value)
"""While the applicant corrects or pays, the day that runs is the applicant's."""
_MOBILE = re.compile(r"1\d{10}")


def threshold_of(due: date, today: date, calendar: Calendar) -> int | None:
    """Which notice an application is due for; None while there is more time."""
    if due < today:
        return OVERDUE
    left = calendar.count(today, due)
    return next((days for days in THRESHOLDS if left <= days), None)


def plan(moment: datetime) -> int:
    """Write down every notice and digest that is due; those written before are left alone."""
    return _plan_notices(moment) + _plan_digests(moment)


def _plan_notices(moment: datetime) -> int:
    today = localdate(moment)
    calendar = current_calendar()
    horizon = calendar.after(today, max(THRESHOLDS)).on
    near = open_applications().filter(state__in=ORGANS_TURN, due_on__lte=horizon)
    wanted = [
        Notice(
            application=one,
            threshold=threshold,
            due_on=one.due_on,
            person=person,
            way=way,
            made_at=moment,
            again_at=moment,
        )
        for one in near
        if one.due_on is not None
        and (threshold := threshold_of(one.due_on, today, calendar)) is not None
        for person in readers(one, threshold, today)
        for way in ways(person)
    ]
    return _add(Notice, wanted)


def readers(application: Application, threshold: int, today: date) -> Iterator[Person]:
    """Who handles it and who heads the office; once it is overdue, the supervisors above too."""
    unit = application.unit
    wanted = Q(unit=unit, role__in=[Role.APPLICATION_HANDLER, Role.OFFICE_HEAD])
    if threshold == OVERDUE:
        above = [int(pk) for pk in unit.path.strip("/").split("/")]
        wanted |= Q(unit__in=above, role=Role.SUPERVISOR)
    held = Appointment.objects.in_force(today).filter(wanted, person__is_active=True)
    yield from Person.objects.filter(pk__in=held.values("person")).order_by("pk")


def ways(person: Person) -> Iterator[Way]:
    """How a person can be reached with what the installation has."""
    if settings.MAIL_SERVER and person.email:
        yield Way.EMAIL
    if settings.SMS_HOOK and mobile(person):
        yield Way.SMS


def mobile(person: Person) -> str:
    """The person's mobile number in eleven digits; empty where the telephone is another."""
    digits = re.sub(r"[\s-]", "", person.phone).removeprefix("+86")
    return digits if _MOBILE.fullmatch(digits) else ""


def _plan_digests(moment: datetime) -> int:
    today = localdate(moment)
    if (
        not settings.MAIL_SERVER
        or localtime(moment).hour < settings.DIGEST_HOUR
        or not current_calendar().is_working(today)
    ):
        return 0
    wishing = Wishes.objects.filter(digest=True, person__is_active=True).exclude(person__email="")
    wanted = [
        Digest(person_id=one.person_id, day=today, way=Way.EMAIL, made_at=moment, again_at=moment)
        for one in wishing
    ]
    return _add(Digest, wanted)


def _add(model: type[Notice] | type[Digest], wanted: list[Notice] | list[Digest]) -> int:
    """Add what is not there yet; another process at the same work does no harm."""
    if not wanted:
        return 0
    with transaction.atomic():
        before = model._default_manager.count()
        model._default_manager.bulk_create(wanted, ignore_conflicts=True)  # type: ignore[arg-type]
        return model._default_manager.count() - before
