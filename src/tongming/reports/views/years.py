"""The units, the years of a unit, one year with its reports and sources."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongming.reports.models import Report
from tongming.reports.queries import (
    get_source,
    get_unit,
    readings_of,
    year_of,
    years_of,
)
from tongming.reports.views.common import download, person_of
from tongming.units.models import Unit
from tongming.units.rights import Right, units_for, why_not


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit with the report of last year, for whoever looks after several."""

    unit: Unit
    report: Report | None
    is_before: bool
    """Whether the year lies before the unit joined, and nobody asks for its report here."""


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The units a person may see; straight to the years where there is one."""
    units = units_for(person_of(request), Right.REPORT_VIEW).order_by("path")
    if units.count() == 1:
        return redirect("reports:years", units[0].code)
    last_year = localdate().year - 1
    page = Paginator(units, 50).get_page(request.GET.get("page"))
    reports = {
        report.unit_id: report
        for report in Report.objects.filter(unit__in=list(page), year=last_year).order_by("-form")
    }
    lines = [
        UnitLine(
            unit,
            (report := reports.get(unit.pk)),
            report is None and last_year < unit.joined_on.year,
        )
        for unit in page
    ]
    return render(
        request, "reports/units.html", {"lines": lines, "page": page, "last_year": last_year}
    )


@login_required
@require_safe
def years(request: HttpRequest, code: str) -> HttpResponse:
    """The years of a unit: what is known of each, and how far its report is."""
    person = person_of(request)
    unit = get_unit(person, Right.REPORT_VIEW, code)
    today = localdate()
    return render(
        request,
        "reports/years.html",
        {
            "unit": unit,
            "lines": years_of(unit, today),
            "due_year": today.year - 1,
            "this_year": today.year,
            "why_not_import": why_not(person, Right.REPORT_IMPORT, unit),
            "several": units_for(person, Right.REPORT_VIEW).count() > 1,
        },
    )


@login_required
@require_safe
def year(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One year: its reports by form, the documents read for it, what is stated."""
    person = person_of(request)
    unit = get_unit(person, Right.REPORT_VIEW, code)
    line = year_of(unit, year, localdate())
    return render(
        request,
        "reports/year.html",
        {
            "unit": unit,
            "line": line,
            "readings": readings_of(unit, year),
            "unplaced": readings_of(unit).filter(year=None, state="checking"),
            "may_import": why_not(person, Right.REPORT_IMPORT, unit) is None,
            "may_enter": why_not(person, Right.REPORT_ENTER, unit) is None,
        },
    )


@login_required
@require_safe
def source(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """Download a document figures were read from, as it was given."""
    kept = get_source(person_of(request), pk)
    if kept.unit.code != code:
        raise Http404("files.storedfile")
    return download(kept.read(), kept.name, "application/octet-stream")
