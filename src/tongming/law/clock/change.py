"""What a change of calendar does to one application: before and after, for a person to accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tongming.law.calendar import Calendar, Why
from tongming.law.clock.events import Event
from tongming.law.clock.run import run
from tongming.law.clock.state import ClockState
from tongming.law.words import Refused


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day the two calendars tell differently, with the notice of each."""

    on: date
    before: Why
    after: Why


@dataclass(frozen=True, slots=True)
class Change:
    """One application under the old calendar and under the new."""

    before: ClockState
    after: ClockState | None
    """None where the events are not lawful under the new calendar; `refusal` says why."""
    refusal: Refused | None
    days: tuple[ChangedDay, ...]
    """What differs between receipt and the later of the two due dates."""

    @property
    def moved(self) -> bool:
        """Whether the date itself moved, not only its certainty."""
        return self.after is None or self.after.due != self.before.due


def recompute(events: Sequence[Event], old: Calendar, new: Calendar, as_of: date) -> Change | None:
    """What the new calendar would change; None where state, date and certainty stay the same."""
    before = run(events, old, as_of)
    try:
        after = run(events, new, as_of)
    except Refused as refusal:
        return Change(before, None, refusal, _differences(before, None, old, new))
    same = (before.state, before.due, before.overdue, before.missing_years) == (
        after.state, after.due, after.overdue, after.missing_years,
    )  # fmt: skip
    return None if same else Change(before, after, None, _differences(before, after, old, new))


def _differences(
    before: ClockState, after: ClockState | None, old: Calendar, new: Calendar
) -> tuple[ChangedDay, ...]:
    ends = [state.due for state in (before, after) if state and state.due]
    last = max(ends, default=before.as_of)
    changed = []
    for offset in range((last - before.received_on).days + 1):
        day = before.received_on + timedelta(days=offset)
        was, becomes = old.why(day), new.why(day)
        if was != becomes:
            changed.append(ChangedDay(day, was, becomes))
    return tuple(changed)
