"""What must hold for every date, every calendar and every history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tongming.law.calendar import Calendar, CalendarYear
from tongming.law.clock import ClockState, Code, Event, Kind, State, run, strip
from tongming.law.clock.counting import end_of_term, merge
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

DAYS = st.dates(date(2018, 1, 1), date(2026, 6, 30))
TERMS = st.integers(1, 40)
RECEIPTS = st.dates(date(2019, 5, 15), date(2026, 1, 31))
GAPS = st.integers(0, 25)
LATER = date(2026, 11, 23)


def receipt(day: date) -> Event:
    return Event(Kind.RECEIVED, day)


def due(*events: Event, as_of: date = LATER, calendar: Calendar = SHIPPED) -> date:
    answer = run(events, calendar, as_of).due
    assert answer is not None
    return answer


# --- The calendar ---------------------------------------------------------------------------------


@given(DAYS, TERMS)
def test_counting_is_the_inverse_of_adding(start: date, n: int) -> None:
    end = SHIPPED.after(start, n).on
    assert SHIPPED.count(start, end) == n
    assert SHIPPED.is_working(end)
    assert SHIPPED.count(start, end - timedelta(days=1)) == n - 1


@given(DAYS, st.integers(0, 400))
def test_counting_agrees_with_looking_at_every_day(start: date, length: int) -> None:
    worked = sum(SHIPPED.is_working(start + timedelta(days=n)) for n in range(1, length + 1))
    assert SHIPPED.count(start, start + timedelta(days=length)) == worked


@given(DAYS, DAYS, TERMS)
def test_who_starts_later_ends_no_earlier(one: date, other: date, n: int) -> None:
    first, second = sorted((one, other))
    assert SHIPPED.after(first, n).on <= SHIPPED.after(second, n).on


@given(DAYS, TERMS, TERMS)
def test_terms_add_up(start: date, n: int, more: int) -> None:
    assert SHIPPED.after(SHIPPED.after(start, n).on, more).on == SHIPPED.after(start, n + more).on


@given(st.dates(date(1995, 1, 1), date(2040, 12, 31)), TERMS)
def test_outside_the_loaded_years_counting_stays_the_inverse_and_says_it_is_provisional(
    start: date, n: int
) -> None:
    deadline = SHIPPED.after(start, n)
    assert SHIPPED.count(start, deadline.on) == n
    years = range((start + timedelta(days=1)).year, deadline.on.year + 1)
    assert deadline.missing_years == tuple(year for year in years if not SHIPPED.covers(year))


@given(DAYS, st.integers(1, 400))
def test_a_calendar_day_term_never_ends_on_a_day_off(start: date, n: int) -> None:
    deadline = SHIPPED.days_after(start, n)
    assert SHIPPED.is_working(deadline.on)
    assert deadline.nominal == start + timedelta(days=n)
    assert deadline.on >= deadline.nominal
    assert SHIPPED.count(deadline.nominal - timedelta(days=1), deadline.on) == 1


@given(DAYS, st.integers(1, 24))
def test_a_month_term_ends_on_the_same_day_or_the_last_of_its_month(start: date, n: int) -> None:
    nominal = SHIPPED.months_after(start, n).nominal
    assert nominal is not None
    assert (nominal.year * 12 + nominal.month) - (start.year * 12 + start.month) == n
    assert nominal.day == start.day or (nominal + timedelta(days=1)).day == 1


@st.composite
def years_of_2027(draw: st.DrawFn) -> CalendarYear:
    """A made-up notice for 2027 that leaves December 2026 alone."""
    first = date(2027, 1, 1)
    days = [first + timedelta(days=n) for n in draw(st.sets(st.integers(0, 364), min_size=1))]
    marks = [f"{day:%m-%d}" for day in days]
    weekends = {f"{day:%m-%d}" for day in days if day.weekday() >= 5}
    work = draw(st.sets(st.sampled_from(sorted(weekends)))) if weekends else set()
    off = [mark for mark in marks if mark not in work]
    assume(off)
    data = {"year": 2027, "notice": "号", "off": off, "work": sorted(work)}
    return CalendarYear.from_data(data)


@given(years_of_2027(), st.dates(date(2026, 9, 1), date(2027, 3, 31)), TERMS)
def test_adding_a_year_only_turns_provisional_into_firm(
    year: CalendarYear, start: date, n: int
) -> None:
    before, after = SHIPPED.after(start, n), SHIPPED.with_year(year).after(start, n)
    if not before.provisional:
        assert after == before
    assert 2027 not in after.missing_years


@given(years_of_2027(), st.dates(date(2026, 9, 1), date(2026, 12, 31)), st.integers(0, 40))
def test_adding_a_year_moves_no_clock_that_was_firm(
    year: CalendarYear, received: date, later: int
) -> None:
    as_of = received + timedelta(days=later)
    before = run([receipt(received)], SHIPPED, as_of)
    after = run([receipt(received)], SHIPPED.with_year(year), as_of)
    assert not after.provisional
    if not before.provisional:
        assert (after.due, after.state, after.overdue) == (before.due, before.state, before.overdue)


@given(years_of_2027())
def test_a_calendar_file_written_out_and_read_again_is_the_same(year: CalendarYear) -> None:
    assert CalendarYear.from_data(year.to_data()) == year


# --- The clock ------------------------------------------------------------------------------------


@given(RECEIPTS, RECEIPTS)
def test_what_is_received_later_is_due_no_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert due(receipt(first)) <= due(receipt(second))


@given(RECEIPTS, st.integers(1, 7), st.integers(1, 30), st.integers(0, 30))
def test_a_correction_starts_the_full_term_again(
    received: date, noticed: int, given_days: int, came: int
) -> None:
    notice_day = SHIPPED.after(received, noticed).on
    reply_by = notice_day + timedelta(days=given_days)
    corrected = notice_day + timedelta(days=min(came, given_days))
    notice = Event(Kind.CORRECTION_NOTIFIED, notice_day, reply_by=reply_by)
    restarted = due(receipt(received), notice, Event(Kind.CORRECTED, corrected))
    assert restarted == due(receipt(corrected))
    assert SHIPPED.count(corrected, restarted) == 20


@given(RECEIPTS, st.integers(1, 20), GAPS, st.integers(0, 40))
def test_excluded_time_never_shortens_the_term(
    received: date, asked_after: int, on_the_way: int, answered_after: int
) -> None:
    asked = SHIPPED.after(received, asked_after).on
    got = asked + timedelta(days=on_the_way)
    question = Event(Kind.THIRD_PARTY_ASKED, asked, received_on=got)
    answer = Event(Kind.THIRD_PARTY_ANSWERED, got + timedelta(days=answered_after))
    plain = due(receipt(received))
    silent = due(receipt(received), question)
    answered = run([receipt(received), question, answer], SHIPPED, LATER)
    assert answered.due is not None
    assert plain <= answered.due <= silent
    if answered.cautious_due:
        assert plain <= answered.cautious_due < answered.due


@given(RECEIPTS, st.integers(1, 30))
def test_an_extension_is_at_most_twenty_days_and_once(received: date, days: int) -> None:
    basic = due(receipt(received))
    extension = Event(Kind.EXTENDED, basic, days=days)
    if days > 20:
        with pytest.raises(Refused, match="最多20个工作日"):
            due(receipt(received), extension)
        return
    assert SHIPPED.count(basic, due(receipt(received), extension)) == days
    with pytest.raises(Refused, match="只能延长一次"):
        due(receipt(received), extension, extension)


@given(
    RECEIPTS,
    st.sampled_from((Kind.THIRD_PARTY_ASKED, Kind.ORGAN_ASKED)),
    st.integers(1, 19),
    GAPS,
    st.integers(0, 60),
)
def test_the_date_shown_while_a_receipt_is_unknown_is_never_too_late(
    received: date, kind: Kind, asked_after: int, on_the_way: int, later: int
) -> None:
    asked = SHIPPED.after(received, asked_after).on
    as_of = asked + timedelta(days=later)
    shown = run([receipt(received), Event(kind, asked)], SHIPPED, as_of)
    got = asked + timedelta(days=on_the_way)
    traced = run([receipt(received), Event(kind, asked, received_on=got)], SHIPPED, as_of)
    assert shown.due is not None
    assert traced.due is not None
    assert shown.due <= traced.due
    assert (shown.due == traced.due) or shown.provisional
    assert shown.warned(Code.RECEIPT_ASSUMED)


STRETCHES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), min_size=1, max_size=6)


def _stretches(start: date, numbers: list[tuple[int, int]]) -> list[tuple[date, date | None]]:
    return [
        (start + timedelta(days=first), start + timedelta(days=first + length))
        for first, length in numbers
    ]


@given(RECEIPTS, TERMS, STRETCHES)
def test_overlapping_stretches_count_once(
    start: date, n: int, numbers: list[tuple[int, int]]
) -> None:
    stretches = _stretches(start, numbers)
    together = end_of_term(start, n, stretches, SHIPPED)
    assert together is not None
    assert end_of_term(start, n, stretches + stretches, SHIPPED) == together
    assert end_of_term(start, n, merge(stretches), SHIPPED) == together
    assert together.on == _day_by_day(start, n, stretches)


def _day_by_day(start: date, n: int, stretches: list[tuple[date, date | None]]) -> date:
    """The same term by looking at each day, with no arithmetic to go wrong."""
    day, counted = start, 0
    while counted < n:
        day += timedelta(days=1)
        excluded = any(
            since < day and (until is None or day <= until) for since, until in stretches
        )
        if SHIPPED.is_working(day) and not excluded:
            counted += 1
    return day


@given(RECEIPTS, TERMS, STRETCHES, st.tuples(st.integers(0, 60), st.integers(0, 30)))
def test_one_more_stretch_never_shortens_a_term(
    start: date, n: int, numbers: list[tuple[int, int]], more: tuple[int, int]
) -> None:
    fewer = end_of_term(start, n, _stretches(start, numbers), SHIPPED)
    further = end_of_term(start, n, _stretches(start, [*numbers, more]), SHIPPED)
    assert fewer is not None
    assert further is not None
    assert fewer.on <= further.on


# --- Any history at all ---------------------------------------------------------------------------


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events one after another, lawful or not."""
    day = draw(st.dates(date(2018, 3, 1), date(2026, 12, 1)))
    events = [receipt(day)]
    for kind in draw(st.lists(st.sampled_from(list(Kind)), max_size=7)):
        day += timedelta(days=draw(st.integers(0, 15)))
        later = day + timedelta(days=draw(st.integers(1, 20)))
        fields: dict[str, Any] = {}
        for name in (*kind.required, *kind.optional):
            if name == "received_on":
                fields[name] = draw(st.sampled_from((None, later)))
            elif name in ("reply_by", "delayed_until"):
                fields[name] = later
            elif name == "days":
                fields[name] = draw(st.integers(1, 25))
            elif name == "good_reason":
                fields[name] = draw(st.booleans())
        events.append(Event(kind, day, **fields))
    return events


@given(histories(), st.integers(0, 120))
def test_any_history_is_answered_or_refused_in_words(events: list[Event], later: int) -> None:
    as_of = events[0].on + timedelta(days=later)
    answer = _answer(events, as_of)
    if isinstance(answer, Refused):
        assert "{" not in str(answer)
        return
    _holds_together(answer)
    assert run(events, SHIPPED, as_of) == answer


def _answer(events: list[Event], as_of: date) -> ClockState | Refused:
    try:
        return run(events, SHIPPED, as_of)
    except Refused as refusal:
        return refusal


def _holds_together(state: ClockState) -> None:
    """What is true of every answer."""
    untraced = state.warned(Code.RECEIPT_UNKNOWN)
    assert (state.due is None) <= (state.state in (State.SUSPENDED, State.CLOSED) or untraced)
    assert untraced <= (state.state is State.AWAITING_APPLICANT)
    assert state.overdue <= (state.state in (State.RUNNING, State.CLOSED))
    if state.state is State.RUNNING:
        assert state.due is not None
        assert state.overdue == (state.as_of > state.due)
    if state.state in (State.AWAITING_APPLICANT, State.SUSPENDED) and state.due:
        assert state.as_of <= state.due
    assert bool(state.running) == (state.state not in (State.CLOSED, State.ABANDONED))
    if state.running:
        assert state.running[0].due == state.due
    marks = strip(state)
    assert marks[0].day == state.received_on
    assert [mark.day for mark in marks] == [
        marks[0].day + timedelta(days=n) for n in range(len(marks))
    ]
    assert all("{" not in str(step.what) for step in state.steps)
