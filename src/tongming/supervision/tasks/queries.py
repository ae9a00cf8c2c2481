"""Reads over tasks: the one door to each, what a list shows, what a unit's year comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from tongming.supervision.tasks import sentences
from tongming.supervision.tasks.models import Source, Task
from tongming.units.models import Appointment, Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for

UNDER_WAY = (Task.State.OPEN, Task.State.CONCLUDED)
COUNTED = (*UNDER_WAY, Task.State.SETTLED)


def get_task(person: Person, pk: int, right: Right = Right.UNIT_VIEW) -> Task:
    """A task in which a person means to do something; the person responsible always sees it."""
    tasks = Task.objects.select_related("unit", "person", "set_by", "merged_into")
    found = tasks.prefetch_related("checkpoints").filter(pk=pk).first()
    if found is None:
        raise Http404("supervision_tasks.task")
    guard(person, right, found.unit, seen_with=Right.UNIT_VIEW, subject=Task)
    return found


def get_source(person: Person, pk: int) -> Source:
    """A text: whoever sees its unit, and whoever sees a task that rests on it."""
    found = Source.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("supervision_tasks.source")
    seen = units_for(person, Right.UNIT_VIEW)
    rests = Task.objects.filter(sentences__source=found, unit__in=seen)
    if not seen.filter(pk=found.unit_id).exists() and not rests.exists():
        raise Http404("supervision_tasks.source")
    return found


def tasks_seen(person: Person) -> QuerySet[Task]:
    """The tasks of every unit somebody sees."""
    seen = units_for(person, Right.UNIT_VIEW)
    return (
        Task.objects.filter(unit__in=seen)
        .select_related("unit", "person", "set_by")
        .prefetch_related("checkpoints")
    )


def years_with_tasks(person: Person, today: date) -> list[int]:
    """This year, and every year of which somebody sees a task."""
    years = tasks_seen(person).order_by("year").values_list("year", flat=True).distinct()
    return sorted({*years, today.year})


def sources_of(units: QuerySet[Unit], year: int) -> QuerySet[Source]:
    """The texts a year's tasks come from: last year's reports, this year's key points."""
    reports = Q(kind=Source.Kind.REPORT, year=year - 1)
    points = Q(kind=Source.Kind.KEY_POINTS, year=year)
    return Source.objects.filter(reports | points, unit__in=units).select_related("unit")


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's year in numbers, for whoever looks at several."""

    unit: Unit
    proposed: int
    under_way: int
    overdue: int
    settled: int


def standings(units: QuerySet[Unit], year: int, today: date) -> list[Standing]:
    """The units that have tasks in a year."""
    under_way = Q(state__in=UNDER_WAY)
    rows = (
        Task.objects.filter(unit__in=units, year=year)
        .order_by("unit")
        .values("unit")
        .annotate(
            proposed=Count("pk", filter=Q(state=Task.State.PROPOSED)),
            under_way=Count("pk", filter=under_way),
            overdue=Count("pk", filter=under_way & Q(due_on__lt=today)),
            settled=Count("pk", filter=Q(state=Task.State.SETTLED)),
        )
    )
    by_unit = {one.pk: one for one in units}
    found = [
        Standing(
            by_unit[row["unit"]], row["proposed"], row["under_way"], row["overdue"], row["settled"]
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.unit.path)


def staff_of(unit: Unit, today: date) -> QuerySet[Person]:
    """Who can be responsible: whoever holds a role in the unit."""
    held = Appointment.objects.in_force(today).filter(unit=unit)
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    return people.order_by("full_name", "username")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source as its page shows it: plain, or what a task rests on."""

    text: str
    start: int = 0
    said: str = ""
    tasks: tuple[Task, ...] = ()


def pieces_of(source: Source, person: Person) -> list[Piece]:
    """The text in order, each stretch with the tasks that rest on it, as far as they are seen."""
    seen = set(units_for(person, Right.UNIT_VIEW).values_list("pk", flat=True))
    tasks: dict[int, list[Task]] = {}
    ends: dict[int, int] = {}
    for one in source.sentences.select_related("task__unit"):
        ends[one.start] = one.end
        if one.task.unit_id in seen:
            tasks.setdefault(one.start, []).append(one.task)
    said: dict[int, str] = {}
    if source.kind == Source.Kind.KEY_POINTS:
        for point in sentences.points(source.text):
            ends.setdefault(point.start, point.end)
            said[point.start] = point.said.value
    pieces, last = [], 0
    for start in sorted(ends):
        if start < last:
            continue
        pieces.append(Piece(source.text[last:start]))
        end = ends[start]
        here = tuple(tasks.get(start, ()))
        pieces.append(Piece(source.text[start:end], start, said.get(start, "sentence"), here))
        last = end
    pieces.append(Piece(source.text[last:]))
    return [one for one in pieces if one.text]
