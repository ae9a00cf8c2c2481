"""信息处理费: what may be charged where applications are clearly beyond reasonable.

《政府信息公开信息处理费管理办法》(国办函〔2020〕109号), in force since 2021-01-01, on 《条例》
第四十二条.
Information is free; charging is a choice, made case by case, and only after number or frequency was
found clearly beyond reasonable. For one application the organ picks one standard, never both.
Both standards are progressive on the excess (超额累进): a tier's price is for what lies inside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from tongming.law.citation import PROCESSING_FEE, Citation
from tongming.law.dated import Dated
from tongming.law.terms import FEE_WINDOW
from tongming.law.words import N_, Message, Refused, say

MOST = 1_000_000
"""A greater count is a slip of the hand, not a number of applications or pages."""
REVENUE_SUBJECT = "103049950"
"""The budget subject it is paid in under: 其他缴入国库的行政事业性收费 (财办库〔2020〕254号)."""


@dataclass(frozen=True, slots=True)
class Tier:
    """From the `first` to the `last` one counted, each costs `yuan`; `last` None has no end."""

    first: int
    last: int | None
    yuan: int


@dataclass(frozen=True, slots=True)
class Onward:
    """Beyond the last tier: blocks of `block`, the first at `yuan` each, every next `step` more."""

    first: int
    block: int
    yuan: int
    step: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """The prices of one standard, from the day they count."""

    citation: Citation
    tiers: tuple[Tier, ...]
    onward: Onward | None = None

    def tier_of(self, nth: int) -> Tier:
        """The tier the n-th one counted lies in."""
        for tier in self.tiers:
            if tier.last is None or nth <= tier.last:
                return tier
        onward = self.onward
        if onward is None:
            raise LookupError(f"the tariff ends before {nth}")
        block = (nth - onward.first) // onward.block
        first = onward.first + block * onward.block
        return Tier(first, first + onward.block - 1, onward.yuan + block * onward.step)


@dataclass(frozen=True, slots=True)
class Part:
    """What a count costs inside one tier."""

    tier: Tier
    count: int

    @property
    def yuan(self) -> int:
        """The amount of the tier."""
        return self.count * self.tier.yuan


class Standard(StrEnum):
    """The two ways to charge; one of them for each application (第三条)."""

    label: str
    unit: str
    window: str

    def __new__(cls, code: str, label: str = "", unit: str = "", window: str = "") -> Self:
        standard = str.__new__(cls, code)
        standard._value_ = code
        standard.label, standard.unit, standard.window = label, unit, window
        return standard

    BY_APPLICATIONS = (
        "applications",
        N_("按件计收"),
        N_("件"),
        N_("同一申请人在一个自然月内累计的申请件数"),
    )
    """Whatever the outcome, refusals too (第四条)."""
    BY_PAGES = "pages", N_("按量计收"), N_("页"), N_("一件申请所得信息的页数（A4及以下单面为1页）")
    """Where paper, e-mail or copied electronic data is wanted; never added up (第五条)."""


_IN_FORCE = date(2021, 1, 1)
_CHECKED = date(2026, 11, 23)
TARIFFS: dict[Standard, Dated[Tariff]] = {
    Standard.BY_APPLICATIONS: Dated(
        say(N_("信息处理费（按件计收）")),
        {
            _IN_FORCE: Tariff(
                Citation(PROCESSING_FEE, 4),
                (Tier(1, 10, 0), Tier(11, 30, 100)),
                # The text raises the price by 100 for every further 10 and prints no figure for
                # 31 to 40; on top of 100 it is 200. docs/decisions/0203-fee-above-thirty.md
                Onward(first=31, block=10, yuan=200, step=100),
            )
        },
        checked_on=_CHECKED,
    ),
    Standard.BY_PAGES: Dated(
        say(N_("信息处理费（按量计收）")),
        {
            _IN_FORCE: Tariff(
                Citation(PROCESSING_FEE, 5),
                (Tier(1, 30, 0), Tier(31, 100, 10), Tier(101, 200, 20), Tier(201, None, 40)),
            )
        },
        checked_on=_CHECKED,
    ),
}


def tariff(standard: Standard, on: date | None = None) -> Tariff:
    """The prices in force on a day, or the newest; refused for a day before there were any."""
    return TARIFFS[standard].latest if on is None else TARIFFS[standard].on(on)


def breakdown(standard: Standard, count: int, on: date | None = None) -> tuple[Part, ...]:
    """What a count costs, tier by tier, as the notice must show it (第六条: basis and standard).

    Refused: a count that is negative, not whole, or beyond `MOST`.
    """
    prices = tariff(standard, on)
    _require_count(count, prices.citation)
    parts = []
    reached = 0
    while reached < count:
        tier = prices.tier_of(reached + 1)
        upto = count if tier.last is None else min(count, tier.last)
        parts.append(Part(tier, upto - reached))
        reached = upto
    return tuple(parts)


def fee(standard: Standard, count: int, on: date | None = None) -> int:
    """The amount in yuan."""
    return sum(part.yuan for part in breakdown(standard, count, on))


def by_applications(count: int, on: date | None = None) -> int:
    """Yuan for an applicant's applications to one organ in one calendar month.

    45 of them cost 10×0 + 20×100 + 10×200 + 5×300 = 5500.
    """
    return fee(Standard.BY_APPLICATIONS, count, on)


def by_pages(count: int, on: date | None = None) -> int:
    """Yuan for the pages of one application; pages of several are not added up."""
    return fee(Standard.BY_PAGES, count, on)


def price_of_nth(standard: Standard, nth: int, on: date | None = None) -> int:
    """Yuan for the n-th alone: the 45th application of a month costs 300."""
    prices = tariff(standard, on)
    _require_count(nth, prices.citation)
    if nth == 0:
        raise Refused(say(N_("序号从1开始。")), str(prices.citation))
    return prices.tier_of(nth).yuan


def same_window(one: date, other: date) -> bool:
    """Whether an applicant's applications of two days add up: both in one calendar month."""
    return FEE_WINDOW.on(one).around(one) == FEE_WINDOW.on(other).around(other)


def explain(standard: Standard, part: Part) -> Message:
    """A tier in words, for the fee notice: 第11至30件，每件100元，20件，共2000元."""
    tier = part.tier
    places = {
        "first": tier.first,
        "last": tier.last,
        "unit": say(standard.unit),
        "yuan": tier.yuan,
        "count": part.count,
        "amount": part.yuan,
    }
    if tier.yuan == 0:
        return say(N_("第{first}至{last}{unit}，不收费，{count}{unit}，共0元"), **places)
    if tier.last is None:
        return say(N_("第{first}{unit}起，每{unit}{yuan}元，{count}{unit}，共{amount}元"), **places)
    return say(
        N_("第{first}至{last}{unit}，每{unit}{yuan}元，{count}{unit}，共{amount}元"), **places
    )


def _require_count(count: int, citation: Citation) -> None:
    if type(count) is not int:
        raise Refused(say(N_("数量应当是整数，不能是{value}。"), value=count), str(citation))
    if count < 0:
        raise Refused(say(N_("数量不能是负数：{value}。"), value=count), str(citation))
    if count > MOST:
        raise Refused(
            say(N_("数量太大：{value}，最多{most}。请检查是否输错。"), value=count, most=MOST),
            str(citation),
        )
