"""Reading a list of events: where the application stands on a day, and how it came to that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tongming.law import terms
from tongming.law.calendar import Calendar, Deadline
from tongming.law.calendar_year import BASIS
from tongming.law.citation import EXCLUSION, EXCLUSION_2008
from tongming.law.clock.acts import apply
from tongming.law.clock.course import (
    CORRECTING,
    EXCLUDED,
    Consultation,
    Course,
)
from tongming.law.clock.events import Event, Kind
from tongming.law.clock.state import ClockState, Code, Ground, Running, State, Step, Suspension
from tongming.law.terms import Silence, Term
from tongming.law.words import N_, Refused, say


def run(events: Sequence[Event], calendar: Calendar, as_of: date) -> ClockState:
    """The clock: from what happened and the calendar to where the application stands on `as_of`.

    Events must stand in the order in which they happened; what happened after `as_of` is left
    out, with a warning. `Refused`, with the article, where the sequence cannot be.
    """
    if not events:
        raise Refused(say(N_("第一个事件应当是“收到申请”（received）。")), Kind.RECEIVED.article)
    first = events[0]
    if first.kind is not Kind.RECEIVED:
        raise _before_receipt(first)
    if first.effective > as_of:
        text = N_("{as_of}还没有收到申请，收到申请之日是{day}。")
        raise Refused(say(text, as_of=as_of, day=first.effective), Kind.RECEIVED.article)
    course = Course(first, calendar)
    previous, left_out = first, 0
    for event in events[1:]:
        if event.effective < previous.effective:
            raise _out_of_order(previous, event)
        previous = event
        if event.effective > as_of:
            left_out += 1
        else:
            apply(course, event)
    if left_out:
        text = N_("有{n}个事件晚于{as_of}，没有计算在内。")
        course.warn(Code.LATER_EVENTS_LEFT_OUT, say(text, n=left_out, as_of=as_of), "")
    return _answer(course, events, as_of)


def _before_receipt(event: Event) -> Refused:
    text = N_(
        "第一个事件应当是“收到申请”（received），这里却是“{kind}”（{on}）。"
        "没有收到申请之前不会有别的事件，请按发生的先后排列。"
    )
    message = say(text, kind=say(event.kind.label), on=event.effective)
    return Refused(message, Kind.RECEIVED.article)


def _out_of_order(previous: Event, event: Event) -> Refused:
    message = say(
        N_("事件应当按发生的先后排列：“{kind}”（{on}）在“{before}”（{then}）之前。"),
        kind=say(event.kind.label),
        on=event.effective,
        before=say(previous.kind.label),
        then=previous.effective,
    )
    return Refused(message, event.kind.article)


def _answer(course: Course, events: Sequence[Event], as_of: date) -> ClockState:
    """Read the answer off the course."""
    awaiting = course.awaiting
    if awaiting and not course.closed and not course.lapsed and awaiting.over(as_of):
        course.lapse()
    reply = course.due()
    applicants_turn = awaiting is not None and (course.lapsed or not course.closed)
    due = awaiting.until if awaiting and applicants_turn else reply
    unsure = [] if applicants_turn else course.unsure()
    state = _state(course, as_of)
    replied_on = course.closed.effective if course.closed else as_of
    overdue = awaiting is None and reply is not None and replied_on > reply.on
    _note_silence(course, as_of)
    _note_receipts(course, unsure, overdue=overdue)
    cautious = _cautious_due(course, state, reply, replied_on)
    _note_calendar(course, state, due)
    _note_strangers(course, events)
    return ClockState(
        state=state,
        as_of=as_of,
        received_on=course.received_on,
        regulation=course.regulation,
        due=due.on if due else None,
        overdue=overdue,
        missing_years=due.missing_years if due else (),
        receipt_assumed=bool(unsure),
        cautious_due=cautious,
        running=_running(course, state, due, as_of, assumed=bool(unsure)),
        steps=tuple(course.steps),
        warnings=tuple(course.cautions),
        suspensions=_suspensions(course),
        phases=course.all_phases(as_of),
        closed_on=course.closed.effective if course.closed else None,
        calendar=course.calendar,
    )


def _state(course: Course, as_of: date) -> State:
    if course.closed:
        return State.CLOSED
    if course.lapsed:
        return State.ABANDONED
    if course.awaiting:
        return State.AWAITING_APPLICANT
    return State.SUSPENDED if _open_consultations(course, as_of) else State.RUNNING


def _open_consultations(course: Course, as_of: date) -> list[Consultation]:
    """Letters that hold the term up on that day: asked while days were left, and not yet over."""
    if not course.consultations:
        return []
    due = course.due()
    return [
        consultation
        for consultation in course.consultations
        if consultation.counts
        and consultation.answered is None
        and (due is None or consultation.asked < due.on)
        and _lasts(consultation, due, as_of)
    ]


def _lasts(consultation: Consultation, due: Deadline | None, as_of: date) -> bool:
    """Whether the other side may still answer in time.

    Of unknown receipt: as long as the date under the earliest assumption has not passed either.
    """
    ends = due if consultation.unsure else consultation.ends
    return ends is None or as_of <= ends.on


def _running(
    course: Course, state: State, due: Deadline | None, as_of: date, *, assumed: bool
) -> tuple[Running, ...]:
    """What runs on the day asked about, the term that decides first."""
    on, provisional = (due.on, due.provisional or assumed) if due else (None, False)
    if state is State.AWAITING_APPLICANT:
        assert course.awaiting is not None
        term = "D2" if course.awaiting.ground is Ground.CORRECTION else "D7"
        text = N_("申请人补正") if term == "D2" else N_("申请人缴费")
        return (Running(term, say(text), course.awaiting.article, on, provisional),)
    if state not in (State.RUNNING, State.SUSPENDED):
        return ()
    running = [_running_reply(course, on, provisional)]
    for consultation in _open_consultations(course, as_of):
        third = consultation.ground is Ground.THIRD_PARTY
        text = N_("第三方提出意见") if third else N_("其他机关提出意见")
        ends = None if consultation.unsure else consultation.ends
        running.append(
            Running(
                "D5" if third else "D6",
                say(text),
                str(EXCLUSION if course.revised else EXCLUSION_2008),
                ends.on if ends else None,
                ends.provisional if ends else consultation.unsure,
            )
        )
    if not course.correction_noticed and course.start == course.received_on:
        rule = terms.CORRECTION_NOTICE.on(course.received_on)
        limit = rule.end(course.received_on, course.calendar) if isinstance(rule, Term) else None
        if limit and as_of <= limit.on:
            text = N_("申请内容不明确的，可以一次性告知补正")
            running.append(Running("D1", say(text), CORRECTING, limit.on, limit.provisional))
    return tuple(running)


def _running_reply(course: Course, on: date | None, provisional: bool) -> Running:
    if course.delayed_until:
        article = str(terms.REASONS.latest.citation)
        return Running("D10", say(N_("按延迟的日期答复")), article, on)
    if course.extension:
        article = str(terms.EXTENSION.on(course.received_on).citation)
        return Running("D4", say(N_("在延长的期限内答复")), article, on, provisional)
    article = str(course.term.citation)
    return Running(course.term_id, say(N_("答复申请人")), article, on, provisional)


def _note_silence(course: Course, as_of: date) -> None:
    """A consultation nobody answered in time ends by itself; that is a step of its own."""
    silent = [
        consultation
        for consultation in course.consultations
        if consultation.ends
        and not consultation.unsure
        and consultation.ends.on < as_of
        and (consultation.answered is None or consultation.answered > consultation.ends.on)
        and (course.closed is None or consultation.ends.on < course.closed.effective)
    ]
    for consultation in silent:
        assert consultation.ends is not None
        third = consultation.ground is Ground.THIRD_PARTY
        rule = (terms.THIRD_PARTY if third else terms.CO_MAKER).on(course.received_on)
        consent = isinstance(rule, Term) and rule.silence is Silence.CONSENT
        text = (
            N_("其他机关逾期未提出意见，视为同意公开")
            if consent
            else N_("第三方逾期未提出意见，由行政机关决定是否公开")
        )
        on = consultation.ends.on
        what = course.when_over(consultation, on, say(text))
        course.steps.append(Step(on, what, str(rule.citation), course.running_due()))
    if silent:
        course.steps.sort(key=lambda step: step.on)


def _note_receipts(course: Course, unsure: Sequence[Consultation], *, overdue: bool) -> None:
    """Say which letters must be traced: their terms run from a day nobody knows yet."""
    if course.closed is None and course.awaiting and course.awaiting.until is None:
        text = N_(
            "不知道申请人哪天收到{sent}发出的收费通知。缴费期限自收到次日起算，查明之前不会起算，"
            "也不能视为放弃申请。请查明送达日期后补登。"
        )
        message = say(text, sent=course.awaiting.since)
        course.warn(Code.RECEIPT_UNKNOWN, message, course.awaiting.article)
    if course.closed and not overdue:
        return
    for consultation in unsure:
        third = consultation.ground is Ground.THIRD_PARTY
        rule = (terms.THIRD_PARTY if third else terms.CO_MAKER).on(course.received_on)
        text = N_(
            "不知道对方哪天收到{sent}发出的征求意见书。答复期限暂按发出当日收到计算，这是最早的日子；"
            "查明之前不能认定对方逾期未提出意见。请查明送达日期后补登。"
        )
        message = say(text, sent=consultation.asked)
        course.warn(Code.RECEIPT_ASSUMED, message, str(rule.citation))


def _cautious_due(
    course: Course, state: State, reply: Deadline | None, replied_on: date
) -> date | None:
    """The date of the narrowest reading, where it is earlier; noted while it can still matter."""
    if not course.consultations or course.awaiting or reply is None:
        return None
    cautious = course.cautious_due()
    if cautious is None or cautious.on >= reply.on:
        return None
    if state is not State.CLOSED or replied_on > cautious.on:
        text = N_(
            "条例只说征求意见“所需时间”不计入，没有写明从哪天起、到哪天止。这里扣除发出征求意见书"
            "次日至意见到达或者期满当日，答复期限到{due}；从严只扣除对方收到次日至意见到达前一日的，"
            "到{cautious}。稳妥起见，请最迟在{cautious}答复。"
        )
        message = say(text, due=reply.on, cautious=cautious.on)
        course.warn(Code.CONSULTATION_EDGES, message, EXCLUDED)
    return cautious.on


def _note_calendar(course: Course, state: State, due: Deadline | None) -> None:
    """Say by name which notice is still awaited."""
    if due is None or state in (State.CLOSED, State.ABANDONED):
        return
    if due.missing_years:
        text = N_(
            "期限跨入{years}年，该年的放假安排还没有装载，暂按周一至周五计算；"
            "国务院办公厅公布通知后请装载并核对。"
        )
        years = "、".join(map(str, due.missing_years))
        course.warn(Code.PROVISIONAL, say(text, years=years), BASIS)
    elif awaited := course.calendar.awaited_notice(course.start, due.on):
        text = N_("{year}年的放假安排还没有装载，它可能调整上一年12月末的工作日，届时请核对。")
        course.warn(Code.YEAR_END_OPEN, say(text, year=awaited), BASIS)


def _note_strangers(course: Course, events: Sequence[Event]) -> None:
    """Name what stood in the source but says nothing to the clock: perhaps a slip of the pen."""
    for event in events:
        for name in event.ignored:
            text = N_("“{kind}”（{on}）里的“{name}”不认识，没有用到。请核对拼写。")
            message = say(text, kind=say(event.kind.label), on=event.on, name=name)
            course.warn(Code.UNKNOWN_FIELD, message, event.kind.article)


def _suspensions(course: Course) -> tuple[Suspension, ...]:
    if not course.consultations:
        return ()
    return tuple(
        Suspension(consultation.ground, *consultation.stretch())
        for consultation in course.consultations
        if consultation.counts
    )
