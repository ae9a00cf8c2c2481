"""Whether a letter may go out now: the clock is asked, and what a kind of letter presupposes.

What the law does not allow is refused with its article, before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongming.applications.clocks import events_of, is_given_up, left_undone, run_clock
from tongming.applications.letters.models import Letter, Way
from tongming.applications.letters.record import CONSULTING, EARLIER, day_in, fee_of
from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.law import letters as law
from tongming.law.clock import ClockState, Code, Event, Kind, State, run
from tongming.law.outcomes import Outcome
from tongming.law.words import N_, Message, Refused, say

STEPS: dict[str, Kind] = {
    "P2": Kind.CORRECTION_NOTIFIED,
    "P3": Kind.REASONS_ASKED,
    "P4": Kind.EXTENDED,
    "P5": Kind.THIRD_PARTY_ASKED,
    "P6": Kind.ORGAN_ASKED,
    "P8": Kind.FEE_NOTIFIED,
    # 第三十五条: that the later day is told to the applicant is what makes it count.
    "R23": Kind.REASONS_GIVEN,
    **{reply.id: Kind.ANSWERED for reply in law.REPLIES if reply.outcome},
}
"""What sending a letter is for the clock. The others (P1, P7, P9, P10, R24) are none."""
_TOLD = {
    "P2": ("reply_by",),
    "P3": ("reply_by",),
    "P4": ("days",),
    "P5": ("party",),
    "P6": ("party",),
    "R23": ("delayed_until",),
}
_NEEDS: dict[str, tuple[set[Kind], str, str]] = {
    "R15": ({Kind.CORRECTED}, N_("申请人还没有补正，不能按“补正后仍不明确”答复。"), "第三十条"),
    "R19": ({Kind.REASONS_ASKED}, N_("还没有要求申请人说明理由，不能以此不予处理。"), "第三十五条"),
    "P9": ({Kind.THIRD_PARTY_ASKED}, N_("还没有征求第三方意见。"), "第三十二条"),
    "P7": (set(CONSULTING), N_("还没有征求意见，没有什么要告知。"), "第三十三条第三款"),
}
_TERM_FROM_RECEIPT = frozenset({Kind.THIRD_PARTY_ASKED, Kind.ORGAN_ASKED, Kind.FEE_NOTIFIED})


ReplyCheck = Callable[[law.Letter, Application, date], None]

_reply_checks: list[ReplyCheck] = []


def register_reply_check(check: ReplyCheck) -> None:
    """A room that knows how a case must end refuses, in `check`, a reply that ends it otherwise."""
    if check not in _reply_checks:
        _reply_checks.append(check)


def details_for(kind: str, step: Mapping[str, Any], way: Way | None, on: date) -> dict[str, Any]:
    """What the clock is told besides the day."""
    details = {name: step[name] for name in _TOLD.get(kind, ()) if step.get(name)}
    clock_kind = STEPS.get(kind)
    if way is not None and clock_kind is Kind.ANSWERED:
        if way is Way.POST:
            details["posted_on"] = on.isoformat()
        elif way.is_signed_for:
            details["signed_on"] = on.isoformat()
    elif way is not None and way.is_signed_for and clock_kind in _TERM_FROM_RECEIPT:
        details["received_on"] = on.isoformat()
    return details


def event_for(kind: str, step: Mapping[str, Any], on: date, way: Way | None = None) -> Event | None:
    """The letter as the clock's event; None where it is none."""
    clock_kind = STEPS.get(kind)
    if clock_kind is None:
        return None
    return Event.from_data({"kind": clock_kind.value, "on": on, **details_for(kind, step, way, on)})


def closes_nothing_more(kind: law.Letter, application: Application) -> bool:
    """A letter of abandonment to an application already closed as abandoned only tells."""
    return (
        kind.id in EARLIER
        and is_given_up(application)
        and application.outcome == (kind.outcome or "")
    )


def require_lawful(
    kind: law.Letter,
    application: Application,
    step: Mapping[str, Any],
    on: date,
    way: Way | None = None,
) -> ClockState | None:
    """The clock once the letter has gone; `Refused` with the article where it may not go."""
    if application.received_on is None:
        raise Refused(say(N_("双方还没有确认收到这件申请，先确认再办理。")), "第三十一条第三项")
    events = events_of(application)
    if closes_nothing_more(kind, application):
        return None
    _require_presupposed(kind, events, step, on)
    if kind.outcome is not None:
        for check in _reply_checks:
            check(kind, application, on)
    event = event_for(kind.id, step, on, way)
    if event is None:
        return None
    if is_given_up(application):
        raise Refused(
            say(N_("这件申请已按放弃办结，办理经过不能再变。办结有误的，先撤销办结。")), "第三十条"
        )
    return run_clock([*events, event], on)


def _require_presupposed(
    kind: law.Letter, events: list[Event], step: Mapping[str, Any], on: date
) -> None:
    kinds = {event.kind for event in events}
    if (needed := _NEEDS.get(kind.id)) and not needed[0] & kinds:
        raise Refused(say(needed[1]), needed[2])
    if kind.id == "P2" and Kind.CORRECTION_NOTIFIED in kinds:
        raise Refused(say(N_("补正只能一次性告知，已经告知过。")), "第三十条")
    if kind.id == "R23" and day_in(step, "delayed_until") is None:
        raise Refused(say(N_("请写明延迟到哪一天答复。")), "第三十五条")
    if kind.id == "P8" and fee_of(step, on) is None:
        raise Refused(
            say(N_("按所选的标准不需要收费。不收费的，不发收费通知。")), "国办函〔2020〕109号"
        )
    if kind.id in EARLIER:
        _require_abandoned(kind, events, on)


def _require_abandoned(kind: law.Letter, events: list[Event], on: date) -> None:
    state = run_clock(events, on)
    if state.state is not State.ABANDONED or left_undone(events) is not kind.outcome:
        if kind.outcome is Outcome.NOT_CORRECTED:
            text = N_("申请人的补正期限还没有过，或者没有告知过补正，不能按逾期不补正处理。")
            raise Refused(say(text), "第三十条")
        text = N_("申请人的缴费期限还没有过，或者没有收费通知，不能按逾期未缴费处理。")
        raise Refused(say(text), "国办函〔2020〕109号 第六条")


_NOT_SURE = N_(
    "延长后的最后一天{day}是按现在的情况算出的：征求意见提前结束、查明对方收到的日期，或者公布新的放假安排，"
    "都会使它变动。宜先办完征求意见再延期。"
)


_NOT_OF_THE_LETTER = frozenset(
    {
        Code.RECEIPT_ASSUMED,
        Code.RECEIPT_UNKNOWN,
        Code.PROVISIONAL,
        Code.YEAR_END_OPEN,
        Code.CONSULTATION_EDGES,
    }
)
"""What the application's page says anyway, and no other wording of the letter would change."""


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that is lawful and yet to be thought of before the letter goes."""

    message: Message
    article: str


def cautions(letter: Letter, on: date) -> tuple[Caution, ...]:
    """What the clock warns of once the letter has gone, and did not before."""
    if letter.application.received_on is None:
        return ()
    events = events_of(letter.application)
    try:
        before = run_clock(events, on)
        after = require_lawful(letter.law, letter.application, letter.step, on)
    except Refused:
        return ()
    if after is None:
        return ()
    found = [
        Caution(one.message, one.article)
        for one in after.warnings
        if one not in before.warnings and one.code not in _NOT_OF_THE_LETTER
    ]
    if letter.kind == "P4" and after.due and (after.provisional or after.state is State.SUSPENDED):
        told = say(_NOT_SURE, day=after.due)
        found.append(Caution(told, "第三十三条第三款"))
    return tuple(found)


def late_by(letter: Letter, on: date) -> date | None:
    """The last day a reply has missed; None where it is in time. Late, it is still owed."""
    if not letter.law.is_reply or not letter.application.is_open:
        return None
    try:
        state = run_clock(events_of(letter.application), on)
    except Refused:
        return None
    return state.due if state.overdue else None


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of letter, and where it cannot be sent now, why not."""

    kind: law.Letter
    reason: Message | None = None
    article: str = ""

    @property
    def lawful(self) -> bool:
        """Whether the law allows it today."""
        return self.reason is None


def offers(application: Application, today: date) -> Iterator[Offer]:
    """Every kind of letter, tried on the clock with the mildest details."""
    calendar = current_calendar()
    events = events_of(application) if application.received_on else []
    due = run(events, calendar, today).due if events else None
    example = {
        "reply_by": calendar.after(today, 10).on.isoformat(),
        "days": 1,
        "delayed_until": calendar.after(max(due or today, today), 1).on.isoformat(),
        "standard": "applications",
        "count": 11,
    }
    for kind in law.LETTERS.values():
        try:
            require_lawful(kind, application, example, today)
        except Refused as refusal:
            yield Offer(kind, refusal.message, refusal.article)
        else:
            yield Offer(kind)
