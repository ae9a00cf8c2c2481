"""Reads: batches, their files with what was found, who may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from tongming.law.figures import Cell, Figure
from tongming.reports.actions.readings import replaced_by
from tongming.reports.document import from_json
from tongming.reports.freezing import same
from tongming.reports.history.models import Batch, Given
from tongming.reports.models import HistoricalFigure, Reading
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right

_PLACED = Q(files__state=Given.State.PLACED)
_COUNTED = {
    "number": Count("files", filter=~Q(files__state=Given.State.UNPACKED)),
    "waiting": Count("files", filter=Q(files__state=Given.State.WAITING)),
    "doubtful": Count("files", filter=Q(files__state=Given.State.DOUBTFUL)),
    "unreadable": Count("files", filter=Q(files__state=Given.State.UNREADABLE)),
    "to_check": Count("files", filter=_PLACED & Q(files__reading__state=Reading.State.CHECKING)),
}


def batches_of(unit: Unit) -> QuerySet[Batch]:
    """The batches given for a unit, latest first, with how far each is."""
    rows = Batch.objects.filter(unit=unit).select_related("made_by").annotate(**_COUNTED)
    return rows.order_by("-made_at", "-pk")


def counts_of(batch: Batch) -> dict[str, int]:
    """How far a batch is: the files by what has become of them."""
    counted: dict[str, int] = Batch.objects.filter(pk=batch.pk).aggregate(**_COUNTED)
    return counted


def get_batch(person: Person | AnonymousUser, right: Right, pk: int) -> Batch:
    """A batch, for somebody with this right in its unit."""
    batch = Batch.objects.select_related("unit", "made_by").filter(pk=pk).first()
    if batch is None:
        raise Http404("history.batch")
    guard(person, right, batch.unit, seen_with=Right.REPORT_VIEW, subject=Batch)
    return batch


def get_given(person: Person | AnonymousUser, right: Right, pk: int) -> Given:
    """A file of a batch."""
    rows = Given.objects.select_related("batch__unit", "batch__made_by", "source", "reading__unit")
    given = rows.filter(pk=pk).first()
    if given is None:
        raise Http404("history.given")
    guard(person, right, given.batch.unit, seen_with=Right.REPORT_VIEW, subject=Given)
    return given


def files_of(batch: Batch) -> QuerySet[Given]:
    """The files of a batch, archives left out once their members stand there."""
    rows = batch.files.exclude(state=Given.State.UNPACKED)
    return rows.select_related("source", "reading__unit", "reading__source", "likely")


@dataclass(frozen=True, slots=True)
class Line:
    """A file, and what stands against taking its figures as they are."""

    given: Given
    replaced: int
    """Figures stated otherwise for the same unit and year."""
    held: bool
    """Whether figures of that unit and year are stated already."""
    twins: tuple[Given | Reading, ...]
    """Other readings of the same unit and year that wait."""
    differing: int
    """Figures in which the first of them differs."""

    @property
    def is_open(self) -> bool:
        """Whether a person has still to decide."""
        return self.given.reading is not None and self.given.reading.is_open

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to look at: it may be accepted with the others."""
        given = self.given
        return (
            given.state == Given.State.PLACED
            and self.is_open
            and not (given.doubt or given.hard or given.soft or self.replaced or self.differing)
            and given.numbers > 0
        )


def lines_of(files: Iterable[Given]) -> list[Line]:
    """The files with what stands against each."""
    return [_line(given) for given in files]


def _line(given: Given) -> Line:
    reading = given.reading
    if reading is None or reading.year is None or not reading.is_open:
        return Line(given, 0, False, (), 0)
    held = HistoricalFigure.objects.known(None).filter(unit=reading.unit_id, year=reading.year)
    twins = tuple(
        Reading.objects.filter(
            unit=reading.unit_id, year=reading.year, state=Reading.State.CHECKING
        )
        .exclude(pk=reading.pk)
        .order_by("pk")
    )
    return Line(
        given,
        len(replaced_by(reading, reading.year)),
        held.exists(),
        twins,
        len(differing(reading, twins[0])) if twins else 0,
    )


def differing(one: Reading, other: Reading) -> list[tuple[Cell, Figure, Figure]]:
    """The cells in which two readings of a year do not say the same."""
    first, second = from_json(one.result), from_json(other.result)
    cells = sorted(set(first.figures) | set(second.figures))
    return [
        (cell, first.figure(cell), second.figure(cell))
        for cell in cells
        if not same(first.figure(cell), second.figure(cell))
    ]
