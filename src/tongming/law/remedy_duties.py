"""The organ's own duties in a case, until when and why.

Every term is counted here from the day something was received, by the calendar passed in. What the
facts of the law do not settle is a reminder and says so: it never stops anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from tongming.law.calendar import Calendar, Deadline
from tongming.law.citation import ADMINISTRATIVE_PROCEDURE, RECONSIDERATION, Citation, cite
from tongming.law.dated import Dated
from tongming.law.remedy_course import Proceeding, order_stands
from tongming.law.remedy_results import Instance, Procedure, Standing
from tongming.law.terms import (
    CHECKED_ON,
    DEFENCE,
    REVIEW_ANSWER,
    REVIEW_ANSWER_SIMPLIFIED,
    Mark,
    Term,
    TermUnit,
)
from tongming.law.words import N_, Message, say

_KNOWN = Mark.KNOWN
APPEAL: Dated[Term] = Dated(
    say(N_("对一审判决上诉的期限（自判决书送达之日起）")),
    {
        date(2015, 5, 1): Term(
            15, TermUnit.CALENDAR_DAY, Citation(ADMINISTRATIVE_PROCEDURE, 85), _KNOWN
        )
    },
    checked_on=CHECKED_ON,
)
"""Not among the terms the facts of the law were read for: told as a reminder."""
APPEAL_RULING: Dated[Term] = Dated(
    say(N_("对一审裁定上诉的期限（自裁定书送达之日起）")),
    {
        date(2015, 5, 1): Term(
            10, TermUnit.CALENDAR_DAY, Citation(ADMINISTRATIVE_PROCEDURE, 85), _KNOWN
        )
    },
    checked_on=CHECKED_ON,
)


class ObligationKind(StrEnum):
    """What an organ has to do in a case; `verb` is what its button says."""

    verb: str

    def __new__(cls, code: str, verb: str = "") -> Self:
        kind = str.__new__(cls, code)
        kind._value_, kind.verb = code, verb
        return kind

    ANSWER = "answer", N_("登记答复")
    DEFENCE = "defence", N_("登记答辩")
    APPEAL = "appeal", N_("登记上诉")
    CARRY_OUT = "carry_out", N_("登记履行")


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty: until when, why, and what follows where it is missed."""

    kind: ObligationKind
    what: Message
    due: Deadline | None
    """None: neither law nor decision names a day."""
    article: str
    why: Message
    consequence: Message
    done_on: date | None = None
    mark: Mark = Mark.VERIFIED

    @property
    def is_reminder(self) -> bool:
        """Whether it may be left undone: nobody is ever told that it is overdue."""
        return self.kind is ObligationKind.APPEAL

    def is_late(self, today: date) -> bool:
        """Whether its day has passed, or it was done after it."""
        if self.due is None or self.is_reminder:
            return False
        return (self.done_on or today) > self.due.on


def obligations(
    course: Sequence[Proceeding], calendar: Calendar
) -> tuple[tuple[Obligation, ...], ...]:
    """What the organ has to do, or has done: for each proceeding of a case, in order."""
    return tuple(tuple(_of(course, position, calendar)) for position in range(len(course)))


def _of(course: Sequence[Proceeding], position: int, calendar: Calendar) -> Iterator[Obligation]:
    one = course[position]
    if one.answered_on is not None or one.result is None:
        yield from _answers(one, calendar)
    if position == len(course) - 1:
        yield from _appeals(one, calendar)
    if one.acted_on is not None or order_stands(course, position):
        yield _carrying_out(one)


def _answers(one: Proceeding, calendar: Calendar) -> Iterator[Obligation]:
    if one.instance.reviews_another:
        yield Obligation(
            ObligationKind.DEFENCE,
            say(N_("按{instance}法院的通知提交答辩和材料"), instance=say(one.instance.label)),
            Deadline(one.answer_by) if one.answer_by else None,
            "",
            say(N_("期限以法院通知书写明的为准")),
            say(N_("逾期不提交的，不影响法院审理。")),
            one.answered_on,
            Mark.UNVERIFIED,
        )
        return
    dated, words, consequence = _ANSWER_WORDS[one.instance, one.procedure]
    if not dated.known_on(one.notified_on):
        return
    term = dated.on(one.notified_on)
    review = one.instance.is_review
    yield Obligation(
        ObligationKind.ANSWER if review else ObligationKind.DEFENCE,
        say(words),
        term.end(one.notified_on, calendar),
        str(term.citation) if not review else cite(term.citation, Citation(RECONSIDERATION, 88, 2)),
        say(
            N_("{day}收到副本，次日起{n}个工作日") if review else N_("{day}收到副本，次日起{n}日"),
            day=one.notified_on,
            n=term.n,
        ),
        say(consequence),
        one.answered_on,
    )


_ANSWER_WORDS: dict[tuple[Instance, Procedure], tuple[Dated[Term], str, str]] = {
    (Instance.REVIEW, Procedure.ORDINARY): (
        REVIEW_ANSWER,
        N_("提交行政复议答复书和证据、依据"),
        N_(
            "不按期提交答复书和证据、依据的，视为行政行为没有证据、依据（《行政复议法》第七十条）。"
        ),
    ),
    (Instance.REVIEW, Procedure.SIMPLIFIED): (
        REVIEW_ANSWER_SIMPLIFIED,
        N_("提交行政复议答复书和证据、依据"),
        N_(
            "不按期提交答复书和证据、依据的，视为行政行为没有证据、依据（《行政复议法》第七十条）。"
        ),
    ),
    (Instance.FIRST, Procedure.ORDINARY): (
        DEFENCE,
        N_("提交答辩状和证据、所依据的规范性文件"),
        N_(
            "不提供或者无正当理由逾期提供证据的，视为没有相应证据（《行政诉讼法》第三十四条第二款）。"
        ),
    ),
}


def _appeals(one: Proceeding, calendar: Calendar) -> Iterator[Obligation]:
    if one.instance is not Instance.FIRST or one.result is None or one.received_on is None:
        return
    if (one.counted_as or one.result.standing) is not Standing.CORRECTED:
        return  # whoever won does not appeal
    dated = APPEAL_RULING if one.result.is_ruling else APPEAL
    if not dated.known_on(one.received_on):
        return
    term = dated.on(one.received_on)
    yield Obligation(
        ObligationKind.APPEAL,
        say(N_("决定是否上诉")),
        term.end(one.received_on, calendar),
        str(term.citation),
        say(N_("{day}收到裁判文书，次日起{n}日"), day=one.received_on, n=term.n),
        say(N_("逾期不上诉的，一审裁判发生法律效力。")),
        mark=term.mark,
    )


def _carrying_out(one: Proceeding) -> Obligation:
    review = one.instance.is_review
    return Obligation(
        ObligationKind.CARRY_OUT,
        say(N_("履行行政复议决定")) if review else say(N_("履行法院裁判")),
        Deadline(one.act_by) if one.act_by else None,
        str(Citation(RECONSIDERATION, 77) if review else Citation(ADMINISTRATIVE_PROCEDURE, 94)),
        say(N_("决定或者裁判写明的期限"))
        if one.act_by
        else say(N_("决定或者裁判没有写明期限，请尽快履行")),
        say(
            N_("不履行的，由行政复议机关或者有关上级机关责令限期履行。")
            if review
            else N_("拒绝履行的，法院可以采取强制措施（《行政诉讼法》第九十六条）。")
        ),
        one.acted_on,
        Mark.KNOWN,
    )
