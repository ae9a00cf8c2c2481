"""The rehearsal's screens: the list of scenarios, and one of them as far as the learner has come.

The session is the only thing written, and it ends with signing out.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.applications.clocks import sentence
from tongming.applications.practice.letter import Organ
from tongming.applications.practice.picture import (
    OVERDUE_ARTICLE,
    decisions,
    next_terms,
    summary,
)
from tongming.applications.practice.play import Attempt
from tongming.applications.practice.scenario import Scenario
from tongming.applications.practice.scenarios import SCENARIOS
from tongming.calendars.queries import current_calendar
from tongming.law.clock import strip
from tongming.law.outcomes import Step
from tongming.law.remedies import ReviewBody, court_for, review_bodies
from tongming.law.words import Refused
from tongming.units.models import Person
from tongming.units.rights import Right, units_for
from tongming.units.staff import StaffRequest, staff

KEPT = "practice"
"""Under this name the session keeps each scenario's progress."""
_OFFICE, _PHONE = "政府信息公开工作机构", "见政府信息公开指南"


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """The scenarios, each with how far the learner has come."""
    calendar, organ = current_calendar(), _organ(request.user)
    lines: list[dict[str, Any]] = []
    for scenario in SCENARIOS.values():
        attempt = _kept(request, scenario)
        done = decisions(attempt, calendar, organ) if attempt else []
        lines.append({"scenario": scenario, "attempt": attempt, "summary": summary(done)})
    return render(request, "applications/practice/index.html", {"lines": lines})


@require_safe
@staff
def scenario(request: StaffRequest, key: str) -> HttpResponse:
    """One scenario as it stands on its pretended day."""
    found = _scenario(key)
    attempt = _kept(request, found) or Attempt.begin(found)
    calendar = current_calendar()
    done = decisions(attempt, calendar, _organ(request.user))
    state = attempt.clock(calendar)
    last = done[-1] if done else None
    return render(
        request,
        "applications/practice/scenario.html",
        {
            "scenario": found,
            "attempt": attempt,
            "decisions": [one for one in done if one.choice.then],
            "refused": last if last and not last.verdict.moves else None,
            "too_late": last if last and last.verdict.moves and not last.verdict.right else None,
            "last": last,
            "state": state,
            "strip": strip(state) if state else [],
            "sentence": sentence(state, calendar, attempt.today) if state else "",
            "terms": next_terms(attempt, calendar),
            "next_day": attempt.next_day_of_note(calendar),
            "steps": _steps(attempt),
            "summary": summary(done),
            "overdue_article": OVERDUE_ARTICLE,
        },
    )


@require_POST
@staff
def move(request: StaffRequest, key: str) -> HttpResponse:
    """Decide, let a day pass, go to the next day of note, or begin again."""
    found = _scenario(key)
    attempt = _kept(request, found) or Attempt.begin(found)
    calendar = current_calendar()
    match request.POST.get("move"):
        case "restart":
            attempt = Attempt.begin(found)
        case "day":
            attempt.move_to(calendar.after(attempt.today, 1).on)
        case "next":
            attempt.move_to(attempt.next_day_of_note(calendar))
        case _:
            chosen = request.POST.get("choice", "")
            if not chosen:
                messages.error(request, _("请先选一项，再按“就这样办”。"))
                return redirect("applications:practice_scenario", key)
            try:
                attempt.choose(chosen, calendar)
            except Refused as refusal:
                messages.error(request, refusal.message.render(_))
                return redirect("applications:practice_scenario", key)
    kept = dict(request.session.get(KEPT, {}))
    kept[key] = attempt.to_data()
    request.session[KEPT] = kept
    return redirect("applications:practice_scenario", key)


def _scenario(key: str) -> Scenario:
    found = SCENARIOS.get(key)
    if found is None:
        raise Http404("applications.practice")
    return found


def _kept(request: HttpRequest, found: Scenario) -> Attempt | None:
    data = request.session.get(KEPT, {}).get(found.key)
    return Attempt.from_data(data) if data else None


def _steps(attempt: Attempt) -> list[tuple[Step, bool, bool]]:
    """The five questions: which are answered, and which is asked now."""
    asked = [attempt.scenario.scene(entry.scene).question for entry in attempt.log]
    now = None if attempt.waiting else attempt.here.question
    return [(step, step in asked and step is not now, step is now) for step in Step]


def _organ(person: Person) -> Organ:
    """The learner's own unit signs the samples, so that they look like its own."""
    unit = units_for(person, Right.APPLICATION_VIEW).select_related("parent").first()
    if unit is None:
        return Organ("某某镇人民政府", _OFFICE, _PHONE, "上一级人民政府", "人民法院")
    body = review_bodies(unit.level_kind)[0]
    above = unit.parent.name if unit.parent and body is not ReviewBody.ITSELF else ""
    return Organ(
        unit.name,
        unit.office or _OFFICE,
        unit.phone or _PHONE,
        above or body.label,
        court_for(unit.level_kind).label,
    )
