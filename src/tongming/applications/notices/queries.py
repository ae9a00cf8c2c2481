"""Reads over notices: one's own wishes, and what an administrator should look at."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from tongming.applications.notices.models import Digest, Notice, Wishes
from tongming.applications.outgoing import State
from tongming.units.models import Appointment, Person
from tongming.units.rights import Right, units_for
from tongming.units.roles import Role

TOLD = (Role.APPLICATION_HANDLER, Role.OFFICE_HEAD)
"""Who must be reachable: deadlines are told to them."""


def wishes_of(person: Person) -> Wishes:
    """A person's wishes; nothing but the notices of deadlines where they never said any."""
    return Wishes.objects.filter(person=person).first() or Wishes(person=person)


def owner_of_feed(digest: str) -> Person | None:
    """Whose calendar answers under a secret, by the secret's hash."""
    found = Wishes.objects.select_related("person").filter(feed_hash=digest).first()
    return found.person if found and found.person.is_active else None


def failed_notices(person: Person) -> QuerySet[Notice]:
    """Notices that did not arrive, to people of the units this person administers."""
    return (
        Notice.objects.select_related("person", "person__unit", "application")
        .filter(_troubled(), person__unit__in=units_for(person, Right.UNIT_MANAGE))
        .order_by("-made_at", "-pk")
    )


def failed_digests(person: Person) -> QuerySet[Digest]:
    """Digests that did not arrive, likewise."""
    return (
        Digest.objects.select_related("person", "person__unit")
        .filter(_troubled(), person__unit__in=units_for(person, Right.UNIT_MANAGE))
        .order_by("-made_at", "-pk")
    )


def _troubled() -> Q:
    """Given up, or tried in vain and to be tried again."""
    return Q(state=State.FAILED) | (Q(state=State.WAITING) & ~Q(problem=""))


def unreachable(person: Person, today: date) -> QuerySet[Person]:
    """Those who should be told of deadlines and have no e-mail address."""
    held = Appointment.objects.in_force(today).filter(
        unit__in=units_for(person, Right.UNIT_MANAGE, today=today),
        role__in=TOLD,
        person__is_active=True,
        person__email="",
    )
    return Person.objects.select_related("unit").filter(pk__in=held.values("person"))
