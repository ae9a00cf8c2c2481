"""The course of one application while the clock reads its events: what runs, what stands still.

`Course` is the clock's scratch paper. `acts` writes on it, one function for each kind of event;
`run` reads the answer off it. Nobody else needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tongming.law import terms
from tongming.law.calendar import Calendar, Deadline
from tongming.law.citation import EXCLUSION, REGULATION, REGULATION_2008, Citation, cite
from tongming.law.clock.channels import Channel
from tongming.law.clock.counting import Stretch, end_of_term
from tongming.law.clock.events import Event
from tongming.law.clock.state import Caution, Code, Ground, Phase, Step
from tongming.law.terms import Term
from tongming.law.words import N_, Message, Refused, say

EXCLUDED = str(EXCLUSION)
CORRECTING = str(Citation(REGULATION, 30))
_RECEIPT = {
    channel: cite(
        Citation(REGULATION, 31, item=channel.item)
        if channel.item
        else Citation(REGULATION, 29, 1),
        terms.REPLY.latest.citation,
    )
    for channel in Channel
}


@dataclass(slots=True)
class Consultation:
    """A letter to a third party or another organ, and what came of it."""

    ground: Ground
    party: str
    asked: date
    received: date
    ends: Deadline | None
    """The last day of its term; None where the law sets none (2008)."""
    counts: bool = True
    """Whether its time is excluded from the term to reply."""
    assumed: bool = False
    """The day of receipt is not known: `received` is the day of sending, the earliest it can be."""
    answered: date | None = None

    @property
    def unsure(self) -> bool:
        """Whether the end of its term is not known yet, and so silence means nothing yet."""
        if not self.assumed or self.ends is None:
            return False
        return self.answered is None or self.answered > self.ends.on

    def _end(self, before_answer: int) -> date | None:
        if self.answered and (self.ends is None or self.answered <= self.ends.on):
            return self.answered - timedelta(days=before_answer)
        return self.ends.on if self.ends else None

    def holds_after(self, day: date) -> bool:
        """Whether the day after one is still not counted because of it."""
        end = self._end(0)
        return self.asked <= day and (end is None or end > day)

    def stretch(self) -> Stretch:
        """Not counted: after the day of sending, up to the day of the opinion or the last day."""
        return self.asked, self._end(0)

    def narrow_stretch(self) -> Stretch:
        """The narrowest reading: after the other side got it, up to the day before the opinion."""
        return self.received, self._end(1)


@dataclass(frozen=True, slots=True)
class Awaiting:
    """The applicant's turn: to correct (D2) or to pay (D7)."""

    ground: Ground
    since: date
    received: date | None
    until: Deadline | None
    """The last day; None while nobody knows when the applicant got the fee notice."""
    article: str

    def over(self, day: date) -> bool:
        """Whether the applicant's term had passed before a day; never while it has not begun."""
        return self.until is not None and day > self.until.on

    def phases(self, end: date) -> list[Phase]:
        """The wait as stretches; the way of the letter comes before the term to pay."""
        if self.ground is Ground.CORRECTION:
            return [Phase("", self.ground, self.since, end)]
        if self.received is None:
            return [Phase("", self.ground, self.since, end)]
        letter = Phase("", self.ground, self.since, min(self.received, end))
        return [letter, Phase("D7", self.ground, self.received, end, _PAYMENT_DAYS)]


_PAYMENT_DAYS = terms.PAYMENT.latest.n


class Course:
    """One application from its receipt to the event read last."""

    __slots__ = (
        "_due", "awaiting", "calendar", "cautions", "closed", "consultations", "correction_noticed",
        "delayed_until", "extended_before", "extension", "fee_noticed", "idle_fee", "idle_notices",
        "lapsed", "phases", "reasons_asked", "received_on", "revised", "start", "steps", "term",
        "term_id",
    )  # fmt: skip

    def __init__(self, event: Event, calendar: Calendar) -> None:
        received = event.effective
        self.calendar = calendar
        self.received_on = received
        self.term: Term = terms.REPLY.on(received)
        self.term_id = "D3"
        self.revised = self.term.citation.instrument is REGULATION
        """Whether the regulation of 2019 governs, by the day of receipt."""
        self.start = received
        self.extension = 0
        self.extended_before = False
        self.delayed_until: date | None = None
        self.consultations: list[Consultation] = []
        self.awaiting: Awaiting | None = None
        self.correction_noticed = False
        self.idle_notices = 0
        """Correction notices that came late or were not the first, and wait for nothing."""
        self.fee_noticed = False
        self.idle_fee = False
        self.reasons_asked: date | None = None
        self.closed: Event | None = None
        self.lapsed = False
        """The applicant's term passed unused: deemed abandoned."""
        self.phases: list[Phase] = []
        self.steps: list[Step] = []
        self.cautions: list[Caution] = []
        self._due: Deadline | None = None
        self._receive(event)

    @property
    def regulation(self) -> str:
        """What governs, for the record."""
        instrument = REGULATION if self.revised else REGULATION_2008
        return f"《政府信息公开条例》（{instrument.number}）"

    def _receive(self, event: Event) -> None:
        article = str(self.term.citation)
        if self.revised and event.channel:
            article = _RECEIPT[event.channel]
        if event.channel:
            what = say(
                N_("收到申请（{how}）。{n}个工作日内答复，收到之日不计入"),
                how=say(event.channel.label),
                n=self.term.n,
            )
        else:
            what = say(N_("收到申请。{n}个工作日内答复，收到之日不计入"), n=self.term.n)
        self.step(event, what, article)
        if event.channel is Channel.MAIL_PLAIN and event.effective > event.on:
            self.warn(
                Code.LATE_CONFIRMATION,
                say(
                    N_("平常信函应当在{on}收到当日与申请人确认，实际{confirmed}才确认。"),
                    on=event.on,
                    confirmed=event.effective,
                ),
                str(Citation(REGULATION, 31, item=2)),
            )

    # --- Dates ------------------------------------------------------------------------------------

    def due(self) -> Deadline | None:
        """The last day to reply as things stand; None while an old consultation has no end."""
        if self._due is None:
            self._due = self._compute(narrow=False)
        return self._due

    def cautious_due(self) -> Deadline | None:
        """The same under the narrowest reading of the excluded time."""
        return self._compute(narrow=True)

    def _compute(self, *, narrow: bool) -> Deadline | None:
        if self.delayed_until:
            return Deadline(self.delayed_until)
        days = self.term.n + self.extension
        if not self.consultations:
            return self.calendar.after(self.start, days)
        stretches = self.stretches(narrow=narrow)
        return end_of_term(self.start, days, stretches, self.calendar)

    def stretches(self, *, narrow: bool = False) -> list[Stretch]:
        """What consultation takes out of the term."""
        return [
            consultation.narrow_stretch() if narrow else consultation.stretch()
            for consultation in self.consultations
            if consultation.counts
        ]

    def running_due(self) -> date | None:
        """The end of what runs: the applicant's term while it is their turn, else the reply."""
        due = self.awaiting.until if self.awaiting else self.due()
        return due.on if due else None

    def unsure(self) -> list[Consultation]:
        """Letters of unknown receipt that the term to reply rests on."""
        due = self.due()
        return [
            consultation
            for consultation in self.consultations
            if consultation.unsure and (due is None or consultation.asked < due.on)
        ]

    def over(self, day: date) -> bool:
        """Whether the term to reply had run out before a day."""
        due = self.due()
        return due is not None and day > due.on

    def when_over(self, consultation: Consultation, on: date, what: Message) -> Message:
        """What the end of a consultation on a day means for the term to reply, in words."""
        due = self.due()
        applicants_turn = any(
            phase.ground in (Ground.CORRECTION, Ground.PAYMENT) and phase.start <= on < phase.end
            for phase in self.all_phases(on)
        )
        if applicants_turn or (due and consultation.asked >= due.on):
            return what
        others = any(
            other is not consultation and other.counts and other.holds_after(on)
            for other in self.consultations
        )
        text = (
            N_("{what}；另有征求意见没有结束，答复期限仍不计算")
            if others
            else N_("{what}；答复期限自次日起继续计算")
        )
        return say(text, what=what)

    def changed(self) -> None:
        """Something moved the term."""
        self._due = None

    # --- What acts write --------------------------------------------------------------------------

    def restart(self, on: date, term: Term, term_id: str) -> None:
        """The term to reply begins anew, in full; what had been counted is void."""
        assert self.awaiting is not None
        self.phases.append(self._reply_phase(self.awaiting.since, void=True))
        self.phases += self.awaiting.phases(on)
        self.awaiting = None
        self.start, self.term, self.term_id = on, term, term_id
        self.extended_before = self.extended_before or self.extension > 0
        self.extension, self.delayed_until = 0, None
        self.changed()

    def all_phases(self, as_of: date) -> tuple[Phase, ...]:
        """The whole life in stretches, up to what runs on the day asked about."""
        if self.awaiting is None:
            due = self.due()
            return (*self.phases, self._reply_phase(due.on if due else as_of))
        end = self.awaiting.until.on if self.awaiting.until else as_of
        if self.closed:
            end = min(end, self.closed.effective)
        reply = self._reply_phase(self.awaiting.since)
        return (*self.phases, reply, *self.awaiting.phases(end))

    def _reply_phase(self, end: date, *, void: bool = False) -> Phase:
        return Phase(self.term_id, None, self.start, end, self.term.n, void)

    def step(self, event: Event, what: Message, article: str) -> None:
        """Write down what happened and what runs from here."""
        self.steps.append(Step(event.effective, what, article, self.running_due()))

    def warn(self, code: Code, message: Message, article: str) -> None:
        """Write down what is not as it should be."""
        self.cautions.append(Caution(code, message, article))

    # --- What stands in the way -------------------------------------------------------------------

    def not_while_waiting(self, event: Event) -> None:
        """Some acts make no sense while the term to reply does not run: `Refused`."""
        if self.awaiting is None:
            return
        text = (
            N_("正在等待申请人补正，答复期限没有计算，不能登记“{kind}”。")
            if self.awaiting.ground is Ground.CORRECTION
            else N_("正在等待申请人缴费，答复期限没有计算，不能登记“{kind}”。")
        )
        raise Refused(say(text, kind=say(event.kind.label)), self.awaiting.article)

    def lapse(self) -> None:
        """The applicant let the term pass: deemed abandoned from the day after."""
        awaiting = self.awaiting
        assert awaiting is not None
        assert awaiting.until is not None
        text = (
            N_("申请人无正当理由逾期不补正，视为放弃申请，不再处理")
            if awaiting.ground is Ground.CORRECTION
            else N_("申请人逾期未缴纳费用，视为放弃申请，不再处理")
        )
        day = awaiting.until.on + timedelta(days=1)
        self.steps.append(Step(day, say(text), awaiting.article, awaiting.until.on))
        self.lapsed = True
