"""What each kind of event does to an application: one function a kind, with its article.

An act the law does not allow is refused. An act that comes too late or twice but stays valid is
written down with a named warning, and moves nothing it could only have moved in time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tongming.law import terms
from tongming.law.citation import LETTER_ON_POSTING, REGULATION, REGULATION_2008, Citation
from tongming.law.clock import consulting, turns
from tongming.law.clock.course import Awaiting, Course
from tongming.law.clock.events import Event, Kind
from tongming.law.clock.state import Code, Ground
from tongming.law.words import N_, Refused, say


def apply(course: Course, event: Event) -> None:
    """Let one event happen; `Refused` where it cannot."""
    kind = event.kind
    if course.closed:
        message = say(
            N_("申请已于{day}办结（{how}），之后不能再登记“{kind}”。"),
            day=course.closed.effective,
            how=say(course.closed.kind.label),
            kind=say(kind.label),
        )
        raise Refused(message, kind.article)
    awaiting = course.awaiting
    if awaiting and awaiting.over(event.effective) and not _revives(event, awaiting):
        _allow_after_lapse(event, awaiting)
        course.lapse()
    ACTS[kind](course, event)


def _revives(event: Event, awaiting: Awaiting) -> bool:
    """第三十条: late without good reason is deemed abandoned; late with good reason is not."""
    correction = event.kind is Kind.CORRECTED and awaiting.ground is Ground.CORRECTION
    return correction and event.good_reason


def _allow_after_lapse(event: Event, awaiting: Awaiting) -> None:
    """Once deemed abandoned, only the letter that says so, or a withdrawal, may still come."""
    if event.kind in (Kind.ANSWERED, Kind.WITHDRAWN):
        return
    if event.kind is Kind.CORRECTED and awaiting.ground is Ground.CORRECTION:
        text = N_(
            "补正限期{until}已过，没有正当理由的视为放弃申请。"
            "有正当理由的请注明（good_reason），否则按新的申请登记。"
        )
    elif event.kind is Kind.FEE_PAID:
        text = N_("缴费限期{until}已过，视为放弃申请，不再处理。申请人可以另行申请。")
    else:
        text = N_("申请人到{until}没有补正或者缴费，视为放弃申请，不能再登记“{kind}”。")
    assert awaiting.until is not None
    message = say(text, until=awaiting.until.on, kind=say(event.kind.label))
    raise Refused(message, awaiting.article)


def _received(course: Course, event: Event) -> None:
    text = N_("这件申请已于{day}收到，不能再收到一次。收到补正请登记“收到补正”。")
    raise Refused(say(text, day=course.received_on), event.kind.article)


def _extended(course: Course, event: Event) -> None:
    """第三十三条第二款: at most twenty working days, once, told before the term runs out."""
    assert event.days is not None
    course.not_while_waiting(event)
    rule = terms.EXTENSION.on(course.received_on)
    article = str(rule.citation)
    if event.days > rule.n:
        text = N_("延长答复期限最多{n}个工作日，不能延长{days}个。")
        raise Refused(say(text, n=rule.n, days=event.days), article)
    if course.extension:
        text = N_("答复期限已经延长过{days}个工作日，只能延长一次。")
        raise Refused(say(text, days=course.extension), article)
    if course.delayed_until:
        text = N_("已经确定延迟到{day}答复，不能再延长。")
        raise Refused(say(text, day=course.delayed_until), turns.REASONS)
    due = course.due()
    if due and event.on > due.on:
        if course.unsure():
            text = N_("按暂定的期限{due}，延长已经迟了；补登对方收到日期后请再核对。")
        elif due.provisional:
            text = N_("按暂定的期限{due}，延长已经迟了；装载放假安排后请再核对。")
        else:
            text = N_("答复期限{due}已经届满，{on}不能再延长。应当尽快答复。")
            raise Refused(say(text, due=due.on, on=event.on), article)
        course.warn(Code.EXTENSION_UNSURE, say(text, due=due.on), article)
    if course.extended_before:
        text = N_("重新计算前已经延长过一次。对重新计算的期限能否再延长，条例没有明文。")
        course.warn(Code.SECOND_TERM_EXTENDED, say(text), article)
    course.extension = event.days
    course.changed()
    text = N_("经政府信息公开工作机构负责人同意并告知申请人，延长{days}个工作日")
    course.step(event, say(text, days=event.days), article)


def _answered(course: Course, event: Event) -> None:
    """第三十六条; a reply sent by post counts on the day of posting (国办公开办函〔2016〕235号)."""
    awaiting = course.awaiting
    article = str(Citation(REGULATION, 36)) if course.revised else str(course.term.citation)
    text = N_("答复申请人")
    if awaiting and course.lapsed:
        text, article = N_("告知申请人不再处理"), awaiting.article
    elif event.posted_on:
        text, article = N_("答复交邮，以交邮之日为答复之日"), f"{article}；{LETTER_ON_POSTING.name}"
    elif event.signed_on:
        text, article = N_("答复送达，以签收之日为答复之日"), f"{article}；{LETTER_ON_POSTING.name}"
    if awaiting and awaiting.ground is Ground.PAYMENT and not course.lapsed:
        message = say(N_("申请人还没有缴费就已答复。缴费前可以不处理。"))
        course.warn(Code.ANSWERED_BEFORE_PAYMENT, message, turns.FEE)
    course.step(event, say(text), article)
    course.closed = event


def _withdrawn(course: Course, event: Event) -> None:
    """No article speaks of it: whoever may apply (第二十七条; 2008: 第十三条) may give it up."""
    right = Citation(REGULATION, 27) if course.revised else Citation(REGULATION_2008, 13)
    course.step(event, say(N_("申请人撤回申请")), str(right))
    course.closed = event


ACTS: Mapping[Kind, Callable[[Course, Event], None]] = MappingProxyType(
    {
        Kind.RECEIVED: _received,
        Kind.CORRECTION_NOTIFIED: turns.correction_notified,
        Kind.CORRECTED: turns.corrected,
        Kind.THIRD_PARTY_ASKED: consulting.third_party_asked,
        Kind.THIRD_PARTY_ANSWERED: consulting.third_party_answered,
        Kind.ORGAN_ASKED: consulting.organ_asked,
        Kind.ORGAN_ANSWERED: consulting.organ_answered,
        Kind.EXTENDED: _extended,
        Kind.FEE_NOTIFIED: turns.fee_notified,
        Kind.FEE_PAID: turns.fee_paid,
        Kind.REASONS_ASKED: turns.reasons_asked,
        Kind.REASONS_GIVEN: turns.reasons_given,
        Kind.ANSWERED: _answered,
        Kind.WITHDRAWN: _withdrawn,
    }
)
