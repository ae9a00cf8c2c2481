"""Where tasks come from: a report's own sentences, and key points from above."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.tasks import sentences
from tongming.supervision.tasks.actions.arranging import Plan, begin, write_aims
from tongming.supervision.tasks.actions.common import opened
from tongming.supervision.tasks.models import Sentence, Source, Task
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def propose(
    *, unit: Unit, year: int, title: str, url: str, text: str, by: Person | None
) -> list[Task]:
    """What a report names as problems and improvements becomes tasks of the year after, for a
    person to confirm, edit, merge or leave out. `by` None: the system, in the act of somebody else.

    A sentence of the same report that was proposed before, in another of its forms, an earlier
    version or a reading of it, is not proposed again.
    """
    said_before = {
        _plain(one.text)
        for one in Sentence.objects.filter(
            source__unit=unit, source__year=year, source__kind=Source.Kind.REPORT
        ).select_related("source")
    }
    new: list[sentences.Stretch] = []
    for one in sentences.find(text):
        words = _plain(text[one.start : one.end])
        if words not in said_before:
            said_before.add(words)
            new.append(one)
    if not new:
        return []
    source = Source.objects.create(
        unit=unit, kind=Source.Kind.REPORT, year=year, title=title, url=url, text=text, by=by
    )
    tasks = []
    for one in new:
        task = Task.objects.create(
            unit=unit, year=year + 1, kind=one.said.value, title=_title(text[one.start : one.end])
        )
        Sentence.objects.create(source=source, start=one.start, end=one.end, task=task)
        tasks.append(task)
    record("tasks.proposed", unit=unit, by=by, subject=source, title=title, year=year,
           tasks=len(tasks))  # fmt: skip
    return tasks


@transaction.atomic
def issue_key_points(
    *, unit: Unit, year: int, title: str, number: str, text: str, by: Person
) -> Source:
    """The key points of a year (年度政务公开工作要点), to be split into tasks."""
    require(by, Right.TASK_RUN, unit)
    if not sentences.points(text):
        raise Refused(say(N_("没有读到要点。请粘贴要点的正文，一条一段。")))
    source = Source.objects.create(
        unit=unit, kind=Source.Kind.KEY_POINTS, year=year, title=title, number=number,
        text=text, by=by,
    )  # fmt: skip
    record("tasks.key_points", unit=unit, by=by, subject=source, title=title, number=number,
           year=year)  # fmt: skip
    return source


@transaction.atomic
def set_from_point(
    *, source: Source, start: int, units: Sequence[Unit], plan: Plan, by: Person
) -> list[Task]:
    """A point becomes a task of each unit responsible, by a term."""
    require(by, Right.TASK_RUN, source.unit)
    point = next((one for one in sentences.points(source.text) if one.start == start), None)
    if source.kind != Source.Kind.KEY_POINTS or point is None:
        raise Refused(say(N_("工作要点里没有这一条。")))
    if not units:
        raise Refused(say(N_("请选择至少一个责任单位。")))
    tasks = []
    for unit in units:
        require(by, Right.TASK_RUN, unit)
        if Sentence.objects.filter(source=source, start=start, task__unit=unit).exists():
            raise Refused(say(N_("这一条已经下达给{unit}。"), unit=unit.name))
        task = Task(unit=unit, year=source.year, kind=Task.Kind.KEY_POINT)
        if unit != source.unit:
            task.set_by = source.unit
        begin(task, plan, by)
        opened(task)
        write_aims(task, plan.aims)
        Sentence.objects.create(source=source, start=point.start, end=point.end, task=task)
        record("tasks.set", unit=unit, by=by, subject=task, on=plan.due_on, title=task.title,
               year=task.year, measure=task.measure)  # fmt: skip
        tasks.append(task)
    return tasks


def _title(words: str) -> str:
    """The stretch as one line; a long one by its first sentence or its heading."""
    words = words.strip()
    if len(words) > 80:
        head = words.splitlines()[0] if "\n" in words else words.partition("。")[0]
        words = head.strip() or words
    return " ".join(words.split())[:300]


def _plain(words: str) -> str:
    return "".join(words.split()).translate(str.maketrans(",.;:()", "，。；：（）"))
