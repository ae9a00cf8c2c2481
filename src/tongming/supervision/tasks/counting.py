"""What became of last year's problems and improvements, as known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from tongming.law.words import N_
from tongming.supervision.tasks.models import Conclusion, Task
from tongming.units.models import Unit

FIGURES = {
    "tasks_listed": N_("{year}年列入整改的上年度问题和改进措施"),
    "tasks_done": N_("其中{year}年任务里确认已完成的"),
    "tasks_partly": N_("其中{year}年任务里确认部分完成的"),
    "tasks_not_done": N_("其中{year}年任务里确认没有完成的"),
}
"""The figures by the row of the report that tells them, with what they count."""

_RESULTS = {
    "tasks_done": Conclusion.Result.DONE,
    "tasks_partly": Conclusion.Result.PARTLY,
    "tasks_not_done": Conclusion.Result.NOT_DONE,
}


@dataclass(frozen=True, slots=True)
class Became:
    """One task and what came of it."""

    task: Task
    quotes: tuple[str, ...]
    """The sentences of last year's report it rests on."""
    conclusion: Conclusion | None
    """None: not yet confirmed by another."""


def listed(unit: Unit, year: int, at: datetime | None) -> QuerySet[Task]:
    """The tasks of a year that come from the report of the year before; `at` None is now."""
    tasks = Task.objects.filter(
        unit=unit, year=year, kind__in=(Task.Kind.PROBLEM, Task.Kind.IMPROVEMENT)
    )
    if at is None:
        tasks = tasks.filter(opened_at__isnull=False, ended_at=None)
    else:
        tasks = tasks.filter(opened_at__lte=at).filter(Q(ended_at=None) | Q(ended_at__gt=at))
    # Problems before improvements, as the report names them.
    return tasks.order_by("-kind", "pk")


def became_of(unit: Unit, year: int, at: datetime | None) -> list[Became]:
    """Each task with its sentences and its confirmed result."""
    found = []
    tasks = listed(unit, year, at).prefetch_related("sentences__source")
    for task in tasks:
        quotes = tuple(one.text for one in task.sentences.all())
        found.append(Became(task, quotes or (task.title,), _result(task, at)))
    return found


def figure_of(unit: Unit, year: int, figure: str, at: datetime | None) -> int:
    """A figure of a year."""
    return len(records_of(unit, year, figure, at))


def records_of(unit: Unit, year: int, figure: str, at: datetime | None) -> list[Became]:
    """The tasks a figure counts."""
    every = became_of(unit, year, at)
    if figure == "tasks_listed":
        return every
    result = _RESULTS[figure]
    return [one for one in every if one.conclusion and one.conclusion.result == result]


def _result(task: Task, at: datetime | None) -> Conclusion | None:
    if at is None:
        known = task.conclusions.filter(confirmed_at__isnull=False, ended_at=None)
    else:
        known = task.conclusions.filter(confirmed_at__lte=at)
        known = known.filter(Q(ended_at=None) | Q(ended_at__gt=at))
    return known.order_by("-pk").first()
