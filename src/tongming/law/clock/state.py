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


class Code(StrEnum):
    """What a warning is about. The value stays as it is; the sentence may improve."""

    LATE_CONFIRMATION = "late_confirmation"
    """An ordinary letter was not confirmed the day it came (第三十一条第二项)."""
    LATE_CORRECTION_NOTICE = "late_correction_notice"
    """After the seven working days: restarts nothing (第三十条)."""
    SECOND_CORRECTION_NOTICE = "second_correction_notice"
    """Only one notice may be given: restarts nothing (第三十条)."""
    CORRECTION_WITHOUT_EFFECT = "correction_without_effect"
    """A correction to a notice of those two kinds."""
    LATE_CORRECTION = "late_correction"
    """Corrected after its term, with a good reason (第三十条)."""
    REPLY_BY_ON_DAY_OFF = "reply_by_on_day_off"
    """The applicant's last day to correct is not a working day."""
    RECEIPT_ASSUMED = "receipt_assumed"
    """Nobody knows when a third party or an organ got the letter; the day of sending is taken."""
    RECEIPT_UNKNOWN = "receipt_unknown"
    """Nobody knows when the applicant got the fee notice; the term to pay has not begun."""
    LATE_CONSULTATION = "late_consultation"
    """Asked when no day of the term was left: nothing stands still."""
    LATE_OPINION = "late_opinion"
    """An opinion after its fifteen working days: excludes nothing more."""
    CONSULTATION_EDGES = "consultation_edges"
    """Another reading of the excluded time gives an earlier date."""
    EXTENSION_UNSURE = "extension_unsure"
    """An extension after a date that is only provisional."""
    SECOND_TERM_EXTENDED = "second_term_extended"
    """Extended once before the restart and once after it."""
    LATE_FEE_NOTICE = "late_fee_notice"
    """A fee notice after the term to reply: moves nothing."""
    PAYMENT_WITHOUT_EFFECT = "payment_without_effect"
    """Payment on such a notice."""
    ANSWERED_BEFORE_PAYMENT = "answered_before_payment"
    """Answered though the fee was not paid."""
    REASONS_DO_NOT_STOP = "reasons_do_not_stop"
    """Asking for reasons does not stop the clock (第三十五条)."""
    LATE_DELAY = "late_delay"
    """A later day fixed after the term to reply: moves nothing (第三十五条)."""
    OLD_REGULATION = "old_regulation"
    """The regulation of 2008 is silent here, or says otherwise."""
    UNUSED_FIELD = "unused_field"
    """A fact of the event that the law does not ask about."""
    UNKNOWN_FIELD = "unknown_field"
    """A field of the file that nobody knows; perhaps misspelt."""
    LATER_EVENTS_LEFT_OUT = "later_events_left_out"
    """Events after the day asked about."""
    PROVISIONAL = "provisional"
    """The term runs into a year whose notice is not loaded."""
    YEAR_END_OPEN = "year_end_open"
    """The next year's notice may still touch the last days of December."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened or followed by law, and the date that ran from then on."""

    on: date
    what: Message
    article: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Caution:
    """An act valid but not as it should be, or a point the law leaves open."""

    code: Code
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

    None while a consultation under the 2008 regulation, which set no term, is unanswered, and
    while nobody knows when the applicant got the fee notice.
    """
    overdue: bool
    """The reply did not come by `due`."""
    missing_years: tuple[int, ...]
    """Years without a loaded notice that the term runs through."""
    receipt_assumed: bool
    """`due` rests on letters of unknown receipt, taken to have arrived the day they were sent."""
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
        """Whether a notice still to come, or a receipt still to be traced, may move `due`."""
        return bool(self.missing_years) or self.receipt_assumed

    def warned(self, code: Code) -> bool:
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
                    "code": warning.code.value,
                    "message": warning.message.render(translate),
                    "article": warning.article,
                }
                for warning in self.warnings
            ],
        }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
