"""One year of the working-day calendar, as its notice arranges it, and the file it is loaded from.

The file, also what `tongming calendar show 2026` prints:

    {"year": 2026, "notice": "国办发明电〔2025〕7号", "published_on": "2025-11-04",
     "off": ["01-01/01-03", "02-15/02-23", …], "work": ["01-04", "02-14", …],
     "changes": [{"notice": "…", "published_on": "…", "off": [], "work": []}]}

`off` are days off, single or from/to; `work` are the Saturdays and Sundays worked instead. A day
without a year belongs to `year`; a notice may also touch the last days of the year before
(2022-12-31 is off under the notice for 2023), and then the date is written in full. `changes` are
later notices that alter single days: what they name counts instead of what was arranged before,
the rest stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tongming.law.words import N_, Message, Refused, say

BASIS = "《全国年节及纪念日放假办法》"
FIRST_YEAR, LAST_YEAR = 2000, 2199
_DATE = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})")
_LONGEST_BREAK = 31
_KEYS = {"year", "notice", "published_on", "off", "work", "changes"}
_CHANGE_KEYS = {"notice", "published_on", "off", "work"}
_WEEKDAYS = (
    N_("星期一"),
    N_("星期二"),
    N_("星期三"),
    N_("星期四"),
    N_("星期五"),
    N_("星期六"),
    N_("星期日"),
)


def weekday(day: date) -> Message:
    """星期一 … 星期日."""
    return say(_WEEKDAYS[day.weekday()])


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What one notice orders: days off, make-up workdays, and from which day the public knew it."""

    notice: str
    off: frozenset[date]
    work: frozenset[date]
    published_on: date | None = None
    """None where it is not known; it then counts as known from the start."""


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year: the yearly notice first, then the notices that changed it, in order of issue."""

    year: int
    arrangements: tuple[Arrangement, ...]

    @property
    def notice(self) -> str:
        """The number of the yearly notice."""
        return self.arrangements[0].notice

    @property
    def notices(self) -> tuple[str, ...]:
        """Every notice behind this year, oldest first."""
        return tuple(arrangement.notice for arrangement in self.arrangements)

    def days(self) -> Iterator[tuple[date, bool, str]]:
        """Each day a notice names: the day, whether it is worked, the notice that decides it."""
        decided: dict[date, tuple[bool, str]] = {}
        for arrangement in self.arrangements:
            decided.update((day, (False, arrangement.notice)) for day in arrangement.off)
            decided.update((day, (True, arrangement.notice)) for day in arrangement.work)
        for day in sorted(decided):
            working, notice = decided[day]
            yield day, working, notice

    @property
    def off(self) -> tuple[date, ...]:
        """Every day off after all changes."""
        return tuple(day for day, working, _ in self.days() if not working)

    @property
    def work(self) -> tuple[date, ...]:
        """Every make-up workday (a Saturday or Sunday that is worked) after all changes."""
        return tuple(day for day, working, _ in self.days() if working and day.weekday() >= 5)

    def known_on(self, day: date) -> CalendarYear | None:
        """The year as the public knew it on `day`; None before the yearly notice came out."""
        known = tuple(
            arrangement
            for arrangement in self.arrangements
            if arrangement.published_on is None or arrangement.published_on <= day
        )
        return replace(self, arrangements=known) if self.arrangements[0] in known else None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> CalendarYear:
        """The year from its file; `Refused` with the first defect found."""
        year, problems = read_year(data)
        if year is None or problems:
            raise Refused(problems[0], BASIS)
        return year

    def to_data(self) -> dict[str, Any]:
        """The year as its file; `from_data` gives the same year back."""
        first, *changes = (_arrangement_data(a, self.year) for a in self.arrangements)
        return {"year": self.year, **first, **({"changes": changes} if changes else {})}


def read_year(data: object) -> tuple[CalendarYear | None, list[Message]]:
    """The year from its file, or every defect of the file, each with what to do."""
    if not isinstance(data, Mapping):
        return None, [say(N_("文件里应当是一个年度的安排：一对花括号，里面有year、notice、off。"))]
    year = data.get("year")
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        return None, [say(N_("year应当是四位数的年度，例如2027。"))]
    problems: list[Message] = []
    base = _read_arrangement(data, year, _KEYS, problems)
    if not base.off and not problems:
        problems.append(say(N_("off是空的。请列出通知里的全部放假日期。")))
    arrangements = [base]
    changes = data.get("changes", [])
    if not isinstance(changes, list):
        problems.append(say(N_("changes应当是方括号里的若干次调整。")))
        changes = []
    for change in changes:
        if isinstance(change, Mapping):
            arrangements.append(_read_arrangement(change, year, _CHANGE_KEYS, problems))
        else:
            problems.append(say(N_("changes里的每一次调整应当有notice，以及off或work。")))
    result = CalendarYear(year, tuple(arrangements))
    problems += _contradictions(result)
    return (None if problems else result), problems


def cautions(year: CalendarYear) -> list[Message]:
    """What a lawful file may still lack: days that are public holidays in every year."""
    off = {day for day in year.off if day.year == year.year}
    always = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]
    missing = [date(year.year, month, day) for month, day in always]
    return [
        say(N_("{day}是全体公民放假的节日，安排里却没有。请核对通知。"), day=day)
        for day in missing
        if day not in off
    ]


def _read_arrangement(
    data: Mapping[str, Any], year: int, keys: set[str], problems: list[Message]
) -> Arrangement:
    """One notice; what is wrong is added to `problems`."""
    problems += [
        say(
            N_("不认识的项目“{key}”。可用的项目：{keys}。"),
            key=str(key),
            keys="、".join(sorted(keys)),
        )
        for key in data
        if key not in keys
    ]
    notice = data.get("notice")
    if not isinstance(notice, str) or not notice.strip():
        problems.append(say(N_("缺少通知文号（notice），例如“国办发明电〔2025〕7号”。")))
        notice = ""
    elif len(notice) > 80:
        problems.append(say(N_("通知文号（notice）太长，最多80个字。")))
    published = data.get("published_on")
    published_on = None
    if published is not None:
        published_on = _full_date(published)
        if published_on is None:
            problems.append(say(N_("公布日期（published_on）应当写成2026-11-04的样子。")))
    off = _read_days(data, "off", year, problems)
    work = _read_days(data, "work", year, problems)
    return Arrangement(notice.strip(), frozenset(off), frozenset(work), published_on)


def _read_days(data: Mapping[str, Any], key: str, year: int, problems: list[Message]) -> list[date]:
    """Every day listed under a key, each once."""
    entries = data.get(key)
    if entries is None:
        if key == "off":
            problems.append(say(N_("缺少放假日期（off）。")))
        return []
    if not isinstance(entries, list):
        problems.append(say(N_("{key}应当是方括号里的一串日期。"), key=key))
        return []
    days: list[date] = []
    for entry in entries:
        span = _read_span(entry, year)
        if isinstance(span, Message):
            problems.append(span)
            continue
        for day in span:
            if day in days:
                problems.append(say(N_("{day}在{key}里写了两次。"), day=day, key=key))
            else:
                days.append(day)
    return days


def _read_span(entry: object, year: int) -> list[date] | Message:
    """The days of `02-15/02-23` or `02-15`, or what is wrong with it."""
    days = _parse_span(entry, year)
    if isinstance(days, Message):
        return days
    for day in days:
        if day.year != year and (day.year, day.month) != (year - 1, 12):
            return say(
                N_("“{entry}”不属于{year}年度。{year}年的通知只能安排{year}年和上一年12月的日期。"),
                entry=str(entry),
                year=year,
            )
    return days


def read_full_days(entries: list[object]) -> list[date] | Message:
    """The days of entries in full, such as `2026-09-03/2026-09-04`, or what is wrong."""
    days: list[date] = []
    for entry in entries:
        span = _parse_span(entry, None)
        if isinstance(span, Message):
            return span
        days += span
    return days


def _parse_span(entry: object, year: int | None) -> list[date] | Message:
    """Days from/to; without `year`, dates must carry their own."""
    example = N_("01-04或者01-01/01-03") if year else N_("2026-09-03或者2026-09-03/2026-09-04")
    malformed = say(
        N_("“{entry}”不是日期。请写成{example}。"), entry=str(entry)[:40], example=say(example)
    )
    if not isinstance(entry, str):
        return malformed
    ends: list[date] = []
    parts = entry.split("/")
    for part in parts:
        match = _DATE.fullmatch(part.strip())
        if match is None or len(parts) > 2 or (match[1] is None and year is None):
            return malformed
        try:
            ends.append(date(int(match[1] or year or 0), int(match[2]), int(match[3])))
        except ValueError:
            return say(N_("“{entry}”里有不存在的日期。"), entry=entry)
    first, last = ends[0], ends[-1]
    if last < first:
        return say(
            N_("“{entry}”的起日在止日之后。跨年的请写全年份，例如2022-12-31/2023-01-02。"),
            entry=entry,
        )
    if (last - first).days >= _LONGEST_BREAK:
        return say(N_("“{entry}”超过{n}天，应当是写错了。"), entry=entry, n=_LONGEST_BREAK)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _contradictions(year: CalendarYear) -> list[Message]:
    """Days both off and worked in one notice, and weekdays listed as make-up workdays."""
    problems = []
    taken_off: set[date] = set()
    for arrangement in year.arrangements:
        problems += [
            say(N_("{day}既列为放假又列为上班，只能是其中一种。"), day=day)
            for day in sorted(arrangement.off & arrangement.work)
        ]
        # A later notice may send people back to work on a weekday that an earlier one gave off.
        problems += [
            say(
                N_("{day}是{weekday}，本来就是工作日，不用列为调休上班。请核对日期。"),
                day=day,
                weekday=weekday(day),
            )
            for day in sorted(arrangement.work - taken_off)
            if day.weekday() < 5
        ]
        taken_off = (taken_off | arrangement.off) - arrangement.work
    return problems


def _full_date(text: object) -> date | None:
    match = _DATE.fullmatch(text) if isinstance(text, str) else None
    if match is None or match[1] is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _arrangement_data(arrangement: Arrangement, year: int) -> dict[str, Any]:
    data: dict[str, Any] = {"notice": arrangement.notice}
    if arrangement.published_on:
        data["published_on"] = arrangement.published_on.isoformat()
    data["off"] = [_written(first, last, year) for first, last in _spans(arrangement.off)]
    data["work"] = [_written(day, day, year) for day in sorted(arrangement.work)]
    return data


def _written(first: date, last: date, year: int) -> str:
    """A day or a span as the file has it; both ends in full where one lies in another year."""
    full = first.year != year or last.year != year
    ends = [f"{day:%Y-%m-%d}" if full else f"{day:%m-%d}" for day in (first, last)]
    return ends[0] if first == last else "/".join(ends)


def _spans(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days in a row as first and last."""
    spans: list[tuple[date, date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][1] == timedelta(days=1):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans
