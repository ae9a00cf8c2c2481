"""Reads over rosters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from tongming.units.models import Unit
from tongming.units.roster.models import Shift, Window

SHOWN = timedelta(days=6)
"""So many days after the first the public sees."""


def on_duty(units: Iterable[Unit] | QuerySet[Unit], day: date) -> list[Shift]:
    """Who is on duty in some units on a day."""
    return list(
        Shift.objects.filter(unit__in=units, day=day)
        .select_related("unit")
        .order_by("unit__path", "pk")
    )


def planned(unit: Unit, first: date, last: date) -> list[Shift]:
    """A unit's shifts from a day to a day."""
    return list(unit.shifts.filter(day__range=(first, last)).select_related("person"))


def public_roster(unit: Unit) -> list[Shift]:
    """The days that stand on the unit's guide; the same at whatever hour it is asked."""
    window = Window.objects.filter(unit=unit).first()
    return planned(unit, window.since, window.since + SHOWN) if window else []
