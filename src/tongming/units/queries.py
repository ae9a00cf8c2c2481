"""Reads over units and people: the one door to each kind of object."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet, Sum
from django.http import Http404
from django.utils.timezone import localdate, now

from tongming.units.models import Appointment, Person, Unit, UnitPeriod
from tongming.units.rights import Right, require, units_for


def guard(
    person: Person | AnonymousUser,
    right: Right,
    unit: Unit,
    *,
    seen_with: Right,
    subject: type[Model] = Unit,
) -> None:
    """The door every room's `get_…` goes through.

    Who may not even see the object is told that it is not there (404); who sees it and may not do
    this is told why (403).
    """
    if not units_for(person, seen_with).filter(pk=unit.pk).exists():
        raise Http404(subject._meta.label_lower)
    if right is not seen_with:
        require(person, right, unit)


def get_unit(person: Person | AnonymousUser, right: Right, pk: int) -> Unit:
    """A unit in which a person means to do something."""
    unit = Unit.objects.select_related("parent").filter(pk=pk).first()
    if unit is None:
        raise Http404("units.unit")
    guard(person, right, unit, seen_with=Right.UNIT_VIEW)
    return unit


def get_appointment(person: Person | AnonymousUser, right: Right, pk: int) -> Appointment:
    """A role somebody holds or held."""
    held = Appointment.objects.select_related("person", "unit").filter(pk=pk).first()
    if held is None:
        raise Http404("units.appointment")
    guard(person, right, held.unit, seen_with=Right.UNIT_VIEW, subject=Appointment)
    return held


def get_person(person: Person | AnonymousUser, right: Right, pk: int) -> Person:
    """Somebody's account.

    Seen by whoever sees the unit that looks after it or one in which they hold a role; changed
    only by the administrators of the unit that looks after it.
    """
    found = Person.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("units.person")
    seen = units_for(person, Right.UNIT_VIEW)
    roles = found.appointments.in_force(localdate())
    if not seen.filter(Q(pk=found.unit_id) | Q(pk__in=roles.values("unit"))).exists():
        raise Http404("units.person")
    if right is not Right.UNIT_VIEW:
        require(person, right, found.unit)
    return found


def with_codes(codes: Iterable[str]) -> QuerySet[Unit]:
    """The units of these codes, by their place in the tree."""
    return Unit.objects.filter(code__in=list(codes)).order_by("path")


def people_of(unit: Unit) -> QuerySet[Person]:
    """The accounts a unit looks after."""
    return Person.objects.filter(unit=unit)


def subtree_on(unit: Unit, day: date) -> list[UnitPeriod]:
    """A unit and all that stood beneath it on a day, as they were then; parents before children.

    Sums over a year that is past go by this, not by where units stand now.
    """
    then: dict[int | None, list[UnitPeriod]] = {}
    for period in UnitPeriod.objects.in_force(day).select_related("unit").order_by("unit_id"):
        then.setdefault(period.parent_id, []).append(period)
    found = [one for periods in then.values() for one in periods if one.unit_id == unit.pk]
    for period in found:
        found.extend(then.get(period.unit_id, ()))
    return found


def is_locked_out(person: Person) -> bool:
    """Whether a person's sign-in is suspended after failed attempts."""
    recent = AccessAttempt.objects.filter(
        username=person.username, attempt_time__gte=now() - settings.AXES_COOLOFF_TIME
    )
    failures = recent.aggregate(total=Sum("failures_since_start"))["total"] or 0
    return bool(failures >= settings.AXES_FAILURE_LIMIT)
