"""The shipped calendar against two other tables, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import pytest

from tests.unit.law.vectors import load
from tongming.law.calendar import CalendarYear, DayKind
from tongming.law.holidays import NOTICES, SHIPPED
from tongming.law.words import Refused


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_day_agrees_with_an_independent_calendar(year: int) -> None:
    differing = [
        day for day in days_of(year) if SHIPPED.is_working(day) != chinese_calendar.is_workday(day)
    ]
    assert differing == []


@pytest.mark.parametrize("year", range(2019, 2027))
def test_every_day_agrees_with_the_table_of_the_law(year: int) -> None:
    table = load("days_off.yaml")[year]
    off: set[date] = set()
    for span in table["off"]:
        first, last = (date.fromisoformat(f"{year}-{end}") for end in span.split("/"))
        off |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    work = {date.fromisoformat(f"{year}-{day}") for day in table["work"]}
    for day in days_of(year):
        worked = day in work or (day not in off and day.weekday() < 5)
        assert SHIPPED.is_working(day) == worked, day


def test_the_years_2025_and_2026_have_248_working_days_each() -> None:
    for year in (2025, 2026):
        assert SHIPPED.count(date(year - 1, 12, 31), date(year, 12, 31)) == 248


def test_a_notice_can_touch_the_year_before() -> None:
    assert SHIPPED.why(date(2022, 12, 31)).notice == "国办发明电〔2022〕16号"
    assert SHIPPED.why(date(2022, 12, 31)).kind is DayKind.HOLIDAY
    assert SHIPPED.why(date(2018, 12, 29)).kind is DayKind.MAKEUP
    assert SHIPPED.why(date(2018, 12, 31)).notice == "国办发明电〔2018〕15号"


def test_each_year_names_its_notice() -> None:
    numbers = {
        2018: "国办发明电〔2017〕12号",
        2019: "国办发明电〔2018〕15号",
        2020: "国办发明电〔2019〕16号",
        2021: "国办发明电〔2020〕27号",
        2022: "国办发明电〔2021〕11号",
        2023: "国办发明电〔2022〕16号",
        2024: "国办发明电〔2023〕7号",
        2025: "国办发明电〔2024〕12号",
        2026: "国办发明电〔2025〕7号",
    }
    assert {year: SHIPPED.year(year).notice for year in SHIPPED.years} == numbers
    assert SHIPPED.year(2019).notices[1] == "国办发明电〔2019〕3号"
    assert SHIPPED.year(2020).notices[1] == "国办发明电〔2020〕1号"


def test_the_prolonged_spring_festival_of_2020_was_not_known_before_27_january() -> None:
    friday, saturday = date(2020, 1, 31), date(2020, 2, 1)
    before, after = SHIPPED.known_on(date(2020, 1, 26)), SHIPPED.known_on(date(2020, 1, 27))
    assert (before.is_working(friday), before.is_working(saturday)) == (True, True)
    assert (after.is_working(friday), after.is_working(saturday)) == (False, False)
    assert SHIPPED.why(friday).notice == "国办发明电〔2020〕1号"
    assert SHIPPED.why(date(2020, 1, 30)).notice == "国办发明电〔2019〕16号"
    # 21-23, 31 January, Saturday 1 February, 3-7, 10-14, 17-21 February
    assert before.after(date(2020, 1, 20), 20).on == date(2020, 2, 21)
    assert after.after(date(2020, 1, 20), 20).on == date(2020, 2, 25)


def test_the_longer_labour_day_of_2019_was_not_known_before_22_march() -> None:
    thursday = date(2019, 5, 2)
    assert SHIPPED.known_on(date(2019, 3, 21)).is_working(thursday)
    assert not SHIPPED.known_on(date(2019, 3, 22)).is_working(thursday)


def test_a_year_is_not_known_before_its_notice() -> None:
    assert not SHIPPED.known_on(date(2025, 11, 3)).covers(2026)
    assert SHIPPED.known_on(date(2025, 11, 4)).covers(2026)
    with pytest.raises(Refused, match="2027"):
        SHIPPED.year(2027)


@pytest.mark.parametrize("data", NOTICES, ids=lambda data: str(data["year"]))
def test_a_year_written_out_and_read_again_is_the_same(data: dict[str, object]) -> None:
    year = CalendarYear.from_data(data)
    assert CalendarYear.from_data(year.to_data()) == year
