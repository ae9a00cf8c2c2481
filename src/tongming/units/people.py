"""The verbs over people: accounts, roles, passwords, second factors."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failed_attempts
from django.db import transaction

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Appointment, Person, Unit
from tongming.units.newcomers.actions import begin
from tongming.units.rights import Right, require
from tongming.units.roles import Role

DETAIL_FIELDS = ("full_name", "email", "phone", "unit")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without characters that are mistaken for one another when read aloud or copied from paper."""


@transaction.atomic
def create_person(
    *,
    username: str,
    full_name: str,
    unit: Unit,
    by: Person | None = None,
    password: str | None = None,
    hashed: str = "",
    **details: Any,
) -> Person:
    """A person gets an account; `unit` is the one whose administrator looks after it.

    Without a password the person cannot sign in until one is set. `hashed` is a password as
    `make_password` keeps it: many accounts of a demonstration share one.
    """
    if by is not None:
        require(by, Right.UNIT_MANAGE, unit)
    person = Person(
        # Lower case: signing in does not tell Wang from wang, so two people cannot be both.
        username=Person.normalize_username(username).lower(),
        full_name=full_name,
        unit=unit,
        **details,
    )
    if hashed:
        person.password = hashed
    else:
        person.set_password(password)
    person.full_clean()
    person.save()
    record(
        "units.person_created",
        unit=unit,
        by=by,
        subject=person,
        username=person.username,
        full_name=full_name,
    )
    return person


@transaction.atomic
def edit_person(person: Person, *, by: Person | None, **details: Any) -> Person:
    """Change a person's name, how to reach them, or whose administrator looks after the account."""
    person = _looked_after(person, by)
    if strange := set(details) - set(DETAIL_FIELDS):
        raise ValueError(f"not details of a person: {sorted(strange)}")
    if by is not None and details.get("unit") not in (None, person.unit):
        require(by, Right.UNIT_MANAGE, details["unit"])
    changes = {
        name: [str(getattr(person, name) or ""), str(value or "")]
        for name, value in details.items()
        if getattr(person, name) != value
    }
    if changes:
        for name in changes:
            setattr(person, name, details[name])
        person.full_clean()
        person.save(update_fields=list(changes))
        record("units.person_edited", unit=person.unit, by=by, subject=person, changes=changes)
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
        if by.pk == person.pk:
            raise Refused(
                say(N_("不能给自己任职，请另一名系统管理员办理，或者由运维人员用命令办理。"))
            )
    if unit.left_on is not None:
        raise Refused(say(N_("“{unit}”已经退出，不能任职。"), unit=unit.name))
    held = Appointment.objects.filter(person=person, unit=unit, role=role.value, until=None).first()
    if held is not None:
        raise Refused(
            say(
                N_("{person}自{day}起已经是“{unit}”的{role}。"),
                person=person.full_name,
                day=held.since,
                unit=unit.name,
                role=say(role.label),
            )
        )
    appointment = Appointment.objects.create(
        person=person, unit=unit, role=role.value, since=since, reason=reason
    )
    begin(person, role, since)
    record(
        "units.appointed",
        unit=unit,
        by=by,
        subject=appointment,
        on=since,
        person=person.pk,
        full_name=person.full_name,
        role=role,
        reason=reason,
    )
    return appointment


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, on: date, reason: str, by: Person | None
) -> Appointment:
    """A person holds a role no longer, from a day on: that day is the first without it."""
    # The unit's row is the lock: two administrators cannot end each other's role at one moment.
    unit = Unit.objects.select_for_update(no_key=True).get(pk=appointment.unit_id)
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if by is not None:
        require(by, Right.UNIT_MANAGE, unit)
    if appointment.until is not None:
        raise Refused(say(N_("这项任职已在{day}结束。"), day=appointment.until))
    if on < appointment.since:
        raise Refused(say(N_("离任日期不能早于任职日期{day}。"), day=appointment.since))
    if appointment.role_kind is Role.ADMINISTRATOR and not _another_administrator(appointment, on):
        raise Refused(
            say(
                N_("{person}是“{unit}”最后一名系统管理员。先任命另一名，再办理离任。"),
                person=appointment.person.full_name,
                unit=unit.name,
            )
        )
    appointment.until, appointment.end_reason = on, reason
    appointment.save(update_fields=["until", "end_reason"])
    record(
        "units.appointment_ended",
        unit=unit,
        by=by,
        subject=appointment,
        on=on,
        person=appointment.person_id,
        full_name=appointment.person.full_name,
        role=appointment.role_kind,
        reason=reason,
    )
    return appointment


@transaction.atomic
def give_temporary_password(person: Person, *, by: Person | None) -> str:
    """A new password to hand over; the person changes it before anything else.

    It is returned once and kept nowhere. Failed attempts are forgotten, so that it can be used.
    """
    person = _looked_after(person, by)
    password = "-".join(
        "".join(secrets.choice(_ALPHABET) for _place in range(4)) for _group in range(4)
    )
    person.set_password(password)
    person.password_is_temporary = True
    person.save(update_fields=["password", "password_is_temporary"])
    forget_failed_attempts(username=person.username)
    record("units.temporary_password", unit=person.unit, by=by, subject=person)
    return password


@transaction.atomic
def reset_second_factor(person: Person, *, by: Person | None) -> None:
    """Forget the second factor of a person who lost it: the next sign-in sets up a new one."""
    person = _looked_after(person, by)
    deleted, _by_model = Authenticator.objects.filter(user=person).delete()
    if not deleted:
        raise Refused(say(N_("{person}没有设置第二种验证。"), person=person.full_name))
    record("units.second_factor_reset", unit=person.unit, by=by, subject=person)


@transaction.atomic
def unlock(person: Person, *, by: Person | None) -> None:
    """Let a person try again whose sign-in is suspended after failed attempts."""
    person = _looked_after(person, by)
    if not forget_failed_attempts(username=person.username):
        raise Refused(say(N_("{person}的登录没有被暂停。"), person=person.full_name))
    record("units.unlocked", unit=person.unit, by=by, subject=person)


@transaction.atomic
def set_active(person: Person, active: bool, *, by: Person | None, reason: str = "") -> Person:
    """Close an account, at once and everywhere, or open it again."""
    person = _looked_after(person, by)
    if by is not None and by.pk == person.pk:
        raise Refused(say(N_("不能停用自己的账号。")))
    if person.is_active is not active:
        person.is_active = active
        person.save(update_fields=["is_active"])
        record(
            "units.person_opened" if active else "units.person_closed",
            unit=person.unit,
            by=by,
            subject=person,
            reason=reason,
        )
    return person


def _looked_after(person: Person, by: Person | None) -> Person:
    """The person, locked for a change, where `by` looks after the account."""
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if by is not None:
        require(by, Right.UNIT_MANAGE, person.unit)
    return person


def _another_administrator(appointment: Appointment, on: date) -> bool:
    """Whether somebody else still administers the unit of an appointment, there or from above."""
    above = [int(pk) for pk in appointment.unit.path.strip("/").split("/")]
    return (
        Appointment.objects.in_force(on)
        .filter(role=Role.ADMINISTRATOR.value, unit__in=above, person__is_active=True)
        .exclude(pk=appointment.pk)
        .exclude(person=appointment.person)
        .exists()
    )
