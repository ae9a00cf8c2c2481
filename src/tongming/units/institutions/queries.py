"""Reads over institution documents."""

from __future__ import annotations

from datetime import date

from django.db.models import Min, QuerySet
from django.http import Http404

from tongming.units.institutions.models import Institution, Version
from tongming.units.models import Appointment, Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right


def get_institution(person: Person, right: Right, pk: int) -> Institution:
    """One of a unit's rules."""
    found = Institution.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("institutions.institution")
    guard(person, right, found.unit, seen_with=Right.UNIT_VIEW, subject=Institution)
    return found


def staff_of(unit: Unit, today: date) -> QuerySet[Person]:
    """Everybody with a role in a unit: those who are bound by its rules."""
    held = Appointment.objects.in_force(today).filter(unit=unit)
    return Person.objects.filter(pk__in=held.values("person"), is_active=True)


def binding_versions(units: QuerySet[Unit]) -> list[Version]:
    """The version of each rule that holds in some units."""
    approved = (
        Version.objects.filter(
            institution__unit__in=units,
            institution__repealed_on=None,
            state=Version.State.APPROVED,
        )
        .select_related("institution", "institution__unit")
        .order_by("institution", "-number")
    )
    found: dict[int, Version] = {}
    for version in approved:
        found.setdefault(version.institution_id, version)
    return list(found.values())


def unread_by(person: Person, today: date) -> list[Version]:
    """What a person still has to read, in the units where they work."""
    mine = Unit.objects.filter(appointments__in=person.appointments.in_force(today)).distinct()
    versions = binding_versions(mine)
    read = set(
        person.acknowledgements.filter(version__in=versions).values_list("version", flat=True)
    )
    return [version for version in versions if version.pk not in read]


def ever_public() -> QuerySet[Institution]:
    """Every rule of which a version was approved, in the order of its first approval."""
    return (
        Institution.objects.select_related("unit")
        .annotate(first_approved=Min("versions__approved_at"))
        .filter(first_approved__isnull=False)
        .order_by("first_approved", "pk")
    )
