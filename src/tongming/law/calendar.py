"""Which days are working days, and where a term ends.

A day is worked if its notice makes it a make-up workday, is not if its notice gives it off, and
else is worked from Monday to Friday. The first day of a term is not counted
(《民事诉讼法》第八十五条第二款). A term that runs into a year whose notice is not loaded is
computed Monday to Friday for that part and says so: it is provisional and names the year. With
`strict` it is refused instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from tongming.law.calendar_year import BASIS, Arrangement, CalendarYear, weekday
from tongming.law.local_holidays import LocalHolidays
from tongming.law.words import N_, Message, Refused, say

__all__ = [
    "Arrangement",
    "Calendar",
    "CalendarYear",
    "DayKind",
    "Deadline",
    "LocalHolidays",
    "Why",
    "weekday",
]


class DayKind(StrEnum):
    """What a day is for counting."""

    WORKDAY = "workday"
    MAKEUP = "makeup"
    """A Saturday or Sunday worked by order of the notice (调休上班)."""
    HOLIDAY = "holiday"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a day counts or does not, with the notice that decides it."""

    kind: DayKind
    working: bool
    message: Message
    notice: str = ""
    provisional: bool = False
    """The year's notice is not loaded; the day may turn out otherwise."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term, and how sure it is."""

    on: date
    missing_years: tuple[int, ...] = ()
    """Years the term runs through whose notice is not loaded."""
    nominal: date | None = None
    """For calendar terms: the last day before it was moved off a holiday."""

    @property
    def provisional(self) -> bool:
        """Whether a notice still to come may move the day."""
        return bool(self.missing_years)


@dataclass(frozen=True, slots=True)
class _Index:
    """Working days by ordinal, so that counting and adding cost one look-up each.

    Between `first` and `last` the days are listed; outside they run Monday to Friday, continued by
    arithmetic, since no notice says anything about them.
    """

    first: int
    last: int
    counts: tuple[int, ...]
    """counts[i]: working days from the very first Monday of the calendar up to first + i."""
    ordinals: tuple[int, ...]
    base: int
    """Working days before `first`."""
    drift: int
    """How far the notices put the count at `last` from plain Mondays to Fridays."""

    def count(self, ordinal: int) -> int:
        """How many working days there are up to and including a day."""
        if self.first <= ordinal <= self.last:
            return self.counts[ordinal - self.first]
        plain = _weekdays(ordinal)
        return plain if ordinal < self.first else plain + self.drift

    def nth(self, number: int) -> int:
        """The ordinal of the working day of that number."""
        position = number - self.base
        if 0 < position <= len(self.ordinals):
            return self.ordinals[position - 1]
        return _nth_weekday(number if position <= 0 else number - self.drift)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days by notice. Never changes: `with_year` gives a new one."""

    years: MappingProxyType[int, CalendarYear] = field(default_factory=lambda: MappingProxyType({}))
    local: LocalHolidays | None = None
    _days: dict[int, tuple[bool, str]] = field(init=False, repr=False, compare=False)
    _index: _Index = field(init=False, repr=False, compare=False)
    _span: tuple[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        days = {
            day.toordinal(): (working, notice)
            for number in sorted(self.years)
            for day, working, notice in self.years[number].days()
        }
        index = _build_index(days, self.years, self.local.off if self.local else ())
        # The longest run of loaded years from the first: terms within it need no further look.
        last = first = min(self.years, default=0)
        while last + 1 in self.years:
            last += 1
        object.__setattr__(self, "_days", days)
        object.__setattr__(self, "_index", index)
        object.__setattr__(self, "_span", (first, last))

    @classmethod
    def of(cls, years: Iterable[CalendarYear]) -> Calendar:
        """A calendar of these years; of two for the same year the later counts."""
        return cls(MappingProxyType({year.year: year for year in years}))

    def with_year(self, year: CalendarYear) -> Calendar:
        """The same calendar with a year added or replaced."""
        return replace(self, years=MappingProxyType({**self.years, year.year: year}))

    def with_local(self, local: LocalHolidays | None) -> Calendar:
        """The same calendar with a place's own days off, or without any."""
        return replace(self, local=local)

    def known_on(self, day: date) -> Calendar:
        """The calendar as the public knew it on a day, without the notices that came out later."""
        known = (year.known_on(day) for year in self.years.values())
        return replace(
            self, years=MappingProxyType({year.year: year for year in known if year is not None})
        )

    def covers(self, year: int) -> bool:
        """Whether that year's notice is loaded."""
        return year in self.years

    def year(self, year: int) -> CalendarYear:
        """A loaded year; `Refused` by name where it is not."""
        try:
            return self.years[year]
        except KeyError:
            raise _not_loaded((year,)) from None

    def is_working(self, day: date) -> bool:
        """Whether the day counts. In a year not loaded: Monday to Friday."""
        if self.local and day in self.local.off:
            return False
        decided = self._days.get(day.toordinal())
        return day.weekday() < 5 if decided is None else decided[0]

    def why(self, day: date) -> Why:
        """What the day is, and by which notice."""
        if self.local and day in self.local.off:
            message = say(
                N_("{place}地方假日，不计入（{basis}）"),
                place=self.local.place,
                basis=self.local.basis,
            )
            return Why(DayKind.HOLIDAY, False, message, self.local.basis)
        decided = self._days.get(day.toordinal())
        if decided is not None:
            working, notice = decided
            if not working:
                message = say(N_("放假日，不计入（{notice}）"), notice=notice)
                return Why(DayKind.HOLIDAY, False, message, notice)
            if day.weekday() >= 5:
                message = say(N_("调休上班日，计入（{notice}）"), notice=notice)
                return Why(DayKind.MAKEUP, True, message, notice)
            return Why(DayKind.WORKDAY, True, say(N_("工作日（{notice}）"), notice=notice), notice)
        return self._plain(day)

    def _plain(self, day: date) -> Why:
        """A day no notice names."""
        working = day.weekday() < 5
        kind = DayKind.WORKDAY if working else DayKind.WEEKEND
        if day.year in self.years:
            return Why(kind, working, say(N_("工作日") if working else N_("周末，不计入")))
        text = (
            N_("暂按工作日计入（{year}年放假安排尚未装载）")
            if working
            else N_("暂按周末不计入（{year}年放假安排尚未装载）")
        )
        return Why(kind, working, say(text, year=day.year), provisional=True)

    def after(self, start: date, n: int, *, strict: bool = False) -> Deadline:
        """The n-th working day after `start`, which itself is not counted; n = 0 is `start`.

        With `strict`, a term that runs into a year not loaded is `Refused`, naming the year.
        """
        if n < 0:
            raise ValueError(n)
        if n == 0:
            return Deadline(start)
        index = self._index
        try:
            on = date.fromordinal(index.nth(index.count(start.toordinal()) + n))
        except (ValueError, OverflowError):
            raise Refused(say(N_("期限超出了可以计算的日期范围。"))) from None
        missing = self.missing(start, on)
        if missing and strict:
            raise _not_loaded(missing)
        return Deadline(on, missing)

    def count(self, start: date, end: date) -> int:
        """How many working days there are after `start` up to and including `end`.

        Negative where `end` comes first, so that `count(a, b) == -count(b, a)`.
        """
        index = self._index
        return index.count(end.toordinal()) - index.count(start.toordinal())

    def missing(self, start: date, end: date) -> tuple[int, ...]:
        """Years after `start` up to `end` whose notice is not loaded."""
        first, last = self._span
        if first <= start.year and end.year <= last:
            return ()
        if end <= start:
            return ()
        begin = (start + timedelta(days=1)).year
        return tuple(year for year in range(begin, end.year + 1) if year not in self.years)

    def awaited_notice(self, start: date, end: date) -> int | None:
        """The year whose notice, not out yet, may still touch the last days of the year before.

        The notice for 2019 made 29 December 2018 a workday and 31 December a day off. So a term
        counted over 28 to 31 December is not wholly safe before the next year's notice is known.
        """
        for year in range(start.year, end.year + 1):
            touched = start < date(year, 12, 31) and end >= date(year, 12, 28)
            if touched and year in self.years and year + 1 not in self.years:
                return year + 1
        return None

    def roll_forward(self, day: date, *, strict: bool = False) -> Deadline:
        """The day itself, or the first working day after it.  《民事诉讼法》第八十五条第三款"""
        on = day if self.is_working(day) else self.after(day, 1).on
        missing = self.missing(day - timedelta(days=1), on)
        if missing and strict:
            raise _not_loaded(missing)
        return Deadline(on, missing, nominal=day)

    def days_after(self, start: date, n: int, *, strict: bool = False) -> Deadline:
        """The n-th calendar day after `start`, moved off a holiday."""
        return self.roll_forward(_shift(start, days=n), strict=strict)

    def months_after(self, start: date, n: int, *, strict: bool = False) -> Deadline:
        """The same day n months later, or the last of a month without it; moved off a holiday."""
        return self.roll_forward(_shift(start, months=n), strict=strict)

    def last_working_day(self, day: date) -> Deadline:
        """The day itself, or the last working day before it: what to aim at for a fixed date."""
        index = self._index
        on = date.fromordinal(index.nth(index.count(day.toordinal())))
        return Deadline(on, self.missing(on - timedelta(days=1), day), nominal=day)


def _build_index(
    days: dict[int, tuple[bool, str]], years: Iterable[int], local: Iterable[date]
) -> _Index:
    """List the working days of every year some notice speaks about."""
    away = {day.toordinal() for day in local}
    named = sorted({*days, *away})
    covered = sorted({*years, *(date.fromordinal(ordinal).year for ordinal in named)})
    if not covered:
        return _Index(1, 0, (), (), 0, 0)
    first = date(covered[0], 1, 1).toordinal()
    last = date(covered[-1], 12, 31).toordinal()
    base = total = _weekdays(first - 1)
    counts, ordinals = [], []
    for ordinal in range(first, last + 1):
        plain = (ordinal - 1) % 7 < 5
        if ordinal not in away and days.get(ordinal, (plain, ""))[0]:
            total += 1
            ordinals.append(ordinal)
        counts.append(total)
    return _Index(first, last, tuple(counts), tuple(ordinals), base, total - _weekdays(last))


def _weekdays(ordinal: int) -> int:
    """Mondays to Fridays up to and including a day; 0001-01-01 was a Monday."""
    return ordinal // 7 * 5 + min(ordinal % 7, 5)


def _nth_weekday(number: int) -> int:
    weeks, rest = divmod(number - 1, 5)
    return weeks * 7 + rest + 1


def _shift(start: date, *, days: int = 0, months: int = 0) -> date:
    """Calendar days or months later; a month too short gives its last day."""
    try:
        if not months:
            return start + timedelta(days=days)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        return date(year, month + 1, min(start.day, _month_length(year, month + 1)))
    except (ValueError, OverflowError):
        raise Refused(say(N_("期限超出了可以计算的日期范围。"))) from None


def _month_length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _not_loaded(years: tuple[int, ...]) -> Refused:
    return Refused(
        say(
            N_("期限跨入{years}年，该年的放假安排还没有装载。请在国务院办公厅公布通知后装载。"),
            years="、".join(map(str, years)),
        ),
        BASIS,
    )
