"""The clock's account of itself: every step, day and notice, to be filed or shown in court."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tongming.cli.language import _
from tongming.law.calendar import weekday
from tongming.law.citation import COUNTING, EXCLUSION, EXCLUSION_2008
from tongming.law.clock import ClockState, DayMark, Ground, State, strip
from tongming.law.terms import CO_MAKER
from tongming.law.words import N_, Message, say, shown_date

_LONGEST_DAY = len("Wednesday")
_INDENT = "    "


def account(state: ClockState, beside: Sequence[Message] = ()) -> Iterator[str]:
    """The lines of the account; `beside` is what else to note about the file."""
    yield _("政府信息公开申请期限计算说明")
    yield ""
    yield _("适用：{regulation}").format(regulation=state.regulation)
    yield _("收到申请之日：{day}").format(day=shown_date(state.received_on, _))
    yield _("计算截至：{day}").format(day=shown_date(state.as_of, _))
    yield _("结论：{conclusion}").format(conclusion=conclusion(state).render(_))
    yield from _steps(state)
    marks = strip(state)
    yield from _days(marks)
    yield from _warnings(state, beside)
    yield from _rules(state, marks)


def conclusion(state: ClockState) -> Message:
    """Where it stands, in one sentence."""
    due = state.due
    if state.state is State.CLOSED:
        text = (
            N_("{on}办结，超过了{due}届满的期限。") if state.overdue else N_("{on}办结，没有逾期。")
        )
        return say(text, on=state.closed_on, due=due)
    if state.state is State.ABANDONED:
        text = (
            N_("申请人到{due}没有缴费，视为放弃申请，不再处理。")
            if _waits_for_payment(state)
            else N_("申请人到{due}没有补正，视为放弃申请，不再处理。")
        )
        return say(text, due=due)
    if due is None:
        return say(
            N_("等待申请人缴费，收到收费通知的日期待查，缴费期限还没有起算。")
            if _waits_for_payment(state)
            else N_("征求意见尚无答复，期限没有届满之日。")
        )
    if state.state is State.AWAITING_APPLICANT:
        text = (
            N_("等待申请人缴费，最迟{due}；答复期限没有计算。")
            if _waits_for_payment(state)
            else N_("等待申请人补正，最迟{due}；答复期限没有计算。")
        )
        return say(text, due=due)
    if state.state is State.SUSPENDED:
        text = (
            N_("正在征求意见，所需时间不计入；对方收到日期待查，按最早的日子，答复期限{due}届满。")
            if state.receipt_assumed
            else N_("正在征求意见，所需时间不计入；如果没有意见到达，答复期限{due}届满。")
        )
        return say(text, due=due)
    if state.overdue:
        late = state.calendar.count(due, state.as_of)
        return say(N_("答复期限已于{due}届满，逾期{n}个工作日。"), due=due, n=late)
    if state.provisional:
        return say(N_("答复期限暂定{due}届满。"), due=due)
    return say(N_("答复期限{due}届满。"), due=due)


def _waits_for_payment(state: ClockState) -> bool:
    """Of the two things an applicant can owe, whether it is the fee."""
    return state.phases[-1].ground is Ground.PAYMENT


def _steps(state: ClockState) -> Iterator[str]:
    yield ""
    yield _("一、办理经过")
    for step in state.steps:
        due = f"{step.due:%Y-%m-%d}" if step.due else _("未定")
        yield f"{step.on:%Y-%m-%d}  {step.what.render(_)}"
        article = step.article or _("无")
        yield _INDENT + _("依据：{article}　期限届满：{due}").format(article=article, due=due)


def _days(marks: list[DayMark]) -> Iterator[str]:
    yield ""
    yield _("二、逐日计算（括号内的计数后来因重新计算作废）")
    yield _("日期        星期    计数  说明")
    for mark in marks:
        note = mark.note.render(_)
        if mark.is_due:
            note = _("{note}；期限届满之日").format(note=note)
        name = weekday(mark.day).render(_)
        name = name.ljust(_LONGEST_DAY) if name.isascii() else name
        yield f"{mark.day:%Y-%m-%d}  {name}  {_count(mark)}  {note}"


def _count(mark: DayMark) -> str:
    """The day's number in its term, four wide."""
    if mark.count is None:
        return "   -"
    return f"({mark.count})".rjust(4) if mark.void else str(mark.count).rjust(4)


def _warnings(state: ClockState, beside: Sequence[Message]) -> Iterator[str]:
    notes = [(warning.message, warning.article) for warning in state.warnings]
    notes += [(message, "") for message in beside]
    if not notes:
        return
    yield ""
    yield _("三、需要注意")
    for number, (message, article) in enumerate(notes, start=1):
        reason = message.render(_)
        if article:
            reason = _("{reason}（{article}）").format(reason=reason, article=article)
        yield f"{number}. {reason}"


def _rules(state: ClockState, marks: list[DayMark]) -> Iterator[str]:
    """The rules of counting, and every notice a day rests on."""
    yield ""
    yield _("计算规则")
    yield _("- 起算之日不计入，自次日起计算（{article}）。").format(article=COUNTING)
    yield _("- 调休上班的周六、周日计入，放假日和其他周六、周日不计入，以国务院办公厅通知为准。")
    if CO_MAKER.known_on(state.received_on):
        yield _("- 征求第三方和其他机关意见所需时间不计入（{article}）。").format(article=EXCLUSION)
    else:
        yield _("- 征求第三方意见所需时间不计入（{article}）。").format(article=EXCLUSION_2008)
    notices = dict.fromkeys(mark.notice for mark in marks if mark.notice)
    if notices:
        yield _("- 用到的放假安排：{notices}。").format(notices="、".join(notices))
    years = sorted({mark.day.year for mark in marks if mark.provisional})
    if years:
        yield _("- 尚未装载放假安排的年度：{years}。").format(years="、".join(map(str, years)))
