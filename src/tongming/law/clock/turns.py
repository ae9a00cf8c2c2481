"""The applicant's turn: correcting, paying, giving reasons (第三十条, 第三十五条, 第四十二条).

A notice that comes too late or twice stays in the record but cannot restart anything.
"""

from __future__ import annotations

from tongming.law import terms
from tongming.law.calendar import Deadline
from tongming.law.citation import PROCESSING_FEE, REGULATION, Citation
from tongming.law.clock.course import CORRECTING, Awaiting, Course
from tongming.law.clock.events import Event
from tongming.law.clock.state import Code, Ground
from tongming.law.terms import OpenTerm, Term
from tongming.law.words import N_, Message, Refused, say

FEE = str(Citation(PROCESSING_FEE, 6))
REASONS = str(Citation(REGULATION, 35))


def correction_notified(course: Course, event: Event) -> None:
    """第三十条: once, within seven working days; the term restarts when the correction comes."""
    assert event.reply_by is not None
    if course.awaiting and course.awaiting.ground is Ground.PAYMENT:
        course.not_while_waiting(event)
    rule = terms.CORRECTION_NOTICE.on(course.received_on)
    limit = rule.end(course.received_on, course.calendar) if isinstance(rule, Term) else None
    if course.correction_noticed:
        _idle_notice(
            course,
            event,
            Code.SECOND_CORRECTION_NOTICE,
            say(N_("补正只能一次性告知，第二次告知不影响答复期限。"), on=event.on),
        )
        return
    course.correction_noticed = True
    if limit and event.on > limit.on:
        _idle_notice(
            course,
            event,
            Code.LATE_CORRECTION_NOTICE,
            say(
                N_("告知补正最迟应当在{limit}作出，{on}才告知，答复期限不因补正重新计算。"),
                limit=limit.on,
                on=event.on,
            ),
        )
        return
    until = Deadline(event.reply_by)
    course.awaiting = Awaiting(Ground.CORRECTION, event.on, event.on, until, CORRECTING)
    text = N_("一次性告知补正，最迟{reply_by}补正；答复期限自收到补正之日起重新计算")
    course.step(event, say(text, reply_by=event.reply_by), str(rule.citation))
    if isinstance(rule, OpenTerm):
        text = N_("2008年条例没有规定告知补正的期限，也没有规定补正后如何计算，这里按重新计算。")
        course.warn(Code.OLD_REGULATION, say(text), str(rule.citation))
    if not course.calendar.is_working(event.reply_by):
        text = N_("补正限期{day}不是工作日，申请人当日难以递交，宜改为工作日。")
        course.warn(Code.REPLY_BY_ON_DAY_OFF, say(text, day=event.reply_by), CORRECTING)


def _idle_notice(course: Course, event: Event, code: Code, message: Message) -> None:
    course.idle_notices += 1
    course.step(event, say(N_("告知补正，不影响答复期限")), CORRECTING)
    course.warn(code, message, CORRECTING)


def corrected(course: Course, event: Event) -> None:
    """第三十条: the term to reply begins anew on the day the correction is received."""
    awaiting = course.awaiting
    if awaiting and awaiting.ground is Ground.CORRECTION:
        if awaiting.until and awaiting.over(event.effective):
            course.warn(
                Code.LATE_CORRECTION,
                say(
                    N_("补正晚于限期{until}，因有正当理由仍予办理。请留存理由。"),
                    until=awaiting.until.on,
                ),
                CORRECTING,
            )
        course.restart(event.effective, terms.REPLY.on(course.received_on), "D3")
        what = say(N_("收到补正。答复期限重新计算，{n}个工作日内答复"), n=course.term.n)
        course.step(event, what, CORRECTING)
    elif course.idle_notices:
        course.idle_notices -= 1
        course.step(event, say(N_("收到补正，不影响答复期限")), CORRECTING)
        course.warn(
            Code.CORRECTION_WITHOUT_EFFECT,
            say(N_("补正告知不是在期限内一次性作出的，收到补正后答复期限不重新计算。")),
            CORRECTING,
        )
    else:
        message = say(N_("没有告知过补正，不能登记“收到补正”。申请人自行补充材料不影响期限。"))
        raise Refused(message, CORRECTING)


def fee_notified(course: Course, event: Event) -> None:
    """国办函〔2020〕109号 第六条: twenty working days to pay; unpaid is deemed abandoned."""
    rule = terms.PAYMENT.on(event.on)
    course.not_while_waiting(event)
    if course.fee_noticed:
        raise Refused(say(N_("这件申请已经发出过收费通知。")), str(Citation(PROCESSING_FEE, 3)))
    course.fee_noticed = True
    if course.over(event.on):
        course.idle_fee = True
        text = N_("收费通知应当在答复期限{due}内发出，{on}才发出，不影响已经届满的期限。")
        course.warn(Code.LATE_FEE_NOTICE, say(text, due=course.running_due(), on=event.on), FEE)
        course.step(event, say(N_("发出收费通知，不影响答复期限")), FEE)
        return
    if event.received_on is None:
        # 「自收到收费通知次日起」: unknown receipt begins nothing, so nothing can lapse.
        course.awaiting = Awaiting(Ground.PAYMENT, event.on, None, None, FEE)
        text = N_("发出收费通知，申请人收到的日期待查；缴费期限自收到次日起算，现在还没有起算")
        course.step(event, say(text), FEE)
        return
    until = rule.end(event.received_on, course.calendar)
    course.awaiting = Awaiting(Ground.PAYMENT, event.on, event.received_on, until, FEE)
    text = N_("发出收费通知，申请人{received}收到，{n}个工作日内（最迟{until}）缴费")
    course.step(event, say(text, received=event.received_on, n=rule.n, until=until.on), FEE)


def fee_paid(course: Course, event: Event) -> None:
    """国办函〔2020〕109号 第六条: the term is counted afresh from the day after payment."""
    awaiting = course.awaiting
    if awaiting and awaiting.ground is Ground.PAYMENT:
        if awaiting.received and event.on < awaiting.received:
            text = N_("申请人{received}才收到收费通知，不能在{on}缴费。")
            raise Refused(say(text, received=awaiting.received, on=event.on), FEE)
        course.restart(event.on, terms.AFTER_PAYMENT.on(event.on), "D8")
        what = say(N_("申请人缴费。自次日起重新计算，{n}个工作日内答复"), n=course.term.n)
        course.step(event, what, FEE)
    elif course.idle_fee:
        course.idle_fee = False
        course.step(event, say(N_("申请人缴费，不影响答复期限")), FEE)
        text = N_("收费通知发出时答复期限已经届满，缴费后期限不重新计算。")
        course.warn(Code.PAYMENT_WITHOUT_EFFECT, say(text), FEE)
    else:
        raise Refused(say(N_("没有发出过收费通知，不能登记“申请人缴费”。")), FEE)


def reasons_asked(course: Course, event: Event) -> None:
    """第三十五条: the regulation does not exclude this time, so the term runs on."""
    rule = terms.REASONS.on(course.received_on)
    course.reasons_asked = event.on
    course.step(event, say(N_("申请数量、频次明显超过合理范围，要求说明理由")), str(rule.citation))
    text = N_("条例没有规定要求说明理由期间答复期限停止计算，期限照常计算。")
    course.warn(Code.REASONS_DO_NOT_STOP, say(text), REASONS)


def reasons_given(course: Course, event: Event) -> None:
    """第三十五条: with good reasons the organ may fix a later day and tell the applicant."""
    if course.reasons_asked is None:
        text = N_("没有要求过申请人说明理由，不能登记“申请人说明理由”。")
        raise Refused(say(text), REASONS)
    if event.delayed_until is None:
        course.step(event, say(N_("申请人说明理由")), REASONS)
        return
    course.not_while_waiting(event)
    due = course.due()
    if due and event.delayed_until <= due.on:
        text = N_("延迟答复的日期{day}不晚于原来的期限{due}，不用延迟。")
        raise Refused(say(text, day=event.delayed_until, due=due.on), REASONS)
    if course.over(event.on):
        text = N_("答复期限{due}已经届满，这时确定延迟答复的日期不影响期限。")
        course.warn(Code.LATE_DELAY, say(text, due=course.running_due()), REASONS)
    else:
        course.delayed_until = event.delayed_until
        course.changed()
    text = N_("申请人说明理由，行政机关确定延迟到{day}答复并告知申请人")
    course.step(event, say(text, day=event.delayed_until), REASONS)
