"""What is done in a case: answered, decided, carried out; and put right where it was mistaken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from tongming.law.remedy_course import order_stands
from tongming.law.remedy_results import Result, Standing
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
from tongming.remedies.models import Case, Stage
from tongming.units.models import Person


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision, judgment or ruling says, and how it is counted.

    `counted_as` other than None departs from the map, and needs a reason.
    """

    result: Result
    decided_on: date
    received_on: date | None = None
    acts_again: bool = False
    act_by: date | None = None
    counted_as: Standing | None = None
    counted_reason: str = ""

    def values(self) -> dict[str, Any]:
        """The same as a stage keeps it; refused where it cannot be."""
        if self.counted_as is Standing.PENDING:
            raise Refused(say(N_("已经有结果的，不能计入“尚未审结”。")))
        if self.counted_as is not None and not self.counted_reason.strip():
            raise Refused(say(N_("改计另一栏的，请写明理由。")))
        if self.act_by is not None and not self.acts_again:
            raise Refused(say(N_("没有责令重新作出或者履行的，不填履行期限。")))
        if self.act_by is not None and self.act_by < self.decided_on:
            raise Refused(say(N_("履行期限不能早于作出的日期。")))
        return {
            "result": self.result.value,
            "decided_on": self.decided_on,
            "received_on": self.received_on,
            "acts_again": self.acts_again,
            "act_by": self.act_by,
            "counted_as": self.counted_as.value if self.counted_as else "",
            "counted_reason": self.counted_reason.strip() if self.counted_as else "",
        }


NOTHING_DECIDED: dict[str, Any] = {
    "result": "", "decided_on": None, "received_on": None, "acts_again": False, "act_by": None,
    "counted_as": "", "counted_reason": "",
}  # fmt: skip


@transaction.atomic
def record_answer(*, stage: Stage, on: date, by: Person, today: date) -> None:
    """Write down that the answer or the defence went out, with the evidence.

    《行政复议法》第四十八条、第五十四条; 《行政诉讼法》第六十七条. Late is not refused: it
    happened.
    """
    case, stage = _both(stage, by)
    not_later(today, on)
    if stage.answered_on is not None:
        raise Refused(say(N_("已经登记过{day}提交。"), day=stage.answered_on))
    changed(stage, answered_on=on)
    event = record(
        "remedies.answered", unit=case.unit, by=by, subject=case, on=on, instance=stage.instance
    )
    settle(case, event)


@transaction.atomic
def record_result(*, stage: Stage, decision: Decision, by: Person, today: date) -> None:
    """Write down what was decided. The result goes to its column; who has it go elsewhere says why.

    Where the decision orders the organ to act again, that becomes a duty with the decision's day.
    """
    case, stage = _both(stage, by)
    if stage.result:
        raise Refused(say(N_("已经有结果，登记有误请更正。")))
    _decide(case, stage, decision, by, today, "remedies.decided")


@transaction.atomic
def correct_result(
    *, stage: Stage, decision: Decision, reason: str, by: Person, today: date
) -> None:
    """Say again what was decided, where it was written down wrongly."""
    case, stage = _both(stage, by)
    if not stage.result:
        raise Refused(say(N_("还没有结果，不用更正。")))
    if all(getattr(stage, name) == value for name, value in decision.values().items()):
        raise Refused(say(N_("没有改动。")))
    _decide(
        case, stage, decision, by, today, "remedies.result_corrected",
        reason=needs_reason(reason), before=stage.result,
    )  # fmt: skip


def _decide(
    case: Case, stage: Stage, decision: Decision, by: Person, today: date, kind: str, **more: str
) -> None:
    not_later(today, decision.decided_on, decision.received_on)
    nobody_named(decision.counted_reason, *more.values())
    changed(stage, **decision.values())
    event = record(
        kind, unit=case.unit, by=by, subject=case, on=decision.decided_on,
        instance=stage.instance, result=decision.result.value,
        decision_received_on=decision.received_on,
        act_by=decision.act_by, counted_as=stage.counted_as, counted_reason=stage.counted_reason,
        **more,
    )  # fmt: skip
    settle(case, event)


@transaction.atomic
def reopen(*, stage: Stage, reason: str, by: Person) -> None:
    """Take a result back: written down by mistake, or the case goes on. It is pending again."""
    case, stage = _both(stage, by)
    reason = needs_reason(reason)
    nobody_named(reason)
    if not stage.result:
        raise Refused(say(N_("还没有结果，案件正在审理。")))
    if stage.acted_on is not None:
        raise Refused(say(N_("已经登记了履行，不能再撤回结果；结果写错的请更正。")))
    before = stage.result
    changed(stage, **NOTHING_DECIDED)
    event = record(
        "remedies.reopened", unit=case.unit, by=by, subject=case, reason=reason, before=before,
        instance=stage.instance,
    )  # fmt: skip
    settle(case, event)


@transaction.atomic
def record_acting(
    *, stage: Stage, on: date, by: Person, today: date, letter_number: str = ""
) -> None:
    """Write down that the decision was carried out: the new reply, or what else was ordered.

    The application stays counted as it was first answered; the new reply is linked to it here.
    """
    case, stage = _both(stage, by)
    not_later(today, on)
    nobody_named(letter_number)
    if not stage.acts_again:
        raise Refused(say(N_("这个结果没有责令重新作出或者履行。")))
    if not order_stands(course_of(case), stage.number - 1):
        raise Refused(say(N_("案件进入了二审或者已经改判，这个裁判不发生效力，不用履行。")))
    if stage.acted_on is not None:
        raise Refused(say(N_("已经登记过{day}履行。"), day=stage.acted_on))
    changed(
        stage, acted_on=on, new_letter_number=letter_number.strip(),
        new_letter=letter_numbered(case.unit, letter_number),
    )  # fmt: skip
    event = record(
        "remedies.acted", unit=case.unit, by=by, subject=case, on=on, instance=stage.instance,
        letter_number=stage.new_letter_number,
        application=case.application.number if case.application else "",
    )  # fmt: skip
    settle(case, event)


def _both(stage: Stage, by: Person) -> tuple[Case, Stage]:
    """The case under lock, and the stage as it stands now."""
    case = locked(stage.case, by)
    return case, case.stages.get(pk=stage.pk)
