"""The calendar in force, and the years the office has loaded."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet
from django.http import Http404

from tongming.calendars.models import LoadedYear
from tongming.law.calendar import Calendar, CalendarYear
from tongming.law.holidays import SHIPPED


def current_calendar() -> Calendar:
    """The years shipped with the product, with those the office has put in force on top."""
    in_force = LoadedYear.objects.filter(status=LoadedYear.Status.IN_FORCE).order_by("year")
    return _built(tuple(in_force.values_list("pk", "decided_at")))


@lru_cache(maxsize=8)
def _built(keys: tuple[tuple[int, datetime], ...]) -> Calendar:
    """A loaded year never changes once it was decided on, so this says enough to remember by."""
    calendar = SHIPPED
    for loaded in LoadedYear.objects.filter(pk__in=[pk for pk, _ in keys]).order_by("year"):
        calendar = calendar.with_year(CalendarYear.from_data(loaded.data))
    return calendar


def calendar_with(loaded: LoadedYear) -> Calendar:
    """The calendar as it would be with one more year put in force."""
    return current_calendar().with_year(CalendarYear.from_data(loaded.data))


def loaded_years() -> QuerySet[LoadedYear]:
    """Every year ever loaded, newest first, with who did what."""
    return LoadedYear.objects.select_related("proposed_by", "decided_by")


def get_proposal(pk: int) -> LoadedYear:
    """A year that waits to be accepted. The right to decide is checked by the action."""
    loaded = loaded_years().filter(pk=pk).first()
    if loaded is None:
        raise Http404("calendars.loadedyear")
    return loaded
