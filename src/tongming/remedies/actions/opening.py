"""Open a case, take it to the next court, put right how it was registered, take it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from tongming.applications.models import Application
from tongming.law.remedy_counting import Reading
from tongming.law.remedy_results import Instance, Procedure, Way
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.remedies.actions.common import (
    changed,
    course_of,
    letter_numbered,
    locked,
    needs_reason,
    nobody_named,
    not_later,
    settle,
)
from tongming.remedies.models import Case, Counter, Keeping, Stage
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@dataclass(frozen=True, slots=True)
class Opening:
    """What a notice says of a case before one authority or court."""

    body: str
    notified_on: date
    case_number: str = ""
    accepted_on: date | None = None
    procedure: Procedure = Procedure.ORDINARY
    answer_by: date | None = None


@transaction.atomic
def keep_since(*, unit: Unit, year: int, reading: Reading, by: Person, today: date) -> Keeping:
    """Say from which year on all cases of a unit are kept here, and how they are counted.

    From then on table 4 is counted from these records, 0 where there are none.
    """
    require(by, Right.REMEDY_HANDLE, unit)
    if not unit.joined_on.year <= year <= today.year:
        raise Refused(
            say(
                N_("起始年度应当在{first}年（单位加入系统）到{last}年之间。"),
                first=unit.joined_on.year,
                last=today.year,
            )
        )
    _alone(unit)
    current = Keeping.objects.filter(unit=unit, known_until=None).first()
    if current is not None and (current.since_year, current.reading) == (year, reading.value):
        raise Refused(say(N_("没有改动。")))
    event = record("remedies.kept_since", unit=unit, by=by, since_year=year, reading=reading.value)
    if current is not None:
        current.known_until = event.at
        current.save(update_fields=["known_until"])
    return Keeping.objects.create(
        unit=unit, since_year=year, reading=reading.value, known_from=event.at, event=event
    )


@transaction.atomic
def open_case(
    *,
    unit: Unit,
    way: Way,
    subject: str,
    opening: Opening,
    by: Person,
    today: date,
    application: Application | None = None,
    letter_number: str = "",
    earlier: Case | None = None,
) -> Case:
    """Register a case on the day its notice arrives.  第五十一条.

    `earlier` is the reconsideration a suit follows. The first case of a unit also says that cases
    are kept here from this year on, unless somebody has said since when before.
    """
    require(by, Right.REMEDY_HANDLE, unit)
    _told(subject, opening, today)
    nobody_named(subject, letter_number, opening.case_number)
    _alone(unit)
    _belongs(unit, way, application, earlier)
    entered = opening.accepted_on or opening.notified_on
    case = Case.objects.create(
        unit=unit, year=opening.notified_on.year, serial=_next(unit, opening.notified_on.year),
        way=way.value, subject=subject.strip(), application=application,
        letter_number=letter_number.strip(), letter=letter_numbered(unit, letter_number),
        earlier=earlier, entered_on=entered,
    )  # fmt: skip
    first = Instance.REVIEW if way is Way.REVIEW else Instance.FIRST
    _add(case, first, opening)
    if not Keeping.objects.filter(unit=unit, known_until=None).exists():
        # Of the years before, nobody knows whether all their cases are here.
        keep_since(unit=unit, year=today.year, reading=Reading.HANDLED, by=by, today=today)
    event = record(
        "remedies.opened", unit=unit, by=by, subject=case, on=opening.notified_on,
        number=case.number, way=way.value, body=opening.body.strip(),
        case_number=opening.case_number.strip(), accepted_on=opening.accepted_on,
        procedure=opening.procedure.value, application=application.number if application else "",
        earlier=earlier.number if earlier else "", letter_number=case.letter_number,
    )  # fmt: skip
    settle(case, event)
    return case


@transaction.atomic
def add_stage(
    *, case: Case, instance: Instance, opening: Opening, by: Person, today: date
) -> Stage:
    """Take a suit to the next court: an appeal, a retrial, a first instance it was sent back to."""
    case = locked(case, by)
    _told(case.subject, opening, today)
    nobody_named(opening.case_number)
    stage = _add(case, instance, opening)
    event = record(
        f"remedies.{instance.value}_opened", unit=case.unit, by=by, subject=case,
        on=opening.notified_on, instance=instance.value, body=stage.body,
        case_number=stage.case_number, accepted_on=opening.accepted_on,
    )  # fmt: skip
    settle(case, event)
    return stage


@transaction.atomic
def correct_stage(*, stage: Stage, opening: Opening, reason: str, by: Person, today: date) -> None:
    """Say again what was registered wrongly of a stage; what stood before is in the ledger."""
    case = locked(stage.case, by)
    reason = needs_reason(reason)
    _told(case.subject, opening, today)
    nobody_named(opening.case_number, reason)
    stage = case.stages.get(pk=stage.pk)
    new = {
        "body": opening.body.strip(), "case_number": opening.case_number.strip(),
        "procedure": opening.procedure.value, "notified_on": opening.notified_on,
        "accepted_on": opening.accepted_on, "answer_by": opening.answer_by,
    }  # fmt: skip
    before = {name: getattr(stage, name) for name in new}
    if new == before:
        raise Refused(say(N_("没有改动。")))
    changed(stage, **new)
    event = record(
        "remedies.stage_corrected", unit=case.unit, by=by, subject=case, on=opening.notified_on,
        instance=stage.instance, reason=reason,
        before={name: value for name, value in before.items() if value != new[name]},
        after={name: value for name, value in new.items() if value != before[name]},
    )  # fmt: skip
    settle(case, event)


@transaction.atomic
def void_case(*, case: Case, reason: str, by: Person) -> None:
    """Take out a case registered by mistake: it stays to be seen, and is counted nowhere."""
    case = locked(case, by)
    case.void_reason = needs_reason(reason)
    nobody_named(reason)
    if case.later.filter(void_reason="").exists():
        raise Refused(say(N_("后面的诉讼案件以它为前提，请先处理那件案件。")))
    event = record("remedies.voided", unit=case.unit, by=by, subject=case, reason=case.void_reason)
    settle(case, event)


def _alone(unit: Unit) -> None:
    """Nobody else opens a case of the unit, or says since when they are kept, until the commit."""
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)


def _told(subject: str, opening: Opening, today: date) -> None:
    if not subject.strip():
        raise Refused(say(N_("请写明争议的是什么。")))
    if not opening.body.strip():
        raise Refused(say(N_("请写明复议机关或者法院的名称。")))
    not_later(today, opening.notified_on, opening.accepted_on)


def _belongs(unit: Unit, way: Way, application: Application | None, earlier: Case | None) -> None:
    """Refuse what is another unit's, and a reconsideration before a case that follows none."""
    if application is not None and application.unit_id != unit.pk:
        raise Refused(say(N_("这件申请不是本单位的。")))
    if earlier is None:
        return
    if way is not Way.AFTER:
        raise Refused(say(N_("只有复议后起诉的案件才写明此前的行政复议。")))
    if earlier.unit_id != unit.pk or not earlier.is_review or earlier.is_void:
        raise Refused(say(N_("此前的行政复议应当是本单位登记的一件行政复议案件。")))
    if Case.objects.filter(Q(earlier=earlier), void_reason="").exists():
        raise Refused(say(N_("这件行政复议已经有后续的诉讼案件，请到那件案件里登记。")))


def _next(unit: Unit, year: int) -> int:
    """The next number of the unit's year, given out once even to two who ask together."""
    Counter.objects.get_or_create(unit=unit, year=year)
    counter = Counter.objects.select_for_update().get(unit=unit, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _add(case: Case, instance: Instance, opening: Opening) -> Stage:
    stage = Stage(case=case, number=len(course_of(case)) + 1, instance=instance.value)
    changed(
        stage, body=opening.body.strip(), case_number=opening.case_number.strip(),
        procedure=opening.procedure.value, notified_on=opening.notified_on,
        accepted_on=opening.accepted_on, answer_by=opening.answer_by,
    )  # fmt: skip
    return stage
