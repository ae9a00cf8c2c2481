"""The verbs of training: plan, cancel, hold, correct who was there, hand out files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from tongming.files.actions import keep
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.training.models import Attendance, Material, Session
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who was there."""

    name: str
    person: Person | None = None


@transaction.atomic
def plan(
    *,
    unit: Unit,
    title: str,
    content: str,
    planned_on: date,
    hours: Decimal,
    place: str = "",
    trainer: str = "",
    by: Person,
) -> Session:
    """A line of the year's plan (第四十八条: regular training)."""
    require(by, Right.TRAINING_RUN, unit)
    session = Session(
        unit=unit, title=title, content=content, planned_on=planned_on, hours=hours, place=place,
        trainer=trainer,
    )  # fmt: skip
    session.full_clean()
    session.save()
    _told(session, "training.planned", by, on=planned_on, title=title, hours=str(hours))
    return session


@transaction.atomic
def cancel(*, session: Session, reason: str, by: Person) -> Session:
    """It is not held after all; the line stays in the plan, with its reason."""
    session = locked(session, by)
    if session.state != Session.State.PLANNED:
        raise Refused(say(N_("只有计划中的培训可以取消。")))
    session.state, session.end_reason = Session.State.CANCELLED, reason
    session.save()
    _told(session, "training.cancelled", by, reason=reason)
    return session


@transaction.atomic
def hold_it(
    *, session: Session, held_on: date, present: Sequence[Present], by: Person, today: date
) -> Session:
    """It was held on a day, and these were there."""
    session = locked(session, by)
    if session.state != Session.State.PLANNED:
        raise Refused(say(N_("这次培训已经登记过或者已经取消。")))
    if held_on > today:
        raise Refused(say(N_("举办日期不能晚于今天：办完再登记。")))
    if not present:
        raise Refused(say(N_("请登记至少一名参训人员；没有人参加就取消这次培训。")))
    session.state, session.held_on = Session.State.HELD, held_on
    session.held_known_from = timezone.now()
    session.save()
    _enter(session, present, by)
    _told(session, "training.held", by, on=held_on, people=len(set(present)))
    return session


@transaction.atomic
def add_present(*, session: Session, present: Sequence[Present], by: Person) -> int:
    """Somebody was forgotten on the list."""
    session = locked(session, by)
    _held(session)
    made = _enter(session, present, by)
    if made:
        _told(session, "training.present_added", by, people=made)
    return made


@transaction.atomic
def strike_out_present(*, attendance: Attendance, reason: str, by: Person) -> Attendance:
    """Somebody on the list was not there: the line stays, struck out."""
    locked(attendance.session, by)
    attendance = Attendance.objects.select_for_update().get(pk=attendance.pk)
    if attendance.known_until is not None:
        raise Refused(say(N_("这一条已经划去。")))
    attendance.known_until, attendance.struck_out_reason = timezone.now(), reason
    attendance.save()
    _told(attendance.session, "training.present_struck_out", by, reason=reason)
    return attendance


@transaction.atomic
def hand_out(*, session: Session, content: bytes, name: str, by: Person) -> Material:
    """Keep a file with the session; who sees the session can open it."""
    session = locked(session, by)
    file = keep(content, name, unit=session.unit, by=by)
    material, made = Material.objects.get_or_create(session=session, file=file)
    if made:
        _told(session, "training.handed_out", by, name=file.name)
    return material


def locked(session: Session, by: Person) -> Session:
    """The session, locked for a change by somebody who arranges training there."""
    found = (
        Session.objects.select_for_update(of=("self",)).select_related("unit").get(pk=session.pk)
    )
    require(by, Right.TRAINING_RUN, found.unit)
    return found


def _held(session: Session) -> None:
    if session.state != Session.State.HELD:
        raise Refused(say(N_("这次培训还没有举办。")))


def _enter(session: Session, present: Sequence[Present], by: Person) -> int:
    """Each once, also those entered before: an account by itself, others by their name."""
    known = set(session.attendances.filter(known_until=None).values_list("name", "person"))
    taken = {person or name for name, person in known}
    new = {
        (one.person.pk if one.person else one.name): one
        for one in present
        if (one.person.pk if one.person else one.name) not in taken
    }
    Attendance.objects.bulk_create(
        Attendance(session=session, name=one.name, person=one.person, by=by) for one in new.values()
    )
    return len(new)


def _told(session: Session, kind: str, by: Person, on: date | None = None, **data: object) -> None:
    record(kind, unit=session.unit, by=by, subject=session, on=on, **data)
