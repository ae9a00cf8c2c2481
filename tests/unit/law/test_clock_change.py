"""A change of calendar: what moves, shown before and after, with the days that differ."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tongming.law.calendar import Calendar, CalendarYear
from tongming.law.clock import read_events, recompute, run
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

YEAR_2027 = CalendarYear.from_data(
    {"year": 2027, "notice": "国办发明电〔2026〕99号", "off": ["01-01/01-03"], "work": []}
)
RECEIVED = {"on": "2026-12-14", "kind": "received"}
AS_OF = date(2026, 12, 20)


def emergency(**change: Any) -> Calendar:
    data = SHIPPED.year(2026).to_data()
    data["changes"] = [{"notice": "国办发明电〔2026〕3号", "off": [], "work": [], **change}]
    return SHIPPED.with_year(CalendarYear.from_data(data))


def test_loading_the_next_year_shows_the_provisional_date_and_the_firm_one() -> None:
    change = recompute(read_events([RECEIVED]), SHIPPED, SHIPPED.with_year(YEAR_2027), AS_OF)
    assert change is not None
    assert change.after is not None
    assert (change.before.due, change.before.provisional) == (date(2027, 1, 11), True)
    assert (change.after.due, change.after.provisional) == (date(2027, 1, 12), False)
    assert change.moved
    first = change.days[0]
    assert first.on == date(2027, 1, 1)
    assert (first.before.working, first.after.working) == (True, False)
    assert first.after.notice == "国办发明电〔2026〕99号"


def test_a_date_that_only_becomes_firm_is_shown_too() -> None:
    quiet = CalendarYear.from_data({"year": 2027, "notice": "号", "off": ["05-01"], "work": []})
    change = recompute(read_events([RECEIVED]), SHIPPED, SHIPPED.with_year(quiet), AS_OF)
    assert change is not None
    assert not change.moved
    assert change.before.provisional
    assert change.after is not None
    assert not change.after.provisional


def test_what_does_not_touch_the_term_changes_nothing() -> None:
    events = read_events([{"on": "2026-03-02", "kind": "received"}])
    assert recompute(events, SHIPPED, emergency(off=["06-01"]), date(2026, 3, 10)) is None
    assert recompute(events, SHIPPED, SHIPPED.with_year(YEAR_2027), date(2026, 3, 10)) is None


def test_an_emergency_day_off_moves_the_open_clock() -> None:
    events = read_events([{"on": "2026-03-02", "kind": "received"}])
    change = recompute(events, SHIPPED, emergency(off=["03-20"]), date(2026, 3, 10))
    assert change is not None
    assert change.after is not None
    assert (change.before.due, change.after.due) == (date(2026, 3, 30), date(2026, 3, 31))
    assert [day.on for day in change.days] == [date(2026, 3, 20)]
    assert change.days[0].after.notice == "国办发明电〔2026〕3号"


def test_a_history_the_new_calendar_makes_unlawful_is_shown_not_lost() -> None:
    # Made up: Saturday 14 March becomes a workday, so the term runs out a day before the extension.
    events = read_events(
        [
            {"on": "2026-03-02", "kind": "received"},
            {"on": "2026-03-30", "kind": "extended", "days": 5},
        ]
    )
    new = emergency(work=["03-14"])
    as_of = date(2026, 3, 31)
    change = recompute(events, SHIPPED, new, as_of)
    assert change is not None
    assert change.after is None
    assert change.moved
    assert isinstance(change.refusal, Refused)
    assert change.before.due == date(2026, 4, 7)
    with pytest.raises(Refused):
        run(events, new, as_of)
