"""How many application clocks can be worked out in a second, one core."""

from __future__ import annotations

from datetime import date

from benchmarks.rounds import in_turn, report
from tongming.law.clock import read_events, run
from tongming.law.holidays import SHIPPED

COUNT = 20_000
SIMPLE = [{"on": "2026-02-09", "kind": "received", "channel": "in_person"}]
LONG = [
    {"on": "2025-09-09", "kind": "received", "channel": "mail_signed"},
    {"on": "2025-09-15", "kind": "third_party_asked", "received_on": "2025-09-16"},
    {"on": "2025-09-29", "kind": "third_party_answered"},
    {"on": "2025-10-20", "kind": "extended", "days": 20},
    {"on": "2025-11-10", "kind": "answered"},
]


def main() -> None:
    """A bare receipt, and a history with consultation, extension and answer."""
    as_of = date(2026, 3, 1)
    short, history = read_events(SIMPLE), read_events(LONG)

    def simple() -> None:
        for _ in range(COUNT):
            run(short, SHIPPED, as_of)

    def long() -> None:
        for _ in range(COUNT):
            run(history, SHIPPED, as_of)

    timings = in_turn(
        {"five steps, third party, extension": long, "receipt only": simple}, rounds=3
    )
    report("Working out clocks", timings, COUNT, "clocks")
