"""What a question of the five steps is, and when the record closes an answer to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tongming.law.exemptions import Exemption, Lift
from tongming.law.outcomes import Outcome, Step
from tongming.law.words import N_, Message, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the record of an application shows, as far as an answer depends on it."""

    correction_notified: bool = False
    corrected: bool = False
    lapsed: Outcome | None = None
    """What the applicant let lapse, by the clock: `NOT_CORRECTED`, `UNPAID`, or nothing."""
    withdrawn: bool = False
    reasons_asked: bool = False
    reasons_given: bool = False
    reasons_overdue: bool = False
    """The day set for the reasons has passed."""
    third_party_asked: bool = False
    third_party_answered: bool = False
    third_party_open: bool = False
    """Asked, and neither answered nor silent to the end of the term."""
    searched: bool = False
    answered_before: bool = False
    """An earlier application of the same applicant for the same matter was answered."""


Said = Mapping[str, str]
"""The answers given so far, by question."""
Bar = Callable[[Record, Said], Message | None]


@dataclass(frozen=True, slots=True)
class Ask:
    """What has to be written with an answer; `key` is the element of the letter it becomes."""

    key: str
    label: str
    choices: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: it ends the case, asks for a letter first, or leads to another question."""

    key: str
    label: str
    article: str
    ends: Outcome | None = None
    letter: str = ""
    """The letter it is told with, where it ends the case."""
    act: str = ""
    """The letter that has to be sent before the question can be answered for good."""
    act_words: str = ""
    """What has to be done first, where it is no letter."""
    also: str = ""
    """A letter that goes out besides the reply."""
    ground: Exemption | None = None
    """The ground it finds to hold."""
    lift: Lift | None = None
    asks: tuple[Ask, ...] = ()
    bar: Bar | None = None

    def barred(self, record: Record, said: Said) -> Message | None:
        """Why the law does not allow it now; None where it does."""
        return self.bar(record, said) if self.bar else None


@dataclass(frozen=True, slots=True)
class Question:
    """One question, asked at one of the five steps."""

    key: str
    step: Step
    text: str
    article: str
    answers: tuple[Answer, ...]

    def answer(self, key: str) -> Answer | None:
        """The answer of that name."""
        return next((answer for answer in self.answers if answer.key == key), None)


def bar_goes_on(record: Record, said: Said) -> Message | None:
    if record.withdrawn:
        return say(N_("申请人已经撤回申请。"))
    if record.lapsed is Outcome.NOT_CORRECTED:
        return say(N_("补正期限已过，申请人没有补正，视为放弃申请。"))
    if record.lapsed is Outcome.UNPAID:
        return say(N_("缴费期限已过，申请人没有缴费，视为放弃申请。"))
    return None


def bar_not_corrected(record: Record, said: Said) -> Message | None:
    if record.lapsed is Outcome.NOT_CORRECTED:
        return None
    if not record.correction_notified:
        return say(N_("没有告知过补正。先一次性告知补正，期限过后才能这样办结。"))
    return say(N_("补正期限还没有过，或者申请人已经补正。"))


def bar_unpaid(record: Record, said: Said) -> Message | None:
    if record.lapsed is Outcome.UNPAID:
        return None
    return say(N_("没有发出收费通知，或者缴费期限还没有过。"))


def bar_withdrawn(record: Record, said: Said) -> Message | None:
    return None if record.withdrawn else say(N_("没有登记申请人撤回申请。"))


def bar_clear(record: Record, said: Said) -> Message | None:
    if record.correction_notified and not record.corrected:
        return say(N_("已经告知补正，正在等申请人补正。"))
    return None


def bar_to_correct(record: Record, said: Said) -> Message | None:
    if record.correction_notified:
        return say(N_("补正只能一次性告知，已经告知过。"))
    return None


def bar_still_unclear(record: Record, said: Said) -> Message | None:
    if record.corrected:
        return None
    if record.correction_notified:
        return say(N_("申请人还没有补正。没有补正的，期限过后按放弃申请办结。"))
    return say(N_("没有告知补正，不能直接以内容不明确答复。先一次性告知补正。"))


def bar_ask_reasons(record: Record, said: Said) -> Message | None:
    if record.reasons_asked:
        return say(N_("已经要求申请人说明理由。"))
    return None


def bar_excessive(record: Record, said: Said) -> Message | None:
    if not record.reasons_asked:
        return say(N_("还没有要求申请人说明理由。先要求说明理由，理由不合理才能告知不予处理。"))
    if not (record.reasons_given or record.reasons_overdue):
        return say(N_("已要求说明理由，申请人的期限还没有过。"))
    return None


def bar_delay(record: Record, said: Said) -> Message | None:
    if not record.reasons_given:
        return say(N_("申请人还没有说明理由。"))
    return None


def bar_repeated(record: Record, said: Said) -> Message | None:
    if not record.answered_before:
        return say(N_("没有查到同一申请人就同一内容的申请已经答复过。"))
    return None


def bar_not_found(record: Record, said: Said) -> Message | None:
    if not record.searched:
        return say(N_("还没有检索记录。先检索并记下查了哪里、用什么词、结果如何。"))
    return None


def bar_consult(record: Record, said: Said) -> Message | None:
    if record.third_party_asked:
        return say(N_("已经征求第三方意见。"))
    return None


def bar_agrees(record: Record, said: Said) -> Message | None:
    if not record.third_party_answered:
        return say(N_("没有第三方的答复。不答复不等于同意，由本机关决定。"))
    return None


def bar_decide(record: Record, said: Said) -> Message | None:
    if record.third_party_open:
        return say(N_("正在征求第三方意见，等答复或者期限届满后再决定。"))
    return None


def bar_override(record: Record, said: Said) -> Message | None:
    if not record.third_party_asked:
        return say(N_("还没有书面征求第三方意见。"))
    return bar_decide(record, said)


def bar_whole(record: Record, said: Said) -> Message | None:
    if not grounds_found(said):
        return say(N_("第十四条至第十六条逐项核对都不成立，应当公开。"))
    return None


def bar_all(record: Record, said: Said) -> Message | None:
    if found := grounds_found(said):
        return say(N_("有的内容属于{ground}，不能全部公开。"), ground=say(found[0].label))
    return None


def grounds_found(said: Said) -> tuple[Exemption, ...]:
    """The grounds that were found to hold, in the order of the articles."""
    return tuple(ground for ground in Exemption if said.get(ground.value) == "holds")
