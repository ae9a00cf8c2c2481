"""The course of a case: before which authority or court, in what order, with what result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tongming.law.citation import ADMINISTRATIVE_PROCEDURE, RECONSIDERATION, Citation
from tongming.law.remedy_counting import Decided
from tongming.law.remedy_results import Instance, Procedure, Result, Standing
from tongming.law.words import N_, Refused, say


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
