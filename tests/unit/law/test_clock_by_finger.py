"""The clock against a second one that walks the calendar with a finger, day by day.

It knows the days off from `days_off.yaml`, the numbers of the regulation, and nothing of the
clock's own arithmetic: no intervals, no merging, no phases.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.law.vectors import load
from tongming.law.clock import Event, Kind, State, run
from tongming.law.holidays import SHIPPED

DAY = timedelta(days=1)


@cache
def _arranged() -> tuple[frozenset[date], frozenset[date]]:
    """Days off and make-up workdays, as the notices list them."""
    off, work = set(), set()
    for year, lists in load("days_off.yaml").items():
        for text in lists["off"]:
            first, last = (date.fromisoformat(f"{year}-{day}") for day in text.split("/"))
            while first <= last:
                off.add(first)
                first += DAY
        work |= {date.fromisoformat(f"{year}-{day}") for day in lists["work"]}
    return frozenset(off), frozenset(work)


def works(day: date) -> bool:
    off, work = _arranged()
    return day in work or (day not in off and day.weekday() < 5)


def walk(day: date, n: int) -> date:
    """The n-th working day after a day."""
    while n:
        day += DAY
        n -= works(day)
    return day


@dataclass
class Finger:
    """What has happened, and how far the finger must walk."""

    start: date
    days: int = 20
    asked: list[list[date]] = field(default_factory=list)
    """The day each letter was sent, and the last day it holds the term up."""
    waits_until: date | None = None
    untraced: bool = False
    """Some letter's day of receipt is not known; the finger takes the day it was sent."""

    def due(self) -> date:
        day, left = self.start, self.days
        while left:
            day += DAY
            held = any(sent < day <= last for sent, last in self.asked)
            left -= works(day) and not held
        return day

    def restart(self, on: date) -> None:
        self.start, self.days, self.waits_until = on, 20, None


@st.composite
def lawful(draw: st.DrawFn) -> tuple[list[Event], Finger]:
    """A history the law allows, each act on a day when it is still in time."""

    def between(first: date, last: date) -> date:
        return first + draw(st.integers(0, max(0, (last - first).days))) * DAY

    received = draw(st.dates(date(2021, 1, 1), date(2026, 2, 1)))
    events, finger, now = [Event(Kind.RECEIVED, received)], Finger(received), received
    if draw(st.booleans()):
        now = between(now, walk(received, 7))
        until = now + draw(st.integers(1, 20)) * DAY
        events.append(Event(Kind.CORRECTION_NOTIFIED, now, reply_by=until))
        finger.waits_until = until
        if draw(st.integers(0, 3)) == 0:
            return events, finger
        now = between(now, until)
        events.append(Event(Kind.CORRECTED, now))
        finger.restart(now)
    open_letters: dict[Kind, list[tuple[date, list[date]]]] = {}
    may = {Kind.EXTENDED, Kind.FEE_NOTIFIED}
    for act in draw(st.lists(st.sampled_from(ACTS), max_size=6)):
        if now >= finger.due():
            break
        on = between(now, finger.due() - DAY)
        if act in ANSWERS:
            asked, answer = act, ANSWERS[act]
            if open_letters.get(asked) and draw(st.booleans()):
                got, letter = open_letters[asked].pop(0)
                on = max(on, got)
                events.append(Event(answer, on))
                letter[1] = min(letter[1], on)
            else:
                untraced = draw(st.integers(0, 4)) == 0
                got = on if untraced else on + draw(st.integers(0, 4)) * DAY
                events.append(Event(asked, on, received_on=None if untraced else got))
                letter = [on, walk(got, 15)]
                finger.untraced |= untraced
                finger.asked.append(letter)
                open_letters.setdefault(asked, []).append((got, letter))
        elif act in may:
            may.remove(act)
            if act is Kind.EXTENDED:
                days = draw(st.integers(1, 20))
                events.append(Event(act, on, days=days))
                finger.days += days
            else:
                got = on + draw(st.integers(0, 4)) * DAY
                events.append(Event(act, on, received_on=got))
                finger.waits_until = walk(got, 20)
                if draw(st.integers(0, 3)) == 0:
                    return events, finger
                on = between(got, finger.waits_until)
                events.append(Event(Kind.FEE_PAID, on))
                finger.restart(on)
        now = on
    return events, finger


ANSWERS = {
    Kind.THIRD_PARTY_ASKED: Kind.THIRD_PARTY_ANSWERED,
    Kind.ORGAN_ASKED: Kind.ORGAN_ANSWERED,
}
ACTS = (*ANSWERS, Kind.EXTENDED, Kind.FEE_NOTIFIED)


@given(lawful(), st.integers(1, 90))
def test_the_clock_comes_to_the_day_the_finger_comes_to(
    history: tuple[list[Event], Finger], later: int
) -> None:
    events, finger = history
    as_of = events[-1].on + later * DAY
    state = run(events, SHIPPED, as_of)
    if finger.waits_until:
        lapsed = as_of > finger.waits_until
        expected = State.ABANDONED if lapsed else State.AWAITING_APPLICANT
        assert (state.state, state.due) == (expected, finger.waits_until)
        assert not state.overdue
        return
    due = finger.due()
    held = as_of <= due and any(sent < as_of <= last for sent, last in finger.asked)
    assert (state.due, state.overdue) == (due, as_of > due)
    unanswered = {event.kind for event in events} & set(ANSWERS)
    if held and not {ANSWERS[kind] for kind in unanswered} & {event.kind for event in events}:
        assert state.state is State.SUSPENDED
    if not held and not finger.untraced:
        assert state.state is State.RUNNING
        assert not state.provisional


@given(lawful(), st.integers(0, 10))
def test_a_reply_is_late_from_the_day_after_the_finger_stops(
    history: tuple[list[Event], Finger], after: int
) -> None:
    events, finger = history
    if finger.waits_until:
        return
    due = finger.due()
    on = max(events[-1].on, due) + after * DAY
    state = run([*events, Event(Kind.ANSWERED, on)], SHIPPED, on)
    assert (state.state, state.due, state.overdue) == (State.CLOSED, due, on > due)
