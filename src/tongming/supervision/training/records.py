"""The verbs over meetings and accountability: enter, strike out."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.files.checking import check_text
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.training.kinds import Fault, Measure, MeetingKind
from tongming.supervision.training.models import Accountability, Meeting
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def enter_meeting(
    *,
    unit: Unit,
    kind: MeetingKind,
    title: str,
    held_on: date,
    chaired_by: str,
    people: int | None,
    decided: str,
    by: Person,
    today: date,
) -> Meeting:
    """A meeting that was held."""
    require(by, Right.TRAINING_RUN, unit)
    _not_to_come(held_on, today)
    meeting = Meeting.objects.create(
        unit=unit, kind=kind.value, title=title, held_on=held_on, chaired_by=chaired_by,
        people=people, decided=decided, by=by,
    )  # fmt: skip
    record(
        "training.meeting", unit=unit, by=by, subject=meeting, on=held_on, title=title,
        category=kind,
    )  # fmt: skip
    return meeting


@transaction.atomic
def enter_accountability(
    *,
    unit: Unit,
    fault: Fault,
    measure: Measure,
    decided_on: date,
    organ: str,
    people: int,
    note: str,
    by: Person,
    today: date,
) -> Accountability:
    """A result of accountability (第五十二条、第五十三条), told in the annual report of every
    government (第五十条第一款第四项). It says how many, never who."""
    require(by, Right.ACCOUNTABILITY_RECORD, unit)
    _not_to_come(decided_on, today)
    if found := check_text(note):
        raise Refused(
            say(
                N_("说明里有{kind}（{masked}）。这里只记人数，不写是谁，请去掉。"),
                kind=say(found[0].kind.label),
                masked=found[0].masked,
            )
        )
    if measure in (Measure.SANCTION, Measure.CRIMINAL) and not people:
        raise Refused(say(N_("处分和刑事责任落到人，请填涉及人数。")), fault.article)
    kept = Accountability.objects.create(
        unit=unit, fault=fault.value, measure=measure.value, decided_on=decided_on, organ=organ,
        people=people, note=note, by=by,
    )  # fmt: skip
    record(
        "training.accountability", unit=unit, by=by, subject=kept, on=decided_on, fault=fault,
        measure=measure, people=people,
    )  # fmt: skip
    return kept


@transaction.atomic
def strike_out(*, row: Meeting | Accountability, reason: str, by: Person) -> None:
    """It was entered by mistake: it stays to be read and counts no longer."""
    right = Right.TRAINING_RUN if isinstance(row, Meeting) else Right.ACCOUNTABILITY_RECORD
    require(by, right, row.unit)
    row = type(row).objects.select_for_update(of=("self",)).select_related("unit").get(pk=row.pk)
    if row.known_until is not None:
        raise Refused(say(N_("这一条已经划去。")))
    row.known_until, row.struck_out_reason = timezone.now(), reason
    row.save()
    record("training.struck_out", unit=row.unit, by=by, subject=row, reason=reason)


def _not_to_come(day: date, today: date) -> None:
    if day > today:
        raise Refused(say(N_("日期不能晚于今天：发生以后再登记。")))
