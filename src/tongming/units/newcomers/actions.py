"""The verbs of a first week: begin, tick, want no more of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Appointment, Person
from tongming.units.newcomers.models import FirstWeek, Tick
from tongming.units.newcomers.steps import steps_for
from tongming.units.roles import Role

NEW = timedelta(days=30)
"""An appointment entered later than so many days after it began is history, not somebody new."""


def begin(person: Person, role: Role, since: date) -> None:
    """Inside the transaction of an appointment: whoever never held the role is new to it."""
    if since < localdate() - NEW:
        return
    held_before = Appointment.objects.filter(person=person, role=role.value)
    if held_before.count() > 1:
        return
    FirstWeek.objects.update_or_create(
        person=person, defaults={"begun_on": since, "dismissed_at": None}
    )


@transaction.atomic
def tick(*, person: Person, key: str, today: date) -> None:
    """The person has done a step that no record shows."""
    roles = [held.role_kind for held in person.appointments.in_force(today)]
    step = next((one for one in steps_for(roles) if one.key == key), None)
    if step is None or step.seen_done is not None:
        raise Refused(say(N_("这一步由系统自己看有没有完成，不用打勾。")))
    _tick, made = Tick.objects.get_or_create(person=person, step=key)
    if made:
        record("newcomers.ticked", unit=person.unit, by=person, subject=person, step=key)


@transaction.atomic
def dismiss(*, person: Person) -> None:
    """The person knows their way."""
    week = FirstWeek.objects.select_for_update().filter(person=person, dismissed_at=None).first()
    if week is not None:
        week.dismissed_at = timezone.now()
        week.save(update_fields=["dismissed_at"])
        record("newcomers.dismissed", unit=person.unit, by=person, subject=person)
