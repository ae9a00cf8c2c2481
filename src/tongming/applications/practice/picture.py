"""What a page of the rehearsal shows: where the learner stands, and how they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongming.applications.practice.letter import Organ, Preview, preview
from tongming.applications.practice.play import REMEDIES, Attempt, Entry, Verdict
from tongming.applications.practice.scenario import Choice, Scene
from tongming.law import terms
from tongming.law.calendar import Calendar
from tongming.law.citation import ADMINISTRATIVE_PROCEDURE, RECONSIDERATION, REGULATION, Citation
from tongming.law.clock import Event, Kind, run
from tongming.law.outcomes import Outcome
from tongming.law.remedies import remedy_on
from tongming.law.words import N_, Message, chinese_date, say

_UNANSWERED = (
    N_("逾期不答复，申请人可以投诉、复议、起诉，主管部门可以督促整改、通报批评，还可能追究责任。"),
    f"{Citation(REGULATION, 47)}、第五十一条、第五十三条",
)
_NO_EVIDENCE = (
    N_("不按期提出书面答复、提交证据和依据的，视为答复没有证据、依据，会被撤销或者确认违法。"),
    str(Citation(RECONSIDERATION, 70)),
)
CONSEQUENCES: dict[str, tuple[str, str]] = {
    "D1": (
        N_("过了这一天再告知补正，答复期限不再重新计算，补正用去的时间都算在里面。"),
        str(Citation(REGULATION, 30)),
    ),
    "D2": (
        N_("申请人无正当理由逾期不补正，视为放弃申请，不再处理。"),
        str(Citation(REGULATION, 30)),
    ),
    "D3": _UNANSWERED,
    "D4": _UNANSWERED,
    "D5": (
        N_("第三方逾期不提意见，由行政机关自行决定是否公开；答复期限接着走。"),
        str(Citation(REGULATION, 32)),
    ),
    "D6": (N_("共同制作机关逾期不提意见，视为同意公开。"), str(Citation(REGULATION, 34))),
    "D7": (
        N_("申请人逾期不缴费，视为放弃申请，不再处理。"),
        str(terms.PAYMENT.latest.citation),
    ),
    "D8": _UNANSWERED,
    "D10": _UNANSWERED,
    "D12": _NO_EVIDENCE,
    "D13": _NO_EVIDENCE,
    "C8": (
        N_("不提供或者无正当理由逾期提供证据，视为没有相应证据，很可能败诉。"),
        str(Citation(ADMINISTRATIVE_PROCEDURE, 34, 2)),
    ),
}
"""What follows where a term of `law.terms` is missed, and the place that says so."""
OVERDUE_ARTICLE = str(Citation(ADMINISTRATIVE_PROCEDURE, 74, 2))
"""A court declares it unlawful where to order a reply would be pointless: it has come, late."""
_REMEDY_DUTIES = {
    "D12": N_("向行政复议机构提出书面答复，提交证据、依据（普通程序）"),
    "D13": N_("向行政复议机构提出书面答复，提交证据、依据（简易程序）"),
    "C8": N_("向法院提交答辩状和证据、依据"),
}


@dataclass(frozen=True, slots=True)
class NextTerm:
    """A term that runs, in words: until when, by which article, and what if it is missed."""

    what: Message
    due: date | None
    article: str
    consequence: str = ""
    consequence_article: str = ""


def next_terms(attempt: Attempt, calendar: Calendar) -> list[NextTerm]:
    """Every legal term that runs on the pretended day, the organ's own first."""
    found = []
    here = attempt.here
    if here.term in REMEDIES and not attempt.waiting:
        rule = terms.TERMS[here.term].on(attempt.arrives)
        what, missed = say(_REMEDY_DUTIES[here.term]), CONSEQUENCES[here.term]
        found.append(NextTerm(what, attempt.due(calendar), str(rule.citation), *missed))
    state = attempt.clock(calendar)
    if state is not None:
        for one in state.running:
            missed = CONSEQUENCES.get(one.term, ("", ""))
            found.append(NextTerm(one.what, one.due, one.article, *missed))
    return found + _applicants_terms(attempt, calendar)


def _applicants_terms(attempt: Attempt, calendar: Calendar) -> list[NextTerm]:
    """Until when the applicant may go against the letter that answered them."""
    entry = next((one for one in reversed(attempt.log) if _choice(attempt, one).outcome), None)
    if entry is None or entry is not next(
        (one for one in reversed(attempt.log) if _choice(attempt, one).then), None
    ):
        return []
    kind = _choice(attempt, entry).letters[0].kind
    remedy = remedy_on(entry.on, kind.remedy)
    if remedy is None:
        return []
    review = NextTerm(
        say(N_("申请人可以申请行政复议（自收到告知书起）")),
        remedy.review.end(entry.on, calendar).on,
        str(remedy.review.citation),
    )
    if remedy.review_first:
        return [review]
    suit = NextTerm(
        say(N_("申请人也可以直接起诉（自收到告知书起）")),
        remedy.suit.end(entry.on, calendar).on,
        str(remedy.suit.citation),
    )
    return [review, suit]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the course and the summary show it."""

    scene: Scene
    choice: Choice
    on: date
    verdict: Verdict
    letters: tuple[Preview, ...]


def decisions(attempt: Attempt, calendar: Calendar, organ: Organ) -> list[Decision]:
    """Everything decided, in order, each with its verdict and the letters it sends."""
    return [
        Decision(
            attempt.scenario.scene(entry.scene),
            _choice(attempt, entry),
            entry.on,
            verdict := attempt.verdict(entry, calendar),
            _letters(attempt, entry, calendar, organ) if verdict.right else (),
        )
        for entry in attempt.log
    ]


def _choice(attempt: Attempt, entry: Entry) -> Choice:
    choice = attempt.scenario.scene(entry.scene).choice(entry.choice)
    assert choice is not None
    return choice


def _letters(
    attempt: Attempt, entry: Entry, calendar: Calendar, organ: Organ
) -> tuple[Preview, ...]:
    choice = _choice(attempt, entry)
    if not choice.letters:
        return ()
    events = attempt.events[: entry.known + 1]
    places = _places(events, entry.on, calendar) | {"applicant": attempt.scenario.applicant}
    return tuple(
        preview(
            sample, organ=organ, applicant=attempt.scenario.applicant, places=places, on=entry.on
        )
        for sample in choice.letters
    )


def _places(events: list[Event], on: date, calendar: Calendar) -> dict[str, str]:
    """What a letter may name: dates as official papers write them, and whether it was extended."""
    state = run(events, calendar, on)
    days: dict[str, date | None] = {"received": state.received_on, "due": state.due}
    for event in events:
        if event.kind is Kind.CORRECTED:
            days["corrected"] = event.effective
        elif event.kind is Kind.FEE_NOTIFIED:
            days["noticed"] = event.received_on
        if event.reply_by:
            days["reply_by"] = event.reply_by
    extended = any(event.kind is Kind.EXTENDED for event in events)
    return {
        "extended": "，并依法延长了答复期限" if extended else "",
        **{name: chinese_date(day) for name, day in days.items() if day},
    }


@dataclass(frozen=True, slots=True)
class Summary:
    """How the rehearsal went."""

    in_time: int
    late: list[Decision]
    mistakes: list[Decision]
    outcome: Outcome | None
    """What a real application would be counted as."""


def summary(done: list[Decision]) -> Summary:
    """The count of a rehearsal: nobody else sees it."""
    lawful = [one for one in done if one.choice.then]
    closing = next((one.choice.outcome for one in done if one.choice.outcome), None)
    return Summary(
        sum(1 for one in lawful if not one.verdict.late and one.verdict.right),
        [one for one in lawful if one.verdict.late or not one.verdict.right],
        [one for one in done if not one.choice.then],
        closing,
    )
