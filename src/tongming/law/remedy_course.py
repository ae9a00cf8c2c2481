"""The organ's own duties in a case, until when and why; and what the other side may still do.

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
from tongming.law.remedy_counting import Decided
from tongming.law.remedy_results import Instance, Procedure, Result, Standing
from tongming.law.terms import (
    CHECKED_ON,
    DEFENCE,
    REVIEW_ANSWER,
    REVIEW_ANSWER_SIMPLIFIED,
    REVIEW_DECISION,
    REVIEW_DECISION_SIMPLIFIED,
    SUIT_AFTER_REVIEW,
    Mark,
    Term,
    TermUnit,
)
from tongming.law.words import N_, Message, Refused, say

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
NO_EVIDENCE_REVIEW = Citation(RECONSIDERATION, 70)
NO_EVIDENCE_SUIT = Citation(ADMINISTRATIVE_PROCEDURE, 34, 2)


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


@dataclass(frozen=True, slots=True)
class Chance:
    """What somebody else may or must still do: told, never enforced."""

    what: Message
    due: Deadline | None
    article: str
    why: Message


@dataclass(frozen=True, slots=True)
class Proceeding:
    """A case before one authority or court, as far as it has come."""

    instance: Instance
    notified_on: date
    """The day the organ received the copy of the request or complaint."""
    accepted_on: date | None = None
    procedure: Procedure = Procedure.ORDINARY
    answer_by: date | None = None
    """A day the court's notice names, where no term of the law is known."""
    answered_on: date | None = None
    decided_on: date | None = None
    received_on: date | None = None
    """The day the organ received the decision."""
    result: Result | None = None
    counted_as: Standing | None = None
    acts_again: bool = False
    """The decision orders the organ to act, or to act again."""
    act_by: date | None = None
    acted_on: date | None = None

    def __post_init__(self) -> None:
        _in_order(self)

    @property
    def entered_on(self) -> date:
        """Since when it counts: the day it was accepted; where nobody knows it, was notified."""
        return self.accepted_on or self.notified_on

    @property
    def decided(self) -> Decided:
        """As much as counting needs."""
        return Decided(
            self.instance, self.entered_on, self.decided_on, self.result, self.counted_as
        )


def _in_order(one: Proceeding) -> None:
    """Refuse days that cannot follow one another, and results an instance cannot have."""
    simplified = one.procedure is Procedure.SIMPLIFIED
    if simplified and not one.instance.is_review:
        raise Refused(say(N_("这里的简易程序只用于行政复议。")), str(Citation(RECONSIDERATION, 53)))
    if (one.result is None) is not (one.decided_on is None):
        raise Refused(say(N_("结果和作出的日期要一起填。")))
    if one.result is not None and one.instance not in one.result.instances:
        raise Refused(
            say(
                N_("{instance}没有“{result}”这种结果。"),
                instance=say(one.instance.label),
                result=say(one.result.label),
            )
        )
    if one.decided_on is not None and one.decided_on < one.entered_on:
        raise Refused(
            say(N_("结果作出的日期（{day}）早于受理或者收到通知的日期。"), day=one.decided_on)
        )
    if one.answered_on is not None and one.answered_on < one.notified_on:
        raise Refused(say(N_("提交的日期（{day}）早于收到副本的日期。"), day=one.answered_on))
    if one.received_on is not None and one.received_on < (one.decided_on or date.max):
        raise Refused(say(N_("收到决定或者裁判的日期不能早于作出的日期。")))
    if (one.acts_again or one.acted_on) and (one.result is None or not one.result.orders_action):
        raise Refused(say(N_("这种结果不要求行政机关作为，没有要履行的内容。")))
    if one.acted_on is not None and one.acted_on < (one.decided_on or date.max):
        raise Refused(say(N_("履行的日期不能早于决定或者裁判作出的日期。")))


def why_not_next(course: Sequence[Proceeding], instance: Instance) -> Refused | None:
    """Why a case cannot go on to an instance now; None where it can."""
    if instance.is_review or not course or course[-1].instance.is_review:
        return Refused(say(N_("复议后起诉另立一件诉讼案件，行政复议没有二审和再审。")))
    last = course[-1]
    if last.result is None:
        return Refused(
            say(N_("{instance}还没有结果，先登记结果。"), instance=say(last.instance.label))
        )
    remanded = last.result is Result.REMANDED
    if (instance is Instance.FIRST) is not remanded:
        return Refused(
            say(N_("案件已发回重审，下一步是一审。"))
            if remanded
            else say(N_("只有发回重审的案件才再次一审。"))
        )
    if instance is Instance.SECOND and last.instance is not Instance.FIRST:
        return Refused(say(N_("只对一审的裁判上诉。")), str(Citation(ADMINISTRATIVE_PROCEDURE, 85)))
    return None


def check_course(course: Sequence[Proceeding]) -> None:
    """Refuse a history that cannot be: an instance out of turn, or before what it looks at."""
    for position, one in enumerate(course):
        if position == 0:
            if one.instance.reviews_another:
                raise Refused(say(N_("诉讼从一审开始登记。")))
            continue
        before = course[position - 1]
        if refusal := why_not_next(course[:position], one.instance):
            raise refusal
        if before.decided_on is not None and one.entered_on < before.decided_on:
            raise Refused(
                say(
                    N_("{instance}的日期（{day}）早于前一个结果作出的日期（{before}）。"),
                    instance=say(one.instance.label),
                    day=one.entered_on,
                    before=before.decided_on,
                )
            )


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


def order_stands(course: Sequence[Proceeding], position: int) -> bool:
    """Whether an order to act is to be carried out.

    A judgment under appeal has no effect yet, and one that another court set aside has none any
    more; where the appeal fails, it stands.
    """
    if not course[position].acts_again:
        return False
    return not any(
        later.instance is Instance.SECOND
        if later.result is None
        else later.result.standing is not None
        for later in course[position + 1 :]
    )


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


def chances(course: Sequence[Proceeding], calendar: Calendar) -> tuple[Chance, ...]:
    """What the reviewing organ and the applicant may still do, after the last proceeding."""
    if not course:
        return ()
    last = course[-1]
    if last.instance.is_review:
        return tuple(_after_review(last, calendar))
    if last.instance is Instance.FIRST and last.result is not None:
        return tuple(_appeal_of_theirs(last, calendar))
    return ()


def _after_review(one: Proceeding, calendar: Calendar) -> Iterator[Chance]:
    dated = REVIEW_DECISION_SIMPLIFIED if one.procedure is Procedure.SIMPLIFIED else REVIEW_DECISION
    due: Deadline | None = None
    if one.result is None and dated.known_on(one.entered_on):
        term = dated.on(one.entered_on)
        due = term.end(one.entered_on, calendar)
        yield Chance(
            say(N_("复议机关作出决定")),
            due,
            str(term.citation),
            say(N_("{day}受理，次日起{n}日；普通程序可以再延长"), day=one.entered_on, n=term.n)
            if one.procedure is Procedure.ORDINARY
            else say(N_("{day}受理，次日起{n}日"), day=one.entered_on, n=term.n),
        )
    start = one.received_on if one.result is not None else due.on if due else None
    if start is not None and SUIT_AFTER_REVIEW.known_on(start):
        after = SUIT_AFTER_REVIEW.on(start)
        yield Chance(
            say(N_("申请人不服复议决定，向法院起诉"))
            if one.result is not None
            else say(N_("复议机关逾期不决定，申请人向法院起诉")),
            after.end(start, calendar),
            cite(after.citation, Citation(RECONSIDERATION, 34)),
            say(
                N_(
                    "自收到复议决定书之日起{n}日；这里按本机关收到的{day}推算，以申请人收到之日为准"
                ),
                n=after.n,
                day=start,
            )
            if one.result is not None
            else say(N_("自复议期满之日（{day}）起{n}日"), n=after.n, day=start),
        )


def _appeal_of_theirs(one: Proceeding, calendar: Calendar) -> Iterator[Chance]:
    if one.received_on is None or one.result is None or one.result is Result.REMANDED:
        return
    dated = APPEAL_RULING if one.result.is_ruling else APPEAL
    if dated.known_on(one.received_on):
        term = dated.on(one.received_on)
        yield Chance(
            say(N_("对方上诉")),
            term.end(one.received_on, calendar),
            str(term.citation),
            say(
                N_("自裁判文书送达之日起{n}日；这里按本机关收到的{day}推算，以对方收到之日为准"),
                n=term.n,
                day=one.received_on,
            ),
        )
