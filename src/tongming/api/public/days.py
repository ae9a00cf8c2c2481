"""The working-day calendar, and where a term of the law ends."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Query, Router

from tongming.api.fields import Day, Days, Told, Year
from tongming.api.problems import answers
from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Deadline
from tongming.law.terms import TERMS, Term
from tongming.law.words import N_, Refused, say

router = Router(tags=[N_("工作日和期限")])

TermId = Literal[
    "D1", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D12", "D13", "C1", "C2", "C3",
    "C3-extension", "C3-simplified", "C4", "C5", "C6", "C7", "C8",
]  # fmt: skip
"""The terms that are so many days or months; a test compares them with the law's."""


class CalendarYear(Told):
    """What the notices say of a year."""

    year: int
    is_loaded: bool
    """Whether the year's notice is known here; without it days are counted Monday to Friday."""
    notices: list[str]
    days_off: list[date]
    makeup_days: list[date]
    working_days: int


class TermLine(Told):
    """A term of the law, as it stands today."""

    id: str
    what: str
    number: int
    unit: str
    is_most: bool
    article: str


class TermList(Told):
    """Them all."""

    items: list[TermLine]


class LastDay(Told):
    """Where a term ends."""

    start: date
    last_day: date
    is_provisional: bool
    missing_years: list[int]
    """Years the term runs through whose notice is not known yet."""
    working_days: int
    """How many working days it spans, the first day not counted."""
    article: str


@router.get(
    "/calendar/{year}",
    response=answers(CalendarYear),
    summary=N_("一年的工作日安排"),
    description=N_("放假日和调休上班日，以及各依据哪份通知。"),
)
def calendar(request: HttpRequest, year: Year) -> CalendarYear:
    found = current_calendar()
    if not found.covers(year):
        return CalendarYear(
            year=year, is_loaded=False, notices=[], days_off=[], makeup_days=[],
            working_days=found.count(date(year - 1, 12, 31), date(year, 12, 31)),
        )  # fmt: skip
    arranged = found.year(year)
    return CalendarYear(
        year=year,
        is_loaded=True,
        notices=list(arranged.notices),
        days_off=[day for day in arranged.off if day.year == year],
        makeup_days=[day for day in arranged.work if day.year == year],
        working_days=found.count(date(year - 1, 12, 31), date(year, 12, 31)),
    )


@router.get(
    "/terms",
    response=answers(TermList),
    summary=N_("法定期限"),
    description=N_("条例、复议法、诉讼法里按日、按月计算的期限，各有条文。"),
)
def terms(request: HttpRequest) -> TermList:
    found = []
    for name in get_args(TermId):
        dated = TERMS[name]
        rule = dated.latest
        assert isinstance(rule, Term)
        found.append(
            TermLine(
                id=name,
                what=dated.what.render(gettext),
                number=rule.n,
                unit=rule.unit.value,
                is_most=rule.at_most,
                article=str(rule.citation),
            )
        )
    return TermList(items=found)


@router.get(
    "/deadline",
    response=answers(LastDay),
    summary=N_("期限哪天届满"),
    description=N_(
        "给出起始日期和一项法定期限（term），或者工作日数（working_days）。起始日当天不计入。"
    ),
)
def deadline(
    request: HttpRequest,
    start: Annotated[Day, Query(description=N_("起始日期"), examples=["2026-03-13"])],
    term: Annotated[
        TermId | None, Query(description=N_("法定期限的编号，见 terms"), examples=["D3"])
    ] = None,
    working_days: Annotated[Days | None, Query(description=N_("工作日数"))] = None,
) -> LastDay:
    if (term is None) == (working_days is None):
        raise Refused(say(N_("请给出 term 或者 working_days 中的一项。")))
    found = current_calendar()
    article, ends = "", None
    if term is not None:
        rule = TERMS[term].on(start)
        if not isinstance(rule, Term):
            raise Refused(say(N_("这一天的规定没有定出固定的期限。")), str(rule.citation))
        ends, article = rule.end(start, found), str(rule.citation)
    else:
        ends = found.after(start, working_days or 0)
    return _told(start, ends, found.count(start, ends.on), article)


def _told(start: date, ends: Deadline, spans: int, article: str) -> LastDay:
    return LastDay(
        start=start,
        last_day=ends.on,
        is_provisional=ends.provisional,
        missing_years=list(ends.missing_years),
        working_days=spans,
        article=article,
    )
