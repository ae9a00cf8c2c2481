"""The register's steps as the clock's events, and the clock's answer as the screens want it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tongming.applications.kinds import ENTRIES, Entry, Kind
from tongming.applications.models import Application, Step
from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Calendar
from tongming.law.clock import Change, ClockState, Event, State, recompute, run
from tongming.law.outcomes import Outcome
from tongming.law.terms import CORRECTION_NOTICE, Term
from tongming.law.words import N_, Message, Refused, say

ABANDONED = {Kind.CORRECTION_NOTIFIED: Outcome.NOT_CORRECTED, Kind.FEE_NOTIFIED: Outcome.UNPAID}
"""What an abandoned application counts as, by what the applicant left undone."""


_UNREAD = {"outcome", "completes"}
"""What a step keeps that says nothing to the clock."""
RECEIPTS = {Kind.THIRD_PARTY_ASKED, Kind.ORGAN_ASKED, Kind.FEE_NOTIFIED}
"""Letters whose day of receipt begins a term of whoever receives them."""


def event_of(step: Step) -> Event:
    """A step as the clock reads it."""
    details = {name: value for name, value in step.details.items() if name not in _UNREAD}
    return Event.from_data({"kind": step.kind, "on": step.on, **details})


def place_of(step: Step) -> tuple[date, bool, int]:
    """Where a step stands in the history: by its day, then in the order of entering.

    A receipt corrected later may fall on the day of a step entered before; a completed step stands
    where the one it completes stood.
    """
    return step.on, step.kind != Kind.RECEIVED.value, step.details.get("completes", step.pk)


def events_of(application: Application, *, without: Step | None = None) -> list[Event]:
    """The history that counts: every step not struck out, in order, the receipt first."""
    standing = sorted(application.steps.filter(struck_out_at=None), key=place_of)
    return [event_of(step) for step in standing if without is None or step.pk != without.pk]


def lacks_receipt(step: Step) -> bool:
    """Whether the step is a letter of which nobody knows yet when it arrived."""
    return (
        step.kind in RECEIPTS
        and step.struck_out_at is None
        and step.details.get("received_on") is None
    )


def is_given_up(application: Application) -> bool:
    """Whether it was closed because the applicant gave it up: no step closed it."""
    closing = [kind.value for kind, entry in ENTRIES.items() if entry.closes]
    standing = application.steps.filter(struck_out_at=None, kind__in=closing)
    return application.closed_on is not None and not standing.exists()


def run_clock(events: Sequence[Event], as_of: date, calendar: Calendar | None = None) -> ClockState:
    """Where the history stands on a day, by the calendar in force unless another is given."""
    return run(events, calendar or current_calendar(), as_of)


def correction_notice_by(received_on: date) -> date | None:
    """The last day to ask for a correction (第三十条); None where the old text set none."""
    rule = CORRECTION_NOTICE.on(received_on)
    return rule.end(received_on, current_calendar()).on if isinstance(rule, Term) else None


def left_undone(events: Sequence[Event]) -> Outcome | None:
    """What an abandoned application counts as: by the last thing the applicant was asked to do."""
    for event in reversed(events):
        if outcome := ABANDONED.get(event.kind):
            return outcome
    return None


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that could come next, and where it cannot, why not."""

    entry: Entry
    reason: Message | None = None
    article: str = ""

    @property
    def lawful(self) -> bool:
        """Whether the law allows it today."""
        return self.reason is None


def offers(application: Application, today: date) -> list[Offer]:
    """Every kind of step, tried on the clock: what it refuses is not offered, and says why."""
    history = events_of(application)
    calendar = current_calendar()
    found = []
    for entry in ENTRIES.values():
        try:
            run([*history, _example(entry, today)], calendar, today)
        except Refused as refusal:
            found.append(Offer(entry, refusal.message, refusal.article))
        else:
            found.append(Offer(entry))
    return sorted(found, key=lambda offer: not offer.lawful)


def _example(entry: Entry, today: date) -> Event:
    """The step as it would be entered today, with the mildest details."""
    return Event(
        entry.kind,
        today,
        reply_by=today + timedelta(days=15) if "reply_by" in entry.asks else None,
        received_on=today if "received_on" in entry.asks else None,
        days=1 if "days" in entry.asks else None,
        good_reason="good_reason" in entry.asks,
    )


def sentence(
    state: ClockState, calendar: Calendar, today: date, *, closed: bool = False
) -> Message:
    """The clock as one sentence, for the page's head and for a screen reader.

    `closed`: the register has closed it, also where the clock only knows it as given up.
    """
    due = state.due
    if closed or state.state is State.CLOSED:
        return say(N_("已办结。"))
    if state.state is State.ABANDONED:
        return say(N_("申请人逾期没有补正或者缴费，视为放弃申请。请办结。"))
    if due is None and state.state is State.AWAITING_APPLICANT:
        return say(N_("等待申请人缴费。收到收费通知的日期待查，缴费期限还没有起算。"))
    if due is None:
        return say(N_("正在等候意见，期限没有进行。"))
    if state.overdue and state.receipt_assumed:
        return say(
            N_("按最早的日子，答复期限已于{due}届满。请查明对方收到日期补登，并尽快答复。"), due=due
        )
    if state.overdue:
        return say(N_("答复期限已于{due}届满。请立即答复。"), due=due)
    left = calendar.count(today, due)
    if state.state is State.AWAITING_APPLICANT:
        return say(N_("等待申请人，限{due}前完成，还有{n}个工作日。"), due=due, n=left)
    if state.state is State.SUSPENDED and state.receipt_assumed:
        return say(N_("正在征求意见，这段时间不计入；对方收到日期待查，最早{due}届满。"), due=due)
    if state.state is State.SUSPENDED:
        return say(N_("正在征求意见，这段时间不计入；预计{due}届满。"), due=due)
    if state.receipt_assumed:
        return say(
            N_("对方收到征求意见书的日期待查，答复期限最早{due}届满，还有{n}个工作日。"),
            due=due,
            n=left,
        )
    if state.provisional:
        return say(
            N_("答复期限暂定{due}届满，还有{n}个工作日；跨入的年度还没有放假安排。"),
            due=due,
            n=left,
        )
    return say(N_("答复期限{due}届满，还有{n}个工作日。"), due=due, n=left)


def changed_clocks(
    applications: Iterable[Application], old: Calendar, new: Calendar, today: date
) -> Iterator[tuple[Application, Change]]:
    """Of these open applications, those that another calendar would tell otherwise."""
    for application in applications:
        if change := recompute(events_of(application), old, new, today):
            yield application, change
