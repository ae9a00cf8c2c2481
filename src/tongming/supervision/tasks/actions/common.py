"""What the verbs of tasks share."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tongming.law.words import N_, Refused, say
from tongming.supervision.tasks.models import Task
from tongming.units.models import Appointment, Person, Unit
from tongming.units.rights import Right, require, why_not


def locked(task: Task) -> Task:
    """The task, locked for a change."""
    return Task.objects.select_for_update(of=("self",)).select_related("unit").get(pk=task.pk)


def arranged_by(task: Task, by: Person) -> Task:
    """The task, locked, for somebody who arranges tasks there."""
    task = locked(task)
    require(by, Right.TASK_RUN, task.unit)
    return task


def require_carrier(task: Task, by: Person) -> None:
    """The person responsible, or whoever arranges tasks there."""
    if task.person_id != by.pk:
        require(by, Right.TASK_RUN, task.unit)


def may_carry(task: Task, person: Person) -> bool:
    """Whether somebody may enter progress and propose a result."""
    return task.person_id == person.pk or why_not(person, Right.TASK_RUN, task.unit) is None


def opened(task: Task) -> None:
    """From now on it counts."""
    task.state, task.opened_at = Task.State.OPEN, timezone.now()
    task.save()


def require_open(task: Task) -> None:
    """It is under way."""
    if task.state != Task.State.OPEN:
        state = str(Task.State(task.state).label)
        raise Refused(say(N_("这项任务的状态是“{state}”，不在办理中。"), state=state))


def require_member(person: Person, unit: Unit, today: date) -> None:
    """Somebody can be responsible only where they hold a role."""
    held = Appointment.objects.in_force(today).filter(person=person, unit=unit)
    if not person.is_active or not held.exists():
        raise Refused(
            say(N_("{person}在{unit}没有任职，不能做责任人。"), person=str(person), unit=unit.name)
        )
