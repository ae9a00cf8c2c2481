"""Where an application stands, in the applicant's words: the state, the date and why, what can be
done now, and of what cannot why not.

The clock is the one staff see; what is only theirs (warnings, names of others who were asked) is
left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tongming.applications.clocks import events_of, left_undone, run_clock
from tongming.applications.intake import TAKEN_BACK
from tongming.applications.kinds import Kind
from tongming.applications.models import DISMISSED, UNCONFIRMED, Application
from tongming.calendars.queries import current_calendar
from tongming.law.clock import ClockState, DayMark, Event, State, Step, strip
from tongming.law.outcomes import Outcome
from tongming.law.words import N_, Message, Refused, say

RUNNING, WAITING, YOURS, LATE, DONE = "running", "waiting", "soon", "overdue", "done"
"""Tones of the badge."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something the applicant may do; `why_not` where not now."""

    name: str
    label: str
    why_not: Message | None = None
    article: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page of an application says."""

    tone: str
    word: str
    sentence: Message
    article: str
    due: date | None
    steps: tuple[Step, ...]
    days: list[DayMark]
    acts: list[Act]
    hint: Message | None = None
    """What else helps now: whom to ask, how to pay."""

    @property
    def is_late(self) -> bool:
        """Whether the term to reply ran out unanswered."""
        return self.tone == LATE

    @property
    def offered(self) -> list[Act]:
        return [act for act in self.acts if act.why_not is None]

    @property
    def not_now(self) -> list[Act]:
        return [act for act in self.acts if act.why_not is not None]


def standing(application: Application, today: date) -> Standing:
    """The application as its applicant sees it today."""
    if application.state in (UNCONFIRMED, DISMISSED):
        return _before_receipt(application)
    events = events_of(application)
    try:
        state = run_clock(events, today)
    except Refused:
        # A calendar loaded since makes a step look unlawful; the office is told to look at it.
        return Standing(
            RUNNING, N_("正在核对期限"),
            say(N_("工作机构正在核对期限，请过几天再来看，或者打电话问。")), "", None, (), [],
            _acts(application, events, None, today),
        )  # fmt: skip
    tone, word, sentence, article = _told(application, events, state, today)
    return Standing(
        tone, word, sentence, article,
        state.due if application.is_open else None,
        state.steps, strip(state), _acts(application, events, state, today),
        _hint(events, state) if application.is_open else None,
    )  # fmt: skip


def _before_receipt(application: Application) -> Standing:
    if application.state == DISMISSED and application.dismissed_reason == TAKEN_BACK:
        sentence = say(N_("您撤回了这件申请，没有登记，不再办理。"))
        over = say(N_("这件申请已经撤回。还需要这些信息，可以再申请。"))
        acts = [Act(name, label, over) for name, label in _LABELS.items()]
        return Standing(DONE, N_("已经撤回"), sentence, "", None, (), [], acts)
    if application.state == DISMISSED:
        sentence = say(N_("没有登记。原因：{reason}"), reason=application.dismissed_reason)
        over = say(N_("这件申请没有登记。还需要这些信息，可以再申请。"))
        acts = [Act(name, label, over) for name, label in _LABELS.items()]
        return Standing(DONE, N_("没有登记"), sentence, "", None, (), [], acts)
    sentence = say(
        N_(
            "申请已经收到，等工作机构和您确认。双方确认的那天是收到申请之日，之后20个工作日内答复您。"
        )
    )
    not_yet = say(N_("双方确认以后，工作机构要求了才需要。"))
    acts = [
        Act("add", _LABELS["add"]),
        Act("withdraw", _LABELS["withdraw"]),
        Act("correct", _LABELS["correct"], not_yet, "第三十条"),
        Act("reasons", _LABELS["reasons"], not_yet, "第三十五条"),
    ]
    return Standing(
        WAITING, N_("等待双方确认"), sentence, "第三十一条第三项、第三十三条第二款",
        None, (), [], acts,
    )  # fmt: skip


def _told(
    application: Application, events: list[Event], state: ClockState, today: date
) -> tuple[str, str, Message, str]:
    """Tone, word, sentence and article."""
    due, on = state.due, application.closed_on
    if on is not None:
        article = Outcome(application.outcome).article
        return DONE, N_("已经办结"), say(N_("已于{on}办结。"), on=on), article
    if state.state is State.ABANDONED:
        return (
            LATE, N_("已过限期"),
            say(N_("限期已过，没有正当理由的视为放弃申请，不再处理。有正当理由请尽快和工作机构联系。")),
            _article_of(events),
        )  # fmt: skip
    if state.state is State.AWAITING_APPLICANT:
        if left_undone(events) is Outcome.UNPAID:
            word, text = N_("等您缴费"), N_("请在{due}前缴费。缴费的次日起重新计算答复期限。")
        else:
            word, text = N_("等您补正"), N_("请在{due}前补正。收到补正那天起重新计算20个工作日。")
        if due is None:
            text = N_("请按通知书写的限期办理。")
        return YOURS, word, say(text, due=due), _article_of(events)
    if due is None:
        return (
            WAITING,
            N_("正在征求意见"),
            say(N_("正在征求意见，期限没有进行。")),
            "第三十三条第三款",
        )
    if state.overdue:
        return (
            LATE,
            N_("答复期限已过"),
            say(N_("答复期限{due}已过，还没有答复。"), due=due),
            "第三十三条",
        )
    if state.state is State.SUSPENDED:
        text = N_("正在征求意见，这段时间不算在期限里，预计最迟{due}答复您。")
        return WAITING, N_("正在征求意见"), say(text, due=due), "第三十三条第三款"
    left = current_calendar().count(today, due)
    text = (
        N_("暂定最迟{due}答复您，还有{n}个工作日；跨入的年度还没有放假安排。")
        if state.provisional
        else N_("最迟{due}答复您，还有{n}个工作日。")
    )
    return RUNNING, N_("正在办理"), say(text, due=due, n=left), "第三十三条"


def _article_of(events: list[Event]) -> str:
    if left_undone(events) is Outcome.UNPAID:
        return "《政府信息公开信息处理费管理办法》第六条"
    return "第三十条"


def _hint(events: list[Event], state: ClockState) -> Message | None:
    if state.overdue:
        return say(
            N_("您可以打电话催问；也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，"
               "或者依法申请行政复议、提起行政诉讼（第五十一条）。")
        )  # fmt: skip
    if state.state is State.AWAITING_APPLICANT and left_undone(events) is Outcome.UNPAID:
        return say(N_("金额、账户和缴费办法写在收费通知书里。缴了费工作机构会登记，不用在这里办。"))
    return None


# --- Acts -----------------------------------------------------------------------------------------

_LABELS = {
    "correct": N_("补正申请"),
    "reasons": N_("说明理由"),
    "add": N_("补充材料"),
    "withdraw": N_("撤回申请"),
}


def why_not(application: Application, name: str, today: date) -> Act | None:
    """The act as it stands now; None where there is no such act."""
    return next((act for act in standing(application, today).acts if act.name == name), None)


def _acts(
    application: Application, events: list[Event], state: ClockState | None, today: date
) -> list[Act]:
    found = []
    for name, label in _LABELS.items():
        reason, article = _WHY_NOT[name](application, events, today)
        found.append(Act(name, label, reason, article))
    if state is None:
        # Nothing that moves a clock nobody can read just now.
        unsure = say(N_("工作机构正在核对期限，核对以后再办。"))
        return [act if act.name == "add" else Act(act.name, act.label, unsure) for act in found]
    return found


_Reason = tuple[Message | None, str]


def _correct(application: Application, events: list[Event], today: date) -> _Reason:
    if application.closed_on:
        return _OVER, ""
    kinds = [event.kind for event in events]
    if kinds.count(Kind.CORRECTION_NOTIFIED) <= kinds.count(Kind.CORRECTED):
        return say(N_("工作机构没有要您补正。想添些什么，请用“补充材料”。")), "第三十条"
    refusal = _refused(events, Kind.CORRECTED, today)
    if refusal is None:
        return None, ""
    return (
        say(N_("补正的限期已过。有正当理由的，请用“补充材料”写明，或者和工作机构联系。")),
        "第三十条",
    )


def _reasons(application: Application, events: list[Event], today: date) -> _Reason:
    if application.closed_on:
        return _OVER, ""
    kinds = [event.kind for event in events]
    if kinds.count(Kind.REASONS_ASKED) <= kinds.count(Kind.REASONS_GIVEN):
        return say(N_("工作机构没有要您说明理由。")), "第三十五条"
    refusal = _refused(events, Kind.REASONS_GIVEN, today)
    return (refusal.message, refusal.article) if refusal else (None, "")


def _add(application: Application, events: list[Event], today: date) -> _Reason:
    return (_OVER, "") if application.closed_on else (None, "")


def _withdraw(application: Application, events: list[Event], today: date) -> _Reason:
    if application.closed_on:
        return _OVER, ""
    refusal = _refused(events, Kind.WITHDRAWN, today)
    return (refusal.message, refusal.article) if refusal else (None, "")


def _refused(events: list[Event], kind: Kind, today: date) -> Refused | None:
    """What the clock says against the act if it were done today."""
    try:
        run_clock([*events, Event(kind, today)], today)
    except Refused as refusal:
        return refusal
    return None


_OVER = say(N_("这件申请已经办结。还需要别的信息，可以再申请。"))
_WHY_NOT: dict[str, Callable[[Application, list[Event], date], _Reason]] = {
    "correct": _correct,
    "reasons": _reasons,
    "add": _add,
    "withdraw": _withdraw,
}
