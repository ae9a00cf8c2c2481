"""The term as a picture: every day from receipt to due date, counted or not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tongming.law.calendar import DayKind
from tongming.law.citation import COUNTING
from tongming.law.clock.state import ClockState, Ground, Phase
from tongming.law.words import N_, Message, say

_GROUNDS = {
    Ground.THIRD_PARTY: N_("征求第三方意见，不计入"),
    Ground.ORGAN: N_("征求其他机关意见，不计入"),
    Ground.CORRECTION: N_("等待申请人补正，答复期限不计算"),
    Ground.PAYMENT: N_("等待申请人缴费，答复期限不计算"),
}


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day of the picture."""

    day: date
    kind: DayKind
    """What the calendar says of the day: workday, makeup, holiday, weekend."""
    note: Message
    """Counted or not, why, and by which notice."""
    notice: str = ""
    count: int | None = None
    """Which day of the term it is; None where it does not count."""
    term: str = ""
    """What is counted: D3, D4 beyond its basic length, D8 after payment, D7; else empty."""
    ground: Ground | None = None
    """Why the term to reply stands still."""
    starts: bool = False
    """The day a term starts with: of receipt, of correction, of payment. Not counted itself."""
    is_due: bool = False
    void: bool = False
    """Counted at the time, and made worthless by a restart."""
    provisional: bool = False
    """The year's notice is not loaded."""

    @property
    def state(self) -> str:
        """How to draw it: received, void, counted, makeup, suspended, holiday or weekend."""
        if self.starts:
            return "received"
        if self.count is not None:
            if self.void:
                return "void"
            return "makeup" if self.kind is DayKind.MAKEUP else "counted"
        if self.ground is not None:
            return "suspended"
        return self.kind.value


@dataclass(frozen=True, slots=True)
class Tally:
    """The picture in three numbers of working days."""

    used: int
    """Counted towards the reply up to the day asked about, that day among them."""
    excluded: int
    """Taken out because others were asked (第三十三条第三款)."""
    left: int
    """Still to come until the last day; of the applicant's term where that is what runs."""


def tally(marks: Iterable[DayMark], as_of: date) -> Tally:
    """How many days are used, excluded and left on a day."""
    used = excluded = left = 0
    for mark in marks:
        working = mark.kind in (DayKind.WORKDAY, DayKind.MAKEUP)
        if mark.count is not None and not mark.void:
            if mark.day > as_of:
                left += 1
            elif mark.term != "D7":
                used += 1
        elif working and mark.ground in (Ground.THIRD_PARTY, Ground.ORGAN):
            excluded += 1
    return Tally(used, excluded, left)


def strip(state: ClockState) -> list[DayMark]:
    """Every day from receipt to the end of what runs."""
    why = state.calendar.why(state.received_on)
    note = say(N_("收到申请之日，不计入（{article}）"), article=str(COUNTING))
    marks = [DayMark(state.received_on, why.kind, note, why.notice, starts=True)]
    for phase in state.phases:
        marks += _phase(state, phase)
    restarts = {phase.start for phase in state.phases[1:] if phase.ground is None}
    return [
        _restart(mark)
        if position and mark.day in restarts
        else replace(mark, is_due=True)
        if mark.day == state.due
        else mark
        for position, mark in enumerate(marks)
    ]


def _restart(mark: DayMark) -> DayMark:
    text = (
        N_("收到补正之日，不计入；自次日起重新计算")
        if mark.ground is Ground.CORRECTION
        else N_("缴费之日，不计入；自次日起重新计算")
    )
    return replace(mark, count=None, term="", starts=True, ground=None, note=say(text))


def _phase(state: ClockState, phase: Phase) -> Iterator[DayMark]:
    count = 0
    for offset in range(1, (phase.end - phase.start).days + 1):
        day = phase.start + timedelta(days=offset)
        why = state.calendar.why(day)
        mark = DayMark(day, why.kind, why.message, why.notice, provisional=why.provisional)
        ground = phase.ground or _suspended(state, day)
        if why.working and phase.term and (ground is None or phase.ground):
            count += 1
            term = "D4" if phase.ground is None and count > phase.days else phase.term
            note = _counted(phase, term, why.message)
            yield replace(mark, note=note, count=count, term=term, ground=ground, void=phase.void)
        elif ground:
            # Within a term to pay, a day off is skipped because it is one, like in any other term.
            note = why.message if phase.term and phase.ground else say(_GROUNDS[ground])
            yield replace(mark, note=note, ground=ground)
        else:
            yield mark


def _suspended(state: ClockState, day: date) -> Ground | None:
    """Why the day is taken out of the term; of several grounds the one that began first."""
    for suspension in state.suspensions:
        if suspension.since < day and (suspension.until is None or day <= suspension.until):
            return suspension.ground
    return None


def _counted(phase: Phase, term: str, reason: Message) -> Message:
    if phase.void:
        return say(N_("{reason}（后来重新计算，此前所计作废）"), reason=reason)
    if term == "D4":
        return say(N_("{reason}（延长期）"), reason=reason)
    if term == "D7":
        return say(N_("{reason}（缴费期限）"), reason=reason)
    return reason
