"""Inspection of government websites and accounts: settings, veto, score (国办秘函〔2019〕19号).

Any veto fact fails a site or an account, and nothing else is scored. Else a portal loses points
from 100; below 60 it fails, above 80 the bonus of at most 30 is added. A body without outward
services is judged on the other 75 points, stretched to 100. Sections of townships have no score of
their own: for them the vetoes and the checks count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tongming.law.inspection_checks import CHECKS
from tongming.law.inspection_list import (
    COLUMN_CLASSES,
    GUIDE_ELEMENTS,
    INDICATORS,
    SERVICES,
    THRESHOLDS,
)
from tongming.law.inspection_model import (
    DOCUMENT,
    Check,
    ColumnClass,
    Indicator,
    Part,
    Settings,
    Severity,
    Source,
    Standing,
    Threshold,
)
from tongming.law.words import N_, Refused, say

__all__ = [
    "CHECKS",
    "COLUMN_CLASSES",
    "DOCUMENT",
    "GUIDE_ELEMENTS",
    "INDICATORS",
    "THRESHOLDS",
    "Check",
    "ColumnClass",
    "Indicator",
    "Part",
    "Score",
    "Settings",
    "Severity",
    "Source",
    "Standing",
    "Threshold",
    "account_severity",
    "column_vetoes",
    "score",
    "settings",
]

FULL, PASS, BONUS_FROM, BONUS_MOST = Decimal(100), Decimal(60), Decimal(80), Decimal(30)
SERVICE_POINTS = Decimal(25)


def settings(changed: Mapping[str, int] | None = None) -> Settings:
    """The thresholds, with an office's own numbers; refused for a key or number that cannot be."""
    return Settings(THRESHOLDS, changed or {})


@dataclass(frozen=True, slots=True)
class Score:
    """The result of an inspection."""

    vetoes: tuple[str, ...]
    """The veto indicators met; any of them decides."""
    points: Decimal | None
    """Out of 100, with the bonus; `None` where a veto ended the scoring."""
    bonus_counted: bool

    @property
    def passed(self) -> bool:
        """合格 or not."""
        return self.points is not None and self.points >= PASS


def score(
    vetoes: Iterable[str] = (),
    deductions: Mapping[str, Decimal] | None = None,
    *,
    bonus: Decimal = Decimal(0),
    offers_services: bool = True,
) -> Score:
    """The score of a portal. What an indicator deducts never exceeds its points, where known.

    Refused: an indicator that is not of the part, a negative deduction, a bonus beyond 30.
    """
    met = tuple(dict.fromkeys(vetoes))
    for code in met:
        _require(code, Part.SITE_VETO)
    if not 0 <= bonus <= BONUS_MOST:
        raise Refused(
            say(N_("加分应当在0到{most}之间，不能是{value}。"), most=BONUS_MOST, value=bonus),
            DOCUMENT,
        )
    lost = Decimal(0)
    for code, points in (deductions or {}).items():
        indicator = _require(code, Part.DEDUCTION)
        if points < 0:
            raise Refused(
                say(N_("{id}的扣分不能是负数：{value}。"), id=code, value=points), DOCUMENT
            )
        if offers_services or indicator.area != SERVICES:
            lost += points if indicator.points is None else min(points, indicator.points)
    if met:
        return Score(met, None, False)
    whole = FULL if offers_services else FULL - SERVICE_POINTS
    reached = max(whole - lost, Decimal(0)) * FULL / whole
    with_bonus = reached > BONUS_FROM
    return Score((), reached + bonus if with_bonus else reached, with_bonus)


def _require(code: str, part: Part) -> Indicator:
    indicator = INDICATORS.get(code)
    if indicator is None or indicator.part is not part:
        raise Refused(say(N_("{id}不属于{part}。"), id=code, part=say(part.label)), DOCUMENT)
    return indicator


def column_vetoes(
    *, stale: int, long_stale: int, empty: int, using: Settings | None = None
) -> tuple[str, ...]:
    """C06: the veto indicators that numbers of columns meet.

    `stale` are those of C01 and C02 together, `long_stale` of C03 and C04, `empty` of C05.
    """
    limits = using or settings()
    return tuple(
        code
        for code, count, limit in (
            ("A-12", stale, "stale_columns"),
            ("A-13", long_stale, "long_stale_columns"),
            ("A-14", empty, "empty_columns"),
        )
        if count >= limits.value(limit)
    )


def account_severity(silent_days: int, using: Settings | None = None) -> Severity | None:
    """C30: how serious it is that an account has posted nothing for so many days.

    14 days of silence are still within the two weeks; the fifteenth day breaks them.
    """
    limits = using or settings()
    if silent_days > limits.value("account_days"):
        return Severity.VETO
    if silent_days >= limits.value("account_red_days"):
        return Severity.RED
    return Severity.YELLOW if silent_days >= limits.value("account_yellow_days") else None
