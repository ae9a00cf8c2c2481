"""Reads over handovers: who may see one, and what is still to be settled in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from tongming.units.belongings import Belonging, belongings_of
from tongming.units.handover.models import Handover, Settlement
from tongming.units.models import Person
from tongming.units.rights import Right, units_for, why_not


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that hangs on the person, and what was settled about it."""

    belonging: Belonging
    settlement: Settlement | None


def handovers_for(person: Person) -> QuerySet[Handover]:
    """Those a person arranges, hands over in, or takes something in."""
    arranges = Q(unit__in=units_for(person, Right.HANDOVER_PREPARE))
    takes = Q(pk__in=Settlement.objects.filter(successor=person).values("handover"))
    return Handover.objects.select_related("person", "unit").filter(
        arranges | takes | Q(person=person)
    )


def get_handover(person: Person, pk: int, *, settling: bool = False) -> Handover:
    """A handover a person may see; with `settling`, one in which they may say who takes what.

    It names applicants' matters: nobody else in the unit sees it.
    """
    found = handovers_for(person).filter(pk=pk).first()
    if found is None or (settling and not may_settle(person, found)):
        raise Http404("handover.handover")
    return found


def may_settle(person: Person, handover: Handover) -> bool:
    """Whoever leaves knows best; whoever arranges handovers in the unit decides as well."""
    return (
        person.pk == handover.person_id
        or why_not(person, Right.HANDOVER_PREPARE, handover.unit) is None
    )


def lines_of(handover: Handover, today: date) -> list[Line]:
    """Everything that hangs on the person at this moment, with what was settled."""
    settled = {
        one.key: one for one in handover.settlements.select_related("successor").order_by("pk")
    }
    return [Line(one, settled.get(one.key)) for one in belongings_of(handover.person, today)]


def done_meanwhile(handover: Handover, lines: list[Line]) -> list[Settlement]:
    """What was settled and is no longer there: the person brought it to an end."""
    here = {line.belonging.key for line in lines}
    every = handover.settlements.select_related("successor").order_by("pk")
    return [one for one in every if one.key not in here]


def successors_in(handover: Handover, today: date) -> QuerySet[Person]:
    """Who can take something: everybody with a role or an account in the units concerned."""
    units = {handover.unit_id, *handover.person.appointments.values_list("unit_id", flat=True)}
    return (
        Person.objects.filter(is_active=True)
        .filter(Q(unit__in=units) | Q(pk__in=_holders(units, today)))
        .exclude(pk=handover.person_id)
        .order_by("full_name", "username")
    )


def _holders(units: set[int], today: date) -> list[int]:
    from tongming.units.models import Appointment

    held = Appointment.objects.in_force(today).filter(unit__in=units)
    return list(held.values_list("person_id", flat=True))
