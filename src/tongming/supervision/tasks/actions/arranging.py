"""Confirming what was proposed, setting tasks of one's own, who does them and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.tasks.actions.common import (
    arranged_by,
    locked,
    opened,
    require_member,
    require_open,
)
from tongming.supervision.tasks.models import Checkpoint, Sentence, Task
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require, why_not


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached by a day on the way."""

    on: date
    aim: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, by whom, until when, and how one will know that it is done."""

    title: str
    measure: str
    due_on: date
    department: str = ""
    person: Person | None = None
    aims: Sequence[Aim] = ()


@transaction.atomic
def take_on(*, task: Task, plan: Plan, by: Person, today: date) -> Task:
    """A proposal becomes a task, as it is or reworded."""
    task = arranged_by(task, by)
    _require_proposed(task)
    _require_person(task, plan, today)
    begin(task, plan, by)
    opened(task)
    write_aims(task, plan.aims)
    _told("tasks.opened", task, by)
    return task


@transaction.atomic
def set_task(*, unit: Unit, year: int, plan: Plan, by: Person, today: date) -> Task:
    """A task that comes from no text."""
    require(by, Right.TASK_RUN, unit)
    task = Task(unit=unit, year=year, kind=Task.Kind.OWN)
    _require_person(task, plan, today)
    begin(task, plan, by)
    opened(task)
    write_aims(task, plan.aims)
    _told("tasks.opened", task, by)
    return task


@transaction.atomic
def arrange(*, task: Task, plan: Plan, by: Person, today: date) -> Task:
    """Other people, other days, other words. What was set from above is altered above."""
    task = arranged_by(task, by)
    require_open(task)
    _require_person(task, plan, today)
    _require_setter(task, plan, by)
    begin(task, plan, by)
    task.save()
    write_aims(task, plan.aims)
    _told("tasks.arranged", task, by)
    return task


@transaction.atomic
def dismiss(*, task: Task, reason: str, by: Person) -> Task:
    """It is no task, or one no longer; the sentence keeps the reason."""
    task = arranged_by(task, by)
    if task.state not in (Task.State.PROPOSED, Task.State.OPEN):
        raise Refused(say(N_("只有待核对和办理中的任务可以不列入。")))
    if task.set_by is not None:
        require(by, Right.TASK_RUN, task.set_by)
    if not reason.strip():
        raise Refused(say(N_("请写明不列入的理由。")))
    task.state, task.end_reason = Task.State.DISMISSED, reason.strip()
    task.ended_at = timezone.now()
    task.save()
    record("tasks.dismissed", unit=task.unit, by=by, subject=task, title=task.title, reason=reason)
    return task


@transaction.atomic
def merge(*, task: Task, into: Task, by: Person) -> Task:
    """Two sentences that ask for the same: the other task rests on both."""
    task = arranged_by(task, by)
    into = locked(into)
    _require_proposed(task)
    if into.pk == task.pk or into.state not in (Task.State.PROPOSED, Task.State.OPEN):
        raise Refused(say(N_("请选择另一项待核对或者办理中的任务。")))
    if (into.unit_id, into.year) != (task.unit_id, task.year) or into.set_by_id is not None:
        raise Refused(say(N_("只能并入本单位同一年度、自己列入的任务。")))
    Sentence.objects.filter(task=task).update(task=into)
    if into.kind == Task.Kind.OWN or task.kind == Task.Kind.PROBLEM:
        into.kind = task.kind  # what the report names first is the problem
        into.save(update_fields=["kind"])
    task.state, task.merged_into, task.ended_at = Task.State.MERGED, into, timezone.now()
    task.save()
    record("tasks.merged", unit=task.unit, by=by, subject=task, title=task.title, into=into.title)
    return into


@transaction.atomic
def hand_on(*, task: Task, to: Person, by: Person | None, today: date) -> None:
    """The person responsible leaves; another goes on. `by` as a handover gives it."""
    task = locked(task)
    arranges = by is None or by.pk == task.person_id or not why_not(by, Right.TASK_RUN, task.unit)
    if by is not None and not arranges:
        require(by, Right.HANDOVER_PREPARE, task.unit)
    task.person = to
    task.save(update_fields=["person"])
    record("tasks.handed_on", unit=task.unit, by=by, subject=task, title=task.title, person=str(to))


def begin(task: Task, plan: Plan, by: Person) -> None:
    """Take the plan over, where it is one."""
    if not plan.title.strip() or not plan.measure.strip():
        raise Refused(say(N_("请写明任务和完成标准。")))
    if plan.due_on < date(task.year, 1, 1):
        raise Refused(say(N_("完成期限不能早于{year}年1月1日。"), year=task.year))
    if late := [one for one in plan.aims if one.on > plan.due_on]:
        raise Refused(say(N_("检查日期{on}晚于完成期限。"), on=late[0].on))
    task.title, task.measure, task.due_on = plan.title.strip(), plan.measure.strip(), plan.due_on
    task.department, task.person = plan.department.strip(), plan.person


def write_aims(task: Task, aims: Sequence[Aim]) -> None:
    """The checkpoints of the plan; those that were met stay as they are."""
    task.checkpoints.filter(met_on=None).delete()
    met = set(task.checkpoints.values_list("on", flat=True))
    Checkpoint.objects.bulk_create(
        Checkpoint(task=task, on=one.on, aim=one.aim.strip())
        for one in aims
        if one.aim.strip() and one.on not in met
    )


def _require_proposed(task: Task) -> None:
    if task.state != Task.State.PROPOSED:
        raise Refused(say(N_("这项任务已经核对过。")))


def _require_setter(task: Task, plan: Plan, by: Person) -> None:
    """What was set from above stays as it was set, except by those above."""
    asked = (plan.title.strip(), plan.measure.strip(), plan.due_on)
    if task.set_by is None or (task.title, task.measure, task.due_on) == asked:
        return
    if why_not(by, Right.TASK_RUN, task.set_by) is not None:
        unit = task.set_by.name
        raise Refused(
            say(N_("这项任务由{unit}下达，任务、期限和完成标准只有它能调整。"), unit=unit)
        )


def _require_person(task: Task, plan: Plan, today: date) -> None:
    if plan.person is not None:
        require_member(plan.person, task.unit, today)


def _told(kind: str, task: Task, by: Person) -> None:
    record(
        kind, unit=task.unit, by=by, subject=task, on=task.due_on, title=task.title,
        year=task.year, measure=task.measure, department=task.department,
        person=str(task.person) if task.person else "",
        checkpoints=[str(one) for one in task.checkpoints.all()],
    )  # fmt: skip
