"""Major administrative decisions (重大行政决策): 国务院令第713号, the steps and what each asks.

It binds governments from the county up; townships and departments act by it (参照执行, 第四十二条).
Days are passed in; each rule names its article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from tongming.law.calendar import Calendar
from tongming.law.words import N_, Refused, say

COMMENT_DAYS = 30
HEARING_DAYS = 7
REVIEW_WORKING_DAYS = 7


class Step(StrEnum):
    """A step of a decision: its label, its articles, what its two days are called."""

    label: str
    articles: str
    begins: str
    ends: str

    def __new__(
        cls, code: str, label: str = "", articles: str = "", begins: str = "", ends: str = ""
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label, member.articles = code, label, articles
        member.begins, member.ends = begins, ends
        return member

    COMMENTS = (
        "comments",
        N_("公开征求意见"),
        "第十五条",
        N_("征求意见开始"),
        N_("征求意见截止"),
    )
    HEARING = "hearing", N_("听证会"), "第十六条", N_("材料送达听证参加人"), N_("听证会召开")
    EXPERTS = "experts", N_("专家论证"), "第十九条", N_("论证开始"), N_("论证意见")
    RISK = "risk", N_("风险评估"), "第二十二条", N_("评估开始"), N_("评估报告")
    LEGALITY = "legality", N_("合法性审查"), "第二十五条", N_("送审"), N_("审查意见")
    DISCUSSION = "discussion", N_("集体讨论决定"), "第三十条", N_("讨论"), N_("决定")
    PUBLICATION = "publication", N_("公布决定"), "第三十二条", N_("公布"), N_("公布")


ALWAYS = (Step.LEGALITY, Step.DISCUSSION, Step.PUBLICATION)
"""第二十五条: what was not reviewed is not discussed; 第三十条; 第三十二条."""
CHOSEN = (Step.COMMENTS, Step.HEARING, Step.EXPERTS, Step.RISK)
"""Taken by the matter: the catalogue says which."""


@dataclass(frozen=True, slots=True)
class Done:
    """A step as it was done: its first day and its last, and what was said of it."""

    began: date
    ended: date
    words: str = ""


def check(
    step: Step,
    this: Done,
    done: Mapping[Step, Done],
    required: tuple[Step, ...],
    calendar: Calendar,
    today: date,
) -> None:
    """Refuse a step that may not be recorded so."""
    if this.ended < this.began:
        raise Refused(say(N_("结束日期不能早于开始日期。")))
    if this.began > today or (this.ended > today and step is not Step.COMMENTS):
        raise Refused(say(N_("日期不能晚于今天。")))
    days = (this.ended - this.began).days
    if step is Step.COMMENTS and days < COMMENT_DAYS and not this.words:
        raise Refused(
            say(
                N_("公开征求意见一般不少于{n}日，这里是{days}日。缩短的，写明公开时作的说明。"),
                n=COMMENT_DAYS,
                days=days,
            ),
            step.articles,
        )
    if step is Step.HEARING and days < HEARING_DAYS:
        raise Refused(
            say(
                N_("听证材料最迟在听证会召开{n}日前送达，这里只有{days}日。"),
                n=HEARING_DAYS,
                days=days,
            ),
            step.articles,
        )
    if step is Step.LEGALITY:
        spent = calendar.count(this.began, this.ended)
        if spent < REVIEW_WORKING_DAYS and not this.words:
            raise Refused(
                say(
                    N_("合法性审查一般不少于{n}个工作日，这里是{days}个。写明为什么。"),
                    n=REVIEW_WORKING_DAYS,
                    days=spent,
                ),
                "第二十六条",
            )
    if step is Step.DISCUSSION:
        _before_discussion(this, done, required)
    if step is Step.PUBLICATION:
        decided = done.get(Step.DISCUSSION)
        if decided is None or this.began < decided.ended:
            raise Refused(say(N_("先有集体讨论决定，再公布。")), step.articles)


def _before_discussion(this: Done, done: Mapping[Step, Done], required: tuple[Step, ...]) -> None:
    for step in required:
        if step in (Step.DISCUSSION, Step.PUBLICATION):
            continue
        before = done.get(step)
        if before is None or before.ended > this.began:
            raise Refused(
                say(N_("“{step}”还没有完成，不能提交讨论。"), step=say(step.label)),
                "第二十五条" if step is Step.LEGALITY else "第二十九条",
            )
