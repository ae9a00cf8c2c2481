"""Reads over units: the one door to each."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import Http404

from tongming.units.models import Person, Unit
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
    unit = Unit.objects.filter(pk=pk).first()
    if unit is None:
        raise Http404("units.unit")
    guard(person, right, unit, seen_with=Right.UNIT_VIEW)
    return unit
