"""Every history in tests/vectors/application_histories.yaml comes out as it was counted out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.unit.law.test_clock_by_finger import works
from tests.unit.law.vectors import load
from tongming.law.calendar import Calendar
from tongming.law.clock import Channel, ClockState, Event, Kind, run
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

HISTORIES: list[dict[str, Any]] = load("application_histories.yaml")
NAMED = [pytest.param(history, id=history["title"]) for history in HISTORIES]
DAY = timedelta(days=1)


def calendar_of(history: dict[str, Any]) -> Calendar:
    known_on = history.get("calendar_known_on")
    return SHIPPED.known_on(known_on) if known_on else SHIPPED


def shown(state: ClockState) -> dict[str, Any]:
    """What the table says of a state: what is not so is left out."""
    told = {
        "overdue": state.overdue,
        "provisional": state.provisional,
        "cautious": state.cautious_due,
    }
    return {"state": state.state.value, "due": state.due} | {k: v for k, v in told.items() if v}


@pytest.mark.parametrize("history", NAMED)
def test_after_every_step_the_clock_stands_where_it_was_counted_out(
    history: dict[str, Any],
) -> None:
    calendar, events = calendar_of(history), []
    for step in history["steps"]:
        as_of = step.get("on")
        if "event" in step:
            event = Event.from_data(step["event"])
            events.append(event)
            as_of = event.effective
            assert event.ignored == ()
        if "refused" in step:
            with pytest.raises(Refused) as refusal:
                run(events, calendar, as_of)
            assert step["refused"] in refusal.value.article
            continue
        assert shown(run(events, calendar, as_of)) == step["then"], step


COUNTED = re.compile(
    r"(?:(\d{4})年)?(?:(\d+)月)?(\d+)(?:—(\d+))?日(周[六日]上班)?（(\d+)）"  # 2月10—13日（4）
)

OTHERS = re.compile(r".*(第三方|公司|机关)15个工作日|告知补正的7个|第7个")
"""A count of a term that is not the one shown as `due`: of those asked, of the notice."""


@pytest.mark.parametrize("history", NAMED)
def test_the_days_written_out_are_working_days_without_a_gap_and_add_up(
    history: dict[str, Any],
) -> None:
    early = history["steps"][0]["event"]["on"] < date(2019, 1, 1)
    calendar = calendar_of(history)
    counts = calendar.is_working if early or "calendar_known_on" in history else works
    for step in history["steps"]:
        written = [words.replace(" ", "") for words in step.get("count", ())]
        ends = {words: _add_up(words, counts) for words in written}
        if any(not OTHERS.match(words) for words in written):
            assert step["then"]["due"] in ends.values(), step


def _add_up(words: str, counts: Callable[[date], bool]) -> date:
    """The last day of a count; every part of it, between semicolons, runs on without a gap."""
    total, year, month = 0, 0, 0
    day: date | None = None
    for part in words.split("；"):
        day = None  # a new part begins wherever counting went on
        for found in COUNTED.finditer(part):
            year, month = int(found[1] or year), int(found[2] or month)
            first, end = (date(year, month, int(found[n] or found[3])) for n in (3, 4))
            while day is not None and (day := day + DAY) < first:
                assert not counts(day), (day, words)
            day = first
            while True:
                assert counts(day), (day, words)
                total += 1
                if day == end:
                    break
                day += DAY
            assert bool(found[5]) == (end.weekday() >= 5), (end, words)
            assert total == int(found[6]), (end, words)
    assert day is not None, words
    return day


def test_the_table_is_long_enough_and_leaves_nothing_of_the_law_out() -> None:
    assert len(HISTORIES) >= 60
    assert len({history["title"] for history in HISTORIES}) == len(HISTORIES)
    assert all(history["articles"] for history in HISTORIES)
    events = [
        step["event"] for history in HISTORIES for step in history["steps"] if "event" in step
    ]
    assert {event["kind"] for event in events} == {kind.value for kind in Kind}
    assert {event["channel"] for event in events if "channel" in event} == set(Channel)
    assert {history["channel"] for history in HISTORIES} == set(Channel)
    years = {history["steps"][0]["event"]["on"].year for history in HISTORIES}
    assert years >= set(range(2018, 2027))
