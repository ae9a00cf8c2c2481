"""From rows of the database to what pages are made of."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from tongming.portal.pages.environment import INTERACTION
from tongming.portal.pages.interaction import COLUMN
from tongming.portal.pages.model import Line, OnDuty, ReportLink, Section, item_folder
from tongming.publishing import queries
from tongming.publishing.item import PublicItem
from tongming.publishing.queries import Row
from tongming.reports.queries import published_reports, units_with_reports
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
    )


def codes() -> list[str]:
    """The units that have a section: those that have published an item or a report."""
    lists = ("/catalogue", *(f"/{COLUMN}/{name}" for name, _label in INTERACTION))
    with_items = {
        state.name.partition("/")[0]
        for one in lists
        for state in queries.lists_ending(one)
        if state.last
    }
    found = with_items | units_with_reports()
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
            )
    return sorted(found.values(), key=lambda report: -report.year)
