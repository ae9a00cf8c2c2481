"""Reads, one door per kind of object; and what the portal may show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from tongming.files.models import StoredFile
from tongming.law.figures import Cell
from tongming.law.forms import FORMS, Form
from tongming.reports.compiling.year import forms_for
from tongming.reports.document import AnnualReport
from tongming.reports.freezing import thaw
from tongming.reports.models import (
    FrozenReport,
    HistoricalFigure,
    Publication,
    Reading,
    Report,
    SectionText,
)
from tongming.reports.outputs import Output, outputs_of
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for

Someone = Person | AnonymousUser

FIRST_YEAR = 2008
"""The 2008 regulation began on 1 May 2008; no report is about an earlier year."""


# --- The doors ------------------------------------------------------------------------------------


def get_unit(person: Someone, right: Right, code: str) -> Unit:
    """The unit of an address, for somebody who may see its reports and has this right there."""
    unit = Unit.objects.select_related("parent").filter(code=code).first()
    if unit is None:
        raise Http404("units.unit")
    guard(person, right, unit, seen_with=Right.REPORT_VIEW)
    return unit


def get_form(year: int, form: str) -> Form:
    """A form by its id; 404 where the year has no report in it, or has not come."""
    found = FORMS.get(form)
    if found is None or found not in forms_for(year) or year > localdate().year:
        raise Http404("reports.form")
    return found


def get_report(person: Someone, right: Right, code: str, year: int, form: str) -> Report:
    """A report somebody has begun."""
    unit = get_unit(person, right, code)
    report = find_report(unit, year, get_form(year, form))
    if report is None:
        raise Http404("reports.report")
    return report


def find_report(unit: Unit, year: int, form: Form) -> Report | None:
    """A unit's report, if it has been begun."""
    reports = Report.objects.select_related("unit", "submitted_by")
    return reports.filter(unit=unit, year=year, form=form.id).first()


def get_reading(person: Someone, right: Right, pk: int) -> Reading:
    """A reading, by its number."""
    reading = Reading.objects.select_related("unit", "source", "made_by").filter(pk=pk).first()
    if reading is None:
        raise Http404("reports.reading")
    guard(person, right, reading.unit, seen_with=Right.REPORT_VIEW, subject=Reading)
    return reading


def get_figure(person: Someone, right: Right, pk: int) -> HistoricalFigure:
    """A stated figure, in force or ended."""
    figure = HistoricalFigure.objects.select_related("unit", "source").filter(pk=pk).first()
    if figure is None:
        raise Http404("reports.historicalfigure")
    guard(person, right, figure.unit, seen_with=Right.REPORT_VIEW, subject=HistoricalFigure)
    return figure


def get_frozen(
    person: Someone, right: Right, code: str, year: int, form: str, version: int
) -> FrozenReport:
    """A signed version."""
    report = get_report(person, right, code, year, form)
    frozen = versions_of(report).filter(version=version).first()
    if frozen is None:
        raise Http404("reports.frozenreport")
    return frozen


def get_source(person: Someone, pk: int) -> StoredFile:
    """A document figures were read from; only documents that figures or readings rest on."""
    reading = Reading.objects.select_related("unit", "source").filter(source=pk).first()
    if reading is None:
        raise Http404("files.storedfile")
    guard(person, Right.REPORT_VIEW, reading.unit, seen_with=Right.REPORT_VIEW)
    return reading.source


# --- What a unit has ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormLine:
    """One report of a year: its form and how far it has come."""

    form: Form
    report: Report | None
    frozen: FrozenReport | None


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of a unit, for the list of years."""

    year: int
    forms: tuple[FormLine, ...]
    figures: int
    """How many stated figures are in force."""
    to_check: int
    """How many readings wait for a person."""
    in_system: bool


def year_of(unit: Unit, year: int, today: date) -> YearLine:
    """One year of a unit; 404 for a year no report can be about."""
    if not FIRST_YEAR <= year <= today.year:
        raise Http404("reports.year")
    return next(line for line in years_of(unit, today, also=year) if line.year == year)


def years_of(unit: Unit, today: date, also: int | None = None) -> list[YearLine]:
    """The years there is something about, and every year since the unit joined; latest first."""
    stated = _counts(HistoricalFigure.objects.known(None).filter(unit=unit))
    readings = _counts(Reading.objects.filter(unit=unit, state=Reading.State.CHECKING))
    reports = {
        (report.year, report.form): report
        for report in Report.objects.filter(unit=unit).select_related("unit")
    }
    frozen = latest_versions(reports.values())
    first = max(unit.joined_on.year, FIRST_YEAR)
    years = {*range(first, today.year + 1), *stated, *readings, *(year for year, _ in reports)}
    if also is not None:
        years.add(also)
    return [
        YearLine(
            year,
            tuple(
                FormLine(
                    form,
                    report := reports.get((year, form.id)),
                    frozen.get(report.pk) if report else None,
                )
                for form in forms_for(year)
                if form is forms_for(year)[0] or (year, form.id) in reports or year in stated
            ),
            stated.get(year, 0),
            readings.get(year, 0),
            year >= unit.joined_on.year,
        )
        for year in sorted(years, reverse=True)
    ]


def _counts(
    rows: QuerySet[HistoricalFigure] | QuerySet[Reading],
) -> dict[int, int]:
    counted = rows.order_by().values_list("year").annotate(number=Count("pk"))
    return {year: number for year, number in counted if year is not None}


def versions_of(report: Report) -> QuerySet[FrozenReport]:
    """The signed versions, latest first."""
    return report.versions.select_related("signed_by", "publication", "report__unit")


def latest_versions(reports: Iterable[Report]) -> dict[int, FrozenReport]:
    """The latest signed version by the report's key."""
    rows = FrozenReport.objects.filter(report__in=list(reports)).select_related("publication")
    return {row.report_id: row for row in rows.order_by("version")}


def readings_of(unit: Unit, year: int | None = None) -> QuerySet[Reading]:
    """The readings of a unit, or of one of its years; latest first."""
    readings = Reading.objects.filter(unit=unit).select_related("source", "made_by", "settled_by")
    return readings if year is None else readings.filter(year=year)


def history_of(unit: Unit, year: int, cell: Cell) -> QuerySet[HistoricalFigure]:
    """Everything ever stated about a cell, latest first, with what ended it."""
    return (
        HistoricalFigure.objects.filter(unit=unit, year=year, address=str(cell))
        .select_related("source", "by", "event", "ended_by")
        .order_by("-known_from", "-pk")
    )


def texts_of(report: Report, key: str) -> QuerySet[SectionText]:
    """The versions of a section's words, latest first."""
    return report.texts.filter(key=key).select_related("written_by").order_by("-pk")


def newest_texts(report: Report, *, drafted_only: bool = False) -> dict[str, SectionText]:
    """The newest version of each part's words; or the newest that was drafted, by nobody."""
    texts = report.texts.select_related("written_by").order_by("pk")
    if drafted_only:
        texts = texts.filter(written_by=None)
    return {row.key: row for row in texts}


def first_unit(person: Someone) -> Unit | None:
    """The unit whose reports a person meets first: their own before those beneath."""
    return units_for(person, Right.REPORT_VIEW).order_by("path").first()


# --- What the portal shows ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A report the public may read: what was signed, and its files."""

    unit: Unit
    year: int
    form: Form
    version: int
    published_at: datetime
    sha256: str
    reason: str
    """Why it replaces the version before; empty for the first."""
    frozen: FrozenReport

    @property
    def report(self) -> AnnualReport:
        """The report as it was signed."""
        return thaw(self.frozen.content)

    @property
    def files(self) -> tuple[Output, ...]:
        """The five files, made when asked for and kept by the hash."""
        return outputs_of(self.frozen)


def published_reports(unit_code: str | None = None) -> list[PublishedReport]:
    """Every published report in its latest published version, or those of one unit: by unit, the
    latest year first."""
    rows = (
        FrozenReport.objects.filter(publication__isnull=False)
        .select_related("report__unit", "publication")
        .order_by("report__unit__path", "-report__year", "version")
    )
    if unit_code is not None:
        rows = rows.filter(report__unit__code=unit_code)
    latest = {row.report_id: row for row in rows}
    return sorted(
        (_published(row) for row in latest.values()),
        key=lambda p: (p.unit.path, -p.year, _rank(p.year, p.form)),
    )


def public_versions(
    unit_code: str | None = None, year: int | None = None, form: str | None = None
) -> QuerySet[FrozenReport]:
    """Every version that is public, or those of a unit, a year, a form: by unit, year and form,
    the first version first."""
    rows = FrozenReport.objects.filter(publication__isnull=False)
    if unit_code is not None:
        rows = rows.filter(report__unit__code=unit_code)
    if year is not None:
        rows = rows.filter(report__year=year)
    if form is not None:
        rows = rows.filter(report__form=form)
    return rows.select_related("report__unit", "publication").order_by(
        "report__unit__path", "report__year", "report__form", "version"
    )


def public_years() -> list[tuple[int, int, datetime]]:
    """The years with a published report: how many reports, and when the last was published."""
    rows = (
        Publication.objects.order_by()
        .values_list("frozen__report__year")
        .annotate(reports=Count("frozen__report", distinct=True), at=Max("published_at"))
    )
    return sorted(rows, reverse=True)


def units_with_reports() -> set[str]:
    """The codes of the units that have published a report."""
    rows = FrozenReport.objects.filter(publication__isnull=False)
    return set(rows.values_list("report__unit__code", flat=True).distinct())


def published_report(unit_code: str, year: int, form: str | None = None) -> PublishedReport | None:
    """A unit's published report for a year: in the prescribed form first, or in the form named."""
    rows = (
        FrozenReport.objects.filter(
            publication__isnull=False, report__unit__code=unit_code, report__year=year
        )
        .select_related("report__unit", "publication")
        .order_by("version")
    )
    latest = {row.report.form: _published(row) for row in rows}
    wanted = [form] if form is not None else [known.id for known in forms_for(year)]
    return next((latest[name] for name in wanted if name in latest), None)


def _published(frozen: FrozenReport) -> PublishedReport:
    report = frozen.report
    return PublishedReport(
        unit=report.unit,
        year=report.year,
        form=report.form_kind,
        version=frozen.version,
        published_at=frozen.publication.published_at,
        sha256=frozen.sha256,
        reason=frozen.reason,
        frozen=frozen,
    )


def _rank(year: int, form: Form) -> int:
    forms = forms_for(year)
    return forms.index(form) if form in forms else len(forms)
