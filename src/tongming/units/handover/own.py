"""What the room of people itself says hangs on a person: roles and the account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, HandOn, Kind
from tongming.units.models import Appointment, Person
from tongming.units.people import appoint

APPOINTMENT = "appointment:"
ACCOUNT = "account"


def open_appointments(person: Person) -> list[Appointment]:
    """The roles nobody has ended yet, those to come among them."""
    held = person.appointments.filter(until=None).select_related("unit", "person")
    return list(held.order_by("unit__path", "role", "pk"))


def appointments_of(person: Person, today: date) -> Iterator[Belonging]:
    """Every role: somebody else takes it, or it stays empty for a reason."""
    for held in open_appointments(person):
        yield Belonging(
            key=f"{APPOINTMENT}{held.pk}",
            kind=Kind.APPOINTMENT,
            what=say(
                N_("{unit}的{role}"), unit=held.unit.short_name, role=say(held.role_kind.label)
            ),
            url=reverse("units:unit", args=[held.unit_id]),
            unit=held.unit,
            hand_on=_succeed(held),
        )


def _succeed(held: Appointment) -> HandOn:
    def hand_on(successor: Person, by: Person | None, on: date) -> None:
        taken = Appointment.objects.filter(
            person=successor, unit=held.unit, role=held.role, until=None
        )
        if not taken.exists():
            appoint(
                person=successor,
                unit=held.unit,
                role=held.role_kind,
                since=on,
                reason=f"接替{held.person.full_name}",
                by=by,
            )

    return hand_on


def account_of(person: Person, today: date) -> Iterator[Belonging]:
    """The account: nobody else may use it."""
    if person.is_active:
        yield Belonging(
            key=ACCOUNT,
            kind=Kind.ACCOUNT,
            what=say(N_("登录账号{username}"), username=person.username),
            url=reverse("units:person", args=[person.pk]),
            unit=person.unit,
            may_be_handed=False,
        )
