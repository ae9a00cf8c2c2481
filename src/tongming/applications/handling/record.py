"""What the record of an application shows, as the five steps ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongming.applications.clocks import events_of, left_undone, run_clock
from tongming.applications.handling import queries
from tongming.applications.handling.models import givens
from tongming.applications.kinds import Kind
from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Calendar
from tongming.law.clock import ClockState, Event, State
from tongming.law.outcomes import Step
from tongming.law.path import Record, Way, walk
from tongming.law.terms import THIRD_PARTY, Term


@dataclass(frozen=True, slots=True)
class Standing:
    """An application on a day: its clock, its record, and how far its answers lead."""

    application: Application
    today: date
    state: ClockState
    record: Record
    way: Way


def five_steps(way: Way) -> list[tuple[Step, str]]:
    """The five steps, each `done`, `now`, `later`, or `skipped` where the way ended before it."""
    order = list(Step)
    now = order.index(way.step)
    answered = {one.question.step for one in way.passed if not one.by_record}
    return [
        (
            step,
            "now"
            if place == now
            else "later"
            if place > now
            else "done"
            if step in answered
            else "skipped",
        )
        for place, step in enumerate(order)
    ]


def standing(application: Application, today: date) -> Standing:
    """Where an application stands; `Refused` where its history is not lawful any more."""
    calendar = current_calendar()
    events = events_of(application)
    state = run_clock(events, today, calendar)
    record = record_of(application, events, state, calendar)
    answers = queries.answers_of(application)
    return Standing(application, today, state, record, walk(givens(answers), record))


def record_of(
    application: Application, events: list[Event], state: ClockState, calendar: Calendar
) -> Record:
    """What the five steps need to know, from the clock's history and what was put on record."""
    kinds = {event.kind for event in events}
    lapsed = left_undone(events) if state.state is State.ABANDONED else None
    reply_by = [event.reply_by for event in events if event.kind is Kind.REASONS_ASKED]
    return Record(
        correction_notified=Kind.CORRECTION_NOTIFIED in kinds,
        corrected=Kind.CORRECTED in kinds,
        lapsed=lapsed,
        withdrawn=Kind.WITHDRAWN in kinds,
        reasons_asked=bool(reply_by),
        reasons_given=Kind.REASONS_GIVEN in kinds,
        reasons_overdue=any(day is not None and day < state.as_of for day in reply_by),
        third_party_asked=Kind.THIRD_PARTY_ASKED in kinds,
        third_party_answered=Kind.THIRD_PARTY_ANSWERED in kinds,
        third_party_open=_third_party_open(events, state, calendar),
        searched=application.searches.filter(struck_out_at=None).exists(),
        answered_before=bool(queries.answered_before(application)),
    )


def _third_party_open(events: list[Event], state: ClockState, calendar: Calendar) -> bool:
    """Whether a third party may still answer: fifteen working days from receipt (第三十二条)."""
    rule = THIRD_PARTY.on(state.received_on)
    open_letters: list[Event] = []
    for event in events:
        if event.kind is Kind.THIRD_PARTY_ASKED:
            open_letters.append(event)
        elif event.kind is Kind.THIRD_PARTY_ANSWERED:
            theirs = [one for one in open_letters if event.party in ("", one.party)]
            open_letters.remove(theirs[0])
    for letter in open_letters:
        if isinstance(rule, Term):
            # Nobody knows yet when it arrived: silence means nothing yet.
            ends = rule.end(letter.received_on, calendar).on if letter.received_on else None
        else:
            ends = letter.reply_by
        if ends is None or state.as_of <= ends:
            return True
    return False
