"""Reads over the register: the one door to an application, and the queue."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, F, Q, QuerySet, When
from django.http import Http404

from tongming.applications.models import DISMISSED, UNCONFIRMED, Application, Step
from tongming.law.clock import State
from tongming.ledger.models import Event
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def get_application(person: Person, right: Right, pk: int) -> Application:
    """An application in which a person means to do something."""
    application = Application.objects.select_related("unit").filter(pk=pk).first()
    if application is None:
        raise Http404("applications.application")
    guard(person, right, application.unit, seen_with=Right.APPLICATION_VIEW, subject=Application)
    return application


def get_numbered(person: Person, right: Right, unit: Unit, number: str) -> Application:
    """The application of a unit with this number, 2026-3, in which a person means to act."""
    year, _dash, serial = number.partition("-")
    found = Application.objects.filter(unit=unit, year=int(year), serial=int(serial)).first()
    if found is None:
        raise Http404("applications.application")
    return get_application(person, right, found.pk)


def applications_for(person: Person) -> QuerySet[Application]:
    """Every application a person may see: what waits to be confirmed first, then the nearest
    deadline; closed ones last."""
    return (
        Application.objects.select_related("unit")
        .filter(unit__in=units_for(person, Right.APPLICATION_VIEW))
        .order_by(
            Case(When(state=UNCONFIRMED, then=0), When(state=DISMISSED, then=2), default=1),
            F("closed_on").desc(nulls_first=True),
            F("due_on").asc(nulls_last=True),
            "year",
            "serial",
        )
    )


def steps_of(application: Application) -> QuerySet[Step]:
    """What happened, in order; struck-out steps stay in the list."""
    return application.steps.select_related("by").order_by("on", "pk")


def givings_up(application: Application) -> QuerySet[Event]:
    """When it was closed as given up, and when that was undone: acts, not steps of the law."""
    kinds = ("applications.abandoned", "applications.reopened")
    return Event.objects.about(application).filter(kind__in=kinds).select_related("by")


def open_applications() -> QuerySet[Application]:
    """Every application of the installation that still waits for its outcome."""
    return Application.objects.select_related("unit").filter(
        closed_on__isnull=True, received_on__isnull=False
    )


def received_lately(person: Person, today: date) -> bool:
    """Whether the units where a person handles applications received one in the last 12 months.

    Whoever handles none is not told to practise.
    """
    mine = units_for(person, Right.APPLICATION_HANDLE)
    since = today - timedelta(days=365)
    return (
        not mine.exists()
        or Application.objects.filter(unit__in=mine, received_on__gt=since).exists()
    )


def narrowed(
    found: QuerySet[Application], *, state: str, words: str, unit: str, today: date
) -> QuerySet[Application]:
    """The list as its filter line asks: `unconfirmed`, `open`, `overdue`, `closed`, `dismissed`
    or everything."""
    if state in (UNCONFIRMED, DISMISSED):
        found = found.filter(state=state)
    elif state == "open":
        found = found.filter(closed_on__isnull=True, received_on__isnull=False)
    elif state == "overdue":
        # While the applicant is waited for the day is the applicant's, and nobody here is late.
        theirs = [State.AWAITING_APPLICANT.value, State.ABANDONED.value]
        found = found.filter(closed_on__isnull=True, due_on__lt=today).exclude(state__in=theirs)
    elif state == "closed":
        found = found.filter(closed_on__isnull=False)
    if unit.isdigit():
        found = found.filter(unit_id=int(unit))
    if words:
        match = Q(subject__icontains=words)
        year, dash, serial = words.partition("-")
        if dash and year.isdigit() and serial.isdigit():
            match |= Q(year=int(year), serial=int(serial))
        found = found.filter(match)
    return found
