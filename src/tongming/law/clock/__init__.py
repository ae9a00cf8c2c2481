"""The clock of an application for disclosure: a pure function of events, calendar and day.

    state = run(read_events([{"on": "2026-02-09", "kind": "received"}]), SHIPPED, date(2026, 3, 1))
    state.due      # 2026-03-13
    strip(state)   # every day from receipt to due date: counted or not, and why

`recompute` compares two calendars for the same events, so that a person can see before and after.
"""

from tongming.law.clock.change import Change, ChangedDay, recompute
from tongming.law.clock.channels import Channel
from tongming.law.clock.events import Event, Kind, read_day, read_events
from tongming.law.clock.run import run
from tongming.law.clock.state import (
    Caution,
    ClockState,
    Code,
    Ground,
    Phase,
    Running,
    State,
    Step,
    Suspension,
)
from tongming.law.clock.strip import DayMark, Tally, strip, tally

__all__ = [
    "Caution",
    "Change",
    "ChangedDay",
    "Channel",
    "ClockState",
    "Code",
    "DayMark",
    "Event",
    "Ground",
    "Kind",
    "Phase",
    "Running",
    "State",
    "Step",
    "Suspension",
    "Tally",
    "read_day",
    "read_events",
    "recompute",
    "run",
    "strip",
    "tally",
]
