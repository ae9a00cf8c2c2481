"""Asking others (第三十二条, 第三十四条): the needed time does not count (第三十三条第三款)."""

from __future__ import annotations

from tongming.law import terms
from tongming.law.calendar import Deadline
from tongming.law.citation import EXCLUSION, EXCLUSION_2008, Citation, cite
from tongming.law.clock.course import Consultation, Course
from tongming.law.clock.events import Event
from tongming.law.clock.state import Code, Ground
from tongming.law.terms import Term
from tongming.law.words import N_, Message, Refused, say


def third_party_asked(course: Course, event: Event) -> None:
    """第三十二条: fifteen working days, not counted; silence leaves it to the organ."""
    received = event.received_on or event.on
    rule = terms.THIRD_PARTY.on(course.received_on)
    if isinstance(rule, Term):
        ends: Deadline | None = rule.end(received, course.calendar)
        text = (
            N_("征求第三方意见，第三方{received}收到征求意见书，最迟{ends}提出意见")
            if event.received_on
            else N_("征求第三方意见，第三方收到征求意见书的日期待查")
        )
        if event.reply_by:
            _unused(course, event, "reply_by")
    else:
        ends = Deadline(event.reply_by) if event.reply_by else None
        text = N_("征求第三方意见")
    effect = _consult(course, event, Ground.THIRD_PARTY, ends, dated=isinstance(rule, Term))
    what = say(text, received=received, ends=ends.on if ends else "")
    course.step(event, say(effect, what=what), cite(rule.citation, _exclusion(course)))


def organ_asked(course: Course, event: Event) -> None:
    """第三十四条: fifteen working days, not counted; silence is consent."""
    received = event.received_on or event.on
    if not terms.CO_MAKER.known_on(course.received_on):
        ends, counts, article = None, False, str(course.term.citation)
        text = N_("征求其他机关意见")
        message = N_("2008年条例只把征求第三方意见的时间除外，征求其他机关意见照常计入。")
        course.warn(Code.OLD_REGULATION, say(message), article)
    else:
        rule = terms.CO_MAKER.on(course.received_on)
        ends, counts = rule.end(received, course.calendar), True
        article = cite(rule.citation, EXCLUSION)
        text = (
            N_("征求其他机关意见，对方{received}收到征求意见书，最迟{ends}提出意见")
            if event.received_on
            else N_("征求其他机关意见，对方收到征求意见书的日期待查")
        )
    effect = _consult(course, event, Ground.ORGAN, ends, counts=counts)
    what = say(text, received=received, ends=ends.on if ends else "")
    course.step(event, say(effect, what=what), article)


def _consult(
    course: Course,
    event: Event,
    ground: Ground,
    ends: Deadline | None,
    *,
    counts: bool = True,
    dated: bool = True,
) -> str:
    """Write the letter down; what it means for the term to reply, in words around `what`.

    `dated`: the other side's term runs from its day of receipt.
    """
    due = None if course.awaiting else course.due()
    late = bool(due and event.on >= due.on and counts)
    if due and late:
        message = N_("答复期限到{due}已经用完，这时征求意见不能使期限恢复。")
        course.warn(Code.LATE_CONSULTATION, say(message, due=due.on), str(_exclusion(course)))
    course.consultations.append(
        Consultation(
            ground,
            event.party,
            event.on,
            event.received_on or event.on,
            ends,
            counts=counts,
            assumed=dated and event.received_on is None,
        )
    )
    course.changed()
    if not counts:
        return N_("{what}；所需时间照常计入")
    return N_("{what}；答复期限已经用完，不再扣除") if late else N_("{what}；所需时间不计入")


def third_party_answered(course: Course, event: Event) -> None:
    consultation = _answer(course, event, Ground.THIRD_PARTY)
    late = N_("第三方逾期提出意见，不影响期限")
    what = _came(course, event, consultation, say(N_("第三方提出意见")), late)
    rule = terms.THIRD_PARTY.on(course.received_on)
    course.step(event, what, cite(rule.citation, _exclusion(course)))


def organ_answered(course: Course, event: Event) -> None:
    consultation = _answer(course, event, Ground.ORGAN)
    if not consultation.counts:
        course.step(event, say(N_("其他机关提出意见")), str(course.term.citation))
        return
    late = N_("其他机关逾期提出意见，不影响期限")
    what = _came(course, event, consultation, say(N_("其他机关提出意见")), late)
    course.step(event, what, cite(terms.CO_MAKER.latest.citation, EXCLUSION))


def _came(
    course: Course, event: Event, consultation: Consultation, plain: Message, late: str
) -> Message:
    """What an opinion means for the term to reply, in words."""
    ends = consultation.ends
    if ends is None or event.on <= ends.on:
        return course.when_over(consultation, event.on, plain)
    if consultation.unsure:
        text = N_("{what}；对方收到日期待查，扣除的时间暂算到{ends}")
        return say(text, what=plain, ends=ends.on)
    return say(late)


def _answer(course: Course, event: Event, ground: Ground) -> Consultation:
    """Give the answer to the oldest open letter, or to that party's."""
    for consultation in course.consultations:
        fits = consultation.ground is ground and consultation.answered is None
        if fits and (not event.party or event.party == consultation.party):
            break
    else:
        text = N_("没有尚未答复的征求意见函，不能登记“{kind}”。")
        raise Refused(say(text, kind=say(event.kind.label)), event.kind.article)
    if event.on < consultation.received:
        text = N_("对方{received}才收到征求意见书，不能在{on}提出意见。")
        message = say(text, received=consultation.received, on=event.on)
        raise Refused(message, event.kind.article)
    consultation.answered = event.on
    course.changed()
    if consultation.ends and event.on > consultation.ends.on and not consultation.unsure:
        text = N_("意见在期限{ends}之后才到，扣除的时间只算到{ends}。")
        course.warn(Code.LATE_OPINION, say(text, ends=consultation.ends.on), event.kind.article)
    return consultation


def _exclusion(course: Course) -> Citation:
    """The paragraph that takes the time of asking out of the term."""
    return EXCLUSION if course.revised else EXCLUSION_2008


def _unused(course: Course, event: Event, name: str) -> None:
    text = N_("“{kind}”的{name}没有用到：期限由法律规定。")
    message = say(text, kind=say(event.kind.label), name=name)
    course.warn(Code.UNUSED_FIELD, message, event.kind.article)
