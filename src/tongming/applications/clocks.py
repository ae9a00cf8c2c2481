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
from tongming.law.words import N_, Message, Refused, say

ABANDONED = {Kind.CORRECTION_NOTIFIED: Outcome.NOT_CORRECTED, Kind.FEE_NOTIFIED: Outcome.UNPAID}
"""What an abandoned application counts as, by what the applicant left undone."""


def event_of(step: Step) -> Event:
    """A step as the clock reads it. Its outcome says nothing to the clock."""
    details = {name: value for name, value in step.details.items() if name != "outcome"}
    return Event.from_data({"kind": step.kind, "on": step.on, **details})


def events_of(application: Application, *, without: Step | None = None) -> list[Event]:
    """The history that counts: every step not struck out, in order, the receipt first.

    A receipt corrected later may fall on the day of a step entered before.
    """
    standing = sorted(
        application.steps.filter(struck_out_at=None).order_by("on", "pk"),
        key=lambda step: (step.on, step.kind != Kind.RECEIVED.value),
    )
    return [event_of(step) for step in standing if without is None or step.pk != without.pk]


def run_clock(events: Sequence[Event], as_of: date, calendar: Calendar | None = None) -> ClockState:
    """Where the history stands on a day, by the calendar in force unless another is given."""
    return run(events, calendar or current_calendar(), as_of)


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
    )


def sentence(state: ClockState, calendar: Calendar, today: date) -> Message:
    """The clock as one sentence, for the page's head and for a screen reader."""
    due = state.due
    if state.state is State.CLOSED:
        return say(N_("已办结。"))
    if state.state is State.ABANDONED:
        return say(N_("申请人逾期没有补正或者缴费，视为放弃申请。请办结。"))
    if due is None:
        return say(N_("正在等候意见，期限没有进行。"))
    if state.overdue:
        return say(N_("答复期限已于{due}届满。请立即答复。"), due=due)
    left = calendar.count(today, due)
    if state.state is State.AWAITING_APPLICANT:
        return say(N_("等待申请人，限{due}前完成，还有{n}个工作日。"), due=due, n=left)
    if state.state is State.SUSPENDED:
        return say(N_("正在征求意见，这段时间不计入；预计{due}届满。"), due=due)
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
