"""Which reports a county's check is made of: what each unit signed here, else what was read from
the page it published elsewhere. A fixed number of queries, however many units there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from tongming.law.figures import Cell, Figure
from tongming.law.words import N_, Message, say
from tongming.reports.compiling.year import SHANGHAI, forms_for
from tongming.reports.document import AnnualReport, from_json
from tongming.reports.freezing import digest, thaw
from tongming.reports.models import FrozenReport, HistoricalFigure, Reading
from tongming.reports.submissions.models import Submission
from tongming.supervision.tasks.models import Task
from tongming.units.models import Unit

PUBLISHED = N_("第{n}版，{day}在本系统公布")
SIGNED = N_("第{n}版，在本系统签发，没有公布")
CONFIRMED = N_("读自{name}，已经核对")
UNCONFIRMED = N_("读自{name}，读取结果还没有人核对")
STATED = N_("填报的历史数据")


@dataclass
class Held:
    """A unit's report of a year and where it comes from."""

    unit: Unit
    year: int
    frozen: FrozenReport | None = None
    reading: Reading | None = None
    submission: Submission | None = None

    @property
    def key(self) -> str:
        """What tells it apart from every other, and changes with its content."""
        if self.frozen is not None:
            return f"signed-{self.frozen.pk}"
        assert self.reading is not None
        return f"read-{self.reading.pk}"

    @cached_property
    def report(self) -> AnnualReport:
        """The report; of a reading, under the year it is kept for."""
        if self.frozen is not None:
            return thaw(self.frozen.content)
        assert self.reading is not None
        return from_json(self.reading.result)

    @property
    def source(self) -> Message:
        """Where it comes from, in a sentence."""
        if self.frozen is not None:
            publication = getattr(self.frozen, "publication", None)
            if publication is None:
                return say(SIGNED, n=self.frozen.version)
            return say(
                PUBLISHED,
                n=self.frozen.version,
                day=publication.published_at.astimezone(SHANGHAI).date(),
            )
        assert self.reading is not None
        known = self.reading.state == Reading.State.CONFIRMED
        return say(CONFIRMED if known else UNCONFIRMED, name=self.reading.source.name)


@dataclass
class County:
    """All there is to be checked for a year."""

    year: int
    held: list[Held]
    """One a unit that has a report, by the tree."""
    earlier: dict[int, Held]
    """The report of the year before, by unit."""
    stated: dict[int, dict[Cell, Figure]]
    """What is stated of the year before, of units without such a report, by unit."""
    without: list[Unit]
    """Units that should have reported and have nothing to check."""
    reworded: dict[int, list[str]]
    """Sentences of last year's report that this year's report is meant to quote, by unit."""

    @property
    def inputs(self) -> str:
        """A hash of what would be checked."""
        keys = [one.key for one in (*self.held, *self.earlier.values())]
        stated = sorted((unit, len(figures)) for unit, figures in self.stated.items())
        return digest(f"{self.year} {keys} {stated}")

    def previous(self, unit: Unit) -> Mapping[Cell, Figure] | None:
        """Last year's figures of a unit."""
        before = self.earlier.get(unit.pk)
        return before.report.figures if before is not None else self.stated.get(unit.pk)

    def previous_source(self, unit: Unit) -> Message | None:
        """Where they come from."""
        before = self.earlier.get(unit.pk)
        if before is not None:
            return before.source
        return say(STATED) if unit.pk in self.stated else None


def county_of(units: QuerySet[Unit], year: int) -> County:
    """The reports of these units for a year, with those of the year before."""
    asked = list(
        units.filter(joined_on__lt=date(year + 1, 1, 1))
        .exclude(left_on__lt=date(year, 1, 1))
        .select_related("parent")
        .order_by("path")
    )
    # A year before a unit joined is known from its published pages alone.
    asked += list(
        units.filter(joined_on__gte=date(year + 1, 1, 1), pk__in=_read_of(units, year))
        .select_related("parent")
        .order_by("path")
    )
    now, before = _held(asked, year, public_first=False), _held(asked, year - 1, public_first=True)
    lacking = [unit.pk for unit in asked if unit.pk not in before]
    submissions = {
        one.frozen_id: one
        for one in Submission.objects.filter(
            frozen__in=[held.frozen.pk for held in now.values() if held.frozen is not None]
        )
    }
    for held in now.values():
        held.submission = submissions.get(held.frozen.pk) if held.frozen is not None else None
    return County(
        year=year,
        held=[now[unit.pk] for unit in asked if unit.pk in now],
        earlier={unit.pk: before[unit.pk] for unit in asked if unit.pk in before},
        stated=_stated(lacking, year - 1),
        without=[unit for unit in asked if unit.pk not in now],
        reworded=_reworded(asked, year),
    )


def _read_of(units: QuerySet[Unit], year: int) -> list[int]:
    rows = Reading.objects.filter(unit__in=units, year=year)
    rows = rows.exclude(state=Reading.State.DISCARDED)
    return list(rows.order_by().values_list("unit", flat=True).distinct())


def _held(units: Sequence[Unit], year: int, *, public_first: bool) -> dict[int, Held]:
    """A report a unit: signed here, in the prescribed form first; else read from its page, what
    was confirmed first. `public_first`: the latest that was published before one that was not."""
    by_pk = {unit.pk: unit for unit in units}
    forms = [form.id for form in forms_for(year)]

    def rank(form: str) -> int:
        return -forms.index(form) if form in forms else -len(forms)

    found: dict[int, tuple[tuple[object, ...], Held]] = {}

    def offer(unit: int, worth: tuple[object, ...], held: Held) -> None:
        if unit not in found or found[unit][0] <= worth:
            found[unit] = worth, held

    for frozen in FrozenReport.objects.filter(
        report__unit__in=by_pk, report__year=year
    ).select_related("report__unit", "publication"):
        public = public_first and hasattr(frozen, "publication")
        unit = frozen.report.unit_id
        frozen.report.unit = by_pk[unit]
        worth = (2, public, rank(frozen.report.form), frozen.version)
        offer(unit, worth, Held(by_pk[unit], year, frozen=frozen))
    for reading in (
        Reading.objects.filter(unit__in=by_pk, year=year)
        .exclude(state=Reading.State.DISCARDED)
        .select_related("source")
        .defer("text")
    ):
        confirmed = reading.state == Reading.State.CONFIRMED
        worth = (1, confirmed, rank(reading.form), reading.pk)
        offer(reading.unit_id, worth, Held(by_pk[reading.unit_id], year, reading=reading))
    return {unit: held for unit, (_worth, held) in found.items()}


def _stated(units: Iterable[int], year: int) -> dict[int, dict[Cell, Figure]]:
    """What reports and people stated of a year before the system."""
    rows = HistoricalFigure.objects.known(None).filter(unit__in=list(units), year=year)
    found: dict[int, dict[Cell, Figure]] = defaultdict(dict)
    for row in rows:
        found[row.unit_id][row.cell] = row.figure
    return dict(found)


def _reworded(units: Sequence[Unit], year: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    tasks = Task.objects.filter(unit__in=units, year=year).prefetch_related("sentences__source")
    for task in tasks:
        found[task.unit_id] += [task.title, *(one.text for one in task.sentences.all())]
    return dict(found)
