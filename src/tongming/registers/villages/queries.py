"""Reads: the villages of a unit, and those not checked in a quarter."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from tongming.law.villages import last_day
from tongming.registers.villages.models import Check, Village
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right


def villages_of(unit: Unit, quarter: date) -> QuerySet[Village]:
    """The villages a unit guides in a quarter."""
    return Village.objects.filter(
        Q(until=None) | Q(until__gt=quarter), unit=unit, since__lte=last_day(quarter)
    )


def unchecked(unit: Unit, quarter: date) -> list[Village]:
    """Villages nobody has checked in a quarter."""
    done = Check.objects.filter(village__unit=unit, quarter=quarter).values("village")
    return list(villages_of(unit, quarter).exclude(pk__in=done))


def get_village(person: Person, right: Right, pk: int) -> Village:
    """A village in which a person means to do something."""
    found = Village.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("registers_villages.village")
    guard(person, right, found.unit, seen_with=Right.REGISTER_VIEW, subject=Village)
    return found


def get_check(person: Person, right: Right, pk: int) -> Check:
    """A check in which a person means to do something."""
    found = Check.objects.select_related("village__unit", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("registers_villages.check")
    guard(person, right, found.village.unit, seen_with=Right.REGISTER_VIEW, subject=Check)
    return found
