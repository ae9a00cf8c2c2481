"""The verbs over units: each checks the right, changes the tree and its history, and records it.

`by` None is the system itself (set-up, demonstration): it needs no right. People and their roles
are in `people`; its verbs can be had from here too.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tongming.law.organs import Level
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit, UnitPeriod
from tongming.units.people import appoint, create_person, end_appointment
from tongming.units.rights import Right, require

__all__ = [
    "CONTACT_FIELDS",
    "appoint",
    "change_unit",
    "create_person",
    "create_unit",
    "edit_unit",
    "end_appointment",
    "leave",
    "rejoin",
]

CONTACT_FIELDS = (
    "credit_code",
    "office",
    "address",
    "hours",
    "phone",
    "fax",
    "postcode",
    "email",
    "website",
)
"""What of a unit may be edited without a date: none of it is history."""


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
    if parent is not None and not parent.takes_part(joined_on):
        raise Refused(
            say(
                N_("“{parent}”在{day}还没有加入或者已经退出，不能在它下面加入单位。"),
                parent=parent.name,
                day=joined_on,
            )
        )
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
def edit_unit(unit: Unit, *, by: Person | None, **contact: str) -> Unit:
    """Change where and how a unit can be reached."""
    if by is not None:
        require(by, Right.UNIT_MANAGE, unit)
    if strange := set(contact) - set(CONTACT_FIELDS):
        raise ValueError(f"not contact data: {sorted(strange)}")
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    changes = {
        name: [getattr(unit, name), value]
        for name, value in contact.items()
        if getattr(unit, name) != value
    }
    if changes:
        for name, (_before, after) in changes.items():
            setattr(unit, name, after)
        unit.full_clean(exclude=["path"])
        unit.save(update_fields=list(changes))
        record("units.edited", unit=unit, by=by, subject=unit, changes=changes)
    return unit


@transaction.atomic
def change_unit(
    unit: Unit,
    *,
    name: str,
    short_name: str,
    level: Level,
    parent: Unit | None,
    since: date,
    reason: str,
    by: Person | None,
) -> Unit:
    """A unit is renamed, raised, or put under another, from a day on.

    What it was until then stays in its history, and reports of earlier years go by that.
    """
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if by is not None:
        require(by, Right.UNIT_MANAGE, unit)
        if parent != unit.parent:
            require(by, Right.UNIT_MANAGE, unit.parent)
            require(by, Right.UNIT_MANAGE, parent)
    if parent is not None and parent.path.startswith(unit.path):
        raise Refused(
            say(
                N_("“{unit}”不能归到它自己或它的下级“{parent}”下面。"),
                unit=unit.name,
                parent=parent.name,
            )
        )
    _close_period(unit, since, reason)
    before = {"name": unit.name, "level": unit.level, "parent": unit.parent_id}
    UnitPeriod.objects.create(
        unit=unit, since=since, parent=parent, name=name, level=level.value, reason=reason
    )
    unit.name, unit.short_name, unit.level = name, short_name or name, level.value
    if parent != unit.parent:
        _move(unit, parent)
    unit.full_clean(exclude=["path"])
    unit.save()
    record(
        "units.changed",
        unit=unit,
        by=by,
        subject=unit,
        on=since,
        before=before,
        after={"name": name, "level": level, "parent": parent.pk if parent else None},
        reason=reason,
    )
    return unit


@transaction.atomic
def leave(unit: Unit, *, on: date, reason: str, by: Person | None) -> Unit:
    """A unit takes part no longer, from a day on. What it did stays."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if by is not None:
        require(by, Right.UNIT_MANAGE, unit.parent)
    if staying := unit.children.filter(left_on=None).first():
        raise Refused(
            say(
                N_("“{child}”还在“{unit}”下面：先为它办理退出或者改变隶属。"),
                child=staying.name,
                unit=unit.name,
            )
        )
    _close_period(unit, on, reason)
    unit.left_on = on
    unit.save(update_fields=["left_on"])
    record("units.left", unit=unit, by=by, subject=unit, on=on, reason=reason)
    return unit


@transaction.atomic
def rejoin(unit: Unit, *, on: date, reason: str, by: Person | None) -> Unit:
    """A unit that had left takes part again."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if by is not None:
        require(by, Right.UNIT_MANAGE, unit.parent)
    if unit.left_on is None:
        raise Refused(say(N_("“{unit}”没有退出，不用重新加入。"), unit=unit.name))
    _not_in_the_future(on)
    if on < unit.left_on:
        raise Refused(
            say(
                N_("重新加入的日期不能早于退出日期{day}。"),
                day=unit.left_on,
            )
        )
    UnitPeriod.objects.create(
        unit=unit, since=on, parent=unit.parent, name=unit.name, level=unit.level, reason=reason
    )
    unit.left_on = None
    unit.save(update_fields=["left_on"])
    record("units.rejoined", unit=unit, by=by, subject=unit, on=on, reason=reason)
    return unit


def _close_period(unit: Unit, day: date, reason: str) -> None:
    """End the open period of a unit's history on a day."""
    _not_in_the_future(day)
    period = unit.periods.filter(until=None).first()
    if period is None:
        raise Refused(say(N_("“{unit}”已经退出，先办理重新加入。"), unit=unit.name))
    if day <= period.since:
        raise Refused(
            say(
                N_("日期要晚于上一次变动的日期{day}。"),
                day=period.since,
            )
        )
    period.until, period.end_reason = day, reason
    period.save(update_fields=["until", "end_reason"])


def _not_in_the_future(day: date) -> None:
    if day > localdate():
        raise Refused(say(N_("日期不能晚于今天：变动发生之后再办理。")))


def _move(unit: Unit, parent: Unit | None) -> None:
    """Give a unit and everything beneath it their new paths."""
    old, new = unit.path, f"{parent.path if parent else '/'}{unit.pk}/"
    beneath = list(Unit.objects.select_for_update(no_key=True).filter(path__startswith=old))
    for one in beneath:
        one.path = new + one.path.removeprefix(old)
    Unit.objects.bulk_update(beneath, ["path"])
    unit.parent, unit.path = parent, new
