"""A case's stages as the law reads them, and the law's answer as screens and duties want it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tongming.law.calendar import Calendar
from tongming.law.remedy_duties import Obligation, ObligationKind, obligations
from tongming.law.remedy_results import Instance
from tongming.law.words import N_, Message, say
from tongming.remedies.models import Case, Stage


@dataclass(frozen=True, slots=True)
class Task:
    """One obligation, and the stage in which it arose."""

    stage: Stage
    obligation: Obligation

    @property
    def is_open(self) -> bool:
        return self.obligation.done_on is None

    @property
    def due_on(self) -> date | None:
        return self.obligation.due.on if self.obligation.due else None

    def standing(self, today: date) -> tuple[str, Message]:
        """The tone of its badge, and what the badge says."""
        late = self.obligation.is_late(today)
        if not self.is_open:
            return ("overdue", say(N_("逾期完成"))) if late else ("done", say(N_("已完成")))
        if late:
            return "overdue", say(N_("已逾期"))
        if self.obligation.is_reminder:
            return "waiting", say(N_("提醒"))
        return "running", say(N_("待办"))


def tasks_of(case: Case, calendar: Calendar) -> list[Task]:
    """What the organ has to do, or has done, in a case, in order."""
    stages = list(case.stages.all())
    found = obligations([stage.proceeding for stage in stages], calendar)
    return [Task(stage, one) for stage, those in zip(stages, found, strict=True) for one in those]


def open_tasks(
    cases: Iterable[Case], calendar: Calendar, today: date
) -> Iterator[tuple[Case, Task]]:
    """What waits to be done in these cases. A reminder ends with its day."""
    for case in cases:
        for task in tasks_of(case, calendar):
            if not task.is_open:
                continue
            if task.obligation.is_reminder and (task.due_on or today) < today:
                continue
            yield case, task


def page_of(about: Case, task: Task) -> str:
    """The address of the page on which a task is written down as done."""
    match task.obligation.kind:
        case ObligationKind.CARRY_OUT:
            return reverse("remedies:acting", args=[about.pk, task.stage.number])
        case ObligationKind.APPEAL:
            return reverse("remedies:next_stage", args=[about.pk, Instance.SECOND.value])
        case _:
            return reverse("remedies:answer", args=[about.pk, task.stage.number])
