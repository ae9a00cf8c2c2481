"""The calendar page: which years are loaded, what a new notice changes, and accepting it."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongming.calendars.actions import (
    accept_year,
    effects_of,
    propose_change,
    propose_year,
    withdraw_year,
)
from tongming.calendars.forms import YearForm
from tongming.calendars.models import LoadedYear
from tongming.calendars.queries import (
    calendar_with,
    current_calendar,
    get_proposal,
    loaded_years,
)
from tongming.law.calendar import Calendar, CalendarYear
from tongming.law.calendar_year import cautions
from tongming.law.words import Refused
from tongming.units.models import Person
from tongming.units.rights import Right, require, why_not


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the year's picture."""

    day: date
    kind: str
    """The calendar's word for it: workday, makeup, holiday, weekend."""
    words: str
    """The same, for a screen reader and on hover."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as rows of seven cells, Monday first; None pads the ends."""

    number: int
    weeks: list[list[DayCell | None]]


def picture(calendar: Calendar, year: int) -> list[Month]:
    """A whole year, month by month, each day with what it is and by which notice."""
    result = []
    for number in range(1, 13):
        first = date(year, number, 1)
        cells: list[DayCell | None] = [None] * first.weekday()
        for offset in range(months.monthrange(year, number)[1]):
            day = first + timedelta(days=offset)
            why = calendar.why(day)
            cells.append(DayCell(day, why.kind.value, why.message.render(_)))
        cells += [None] * (-len(cells) % 7)
        result.append(Month(number, [cells[i : i + 7] for i in range(0, len(cells), 7)]))
    return result


@dataclass(frozen=True, slots=True)
class YearRow:
    """One line of the list of years."""

    year: CalendarYear
    working_days: int
    loaded: bool
    """By the office itself; else it came with the product."""


def year_row(calendar: Calendar, number: int, loaded: frozenset[int] = frozenset()) -> YearRow:
    """A year with the number of its working days."""
    days = calendar.count(date(number - 1, 12, 31), date(number, 12, 31))
    return YearRow(calendar.year(number), days, number in loaded)


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Every year that can be counted in, the proposals that wait, and what was loaded before."""
    calendar = current_calendar()
    today = localdate()
    own = frozenset(
        loaded_years().filter(status=LoadedYear.Status.IN_FORCE).values_list("year", flat=True)
    )
    reason = why_not(_person(request), Right.CALENDAR_CHANGE, None)
    return render(
        request,
        "calendars/overview.html",
        {
            "years": [
                year_row(calendar, number, own) for number in sorted(calendar.years, reverse=True)
            ],
            "missing": [n for n in (today.year, today.year + 1) if not calendar.covers(n)],
            "proposals": loaded_years().filter(status=LoadedYear.Status.PROPOSED),
            "history": loaded_years().exclude(status=LoadedYear.Status.PROPOSED),
            "why_not": reason.render(_) if reason else "",
        },
    )


@login_required
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """One year as twelve months."""
    calendar = current_calendar()
    if not calendar.covers(year):
        raise Http404("calendar year")
    return render(
        request,
        "calendars/year.html",
        {"row": year_row(calendar, year), "months": picture(calendar, year)},
    )


def _propose(cleaned: dict[str, Any], by: Person) -> LoadedYear:
    data = cleaned["data"]
    if cleaned["change"] and cleaned.get("file") is None:
        return propose_change(
            year=data["year"], notice=data["notice"], off=data["off"], work=data["work"], by=by
        )
    return propose_year(data=data, by=by)


@login_required
def load(request: HttpRequest) -> HttpResponse:
    """Type a notice in, or upload it; it becomes a proposal."""
    reason = why_not(_person(request), Right.CALENDAR_CHANGE, None)
    form = YearForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            loaded = _propose(form.cleaned_data, _person(request))
        except Refused as refusal:
            form.add_error(None, refusal.message.render(_))
        else:
            return redirect("calendars:proposal", loaded.pk)
    return render(
        request,
        "calendars/load.html",
        {"form": form, "why_not": reason.render(_) if reason else ""},
        status=400 if form.errors else 200,
    )


@login_required
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """What a proposed year would change: every open date before and after.

    Only for who decides: the dates are those of every unit.
    """
    require(_person(request), Right.CALENDAR_CHANGE, None)
    loaded = get_proposal(pk)
    waiting = loaded.status == LoadedYear.Status.PROPOSED
    calendar = calendar_with(loaded)
    return render(
        request,
        "calendars/proposal.html",
        {
            "loaded": loaded,
            "waiting": waiting,
            "effects": effects_of(loaded, localdate()) if waiting else [],
            "months": picture(calendar, loaded.year),
            "cautions": [said.render(_) for said in cautions(calendar.year(loaded.year))],
        },
    )


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it in force."""
    loaded = get_proposal(pk)
    moved = accept_year(loaded=loaded, by=_person(request), today=localdate())
    messages.success(
        request,
        ngettext(
            "%(year)s年的工作日历已启用，%(moved)s件申请的期限已按新安排更新。",
            "%(year)s年的工作日历已启用，%(moved)s件申请的期限已按新安排更新。",
            moved,
        )
        % {"year": loaded.year, "moved": moved},
    )
    return redirect("calendars:overview")


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    loaded = get_proposal(pk)
    withdraw_year(loaded=loaded, by=_person(request))
    messages.success(request, _("已撤回。现行工作日历没有变化。"))
    return redirect("calendars:overview")
