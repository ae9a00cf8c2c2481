"""The picture of the days: every one from receipt to due date, counted or not, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.unit.law.vectors import load
from tongming.law.calendar import DayKind
from tongming.law.clock import DayMark, Event, Ground, Tally, read_events, run, strip, tally
from tongming.law.holidays import SHIPPED

HISTORIES = [history for history in load("clock_histories.yaml") if "expect" in history]


def picture(*events: dict[str, Any], as_of: date) -> dict[date, DayMark]:
    return {mark.day: mark for mark in strip(run(read_events([*events]), SHIPPED, as_of))}


def test_every_day_across_spring_festival_says_why_it_counts() -> None:
    days = picture({"on": "2026-02-09", "kind": "received"}, as_of=date(2026, 3, 1))
    assert next(iter(days)) == date(2026, 2, 9)
    assert list(days)[-1] == date(2026, 3, 13)
    assert days[date(2026, 2, 9)].state == "received"
    saturday = days[date(2026, 2, 14)]
    assert (saturday.state, saturday.count, saturday.kind) == ("makeup", 5, DayKind.MAKEUP)
    assert "国办发明电〔2025〕7号" in str(saturday.note)
    assert (days[date(2026, 2, 15)].state, days[date(2026, 2, 15)].count) == ("holiday", None)
    assert days[date(2026, 3, 1)].state == "weekend"
    assert (days[date(2026, 3, 13)].count, days[date(2026, 3, 13)].is_due) == (20, True)
    assert sum(mark.is_due for mark in days.values()) == 1


def test_days_of_a_consultation_are_not_counted() -> None:
    days = picture(
        {"on": "2025-09-09", "kind": "received"},
        {"on": "2025-09-15", "kind": "third_party_asked", "received_on": "2025-09-16"},
        {"on": "2025-09-29", "kind": "third_party_answered"},
        as_of=date(2025, 10, 9),
    )
    assert (days[date(2025, 9, 15)].count, days[date(2025, 9, 15)].ground) == (4, None)
    for day in (date(2025, 9, 16), date(2025, 9, 28), date(2025, 9, 29)):
        assert (days[day].count, days[day].ground) == (None, Ground.THIRD_PARTY)
        assert days[day].state == "suspended"
    assert days[date(2025, 9, 30)].count == 5
    assert days[date(2025, 10, 28)].is_due


def test_the_picture_adds_up_to_days_used_excluded_and_left() -> None:
    # Ten working days by 1 March 2026, 14 February made one, and ten more to 13 March.
    plain = picture({"on": "2026-02-09", "kind": "received"}, as_of=date(2026, 3, 1))
    assert tally(plain.values(), date(2026, 3, 1)) == Tally(10, 0, 10)
    # 10 to 12 and 15 September, then 30 September and 9 October; eleven working days, 28 September
    # made one, while the third party was asked.
    asked = picture(
        {"on": "2025-09-09", "kind": "received"},
        {"on": "2025-09-15", "kind": "third_party_asked", "received_on": "2025-09-16"},
        {"on": "2025-09-29", "kind": "third_party_answered"},
        as_of=date(2025, 10, 9),
    )
    assert tally(asked.values(), date(2025, 10, 9)) == Tally(6, 11, 14)


def test_what_a_restart_voids_is_not_among_the_days_used() -> None:
    days = picture(
        {"on": "2026-02-09", "kind": "received"},
        {"on": "2026-02-12", "kind": "correction_notified", "reply_by": "2026-03-06"},
        {"on": "2026-03-04", "kind": "corrected"},
        as_of=date(2026, 3, 10),
    )
    # 5, 6, 9 and 10 March of twenty; waiting for the applicant excludes nothing, it starts over.
    assert tally(days.values(), date(2026, 3, 10)) == Tally(4, 0, 16)


def test_what_was_counted_before_a_restart_is_marked_void() -> None:
    days = picture(
        {"on": "2026-02-09", "kind": "received"},
        {"on": "2026-02-12", "kind": "correction_notified", "reply_by": "2026-03-06"},
        {"on": "2026-03-04", "kind": "corrected"},
        as_of=date(2026, 3, 10),
    )
    assert (days[date(2026, 2, 12)].state, days[date(2026, 2, 12)].count) == ("void", 3)
    assert days[date(2026, 2, 13)].ground is Ground.CORRECTION
    assert (days[date(2026, 3, 4)].state, days[date(2026, 3, 4)].count) == ("received", None)
    assert (days[date(2026, 3, 5)].state, days[date(2026, 3, 5)].count) == ("counted", 1)
    assert days[date(2026, 4, 1)].is_due


def test_the_term_to_pay_is_counted_by_itself() -> None:
    events = (
        {"on": "2026-04-20", "kind": "received"},
        {"on": "2026-04-24", "kind": "fee_notified", "received_on": "2026-04-27"},
    )
    days = picture(*events, as_of=date(2026, 5, 6))
    assert (days[date(2026, 4, 27)].count, days[date(2026, 4, 27)].state) == (None, "suspended")
    assert (days[date(2026, 4, 28)].count, days[date(2026, 4, 28)].term) == (1, "D7")
    assert "放假日" in str(days[date(2026, 5, 1)].note)
    assert (days[date(2026, 5, 27)].count, days[date(2026, 5, 27)].is_due) == (20, True)
    paid = picture(*events, {"on": "2026-05-08", "kind": "fee_paid"}, as_of=date(2026, 5, 9))
    assert paid[date(2026, 5, 8)].state == "received"
    assert (paid[date(2026, 5, 9)].count, paid[date(2026, 5, 9)].term) == (1, "D8")
    assert paid[date(2026, 6, 4)].is_due


def test_days_beyond_the_basic_term_belong_to_the_extension() -> None:
    days = picture(
        {"on": "2026-02-09", "kind": "received"},
        {"on": "2026-03-13", "kind": "extended", "days": 20},
        as_of=date(2026, 3, 20),
    )
    assert (days[date(2026, 3, 13)].count, days[date(2026, 3, 13)].term) == (20, "D3")
    assert (days[date(2026, 3, 16)].count, days[date(2026, 3, 16)].term) == (21, "D4")
    assert (days[date(2026, 4, 13)].count, days[date(2026, 4, 13)].is_due) == (40, True)


def test_days_of_a_year_not_loaded_are_marked_provisional() -> None:
    days = picture({"on": "2026-12-14", "kind": "received"}, as_of=date(2026, 12, 20))
    assert not days[date(2026, 12, 31)].provisional
    assert days[date(2027, 1, 1)].provisional
    assert "2027年放假安排尚未装载" in str(days[date(2027, 1, 1)].note)


@pytest.mark.parametrize("history", [pytest.param(h, id=h["name"]) for h in HISTORIES])
def test_the_picture_is_without_gaps_and_its_count_reaches_the_due_date(
    history: dict[str, Any],
) -> None:
    events = [Event.from_data(event) for event in history["events"]]
    state = run(events, SHIPPED, history["as_of"])
    marks = strip(state)
    first = marks[0].day
    assert first == state.received_on
    assert [mark.day for mark in marks] == [first + timedelta(days=n) for n in range(len(marks))]
    last = marks[-1]
    reply_runs = state.due is not None and not state.phases[-1].ground
    if reply_runs and state.phases[-1].end == state.due:
        assert (last.day, last.is_due) == (state.due, True)
        working = [mark for mark in marks if mark.count is not None and not mark.void]
        numbers = [mark.count for mark in working if mark.term != "D7"]
        assert numbers == list(range(1, len(numbers) + 1))
        if state.running and state.running[0].term in ("D3", "D8"):
            assert numbers[-1] == state.phases[-1].days
