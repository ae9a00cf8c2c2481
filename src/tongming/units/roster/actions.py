"""The verbs over rosters: plan days, take one out, and what the clock moves along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require
from tongming.units.roster.models import Shift, Window
from tongming.units.roster.queries import public_roster

LONGEST = 366
"""Days that can be planned at once."""


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who takes a turn."""

    name: str
    phone: str
    person: Person | None = None


@transaction.atomic
def plan(
    *,
    unit: Unit,
    first: date,
    last: date,
    people: Sequence[OnDuty],
    by: Person | None,
    today: date,
) -> int:
    """Put people on duty from a day to a day, a day each in turn; answers with the days.

    What was planned for these days gives way. Days gone by are what they were.
    """
    unit = _locked(unit, by)
    if not people:
        raise Refused(say(N_("请至少写一名值班人员。")))
    if first < today:
        raise Refused(say(N_("{day}已经过去，值班表只能从今天起安排。"), day=first))
    if last < first:
        raise Refused(say(N_("结束日期不能早于开始日期。")))
    days = (last - first).days + 1
    if days > LONGEST:
        raise Refused(say(N_("一次最多安排{n}天。"), n=LONGEST))
    unit.shifts.filter(day__range=(first, last)).delete()
    Shift.objects.bulk_create(
        Shift(
            unit=unit,
            day=first + timedelta(days=n),
            name=one.name,
            phone=one.phone,
            person=one.person,
        )
        for n in range(days)
        for one in (people[n % len(people)],)
    )
    _show(unit, today)
    record(
        "roster.planned",
        unit=unit,
        by=by,
        subject=unit,
        first=first,
        last=last,
        names=[one.name for one in people],
    )
    return days


@transaction.atomic
def take_out(*, shift: Shift, by: Person | None, today: date) -> None:
    """Nobody is on duty on that day after all."""
    unit = _locked(shift.unit, by)
    if shift.day < today:
        raise Refused(say(N_("{day}已经过去，值班记录不能再改。"), day=shift.day))
    shift.delete()
    _show(unit, today)
    record("roster.taken_out", unit=unit, by=by, subject=unit, on=shift.day, names=[shift.name])


@transaction.atomic
def pass_on(*, shift: Shift, to: Person, by: Person | None, today: date) -> None:
    """Another person is on duty on that day: a handover asks for it, who may do that is its say."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=shift.unit_id)
    held = unit.shifts.filter(day=shift.day, name=to.full_name).exclude(pk=shift.pk)
    if held.exists():
        shift.delete()
    else:
        shift.name, shift.phone, shift.person = to.full_name, to.phone or shift.phone, to
        shift.save()
    _show(unit, today)
    record("roster.passed_on", unit=unit, by=by, subject=unit, on=shift.day, names=[to.full_name])


def roll(now: datetime) -> int:
    """Move the public days along; answers with the guides that change by it."""
    today, changed = localdate(now), 0
    for pk in Window.objects.filter(since__lt=today).values_list("pk", flat=True):
        with transaction.atomic():
            window = (
                Window.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
            )
            before = [one.pk for one in public_roster(window.unit)]
            Window.objects.filter(pk=pk).update(since=today)
            if before != [one.pk for one in public_roster(window.unit)]:
                _show(window.unit, today)
                changed += 1
    return changed


def _show(unit: Unit, today: date) -> None:
    """Have the guide show what stands here now: who publishes it listens to the window's saving."""
    Window.objects.update_or_create(unit=unit, defaults={"since": today})


def _locked(unit: Unit, by: Person | None) -> Unit:
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if by is not None:
        require(by, Right.ROSTER_PLAN, unit)
    return unit
