"""The screens of the visit register and of what is wanted."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.engagement.reading import demand, visits
from tongming.engagement.reading.counting import visits_of
from tongming.engagement.reading.forms import ReasonForm, VisitForm, month_asked
from tongming.engagement.reading.models import Visit
from tongming.engagement.reading.queries import get_visit, open_points
from tongming.engagement.reading.views import PER_PAGE, act_page, home_of, saved_as
from tongming.units.models import Unit
from tongming.units.queries import get_unit
from tongming.units.rights import Right, require, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff
def register(request: StaffRequest, pk: int) -> HttpResponse:
    """The register of a month, and above it the form that takes ten seconds."""
    unit = unit_read(request, pk)
    today = localdate()
    month = month_asked(request.GET.get("month", ""), today)
    may_keep = why_not(request.user, Right.READING_KEEP, unit) is None
    points = open_points(unit, today) if may_keep else []
    form = VisitForm(unit, points, request.POST or None)
    if request.method == "POST":
        require(request.user, Right.READING_KEEP, unit)
        if form.is_valid() and done(
            form, lambda: visits.enter(by=request.user, today=today, **form.cleaned_data)
        ):
            messages.success(request, _("已登记。"))
            return redirect(reverse("reading:visits", args=[unit.pk]))
    every = Visit.objects.filter(
        point__unit=unit, on__year=month.year, on__month=month.month
    ).select_related("point", "by", "kiosk")
    counted = visits_of(unit).filter(on__year=month.year, on__month=month.month)
    return render(
        request,
        "reading/visits.html",
        {
            "unit": unit,
            "form": form if points else None,
            "may_keep": may_keep,
            "month": month,
            "months": _months(unit),
            "counted": counted.count(),
            "page": Paginator(every, PER_PAGE).get_page(request.GET.get("page")),
            "item_labels": demand.ITEM_LABELS,
        },
        status=400 if form.errors else 200,
    )


def _months(unit: Unit) -> list[str]:
    """The months with visits, the latest twelve."""
    days = Visit.objects.filter(point__unit=unit).dates("on", "month", order="DESC")[:12]
    return [f"{day:%Y-%m}" for day in days]


@staff
def strike_out(request: StaffRequest, pk: int) -> HttpResponse:
    """It was entered by mistake."""
    visit = get_visit(request.user, Right.READING_KEEP, pk)
    form = ReasonForm(request.POST or None)
    back = _month_page(visit)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: visits.strike_out(
                visit=visit, reason=form.cleaned_data["reason"], by=request.user
            ),
        )
    ):
        messages.success(request, _("已划去。"))
        return redirect(back)
    return act_page(
        request, form, heading=_("划去这一条"), help=f"{visit.on} {visit.looked_at}",
        button=_("划去"), back=back, danger=True,
        trail=[(home_of(visit.point.unit), _("查阅服务")), (back, _("查阅登记"))],
    )  # fmt: skip


@staff
def open_name(request: StaffRequest, pk: int) -> HttpResponse:
    """Who it was: shown once, to a POST with a reason, and recorded."""
    visit = get_visit(request.user, Right.READING_KEEP, pk)
    form = ReasonForm(request.POST or None)
    back = _month_page(visit)
    if request.method == "POST" and form.is_valid():
        name = attempt(
            form,
            lambda: visits.open_name(
                visit=visit, reason=form.cleaned_data["reason"], by=request.user
            ),
        )
        if name is not None:
            response = render(
                request, "reading/name.html", {"visit": visit, "name": name, "back": back}
            )
            response["Cache-Control"] = "private, no-store"
            return response
    return act_page(
        request, form, heading=_("查看查阅人姓名"),
        help=_("谁在什么时候因为什么看过，会记进台账；看到的姓名不会。"),
        button=_("查看"), back=back,
        trail=[(home_of(visit.point.unit), _("查阅服务")), (back, _("查阅登记"))],
    )  # fmt: skip


@require_safe
@staff
def wanted(request: StaffRequest, pk: int) -> HttpResponse:
    """查阅需求统计分析 of a year, or of one month of it."""
    unit = unit_read(request, pk)
    today = localdate()
    year, month = _asked(request, today.year)
    return render(
        request,
        "reading/wanted.html",
        {
            "unit": unit,
            "year": year,
            "month": month,
            "years": _years(unit, today.year),
            "found": demand.analyse(unit, year, month),
            "whole": demand.analyse(unit, year) if month else None,
        },
    )


@require_safe
@staff
def export(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """The year's register and analysis as a workbook; nobody's name stands in it."""
    unit = unit_read(request, pk)
    if not 2000 <= year <= 2200:
        raise Http404("reading.year")
    name = _("{unit}{year}年查阅登记.xlsx").format(unit=unit.short_name, year=year)
    return saved_as(demand.workbook(unit, year), name, XLSX)


def unit_read(request: StaffRequest, pk: int) -> Unit:
    """A unit whose reading somebody sees; for others it is not there."""
    unit = get_unit(request.user, Right.UNIT_VIEW, pk)
    if why_not(request.user, Right.READING_VIEW, unit):
        raise Http404("reading.unit")
    return unit


def _asked(request: StaffRequest, this_year: int) -> tuple[int, int | None]:
    year, month = request.GET.get("year", ""), request.GET.get("month", "")
    plain = year.isascii() and year.isdecimal() and len(year) == 4
    found = int(year) if plain and 2000 <= int(year) <= 2200 else this_year
    known = month.isascii() and month.isdecimal() and len(month) <= 2 and 1 <= int(month) <= 12
    return found, int(month) if known else None


def _years(unit: Unit, this_year: int) -> list[int]:
    days = Visit.objects.filter(point__unit=unit).dates("on", "year", order="DESC")[:6]
    return sorted({this_year, *(day.year for day in days)}, reverse=True)


def _month_page(visit: Visit) -> str:
    page = reverse("reading:visits", args=[visit.point.unit_id])
    return f"{page}?month={visit.on:%Y-%m}"
