"""Village affairs (村务公开): what villages publish and what a township checks.

《村民委员会组织法》(2018年修正): what is published and how often (第三十条); the township looks
into failures and orders publication (第三十一条). A revision has been under way since 2025:
the numbers of the articles are to be checked against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from tongming.law.words import N_

LAW = "《村民委员会组织法》"


class Finding(StrEnum):
    """What a check finds of one matter; `wants` where it has to be put right."""

    label: str
    wants: bool

    def __new__(cls, code: str, label: str = "", wants: bool = False) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label, member.wants = code, label, wants
        return member

    PUBLISHED = "published", N_("按期公开")
    NOTHING = "nothing", N_("本季度没有此项")
    LATE = "late", N_("公开不及时"), True
    INCOMPLETE = "incomplete", N_("内容不全或者不真实"), True
    MISSING = "missing", N_("没有公开"), True


@dataclass(frozen=True, slots=True)
class Matter:
    """Something a village publishes."""

    key: str
    label: str
    often: str


MATTERS: tuple[Matter, ...] = (
    Matter("meetings", N_("村民会议、村民代表会议决定的事项及实施情况"), N_("每季度")),
    Matter("family_planning", N_("计划生育政策的落实方案"), N_("每季度")),
    Matter("funds", N_("救灾救助、补贴补助等资金、物资的管理使用情况"), N_("每季度")),
    Matter("assistance", N_("协助人民政府开展工作的情况"), N_("每季度")),
    Matter("others", N_("村民普遍关心的其他事项"), N_("每季度")),
    Matter("finance", N_("集体财务往来（较多的每月公布）"), N_("每月")),
    Matter("major", N_("涉及村民利益的重大事项"), N_("随时")),
)
"""第三十条: general matters at least quarterly, finance monthly where there is much of it, major
matters at any time."""


def quarter_of(day: date) -> date:
    """The first day of the quarter a day is in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def last_day(quarter: date) -> date:
    """The last day of a quarter."""
    month = quarter.month + 3
    return date(quarter.year + (month > 12), (month - 1) % 12 + 1, 1) - timedelta(days=1)
