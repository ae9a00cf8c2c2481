"""Every term of disclosure law as dated data: how long, counted how, and where it says so.

D1–D13 run in working days, C1–C12 in calendar days, months or fixed dates. A term for which the
law names no number is an `OpenTerm`: whoever sets it says so in the letter, and no default is
ever counted as law.

Marks: verified against the text; known but not read again; unverified (a setting, never a hard
block).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from tongming.law.calendar import Calendar, Deadline
from tongming.law.citation import (
    ADMINISTRATIVE_PROCEDURE as PROCEDURE,
)
from tongming.law.citation import (
    ADMINISTRATIVE_PROCEDURE_READING as READING,
)
from tongming.law.citation import (
    PROCESSING_FEE,
    RECONSIDERATION,
    REGULATION,
    REGULATION_2008,
    Citation,
)
from tongming.law.dated import Dated
from tongming.law.words import N_, say


class TermUnit(StrEnum):
    """What a term is counted in."""

    WORKING_DAY = "working"
    CALENDAR_DAY = "calendar"
    MONTH = "month"
    YEAR = "year"


class Mark(StrEnum):
    """How well a value is known."""

    VERIFIED = "V"
    KNOWN = "K"
    UNVERIFIED = "U"


class Silence(StrEnum):
    """What follows when nobody answers within the term."""

    ORGAN_DECIDES = "organ_decides"
    CONSENT = "consent"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days, months or years after a first day that is not counted."""

    n: int
    unit: TermUnit
    citation: Citation
    mark: Mark = Mark.VERIFIED
    at_most: bool = False
    """The number is a ceiling: the organ sets the length within it."""
    silence: Silence | None = None
    ceiling_years: int = 0
    """Where the term starts with knowing a right: at most so many years after knowing the act."""

    def end(self, start: date, calendar: Calendar, *, strict: bool = False) -> Deadline:
        """The last day, for a term that started with something on `start`.

        Working-day terms end on a working day by themselves. Calendar-day, month and year terms
        that end on a holiday end on the first day after it (《民事诉讼法》第八十五条第三款).
        """
        match self.unit:
            case TermUnit.WORKING_DAY:
                return calendar.after(start, self.n, strict=strict)
            case TermUnit.CALENDAR_DAY:
                return calendar.days_after(start, self.n, strict=strict)
            case TermUnit.MONTH:
                return calendar.months_after(start, self.n, strict=strict)
            case TermUnit.YEAR:
                return calendar.months_after(start, 12 * self.n, strict=strict)

    def end_for(self, knew_right: date, knew_act: date, calendar: Calendar) -> Deadline:
        """The last day where the right or the term was told late: never beyond the ceiling."""
        own = self.end(knew_right, calendar)
        if not self.ceiling_years:
            return own
        ceiling = calendar.months_after(knew_act, 12 * self.ceiling_years)
        return min(own, ceiling, key=lambda deadline: deadline.on)


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """The law asks for it without a number; the organ, or a local notice, sets the day."""

    citation: Citation
    mark: Mark = Mark.VERIFIED
    default: FixedDate | None = None
    """What to remind of where nobody has set a day. Practice, not law."""


@dataclass(frozen=True, slots=True)
class FixedDate:
    """A date of every year, such as 31 January."""

    month: int
    day: int
    citation: Citation
    mark: Mark = Mark.VERIFIED

    def on(self, year: int) -> date:
        """The date the law names."""
        return date(year, self.month, self.day)

    def aim(self, year: int, calendar: Calendar) -> Deadline:
        """The last working day not after it: no rule moves a fixed date off a holiday."""
        return calendar.last_working_day(self.on(year))


@dataclass(frozen=True, slots=True)
class MonthWindow:
    """A count that starts afresh on the first of every calendar month."""

    citation: Citation
    mark: Mark = Mark.VERIFIED

    def around(self, day: date) -> tuple[date, date]:
        """The first and the last day of the month a day lies in."""
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return day.replace(day=1), following - timedelta(days=1)


Rule: TypeAlias = Term | OpenTerm | FixedDate | MonthWindow

CHECKED_ON = date(2026, 11, 23)
_2008, _2019 = date(2008, 5, 1), date(2019, 5, 15)
_FEE = date(2021, 1, 1)
_SUIT, _READING, _REVIEW = date(2015, 5, 1), date(2018, 2, 8), date(2024, 1, 1)
_WORKING, _CALENDAR = TermUnit.WORKING_DAY, TermUnit.CALENDAR_DAY
_MONTH, _KNOWN = TermUnit.MONTH, Mark.KNOWN

CORRECTION_NOTICE: Dated[Term | OpenTerm] = Dated(
    say(N_("一次性告知补正的期限（自收到申请之日起）")),
    {
        _2008: OpenTerm(Citation(REGULATION_2008, 21, item=4), _KNOWN),
        _2019: Term(7, _WORKING, Citation(REGULATION, 30)),
    },
    checked_on=CHECKED_ON,
)
CORRECTION: Dated[OpenTerm] = Dated(
    say(N_("申请人补正的合理期限（由补正告知书确定）")),
    {
        _2008: OpenTerm(Citation(REGULATION_2008, 21, item=4), _KNOWN),
        _2019: OpenTerm(Citation(REGULATION, 30)),
    },
    checked_on=CHECKED_ON,
)
REPLY: Dated[Term] = Dated(
    say(N_("答复期限（自收到申请之日起）")),
    {
        _2008: Term(15, _WORKING, Citation(REGULATION_2008, 24, 2)),
        _2019: Term(20, _WORKING, Citation(REGULATION, 33, 2)),
    },
    checked_on=CHECKED_ON,
)
EXTENSION: Dated[Term] = Dated(
    say(N_("延长答复的期限（自答复期限届满之日起）")),
    {
        _2008: Term(15, _WORKING, Citation(REGULATION_2008, 24, 2), at_most=True),
        _2019: Term(20, _WORKING, Citation(REGULATION, 33, 2), at_most=True),
    },
    checked_on=CHECKED_ON,
)
THIRD_PARTY: Dated[Term | OpenTerm] = Dated(
    say(N_("第三方提出意见的期限（自收到征求意见书之日起）")),
    {
        _2008: OpenTerm(Citation(REGULATION_2008, 23)),
        _2019: Term(15, _WORKING, Citation(REGULATION, 32), silence=Silence.ORGAN_DECIDES),
    },
    checked_on=CHECKED_ON,
)
CO_MAKER: Dated[Term] = Dated(
    say(N_("共同制作机关提出意见的期限（自收到征求意见书之日起）")),
    {_2019: Term(15, _WORKING, Citation(REGULATION, 34), silence=Silence.CONSENT)},
    checked_on=CHECKED_ON,
)
PAYMENT: Dated[Term] = Dated(
    say(N_("缴纳信息处理费的期限（自收到收费通知次日起）")),
    {_FEE: Term(20, _WORKING, Citation(PROCESSING_FEE, 6), silence=Silence.ABANDONED)},
    checked_on=CHECKED_ON,
)
AFTER_PAYMENT: Dated[Term] = Dated(
    say(N_("缴费后的处理期限（自完成缴费次日起重新计算）")),
    {_FEE: Term(20, _WORKING, Citation(PROCESSING_FEE, 6), _KNOWN)},
    checked_on=CHECKED_ON,
)
PUBLICATION: Dated[Term] = Dated(
    say(N_("主动公开的期限（自政府信息形成或者变更之日起）")),
    {
        _2008: Term(20, _WORKING, Citation(REGULATION_2008, 18), _KNOWN),
        _2019: Term(20, _WORKING, Citation(REGULATION, 26)),
    },
    checked_on=CHECKED_ON,
)
REASONS: Dated[OpenTerm] = Dated(
    say(N_("数量、频次明显超过合理范围时的延迟答复期限（由行政机关确定并告知）")),
    {_2019: OpenTerm(Citation(REGULATION, 35))},
    checked_on=CHECKED_ON,
)
RECTIFICATION: Dated[OpenTerm] = Dated(
    say(N_("更正与申请人自身相关的信息的期限（法律没有规定）")),
    {
        _2008: OpenTerm(Citation(REGULATION_2008, 25, 2)),
        _2019: OpenTerm(Citation(REGULATION, 41)),
    },
    checked_on=CHECKED_ON,
)
REVIEW_ANSWER: Dated[Term] = Dated(
    say(N_("行政复议答复期限，普通程序（自收到申请书副本之日起）")),
    {_REVIEW: Term(10, _WORKING, Citation(RECONSIDERATION, 48))},
    checked_on=CHECKED_ON,
)
REVIEW_ANSWER_SIMPLIFIED: Dated[Term] = Dated(
    say(N_("行政复议答复期限，简易程序（自收到申请书副本之日起）")),
    {_REVIEW: Term(5, _WORKING, Citation(RECONSIDERATION, 54))},
    checked_on=CHECKED_ON,
)
REVIEW_REQUEST: Dated[Term] = Dated(
    say(N_("申请行政复议的期限（自知道或者应当知道行政行为之日起）")),
    {_REVIEW: Term(60, _CALENDAR, Citation(RECONSIDERATION, 20, 1))},
    checked_on=CHECKED_ON,
)
REVIEW_REQUEST_UNTOLD: Dated[Term] = Dated(
    say(N_("未被告知复议权利时申请行政复议的期限（自知道复议权利、机关和期限之日起）")),
    {_REVIEW: Term(60, _CALENDAR, Citation(RECONSIDERATION, 20, 3), ceiling_years=1)},
    checked_on=CHECKED_ON,
)
REVIEW_DECISION: Dated[Term] = Dated(
    say(N_("行政复议决定的期限，普通程序（自受理之日起）")),
    {_REVIEW: Term(60, _CALENDAR, Citation(RECONSIDERATION, 62, 1))},
    checked_on=CHECKED_ON,
)
REVIEW_DECISION_EXTENSION: Dated[Term] = Dated(
    say(N_("行政复议决定的延长期限（自原期限届满之日起）")),
    {_REVIEW: Term(30, _CALENDAR, Citation(RECONSIDERATION, 62, 1), at_most=True)},
    checked_on=CHECKED_ON,
)
REVIEW_DECISION_SIMPLIFIED: Dated[Term] = Dated(
    say(N_("行政复议决定的期限，简易程序（自受理之日起）")),
    {_REVIEW: Term(30, _CALENDAR, Citation(RECONSIDERATION, 62, 2))},
    checked_on=CHECKED_ON,
)
SUIT: Dated[Term] = Dated(
    say(N_("直接起诉的期限（自知道或者应当知道行政行为之日起）")),
    {_SUIT: Term(6, _MONTH, Citation(PROCEDURE, 46, 1))},
    checked_on=CHECKED_ON,
)
SUIT_UNTOLD: Dated[Term] = Dated(
    say(N_("未被告知起诉期限时的起诉期限（自知道起诉期限之日起）")),
    {_READING: Term(6, _MONTH, Citation(READING, 64, 1), ceiling_years=1)},
    checked_on=CHECKED_ON,
)
SUIT_AFTER_REVIEW: Dated[Term] = Dated(
    say(N_("复议后起诉的期限（自收到复议决定书或者复议期满之日起）")),
    {_SUIT: Term(15, _CALENDAR, Citation(PROCEDURE, 45))},
    checked_on=CHECKED_ON,
)
SUIT_FOR_INACTION: Dated[Term] = Dated(
    say(N_("起诉不履行职责的期限（自行政机关的答复期限届满之日起）")),
    {_READING: Term(6, _MONTH, Citation(READING, 66))},
    checked_on=CHECKED_ON,
)
DEFENCE: Dated[Term] = Dated(
    say(N_("提交答辩状的期限（自收到起诉状副本之日起）")),
    {_SUIT: Term(15, _CALENDAR, Citation(PROCEDURE, 67, 1))},
    checked_on=CHECKED_ON,
)
DEPARTMENT_REPORT: Dated[FixedDate] = Dated(
    say(N_("县级以上政府部门公布上一年度报告的期限")),
    {
        _2008: FixedDate(3, 31, Citation(REGULATION_2008, 31), _KNOWN),
        _2019: FixedDate(1, 31, Citation(REGULATION, 49, 1)),
    },
    checked_on=CHECKED_ON,
)
GOVERNMENT_REPORT: Dated[FixedDate] = Dated(
    say(N_("县级以上地方人民政府公布上一年度报告的期限")),
    {
        _2008: FixedDate(3, 31, Citation(REGULATION_2008, 31), _KNOWN),
        _2019: FixedDate(3, 31, Citation(REGULATION, 49, 2)),
    },
    checked_on=CHECKED_ON,
)
TOWNSHIP_REPORT: Dated[OpenTerm | FixedDate] = Dated(
    say(N_("乡镇公布上一年度报告的期限（由当地通知确定）")),
    {
        _2008: FixedDate(3, 31, Citation(REGULATION_2008, 31), _KNOWN),
        _2019: OpenTerm(
            Citation(REGULATION, 49),
            Mark.UNVERIFIED,
            default=FixedDate(1, 31, Citation(REGULATION, 49, 1), Mark.UNVERIFIED),
        ),
    },
    checked_on=CHECKED_ON,
)
FEE_WINDOW: Dated[MonthWindow] = Dated(
    say(N_("信息处理费按件计收的计数期间（一个自然月）")),
    {_FEE: MonthWindow(Citation(PROCESSING_FEE, 4))},
    checked_on=CHECKED_ON,
)

TERMS: dict[str, Dated[Rule]] = {
    "D1": CORRECTION_NOTICE,
    "D2": CORRECTION,
    "D3": REPLY,
    "D4": EXTENSION,
    "D5": THIRD_PARTY,
    "D6": CO_MAKER,
    "D7": PAYMENT,
    "D8": AFTER_PAYMENT,
    "D9": PUBLICATION,
    "D10": REASONS,
    "D11": RECTIFICATION,
    "D12": REVIEW_ANSWER,
    "D13": REVIEW_ANSWER_SIMPLIFIED,
    "C1": REVIEW_REQUEST,
    "C2": REVIEW_REQUEST_UNTOLD,
    "C3": REVIEW_DECISION,
    "C3-extension": REVIEW_DECISION_EXTENSION,
    "C3-simplified": REVIEW_DECISION_SIMPLIFIED,
    "C4": SUIT,
    "C5": SUIT_UNTOLD,
    "C6": SUIT_AFTER_REVIEW,
    "C7": SUIT_FOR_INACTION,
    "C8": DEFENCE,
    "C9": DEPARTMENT_REPORT,
    "C10": GOVERNMENT_REPORT,
    "C11": TOWNSHIP_REPORT,
    "C12": FEE_WINDOW,
}
"""Every term by its number."""
