"""Reads for the open register: the years there are, and what of one may be published."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from tongming.applications.models import Application
from tongming.applications.openness.anonymous import Register, Row, anonymise, band, group_of
from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Calendar
from tongming.law.clock.events import Kind
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.units.models import Unit

CONSULTING = (Kind.THIRD_PARTY_ASKED.value, Kind.ORGAN_ASKED.value)


def open_years(unit: Unit, today: date) -> list[int]:
    """The years with something to tell, newest first.

    The present one is not told before it is over: from two looks at a year that grows, one could
    see what a single day brought.
    """
    closed = _ended(unit).filter(closed_on__year__lt=today.year)
    return sorted({day.year for day in closed.values_list("closed_on", flat=True) if day})[::-1]


def open_register(unit: Unit, year: int, today: date) -> Register | None:
    """What may be published of the applications a unit ended in a year; None before it is over."""
    if year not in open_years(unit, today):
        return None
    calendar = current_calendar()
    ended = _ended(unit).filter(closed_on__year=year).select_related("theme")
    rows = [_row(one, calendar) for one in ended.prefetch_related("steps")]
    return anonymise(rows, settings.OPEN_REGISTER_K)


def _ended(unit: Unit) -> QuerySet[Application]:
    return Application.objects.filter(unit=unit, closed_on__isnull=False)


def _row(application: Application, calendar: Calendar) -> Row:
    received, closed = application.received_on, application.closed_on
    assert received is not None
    assert closed is not None
    outcome = Outcome(application.outcome)
    kinds = {step.kind for step in application.steps.all() if step.struck_out_at is None}
    theme = getattr(application, "theme", None)
    is_person = application.applicant_kind == ApplicantKind.NATURAL_PERSON
    return Row(
        theme=theme.item if theme else "",
        applicant="person" if is_person else "organisation",
        outcome=outcome.row,
        group=group_of(outcome),
        days=band(calendar.count(received, closed)),
        extended=Kind.EXTENDED.value in kinds,
        consulted=not kinds.isdisjoint(CONSULTING),
        period=f"{closed.year}-Q{(closed.month + 2) // 3}",
    )
