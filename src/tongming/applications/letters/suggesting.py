"""What a form for a letter begins with: what the record proposes, and terms that are usual.

The law names no number for the applicant's term to correct or to give reasons; the days here are
practice, and whoever drafts may set others.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tongming.applications.applicants.queries import applications_of_same_applicant
from tongming.applications.clocks import events_of, run_clock
from tongming.applications.letters.models import Letter
from tongming.applications.letters.wording import WORDS
from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.law import letters as law
from tongming.law.fees import Standard
from tongming.law.terms import EXTENSION, FEE_WINDOW
from tongming.law.words import Refused

_DAYS = {"P2": 10, "P3": 5, "P10": 5}
"""Working days from today, as practice has it."""


def first_step(application: Application, kind: str, today: date) -> dict[str, Any]:
    """What the letter tells the clock, as it may stand until somebody says otherwise."""
    calendar = current_calendar()
    if kind in _DAYS:
        return {"reply_by": calendar.after(today, _DAYS[kind]).on}
    if kind == "P4" and application.received_on:
        return {"days": EXTENSION.on(application.received_on).n}
    if kind == "P5":
        earlier = Letter.objects.filter(application=application, kind="P5").count()
        return {"party": f"第三方{earlier + 1}"}
    if kind == "P8":
        count = place_in_month(application)
        return {"standard": Standard.BY_APPLICATIONS.value, "count": count}
    if kind == "R23" and application.received_on:
        due = _due(application, today) or today
        return {"delayed_until": calendar.after(max(due, today), 20).on}
    return {}


def place_in_month(application: Application) -> int:
    """The how-manieth of its applicant's applications of the month it is (one organ)."""
    if application.received_on is None:
        return 1
    month = FEE_WINDOW.on(application.received_on).around(application.received_on)
    same = applications_of_same_applicant(application, month)
    return [one.pk for one in same].index(application.pk) + 1


def written_keys(kind: law.Letter, computed: frozenset[str]) -> list[law.Element]:
    """The elements of a kind that somebody writes: neither the law's words nor the record's.

    The articles, which are offered ready, come last.
    """
    fixed = WORDS[kind.id].fixed
    written = [
        element
        for element in law.elements(kind)
        if element.key not in computed and element.key not in fixed
    ]
    return sorted(written, key=lambda element: element.key == "legal_basis")


def _due(application: Application, today: date) -> date | None:
    try:
        return run_clock(events_of(application), today).due
    except Refused:
        return None
