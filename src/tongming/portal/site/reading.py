"""From rows of the database to what pages are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings

from tongming.engagement.reading.queries import listed_points
from tongming.portal.pages.environment import INTERACTION
from tongming.portal.pages.interaction import COLUMN
from tongming.portal.pages.model import (
    Closed,
    Line,
    OnDuty,
    ReadingPoint,
    ReportLink,
    Section,
    item_folder,
)
from tongming.portal.pages.open_data import PublicReport, PublicSum
from tongming.publishing import queries
from tongming.publishing.item import PublicItem
from tongming.publishing.queries import Row
from tongming.reports.models import FrozenReport
from tongming.reports.queries import public_versions, published_reports, units_with_reports
from tongming.reports.sums.gathering import Scope
from tongming.reports.sums.models import Release
from tongming.reports.sums.queries import public_sums
from tongming.units.models import Unit
from tongming.units.roster.queries import public_roster


def line_of(row: Row) -> Line:
    """A line as pages know it."""
    said = row.line
    return Line(
        key=row.key,
        unit=said["unit"],
        title=said["title"],
        published_at=datetime.fromisoformat(said["published_at"]),
        changed_at=datetime.fromisoformat(said["changed_at"]),
        index_number=said["index_number"],
        document_number=said["document_number"],
        summary=said["summary"],
        subject_words=tuple(said["subject_words"]),
        formed_on=date.fromisoformat(said["formed_on"]) if said["formed_on"] else None,
        publisher=said["publisher"],
        theme=said["theme"],
        statutory_items=tuple(said["statutory_items"]),
        validity=said["validity"],
        withdrawn_on=date.fromisoformat(said["withdrawn_on"]) if said["withdrawn_on"] else None,
    )


def address_of(item: PublicItem) -> str:
    """Where a browser finds an item's page, from the root of the host."""
    return f"{settings.SITE_PREFIX}{item_folder(item.unit, item.key, item.published_at)}"


def section_of(code: str) -> Section | None:
    """A unit as pages know it."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        return None
    return Section(
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        level=unit.level_kind,
        office=unit.office,
        address=unit.address,
        hours=unit.hours,
        phone=unit.phone,
        fax=unit.fax,
        postcode=unit.postcode,
        email=unit.email,
        website=unit.website,
        is_demo=unit.is_demo,
        roster=tuple(OnDuty(one.day, one.name, one.phone) for one in public_roster(unit)),
        reading_points=reading_points_of(unit),
    )


def reading_points_of(unit: Unit) -> tuple[ReadingPoint, ...]:
    """A unit's places to read as its guide tells them."""
    return tuple(
        ReadingPoint(
            name=point.name,
            kind=point.kind_of.label,
            address=point.address,
            hours=point.hours,
            phone=point.phone,
            equipment=point.equipment,
            since=point.since,
            closed=tuple(Closed(one.first, one.last, one.reason) for one in closures),
        )
        for point, closures in listed_points(unit)
    )


def codes() -> list[str]:
    """The units that have a section: those that have published an item, a report or a sum."""
    lists = ("/catalogue", *(f"/{COLUMN}/{name}" for name, _label in INTERACTION))
    with_items = {
        state.name.partition("/")[0]
        for one in lists
        for state in queries.lists_ending(one)
        if state.last
    }
    with_sums = set(public_sums().values_list("sum__unit__code", flat=True))
    found = with_items | units_with_reports() | with_sums
    units = Unit.objects.filter(code__in=found).order_by("path")
    return list(units.values_list("code", flat=True))


def reports_of(section: Section) -> list[ReportLink]:
    """A unit's published reports, a year once, the latest first."""
    found: dict[int, ReportLink] = {}
    for one in published_reports(section.code):
        if one.year not in found:
            found[one.year] = ReportLink(
                title=one.report.title,
                year=one.year,
                published_at=one.published_at,
                path=f"reports/{one.unit.code}/{one.year}/",
                data=f"{one.unit.code}/reports/{one.year}/{one.form.id}",
            )
    return sorted(found.values(), key=lambda report: -report.year)


# --- Open data ------------------------------------------------------------------------------------


def public_report(frozen: FrozenReport) -> PublicReport:
    """A published version as pages know it."""
    report = frozen.report
    return PublicReport(
        unit=report.unit.code,
        level=report.unit.level_kind,
        year=report.year,
        form=report.form,
        version=frozen.version,
        published_at=frozen.publication.published_at,
        sha256=frozen.sha256,
        reason=frozen.reason,
        content=frozen.content,
        is_demo=report.unit.is_demo,
    )


def latest_of_year(year: int) -> list[PublicReport]:
    """Every report published of a year, each in its latest version."""
    latest = {one.report_id: one for one in public_versions(year=year)}
    return [public_report(one) for one in latest.values()]


def public_sum(release: Release, later: Sequence[Release]) -> PublicSum:
    """A published sum as pages know it; `later` are those of its unit and year."""
    kept, number = release.sum, release.number
    assert number is not None
    assert release.settled_at is not None
    after = [
        one.number
        for one in later
        if one.number is not None
        and one.number > number
        and (one.sum.scope, one.sum.form) == (kept.scope, kept.form)
    ]
    return PublicSum(
        unit=kept.unit.code,
        name=kept.unit.name,
        level=kept.unit.level_kind,
        year=kept.year,
        form=kept.form,
        number=number,
        published_at=release.settled_at,
        sha256=kept.sha256,
        reason=release.reason,
        replaced_by=min(after, default=None),
        scope=tuple(Scope(one).label for one in kept.scope.split(",")),
        content=kept.content,
        is_demo=kept.unit.is_demo,
    )


def sums_of(code: str | None = None, year: int | None = None) -> list[PublicSum]:
    """The published sums, of all units or one, the latest first."""
    rows = public_sums(year=year)
    if code is not None:
        rows = rows.filter(sum__unit__code=code)
    every = list(rows)
    groups: dict[tuple[int, int], list[Release]] = {}
    for one in every:
        groups.setdefault((one.sum.unit_id, one.sum.year), []).append(one)
    return [public_sum(one, groups[one.sum.unit_id, one.sum.year]) for one in every]
