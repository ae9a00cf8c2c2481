"""A unit's year put together: `compile_year`.

The result depends on what was known at a moment and on nothing else: no clock, no draft that is not
kept. Compiled as of a past day it comes out as it did then.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from tongming.applications.models import ApplicationFact
from tongming.files.models import StoredFile
from tongming.law.citation import REGULATION, Citation
from tongming.law.figures import Cell, Figure
from tongming.law.forms import FORM_OWN, REQUEST_COLUMNS, Form, form_of
from tongming.law.organs import Level
from tongming.law.relations import Violation, check
from tongming.law.words import N_, Message
from tongming.remedies.models import CaseFact
from tongming.reports.compiling.combine import combine
from tongming.reports.compiling.counting import count_applications, records_of
from tongming.reports.compiling.evidence import Combined, Conflict, Evidence, Statement
from tongming.reports.compiling.remedies import cases_of, count_cases
from tongming.reports.compiling.tallying import Row, rows_of, tally
from tongming.reports.compiling.words import words_of_report
from tongming.reports.document import AnnualReport
from tongming.reports.freezing import thaw
from tongming.reports.models import FrozenReport, HistoricalFigure
from tongming.units.models import Unit, UnitPeriod

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOT_BEGUN = N_("{year}年还没有开始，没有可以编制的事实。")
REPORT_OF_THE_YEAR_BEFORE = str(Citation(REGULATION, 49))
"""第四十九条: what is published is the report of the year before."""


@dataclass(frozen=True, slots=True)
class Previous:
    """What is known of the year before, for the carry-over (R5)."""

    report: AnnualReport
    frozen: FrozenReport | None
    """The signed report it is taken from; `None`: from stated figures."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A year's report and, for every cell, why it says what it says."""

    unit: Unit
    year: int
    form: Form
    as_of: datetime | None
    in_system: bool
    """Whether the system was in use that year, and so its register is complete."""
    report: AnnualReport
    combined: Combined
    previous: Previous | None
    tallied: Mapping[Cell, int | Decimal]
    """What the rooms of published information count, used or overruled."""

    @property
    def evidence(self) -> Mapping[Cell, Evidence]:
        return self.combined.evidence

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.combined.conflicts

    @property
    def missing(self) -> tuple[Cell, ...]:
        return self.combined.missing

    @property
    def broken(self) -> list[Violation]:
        """The hard relations that do not hold."""
        return [violation for violation in self.report.violations if violation.hard]

    def records(self, cell: Cell) -> QuerySet[ApplicationFact]:
        """The records a cell counts; none where the register is not what it rests on."""
        if not self.in_system:
            return ApplicationFact.objects.none()
        return records_of(self.unit, self.year, cell, self.as_of)

    def cases(self, cell: Cell) -> list[CaseFact]:
        """The reconsiderations and suits a cell counts; none where they are not kept here."""
        return cases_of(self.unit, self.year, cell, self.as_of) if self.in_system else []

    def rows(self, cell: Cell) -> list[Row]:
        """The documents or publications of a cell; none where no count was made.

        Also where another number was stated: they are what it differs from.
        """
        return rows_of(self.unit, self.year, cell, self.as_of) if cell in self.tallied else []


def end_of(day: date | None) -> datetime | None:
    """The moment a day ends in China: what was known by then was known on that day."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI) - timedelta(microseconds=1)


def forms_for(year: int) -> tuple[Form, ...]:
    """The forms a year's report may have: the prescribed one first. None before 2008."""
    forms: list[Form] = []
    with suppress(LookupError):
        forms.append(form_of(year))
    if FORM_OWN.covers(year):
        forms.append(FORM_OWN)
    return tuple(forms)


def compile_year(unit: Unit, year: int, form: Form, as_of: datetime | None = None) -> Compiled:
    """The unit's report for a year in a form, as it was known at a moment; `None` is now."""
    name, level = named(unit, as_of)
    in_system = year >= unit.joined_on.year
    previous = previous_year(unit, year, level, as_of)
    statements = statements_about(unit, year, as_of)
    tallied = tally(unit, year, form, as_of) if in_system else {}
    combined = combine(
        form,
        level=level,
        in_system=in_system,
        counted=_counted(unit, year, as_of) if in_system else {},
        statements=statements,
        carried=_carried(previous),
        source_names=_names(statements),
        tallied=tallied,
    )
    report = AnnualReport(
        title=f"{name}{year}年政府信息公开工作年度报告",
        body=name,
        year=year,
        form=form,
        figures=dict(combined.figures),
        units=dict(combined.units),
    )
    before = previous.report if previous else None
    report.violations = check(
        form, report.figures, level=level, previous=before.figures if before else None
    )
    report.sections = words_of_report(unit, report, before, as_of)
    counts = {cell: count for cell, (count, _words) in tallied.items()}
    return Compiled(unit, year, form, as_of, in_system, report, combined, previous, counts)


def _counted(unit: Unit, year: int, at: datetime | None) -> Mapping[Cell, tuple[int, Message]]:
    """What the registers count: table 3, and table 4 in the years its cases are kept here."""
    return {**count_applications(unit, year, at), **count_cases(unit, year, at)}


def named(unit: Unit, at: datetime | None) -> tuple[str, Level]:
    """What the unit was called, and its level, at a moment."""
    if at is not None:
        on = at.astimezone(SHANGHAI).date()
        period = UnitPeriod.objects.filter(unit=unit, since__lte=on).order_by("-since").first()
        if period is not None:
            return period.name, Level(period.level)
    return unit.name, unit.level_kind


def statements_about(unit: Unit, year: int, at: datetime | None) -> list[Statement]:
    """What reports and people stated about a year, as held to be so at a moment."""
    rows = HistoricalFigure.objects.known(at).filter(unit=unit, year=year)
    return [
        Statement(
            pk=row.pk,
            cell=row.cell,
            figure=row.figure,
            form=row.form,
            source=row.source_id,
            quote=row.quote,
            where=row.where,
            reason=row.reason,
            unit_text=row.unit_text,
            known_from=row.known_from,
        )
        for row in rows
    ]


def previous_year(unit: Unit, year: int, level: Level, at: datetime | None) -> Previous | None:
    """Last year's report as signed; else, for a year before the system, what is stated about it.

    A year that the same register counted needs no comparing: its row 4 and this year's row 2 are
    the same records.
    """
    frozen = frozen_report(unit, year - 1, at)
    if frozen is not None:
        return Previous(thaw(frozen.content), frozen)
    if year - 1 >= unit.joined_on.year:
        return None
    statements = statements_about(unit, year - 1, at)
    forms = forms_for(year - 1)
    if not statements or not forms:
        return None
    stated = combine(
        forms[0],
        level=level,
        in_system=False,
        counted={},
        statements=statements,
        carried={},
        source_names={},
    )
    return Previous(AnnualReport("", unit.name, year - 1, forms[0], dict(stated.figures)), None)


def frozen_report(unit: Unit, year: int, at: datetime | None) -> FrozenReport | None:
    """The latest signed version of a year's report, in the prescribed form where there is one."""
    signed = FrozenReport.objects.filter(report__unit=unit, report__year=year)
    if at is not None:
        signed = signed.filter(known_at__lte=at)
    for form in forms_for(year):
        if latest := signed.filter(report__form=form.id).order_by("-version").first():
            return latest
    return None


def _carried(previous: Previous | None) -> dict[Cell, Figure]:
    """Last year's 结转下年度, at the cells of this year's 上年结转."""
    if previous is None:
        return {}
    return {
        Cell("requests", "2", column.key): figure
        for column in REQUEST_COLUMNS
        if (figure := previous.report.figures.get(Cell("requests", "4", column.key))) is not None
    }


def _names(statements: list[Statement]) -> dict[int, str]:
    sources = {statement.source for statement in statements if statement.source is not None}
    return dict(StoredFile.objects.filter(pk__in=sources).values_list("pk", "name"))
