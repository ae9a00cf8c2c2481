"""The parts of the section's pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from tongming.portal.pages.model import ReadingPoint
from tongming.portal.section import (
    COLUMNS,
    OTHERS,
    Correction,
    Site,
    content_address,
    one_a_year,
    says,
    site_of,
)
from tongming.portal.site.reading import reading_points_of
from tongming.reports.queries import PublishedReport, published_reports
from tongming.reports.screens.tables import figure_words, short_label
from tongming.units.models import Unit
from tongming.units.roster.models import Shift
from tongming.units.roster.queries import on_duty

register = template.Library()


def published_for(request: HttpRequest) -> list[PublishedReport]:
    """The published reports, read once for a page."""
    found: list[PublishedReport] | None = getattr(request, "_published_reports", None)
    if found is None:
        found = published_reports()
        request._published_reports = found  # type: ignore[attr-defined]
    return found


@register.simple_tag(takes_context=True)
def section_site(context: template.Context) -> Site:
    """Whose section it is."""
    return site_of(published_for(context["request"]))


@register.simple_tag
def on_duty_today(unit: Unit) -> list[Shift]:
    """Who answers the telephone of a unit today."""
    return on_duty([unit], localdate())


@register.simple_tag
def reading_points(unit: Unit) -> tuple[ReadingPoint, ...]:
    """Where one can read what a unit discloses."""
    return reading_points_of(unit)


@register.inclusion_tag("portal/parts/columns.html", takes_context=True)
def section_columns(context: template.Context) -> dict[str, Any]:
    """The columns of the section; the one the page stands in is marked."""
    path = context["request"].path
    columns = []
    for one in COLUMNS:
        url = content_address() if one.page == "content" else reverse(f"portal:{one.page}")
        if url:
            label, current = gettext(one.label), path.startswith(url)
            columns.append({"url": url, "label": label, "current": current})
    others = []
    for one in OTHERS:
        url, *more = (reverse(page) for page in (one.page, *one.also))
        current = path.startswith((url, *more))
        others.append({"url": url, "label": gettext(one.label), "current": current})
    return {"columns": columns, "others": others}


@register.inclusion_tag("portal/parts/reports_found.html", takes_context=True)
def reports_found(context: template.Context, query: str) -> dict[str, Any]:
    """Annual reports with every word looked for: few enough to stand beside what else is found."""
    found = []
    if query.strip():
        found = [one for one in one_a_year(published_for(context["request"])) if says(one, query)]
    found.sort(key=lambda one: (-one.year, one.unit.path))
    return {"reports": found[:_FEW], "more": len(found) > _FEW, "query": query}


_FEW = 3


@register.filter
def file_size(size: int) -> str:
    """A file's size for people."""
    return filesizeformat(size)


@register.inclusion_tag("portal/parts/correction.html")
def correction_line(correction: Correction) -> dict[str, Any]:
    """A later version: why it was made, and figure by figure what it changed."""
    form = correction.after.form
    return {
        "version": correction.version,
        "changes": [
            {
                "label": short_label(form, change.cell),
                "before": figure_words(change.before, gettext),
                "after": figure_words(change.after, gettext),
            }
            for change in correction.changes.figures
        ],
        "sections": [
            section.heading
            for section in form.sections
            if section.key in correction.changes.sections
        ],
    }
