"""The figures of a month: of the units one sees, of one unit, as a table to save; published."""

from __future__ import annotations

from datetime import date

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.engagement.messages import actions
from tongming.engagement.messages.models import PublishedMonth
from tongming.engagement.messages.months import asked_month
from tongming.engagement.messages.statistics import (
    Figures,
    figures_by_unit,
    figures_of,
    lines,
    month_of,
    next_month,
    previous_month,
    rates,
)
from tongming.engagement.messages.statistics import workbook as make_workbook
from tongming.law.words import Refused
from tongming.units.models import Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, staff

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request: StaffRequest) -> date:
    return asked_month(request) or previous_month(localdate())


def _every(request: StaffRequest, month: date) -> list[tuple[Unit, Figures]]:
    units = units_for(request.user, Right.MESSAGE_VIEW)
    if not units.exists():
        raise Http404("messages.months")
    every = list(units.order_by("path"))
    figures = figures_by_unit(every, month, next_month(month))
    return [(unit, figures[unit.pk]) for unit in every]


def _beside(month: date) -> dict[str, date | None]:
    later = next_month(month)
    return {
        "month": month,
        "before": previous_month(month),
        "after": later if later <= month_of(localdate()) else None,
    }


@require_safe
@staff
def months(request: StaffRequest) -> HttpResponse:
    """Every unit's month, a row each."""
    month = _asked(request)
    rows = [(unit, figures, rates(figures)) for unit, figures in _every(request, month)]
    return render(request, "messages/months.html", {"rows": rows, **_beside(month)})


@require_safe
@staff
def workbook(request: StaffRequest) -> HttpResponse:
    """The same as a table to save."""
    month = _asked(request)
    title = _("{year}年{month}月留言办理统计").format(year=month.year, month=month.month)
    content = make_workbook(title, _every(request, month), _)
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"{title}.xlsx") or "attachment"
    )
    return response


def _unit(request: StaffRequest, right: Right, pk: int) -> Unit:
    unit = Unit.objects.filter(pk=pk).first()
    if unit is None:
        raise Http404("messages.month")
    guard(request.user, right, unit, seen_with=Right.MESSAGE_VIEW)
    return unit


@require_safe
@staff
def month(request: StaffRequest, pk: int) -> HttpResponse:
    """One unit's month; each figure opens onto its records."""
    unit, month = _unit(request, Right.MESSAGE_VIEW, pk), _asked(request)
    figures = figures_of(unit, month)
    published = PublishedMonth.objects.filter(unit=unit, month=month).first()
    return render(
        request,
        "messages/month.html",
        {
            "unit": unit,
            "lines": list(lines(figures)),
            "rates": rates(figures),
            "published": published,
            "is_new": published is None or published.figures != figures.as_data(),
            "is_over": month < month_of(localdate()),
            "may_publish": why_not(request.user, Right.MESSAGE_PUBLISH, unit) is None,
            **_beside(month),
        },
    )


@require_POST
@staff
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """By one click."""
    unit, month = _unit(request, Right.MESSAGE_PUBLISH, pk), _asked(request)
    try:
        actions.publish_month(unit=unit, month=month, by=request.user, today=localdate())
        notes.success(request, _("统计已公开。"))
    except Refused as refusal:
        notes.error(request, refusal.message.render(_))
    return redirect(f"{reverse('messages:month', args=[unit.pk])}?month={month:%Y-%m}")
