"""Load a year of the calendar, look at what it does, accept it or take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tongming.calendars.models import LoadedYear
from tongming.calendars.queries import calendar_with, current_calendar
from tongming.calendars.watchers import Effect, watchers
from tongming.law.calendar import CalendarYear
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require

Status = LoadedYear.Status


@transaction.atomic
def propose_year(*, data: Mapping[str, Any], by: Person) -> LoadedYear:
    """Keep a year's notice as a proposal; nothing counts by it yet.

    `Refused` where the data are not a lawful year, or another proposal for that year waits.
    """
    require(by, Right.CALENDAR_CHANGE, None)
    year = CalendarYear.from_data(data)
    if LoadedYear.objects.filter(year=year.year, status=Status.PROPOSED).exists():
        raise Refused(
            say(N_("{year}年的安排已有一份待确认。请先确认或者撤回那一份。"), year=year.year)
        )
    loaded = LoadedYear.objects.create(
        year=year.year, notice=year.notice, data=dict(data), proposed_by=by
    )
    record(
        "calendar.proposed", unit=None, by=by, subject=loaded,
        year=year.year, notice=year.notice, data=dict(data),
    )  # fmt: skip
    return loaded


def propose_change(
    *, year: int, notice: str, off: list[str], work: list[str], by: Person
) -> LoadedYear:
    """An emergency change to a year already loaded: only the days that differ, by their own notice.

    As in January 2020, when the Spring Festival was prolonged while it lasted.
    """
    data = current_calendar().year(year).to_data()
    change = {"notice": notice, "off": off, "work": work}
    return propose_year(data={**data, "changes": [*data.get("changes", []), change]}, by=by)


def effects_of(loaded: LoadedYear, today: date) -> list[Effect]:
    """Every open date that the proposed year would move, before and after."""
    old, new = current_calendar(), calendar_with(loaded)
    return [effect for watcher in watchers() for effect in watcher.effects(old, new, today)]


@transaction.atomic
def accept_year(*, loaded: LoadedYear, by: Person, today: date) -> int:
    """Put a proposed year in force and move the dates that rest on it; how many moved."""
    require(by, Right.CALENDAR_CHANGE, None)
    loaded = _waiting(loaded)
    old, new = current_calendar(), calendar_with(loaded)
    LoadedYear.objects.filter(year=loaded.year, status=Status.IN_FORCE).update(
        status=Status.REPLACED
    )
    _decide(loaded, Status.IN_FORCE, by)
    moved = sum(watcher.apply(old, new, by=by, today=today) for watcher in watchers())
    record(
        "calendar.accepted", unit=None, by=by, subject=loaded,
        year=loaded.year, notice=loaded.notice, moved=moved,
    )  # fmt: skip
    return moved


@transaction.atomic
def withdraw_year(*, loaded: LoadedYear, by: Person) -> None:
    """Take a proposal back; nothing ever counted by it."""
    require(by, Right.CALENDAR_CHANGE, None)
    loaded = _waiting(loaded)
    _decide(loaded, Status.WITHDRAWN, by)
    record("calendar.withdrawn", unit=None, by=by, subject=loaded, year=loaded.year)


def _waiting(loaded: LoadedYear) -> LoadedYear:
    """The row as it stands now, locked; two people cannot both decide."""
    fresh = LoadedYear.objects.select_for_update().get(pk=loaded.pk)
    if fresh.status != Status.PROPOSED:
        raise Refused(say(N_("这份安排已经处理过了，请刷新页面查看。")))
    return fresh


def _decide(loaded: LoadedYear, status: LoadedYear.Status, by: Person) -> None:
    loaded.status, loaded.decided_by, loaded.decided_at = status, by, timezone.now()
    loaded.save(update_fields=["status", "decided_by", "decided_at"])
