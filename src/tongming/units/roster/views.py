"""The screens of the roster, under /work/units/roster/."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.units.queries import get_unit
from tongming.units.rights import Right, why_not
from tongming.units.roster import actions
from tongming.units.roster.forms import PlanForm
from tongming.units.roster.models import Shift
from tongming.units.roster.queries import planned
from tongming.units.staff import StaffRequest, attempt, staff


@require_safe
@staff
def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """A month of the roster."""
    found = get_unit(request.user, Right.UNIT_VIEW, pk)
    today = localdate()
    first = _month(request.GET.get("month", ""), today)
    following = (first + timedelta(days=32)).replace(day=1)
    shifts = planned(found, first, following - timedelta(days=1))
    by_day: dict[date, list[Shift]] = {}
    for shift in shifts:
        by_day.setdefault(shift.day, []).append(shift)
    days = [first + timedelta(days=n) for n in range((following - first).days)]
    return render(
        request,
        "roster/unit.html",
        {
            "unit": found,
            "today": today,
            "month": first,
            "before": (first - timedelta(days=1)).replace(day=1),
            "after": following,
            "days": [(day, by_day.get(day, [])) for day in days],
            "count": len(shifts),
            "why_not_plan": why_not(request.user, Right.ROSTER_PLAN, found),
        },
    )


def _month(asked: str, today: date) -> date:
    """The first of the month asked for, as 2026-11; of this one where it is none."""
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)


@staff
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """Who is on duty from when to when."""
    found = get_unit(request.user, Right.ROSTER_PLAN, pk)
    form = PlanForm(request.POST or None, unit=found)
    if form.is_valid():
        days = attempt(
            form,
            lambda: actions.plan(
                unit=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
        if days:
            messages.success(request, _("已安排{n}天的值班。").format(n=days))
            return redirect("roster:unit", found.pk)
    return render(
        request,
        "units/form.html",
        {"form": form, "unit": found, "heading": _("安排值班")},
        status=422 if form.errors else 200,
    )


@require_POST
@staff
def take_out(request: StaffRequest, pk: int) -> HttpResponse:
    """One day less."""
    shift = Shift.objects.select_related("unit").filter(pk=pk).first()
    if shift is None:
        raise Http404("roster.shift")
    get_unit(request.user, Right.ROSTER_PLAN, shift.unit_id)
    month = f"{shift.day:%Y-%m}"
    actions.take_out(shift=shift, by=request.user, today=localdate())
    return redirect(f"/work/units/roster/{shift.unit_id}/?month={month}")
