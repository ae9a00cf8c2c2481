"""The verbs over units and people: each one transaction with its event.

`by` None is the system itself (set-up, demonstration): it needs no right.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from tongming.law.organs import Level
from tongming.ledger.actions import record
from tongming.units.models import Appointment, Person, Unit, UnitPeriod
from tongming.units.rights import Right, require
from tongming.units.roles import Role


@transaction.atomic
def create_unit(
    *,
    name: str,
    level: Level,
    code: str,
    joined_on: date,
    by: Person | None = None,
    parent: Unit | None = None,
    short_name: str = "",
    reason: str = "",
    **details: Any,
) -> Unit:
    """A unit joins, under another or at the top of a tree."""
    if by is not None:
        require(by, Right.UNIT_MANAGE, parent)
    unit = Unit(
        name=name,
        short_name=short_name or name,
        level=level.value,
        code=code,
        parent=parent,
        joined_on=joined_on,
        **details,
    )
    unit.full_clean(exclude=["path"])
    unit.save()
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    UnitPeriod.objects.create(
        unit=unit, since=joined_on, parent=parent, name=name, level=level.value, reason=reason
    )
    record(
        "units.joined",
        unit=unit,
        by=by,
        subject=unit,
        on=joined_on,
        name=name,
        level=level,
        code=code,
        parent=parent.pk if parent else None,
        reason=reason,
    )
    return unit


@transaction.atomic
def create_person(
    *,
    username: str,
    full_name: str,
    unit: Unit,
    by: Person | None = None,
    password: str | None = None,
    **details: Any,
) -> Person:
    """A person gets an account; `unit` is the one whose administrator makes it."""
    if by is not None:
        require(by, Right.UNIT_MANAGE, unit)
    person = Person(username=Person.normalize_username(username), full_name=full_name, **details)
    person.set_password(password)
    person.full_clean()
    person.save()
    record(
        "units.person_created",
        unit=unit,
        by=by,
        subject=person,
        username=username,
        full_name=full_name,
    )
    return person


@transaction.atomic
def appoint(
    *,
    person: Person,
    unit: Unit,
    role: Role,
    since: date,
    by: Person | None = None,
    reason: str = "",
) -> Appointment:
    """A person takes a role in a unit."""
    if by is not None:
        require(by, Right.UNIT_MANAGE, unit)
    appointment = Appointment.objects.create(
        person=person, unit=unit, role=role.value, since=since, reason=reason
    )
    record(
        "units.appointed",
        unit=unit,
        by=by,
        subject=appointment,
        on=since,
        person=person.pk,
        role=role,
        reason=reason,
    )
    return appointment
