"""The term as a picture: every day from receipt to due date, counted or not, and why."""

from __future__ import annotations

from collections.abc import Iterator
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

    on: date
    kind: DayKind
    """What the calendar says of the day: workday, makeup, holiday, weekend."""
    counted: int | None
    """Which day of the term it is; None where it does not count."""
    term: str
    """What is counted: D3, D4 beyond its basic length, D8 after payment, D7; else empty."""
    ground: Ground | None
    """Why the term to reply stands still."""
    starts: bool
    """The day a term starts with: of receipt, of correction, of payment. Not counted itself."""
    due: bool
    void: bool
    """Counted at the time, and made worthless by a restart."""
    provisional: bool
    """The year's notice is not loaded."""
    message: Message
    notice: str


def strip(state: ClockState) -> list[DayMark]:
    """Every day from receipt to the end of what runs."""
    marks = [_first(state)]
    for phase in state.phases:
        marks += _phase(state, phase)
    restarts = {phase.start for phase in state.phases[1:] if phase.term and phase.ground is None}
    for position, mark in enumerate(marks):
        if position and mark.on in restarts:
            marks[position] = _restart(mark)
        elif mark.on == state.due:
            marks[position] = replace(mark, due=True)
    return marks


def _first(state: ClockState) -> DayMark:
    why = state.calendar.why(state.received_on)
    message = say(N_("收到申请之日，不计入（{article}）"), article=str(COUNTING))
    return DayMark(
        state.received_on, why.kind, None, "", None, True, state.received_on == state.due, False,
        why.provisional, message, why.notice,
    )  # fmt: skip


def _restart(mark: DayMark) -> DayMark:
    text = (
        N_("收到补正之日，不计入；自次日起重新计算")
        if mark.ground is Ground.CORRECTION
        else N_("缴费之日，不计入；自次日起重新计算")
    )
    return replace(
        mark, counted=None, term="", starts=True, ground=None, message=say(text), due=False
    )


def _phase(state: ClockState, phase: Phase) -> Iterator[DayMark]:
    counted = 0
    for offset in range(1, (phase.end - phase.start).days + 1):
        day = phase.start + timedelta(days=offset)
        why = state.calendar.why(day)
        ground = phase.ground or _suspended(state, day)
        number, term, message = None, "", why.message
        if why.working and phase.term and (ground is None or phase.ground):
            counted += 1
            number, term = counted, _term(phase, counted)
            message = _counted(phase, term, why.message)
        elif ground:
            message = say(_GROUNDS[ground])
        yield DayMark(
            day, why.kind, number, term, ground, False, False, phase.void,
            why.provisional, message, why.notice,
        )  # fmt: skip


def _suspended(state: ClockState, day: date) -> Ground | None:
    """Why the day is taken out of the term; of several grounds the one that began first."""
    for suspension in sorted(state.suspensions, key=lambda suspension: suspension.since):
        if suspension.since < day and (suspension.until is None or day <= suspension.until):
            return suspension.ground
    return None


def _term(phase: Phase, counted: int) -> str:
    return "D4" if phase.ground is None and counted > phase.days else phase.term


def _counted(phase: Phase, term: str, reason: Message) -> Message:
    if phase.void:
        return say(N_("{reason}（后来重新计算，此前所计作废）"), reason=reason)
    if term == "D4":
        return say(N_("{reason}（延长期）"), reason=reason)
    if term == "D7":
        return say(N_("{reason}（缴费期限）"), reason=reason)
    return reason
