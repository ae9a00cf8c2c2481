"""Progress with what bears it out; a result one person proposes and another confirms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.files.checking import check_text
from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.tasks.actions.common import locked, require_carrier, require_open
from tongming.supervision.tasks.evidence import Record
from tongming.supervision.tasks.models import Checkpoint, Conclusion, Evidence, Progress, Task
from tongming.units.models import Person
from tongming.units.rights import Right, require, why_not

FOUR_EYES = N_("您是这项任务的责任人、登记过进展或者提出了结果，不能由您确认。请由其他负责人确认。")


@transaction.atomic
def enter_progress(
    *,
    task: Task,
    on: date,
    text: str,
    evidence: Sequence[Record] = (),
    checkpoint: Checkpoint | None = None,
    by: Person,
    today: date,
) -> Progress:
    """What was done, with the records that bear it out; it may reach a checkpoint."""
    task = locked(task)
    require_carrier(task, by)
    require_open(task)
    if on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    if not text.strip():
        raise Refused(say(N_("请写一句做了什么。")))
    if checkpoint is not None:
        checkpoint = task.checkpoints.select_for_update().filter(pk=checkpoint.pk).first()
        if checkpoint is None or checkpoint.met_on is not None:
            raise Refused(say(N_("这个检查点已经达到或者不属于这项任务。")))
        checkpoint.met_on = on
        checkpoint.save(update_fields=["met_on"])
    made = Progress.objects.create(
        task=task, on=on, text=text.strip(), checkpoint=checkpoint, by=by
    )
    Evidence.objects.bulk_create(
        Evidence(progress=made, kind=one.kind, title=one.title, url=one.url) for one in evidence
    )
    record("tasks.progress", unit=task.unit, by=by, subject=task, on=on, text=made.text,
           evidence=[one.url for one in evidence])  # fmt: skip
    return made


@transaction.atomic
def conclude(
    *, task: Task, result: Conclusion.Result, did: str, reason: str = "", by: Person
) -> Conclusion:
    """Say what came of it. Done is said only of what something bears out; what is short of that
    has a reason. The next annual report tells these words."""
    task = locked(task)
    require_carrier(task, by)
    require_open(task)
    did, reason = did.strip(), reason.strip()
    if not did:
        raise Refused(say(N_("请写明做了什么，下一年度报告会引用这句话。")))
    if any(sign in did + reason for sign in ("{{", "}}", "【", "】")):
        raise Refused(say(N_("结果会写进年度报告，请不要使用方头括号和花括号。")))
    if found := check_text(f"{did}\n{reason}"):
        raise Refused(
            say(
                N_("结果会写进年度报告，其中有{kind}（{masked}），请去掉。"),
                kind=say(found[0].kind.label),
                masked=found[0].masked,
            )
        )
    borne_out = Evidence.objects.filter(progress__task=task).exists()
    if result is Conclusion.Result.DONE and not borne_out:
        raise Refused(say(N_("完成的任务要有佐证：请先登记进展，并附上能证明的记录。")))
    if result is not Conclusion.Result.DONE and not reason:
        raise Refused(say(N_("没有全部完成的，请写明原因。")))
    if result is Conclusion.Result.DONE:
        reason = ""
    made = Conclusion.objects.create(task=task, result=result, did=did, reason=reason, by=by)
    task.state = Task.State.CONCLUDED
    task.save(update_fields=["state"])
    record("tasks.concluded", unit=task.unit, by=by, subject=task, result=result, did=did,
           reason=reason)  # fmt: skip
    return made


def why_not_confirm(task: Task, person: Person) -> Message | None:
    """Why somebody may not confirm a result; None where they may."""
    if reason := why_not(person, Right.TASK_CONFIRM, task.unit):
        return reason
    involved = {task.person_id, *task.progress.values_list("by", flat=True)}
    involved |= set(task.conclusions.filter(ended_at=None).values_list("by", flat=True))
    return say(FOUR_EYES) if person.pk in involved else None


@transaction.atomic
def confirm(*, task: Task, by: Person) -> Conclusion:
    """Another has looked: it is so."""
    task, conclusion = _concluded(task, by)
    if reason := why_not_confirm(task, by):
        raise Refused(reason)
    conclusion.confirmed_by, conclusion.confirmed_at = by, timezone.now()
    conclusion.save(update_fields=["confirmed_by", "confirmed_at"])
    task.state = Task.State.SETTLED
    task.save(update_fields=["state"])
    record("tasks.confirmed", unit=task.unit, by=by, subject=task, result=conclusion.result,
           did=conclusion.did)  # fmt: skip
    return conclusion


@transaction.atomic
def send_back(*, task: Task, reason: str, by: Person) -> Task:
    """It is not so yet; the work goes on."""
    task, conclusion = _concluded(task, by)
    return _end(task, conclusion, reason, by, "tasks.sent_back")


@transaction.atomic
def reopen(*, task: Task, reason: str, by: Person) -> Task:
    """A confirmed result does not hold after all. Reports signed before keep what they said."""
    task = locked(task)
    require(by, Right.TASK_CONFIRM, task.unit)
    conclusion = task.conclusions.filter(ended_at=None).first()
    if task.state != Task.State.SETTLED or conclusion is None:
        raise Refused(say(N_("只有已确认的任务可以重新办理。")))
    return _end(task, conclusion, reason, by, "tasks.reopened")


def _concluded(task: Task, by: Person) -> tuple[Task, Conclusion]:
    task = locked(task)
    require(by, Right.TASK_CONFIRM, task.unit)
    conclusion = task.conclusions.filter(ended_at=None).first()
    if task.state != Task.State.CONCLUDED or conclusion is None:
        raise Refused(say(N_("这项任务没有待确认的结果。")))
    return task, conclusion


def _end(task: Task, conclusion: Conclusion, reason: str, by: Person, kind: str) -> Task:
    if not reason.strip():
        raise Refused(say(N_("请写明理由，让办理的人知道还要做什么。")))
    conclusion.ended_at, conclusion.end_reason = timezone.now(), reason.strip()
    conclusion.save(update_fields=["ended_at", "end_reason"])
    task.state = Task.State.OPEN
    task.save(update_fields=["state"])
    record(kind, unit=task.unit, by=by, subject=task, reason=reason.strip())
    return task
