"""Proposals to look at, progress to enter, results to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.law.citation import REGULATION, Citation
from tongming.law.words import N_, say
from tongming.supervision.tasks.actions import why_not_confirm
from tongming.supervision.tasks.models import Task
from tongming.units.belongings import Belonging, HandOn
from tongming.units.belongings import Kind as BelongingKind
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, units_for

PROBLEMS_AND_IMPROVEMENT = str(Citation(REGULATION, 50, 1, 4))
AHEAD = timedelta(days=30)
"""A task is named this long before its next checkpoint or its term."""


def task_duties(person: Person, today: date) -> Iterator[Duty]:
    """What a person arranges, carries out or confirms."""
    yield from _proposals(person, today)
    yield from _to_carry(person, today)
    yield from _to_confirm(person)


def _proposals(person: Person, today: date) -> Iterator[Duty]:
    """This year's; those of an older report that was read in wait on the list alone."""
    runs = units_for(person, Right.TASK_RUN, today=today)
    proposed = Task.objects.filter(state=Task.State.PROPOSED, year__gte=today.year, unit__in=runs)
    own = person.appointments.in_force(today).values("unit")
    for unit in Unit.objects.filter(pk__in=proposed.filter(unit__in=own).values("unit")):
        years = proposed.filter(unit=unit).order_by("year").values_list("year", flat=True)
        yield Duty(
            what=say(N_("核对上年度报告提出的{n}项任务"), n=years.count()),
            url=f"{reverse('tasks:index')}?unit={unit.pk}&state=proposed&year={years[0]}",
            button=say(N_("去核对")),
            article=PROBLEMS_AND_IMPROVEMENT,
            unit=unit,
        )


def _to_carry(person: Person, today: date) -> Iterator[Duty]:
    """One's own, and those of the unit nobody is named for."""
    calendar = current_calendar()
    own = person.appointments.in_force(today).values("unit")
    runs = units_for(person, Right.TASK_RUN, today=today).filter(pk__in=own)
    mine = Q(person=person) | Q(person=None, unit__in=runs)
    tasks = Task.objects.filter(mine, state=Task.State.OPEN).select_related("unit")
    for task in tasks.prefetch_related("checkpoints"):
        due = task.next_day
        if due is None or due - AHEAD > today:
            continue
        yield Duty(
            what=say(N_("登记“{title}”的进展"), title=task.title),
            url=reverse("tasks:progress", args=[task.pk]),
            button=say(N_("登记进展")),
            due=due,
            working_days_left=calendar.count(today, due),
            article=PROBLEMS_AND_IMPROVEMENT,
            unit=task.unit,
        )


def _to_confirm(person: Person) -> Iterator[Duty]:
    """Results somebody else proposed; one's own wait for a colleague."""
    confirms = set(units_for(person, Right.TASK_CONFIRM).values_list("pk", flat=True))
    own = set(person.appointments.values_list("unit", flat=True))
    concluded = Task.objects.filter(state=Task.State.CONCLUDED).select_related("unit")
    for task in concluded.filter(Q(unit__in=confirms & own) | Q(person=person)):
        may = task.unit_id in confirms and why_not_confirm(task, person) is None
        yield Duty(
            what=say(N_("确认“{title}”的结果"), title=task.title),
            url=task.get_absolute_url(),
            button=say(N_("去确认")) if may else say(N_("查看")),
            due=task.due_on if may else None,
            article=PROBLEMS_AND_IMPROVEMENT,
            unit=task.unit,
            kind=Kind.ACT if may else Kind.WAITING,
        )


def tasks_of(person: Person, today: date) -> Iterator[Belonging]:
    """The open tasks somebody is responsible for; the one who takes over goes on."""
    for task in person.tasks.filter(state=Task.State.OPEN).select_related("unit"):
        yield Belonging(
            key=f"task:{task.pk}",
            kind=BelongingKind.DUTY,
            what=say(N_("办理任务“{title}”"), title=task.title),
            url=reverse("tasks:progress", args=[task.pk]),
            unit=task.unit,
            hand_on=_hand_on(task),
        )


def _hand_on(task: Task) -> HandOn:
    def to(successor: Person, by: Person | None, on: date) -> None:
        from tongming.supervision.tasks.actions import hand_on

        hand_on(task=task, to=successor, by=by, today=on)

    return to
