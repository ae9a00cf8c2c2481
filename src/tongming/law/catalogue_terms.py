"""When a row of the standard catalogue (标准目录) is to be published, read from its 公开时限.

国办发〔2019〕54号 asks for the catalogues; each county prints the terms in its own words. They come
in a few kinds, kept as {trigger, number, unit, mode}. What cannot be read is no term: a person
looks after it, nothing is ever called overdue for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self

from tongming.law.publication_terms import Trigger
from tongming.law.terms import TermUnit
from tongming.law.words import N_, Message, say


class Mode(StrEnum):
    """What the term asks for."""

    WITHIN = "within"
    """Within the number of days after the trigger."""
    AT_ONCE = "at_once"
    YEARLY = "yearly"
    """Each year by `month`/`day`."""
    QUARTERLY = "quarterly"
    """Each quarter by `day` of its first month; without a day by the quarter's end."""
    MONTHLY = "monthly"
    STANDING = "standing"
    """长期公开: once public it stays."""
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class CatalogueTerm:
    """A term as data."""

    mode: Mode
    trigger: Trigger | None = None
    number: int = 0
    unit: TermUnit | None = None
    month: int = 0
    day: int = 0

    def to_data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "mode": self.mode.value,
            "trigger": self.trigger.value if self.trigger else "",
            "number": self.number,
            "unit": self.unit.value if self.unit else "",
            "month": self.month,
            "day": self.day,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Back from JSON."""
        return cls(
            Mode(data["mode"]),
            Trigger(data["trigger"]) if data["trigger"] else None,
            data["number"],
            TermUnit(data["unit"]) if data["unit"] else None,
            data["month"],
            data["day"],
        )

    @property
    def is_periodic(self) -> bool:
        """Whether it comes round again."""
        return self.mode in (Mode.YEARLY, Mode.QUARTERLY, Mode.MONTHLY)

    @property
    def words(self) -> Message:
        """How it was understood."""
        if self.mode is Mode.WITHIN:
            assert self.trigger is not None
            text = (
                N_("自{trigger}起{n}个工作日内")
                if self.unit is TermUnit.WORKING_DAY
                else N_("自{trigger}起{n}日内")
            )
            return say(text, trigger=say(self.trigger.label), n=self.number)
        if self.mode is Mode.YEARLY:
            return say(N_("每年{month}月{day}日以前"), month=self.month, day=self.day)
        if self.mode is Mode.QUARTERLY and self.day:
            return say(N_("每季度第一个月{day}日以前"), day=self.day)
        return say(_WORDS[self.mode])

    def period(self, today: date) -> tuple[date, date]:
        """The first day and the last of the period a periodic term is in."""
        if self.mode is Mode.YEARLY:
            return date(today.year, 1, 1), _day(today.year, self.month, self.day)
        if self.mode is Mode.QUARTERLY:
            first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
            if self.day:
                return first, _day(first.year, first.month, self.day)
            return first, _last(first.year, first.month + 2)
        return today.replace(day=1), _last(today.year, today.month)


_WORDS = {
    Mode.AT_ONCE: N_("及时"),
    Mode.QUARTERLY: N_("每季度"),
    Mode.MONTHLY: N_("每月"),
    Mode.STANDING: N_("长期公开"),
    Mode.UNREAD: N_("读不出时限，由人掌握"),
}


def _last(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    """A day that a short month has not is its last."""
    return min(_last(year, month), date(year, month, 1) + timedelta(days=day - 1))


_NUMBERS = {"一": 1, "二": 2, "三": 3, "五": 5, "七": 7, "十": 10, "十五": 15, "二十": 20,
            "三十": 30}  # fmt: skip
_DATE = re.compile(r"每年(?:的)?(\d{1,2})月(\d{1,2})日")
_QUARTER = re.compile(r"每(?:个)?季度?(?:的)?(?:首个?|第一个?)月(?:份)?(?:的)?(\d{1,2})日")
_WITHIN = re.compile(r"(\d{1,3}|[一二三五七十]{1,2})个?(工作日|自然日|日|天)")
_STANDING = ("永久", "长期", "常年", "实时更新")
_AT_ONCE = ("及时", "即时", "实时", "随时", "当日", "当天")
_TRIGGERS = (
    (("批准", "批复"), Trigger.APPROVED),
    (("决定", "处罚", "许可"), Trigger.DECIDED),
    (("获取", "收到"), Trigger.OBTAINED),
)


def read_term(text: str) -> CatalogueTerm:
    """The term a cell of 公开时限 says."""
    words = re.sub(r"\s|\u3000", "", text)
    if found := _DATE.search(words):
        month, day = int(found[1]), int(found[2])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return CatalogueTerm(Mode.YEARLY, month=month, day=day)
        return CatalogueTerm(Mode.UNREAD)
    if found := _QUARTER.search(words):
        day = int(found[1])
        return (
            CatalogueTerm(Mode.QUARTERLY, day=day) if 1 <= day <= 31 else CatalogueTerm(Mode.UNREAD)
        )
    # 公示7个工作日 is how long it hangs, not by when: it is taken out before looking for a term.
    rest = re.sub(r"公示(?:期)?(?:不少于)?\d+个?(?:工作日|日|天)", "", words)
    if found := _WITHIN.search(rest):
        number = int(found[1]) if found[1].isdigit() else _NUMBERS.get(found[1], 0)
        if number:
            unit = TermUnit.WORKING_DAY if found[2] == "工作日" else TermUnit.CALENDAR_DAY
            return CatalogueTerm(Mode.WITHIN, _trigger(rest), number, unit)
    if "每季" in words:
        return CatalogueTerm(Mode.QUARTERLY)
    if "每月" in words or "按月" in words:
        return CatalogueTerm(Mode.MONTHLY)
    if any(word in words for word in _STANDING):
        return CatalogueTerm(Mode.STANDING)
    if any(word in words for word in _AT_ONCE):
        return CatalogueTerm(Mode.AT_ONCE, Trigger.FORMED)
    return CatalogueTerm(Mode.UNREAD)


def _trigger(words: str) -> Trigger:
    for names, trigger in _TRIGGERS:
        if any(name in words for name in names):
            return trigger
    return Trigger.FORMED
