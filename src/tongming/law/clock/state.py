"""What the clock answers: where an application stands, until when, and how it came to that."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from tongming.law.calendar import Calendar
from tongming.law.words import Message


class State(StrEnum):
    """Where an application stands on a day."""

    RUNNING = "running"
    """The term to reply runs."""
    SUSPENDED = "suspended"
    """The term stands still while others are asked (第三十三条第三款)."""
    AWAITING_APPLICANT = "awaiting_applicant"
    """The applicant must correct or pay; the term to reply does not run."""
    CLOSED = "closed"
    """Answered, or withdrawn."""
    ABANDONED = "abandoned"
    """Not corrected or not paid in time: deemed abandoned by law."""


class Ground(StrEnum):
    """Why days are not counted towards the reply."""

    THIRD_PARTY = "third_party"
    ORGAN = "organ"
    CORRECTION = "correction"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened or followed by law, and the date that ran from then on."""

    on: date
    what: Message
    article: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Caution:
    """An act valid but not as it should be, or a point the law leaves open; `code` is stable."""

    code: str
    message: Message
    article: str


@dataclass(frozen=True, slots=True)
class Running:
    """A term that runs on the day asked about; `term` is its number in `law.terms`."""

    term: str
    what: Message
    article: str
    due: date | None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch that does not count: the days after `since` up to and including `until`.

    `since` is the day the letter was sent, `until` the day the opinion came or its term ended;
    None while an old consultation without any term waits.
    """

    ground: Ground
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the application's life, from the day after `start` to `end`.

    `term` is what was counted in it (D3, D7), or empty where nothing was; `days` its basic
    length; `void` where a later restart made the count worthless.
    """

    term: str
    ground: Ground | None
    start: date
    end: date
    days: int = 0
    void: bool = False


@dataclass(frozen=True, slots=True)
class ClockState:
    """The clock's whole answer for one application on one day."""

    state: State
    as_of: date
    received_on: date
    regulation: str
    """The instrument that governs, by the day of receipt."""
    due: date | None
    """The last day of what runs: the reply, or the applicant's correction or payment.

    None only while a consultation under the 2008 regulation, which set no term, is unanswered.
    """
    overdue: bool
    """The reply did not come by `due`."""
    missing_years: tuple[int, ...]
    """Years without a loaded notice that the term runs through."""
    cautious_due: date | None
    """The earliest date another reading of the excluded time would give; None where all agree."""
    running: tuple[Running, ...]
    steps: tuple[Step, ...]
    warnings: tuple[Caution, ...]
    suspensions: tuple[Suspension, ...]
    phases: tuple[Phase, ...]
    closed_on: date | None
    calendar: Calendar = field(repr=False, compare=False)

    @property
    def provisional(self) -> bool:
        """Whether a notice still to come may move `due`."""
        return bool(self.missing_years)

    def warned(self, code: str) -> bool:
        """Whether a warning of that code was given."""
        return any(warning.code == code for warning in self.warnings)

    def to_data(self, translate: Any = str) -> dict[str, Any]:
        """The answer as JSON, its sentences in the reader's language."""
        return {
            "state": self.state.value,
            "overdue": self.overdue,
            "due": _iso(self.due),
            "provisional": self.provisional,
            "missing_years": list(self.missing_years),
            "cautious_due": _iso(self.cautious_due),
            "received_on": _iso(self.received_on),
            "as_of": _iso(self.as_of),
            "regulation": self.regulation,
            "running": [
                {
                    "term": running.term,
                    "what": running.what.render(translate),
                    "article": running.article,
                    "due": _iso(running.due),
                    "provisional": running.provisional,
                }
                for running in self.running
            ],
            "steps": [
                {
                    "on": _iso(step.on),
                    "what": step.what.render(translate),
                    "article": step.article,
                    "due": _iso(step.due),
                }
                for step in self.steps
            ],
            "warnings": [
                {
                    "code": warning.code,
                    "message": warning.message.render(translate),
                    "article": warning.article,
                }
                for warning in self.warnings
            ],
        }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
