"""The register's screens: the list, a new case, one case."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.applications.letters.queries import reply_of
from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Calendar
from tongming.law.remedies import review_bodies
from tongming.law.remedy_chances import chances
from tongming.law.remedy_counting import Reading
from tongming.law.remedy_results import Standing, Way
from tongming.remedies import actions
from tongming.remedies.actions.common import course_of
from tongming.remedies.counting import keeping_of
from tongming.remedies.course import Task, open_tasks, page_of, tasks_of
from tongming.remedies.forms import OpenForm, SinceForm
from tongming.remedies.models import Case
from tongming.remedies.queries import cases_for, get_case, get_unit, narrowed
from tongming.remedies.shown import offers, should_have_been_reviewed, timeline
from tongming.units.models import Unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, staff

_MANY = 50


@require_safe
@staff
def register_page(request: StaffRequest) -> HttpResponse:
    """The cases a person may see, narrowed by what stands in the address."""
    wanted = {
        name: request.GET.get(name, "").strip() for name in ("way", "standing", "words", "unit")
    }
    today, calendar = localdate(), current_calendar()
    page = Paginator(narrowed(cases_for(request.user), **wanted), _MANY).get_page(
        request.GET.get("page")
    )
    units = units_for(request.user, Right.REMEDY_VIEW)
    handled = units_for(request.user, Right.REMEDY_HANDLE)
    return render(
        request,
        "remedies/list.html",
        {
            "page": page,
            "lines": [(case, _next_due(case, calendar, today)) for case in page],
            "wanted": wanted,
            "units": units if units.count() > 1 else [],
            "ways": list(Way),
            "standings": list(Standing),
            "keepings": [(unit, keeping_of(unit)) for unit in handled[:20]],
            "may_open": handled.exists(),
            "today": today,
        },
    )


def _next_due(case: Case, calendar: Calendar, today: date) -> Task | None:
    """What is due first in a case; None where nothing has a day."""
    if case.is_void:
        return None
    waiting = [task for _case, task in open_tasks([case], calendar, today) if task.due_on]
    return min(waiting, key=lambda task: task.due_on or today, default=None)


@staff
def since(request: StaffRequest, pk: int) -> HttpResponse:
    """Since when the unit keeps its cases here."""
    unit = get_unit(request.user, Right.REMEDY_HANDLE, pk)
    current = keeping_of(unit)
    today = localdate()
    initial = {
        "year": current.since_year if current else today.year,
        "reading": current.reading if current else Reading.HANDLED.value,
    }
    form = SinceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(
            form,
            lambda: actions.keep_since(
                unit=unit, year=given["year"], reading=given["reading"], by=request.user,
                today=today,
            ),
        ):  # fmt: skip
            messages.success(request, _("已保存，年度报告按它统计。"))
            return redirect("remedies:list")
    return render(
        request,
        "remedies/since.html",
        {"unit": unit, "form": form},
        status=400 if form.errors else 200,
    )


@staff
def new(request: StaffRequest) -> HttpResponse:
    """Register a case: alone, from an application, or after a reconsideration."""
    units = units_for(request.user, Right.REMEDY_HANDLE)
    if not units.exists():
        raise Http404("remedies.new")
    today = localdate()
    form = OpenForm(units, _reviews(units), request.POST or None, initial=_begun(request, units))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        is_first = keeping_of(given["unit"]) is None
        case = attempt(
            form,
            lambda: actions.open_case(
                unit=given["unit"],
                way=Way(given["way"]),
                subject=given["subject"],
                opening=form.opening(),
                application=given["application"],
                letter_number=given["letter_number"],
                earlier=given.get("earlier"),
                by=request.user,
                today=today,
            ),
        )
        if case is not None:
            messages.success(request, _("已登记，编号%(number)s。") % {"number": case.number})
            if is_first:
                messages.info(
                    request,
                    _("这是第一件：从%(year)s年起表四由登记簿统计，本年更早的案件请补登。")
                    % {"year": today.year},
                )
            return redirect(case)
    return render(request, "remedies/new.html", {"form": form}, status=400 if form.errors else 200)


def _reviews(units: QuerySet[Unit]) -> QuerySet[Case]:
    """The reconsiderations a suit may follow."""
    taken = Case.objects.filter(void_reason="").exclude(earlier=None).values("earlier")
    return Case.objects.filter(unit__in=units, way=Way.REVIEW.value, void_reason="").exclude(
        pk__in=taken
    )


def _begun(request: StaffRequest, units: QuerySet[Unit]) -> dict[str, Any]:
    """What is known before anything is typed."""
    unit = units.first()
    initial: dict[str, Any] = {"way": Way.REVIEW.value, "notified_on": localdate()}
    wanted = {name: request.GET.get(name, "") for name in ("application", "earlier")}
    found = {
        name: int(pk) if pk.isdecimal() and len(pk) <= 18 else 0 for name, pk in wanted.items()
    }
    if application := Application.objects.filter(pk=found["application"], unit__in=units).first():
        unit = application.unit
        reply = reply_of(application)
        initial |= {
            "number": application.number,
            "letter_number": reply.number if reply else "",
            "subject": application.subject[:300],
        }
    earlier = _reviews(units).filter(pk=found["earlier"]).first()
    if earlier is not None:
        unit = earlier.unit
        initial |= {
            "way": Way.AFTER.value,
            "earlier": earlier,
            "number": earlier.application.number if earlier.application else "",
            "letter_number": earlier.letter_number,
            "subject": earlier.subject,
        }
    elif unit is not None:
        initial["body"] = _reviewing(unit)
    return {**initial, "unit": unit}


def _reviewing(unit: Unit) -> str:
    """Who reconsiders, where the register of units says it by name."""
    one_above = unit.parent is not None and len(review_bodies(unit.level_kind)) == 1
    return unit.parent.name if unit.parent is not None and one_above else ""


@require_safe
@staff
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One case: what is due and why, what happened, what may come next, what it counts as."""
    case = get_case(request.user, Right.REMEDY_VIEW, pk)
    calendar, today = current_calendar(), localdate()
    tasks = tasks_of(case, calendar)
    may_not = why_not(request.user, Right.REMEDY_HANDLE, case.unit)
    return render(
        request,
        "remedies/detail.html",
        {
            "case": case,
            "stages": case.stages.select_related("new_letter"),
            "tasks": [(task, *task.standing(today)) for task in tasks],
            "waiting": [
                (task, page_of(case, task)) for _case, task in open_tasks([case], calendar, today)
            ]
            if not case.is_void
            else [],
            "chances": chances(course_of(case), calendar) if not case.is_void else (),
            "lines": timeline(case),
            "papers": case.papers.select_related("file__sealed"),
            "lessons": case.lessons.select_related("by"),
            "later": case.later.filter(void_reason=""),
            "offers": offers(case) if may_not is None else [],
            "why_not": may_not,
            "warning": should_have_been_reviewed(case),
            "keeping": keeping_of(case.unit),
            "may_see_application": why_not(request.user, Right.APPLICATION_VIEW, case.unit) is None,
            "today": today,
        },
    )
