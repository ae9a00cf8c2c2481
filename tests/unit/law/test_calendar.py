"""Counting days: what is worked, where a term ends, what is not known yet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.unit.law.vectors import load
from tongming.law.calendar import Calendar, CalendarYear, DayKind, LocalHolidays
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

YEAR_2027 = CalendarYear.from_data(
    {
        "year": 2027,
        "notice": "国办发明电〔2026〕99号",
        "off": ["01-01/01-03", "02-05/02-11"],
        "work": ["02-13"],
    }
)


@pytest.mark.parametrize(
    "example",
    [pytest.param(e, id=f"{e['name']} ({e['from']})") for e in load("working_days.yaml")],
)
def test_a_term_ends_where_it_was_worked_out_by_hand(example: dict[str, Any]) -> None:
    deadline = SHIPPED.after(example["from"], example["days"])
    assert deadline.on == example["ends"]
    assert not deadline.provisional
    assert SHIPPED.count(example["from"], example["ends"]) == example["days"]


def test_a_day_says_what_it_is_and_by_which_notice() -> None:
    kinds = {
        date(2026, 2, 13): (DayKind.WORKDAY, True, ""),
        date(2026, 2, 14): (DayKind.MAKEUP, True, "国办发明电〔2025〕7号"),
        date(2026, 2, 15): (DayKind.HOLIDAY, False, "国办发明电〔2025〕7号"),
        date(2026, 3, 1): (DayKind.WEEKEND, False, ""),
    }
    for day, expected in kinds.items():
        why = SHIPPED.why(day)
        assert (why.kind, why.working, why.notice) == expected
        assert why.working == SHIPPED.is_working(day)


def test_a_term_into_a_year_not_loaded_is_provisional_and_names_it() -> None:
    deadline = SHIPPED.after(date(2026, 12, 14), 20)
    assert deadline.on == date(2027, 1, 11)  # Monday to Friday from 1 January on
    assert deadline.missing_years == (2027,)
    assert SHIPPED.after(date(2026, 12, 14), 13).missing_years == ()  # ends on 31 December
    assert SHIPPED.why(date(2027, 1, 1)).provisional


def test_a_strict_term_into_a_year_not_loaded_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="2027年"):
        SHIPPED.after(date(2026, 12, 14), 20, strict=True)
    assert SHIPPED.after(date(2026, 12, 14), 13, strict=True).on == date(2026, 12, 31)
    with pytest.raises(Refused, match="2027年"):
        SHIPPED.days_after(date(2026, 12, 14), 60, strict=True)


def test_loading_the_year_makes_the_term_firm() -> None:
    deadline = SHIPPED.with_year(YEAR_2027).after(date(2026, 12, 14), 20, strict=True)
    # 15-18 (4), 21-25 (9), 28-31 December (13), 4-8 (18), 11, 12 January (20); 1 January is off
    assert deadline.on == date(2027, 1, 12)
    assert not deadline.provisional


def test_a_term_before_the_first_year_is_provisional_too() -> None:
    deadline = SHIPPED.after(date(2017, 12, 20), 20)
    assert deadline.missing_years == (2017,)


def test_a_gap_between_loaded_years_is_named() -> None:
    calendar = Calendar.of([SHIPPED.year(2025), YEAR_2027])
    assert calendar.after(date(2025, 12, 1), 300).missing_years == (2026,)
    assert not calendar.after(date(2027, 3, 1), 20).provisional


def test_replacing_a_year_changes_only_that_calendar() -> None:
    data = SHIPPED.year(2026).to_data()
    data["notice"] = "国办发明电〔2026〕1号"
    data["off"].append("03-05")
    changed = SHIPPED.with_year(CalendarYear.from_data(data))
    assert not changed.is_working(date(2026, 3, 5))
    assert SHIPPED.is_working(date(2026, 3, 5))
    assert changed.after(date(2026, 2, 9), 20).on == date(2026, 3, 16)


def test_an_emergency_change_names_its_own_notice_for_its_own_days() -> None:
    data = SHIPPED.year(2026).to_data()
    # The make-up Saturday 10 October is given off; Thursday 8 October stays a workday.
    data["changes"] = [{"notice": "国办发明电〔2026〕3号", "off": ["10-10"], "work": []}]
    calendar = SHIPPED.with_year(CalendarYear.from_data(data))
    assert calendar.why(date(2026, 10, 10)).notice == "国办发明电〔2026〕3号"
    assert calendar.why(date(2026, 10, 7)).notice == "国办发明电〔2025〕7号"
    assert calendar.after(date(2026, 9, 18), 20).on == date(2026, 10, 23)


def test_a_notice_to_come_may_touch_the_last_days_of_december() -> None:
    assert SHIPPED.awaited_notice(date(2026, 12, 1), date(2026, 12, 29)) == 2027
    assert SHIPPED.awaited_notice(date(2026, 12, 1), date(2026, 12, 25)) is None
    assert SHIPPED.awaited_notice(date(2025, 12, 1), date(2025, 12, 29)) is None
    assert SHIPPED.awaited_notice(date(2026, 12, 31), date(2027, 1, 8)) is None


def test_calendar_days_roll_forward_off_a_holiday() -> None:
    deadline = SHIPPED.days_after(date(2025, 12, 18), 60)
    assert (deadline.nominal, deadline.on) == (date(2026, 2, 16), date(2026, 2, 24))
    # Saturday 28 February 2026 is worked, so it stands.
    assert SHIPPED.months_after(date(2025, 8, 31), 6).on == date(2026, 2, 28)


def test_a_month_without_that_day_gives_its_last_day() -> None:
    assert SHIPPED.months_after(date(2023, 8, 31), 6).nominal == date(2024, 2, 29)
    assert SHIPPED.months_after(date(2024, 2, 29), 12).nominal == date(2025, 2, 28)
    assert SHIPPED.months_after(date(2025, 10, 31), 1).nominal == date(2025, 11, 30)
    assert SHIPPED.months_after(date(2025, 7, 15), 6).nominal == date(2026, 1, 15)


def test_only_the_last_day_of_a_calendar_term_can_make_it_provisional() -> None:
    assert SHIPPED.days_after(date(2026, 11, 20), 60).missing_years == (2027,)
    assert not SHIPPED.days_after(date(2026, 10, 20), 60).provisional


def test_a_fixed_date_aims_at_the_last_working_day_before_it() -> None:
    assert SHIPPED.last_working_day(date(2026, 1, 31)).on == date(2026, 1, 30)
    assert SHIPPED.last_working_day(date(2026, 2, 14)).on == date(2026, 2, 14)
    assert SHIPPED.last_working_day(date(2027, 1, 31)).missing_years == (2027,)


def test_local_holidays_count_only_where_a_unit_asks_for_them() -> None:
    local = LocalHolidays.from_data(
        {"place": "某自治州", "basis": "某自治州自治条例", "off": ["2026-09-03"]}
    )
    day = date(2026, 9, 3)
    assert SHIPPED.is_working(day)
    calendar = SHIPPED.with_local(local)
    assert not calendar.is_working(day)
    assert calendar.why(day).kind is DayKind.HOLIDAY
    assert "某自治州" in str(calendar.why(day).message)
    assert calendar.after(date(2026, 9, 2), 1).on == date(2026, 9, 4)
    assert calendar.with_local(None) == SHIPPED
    assert LocalHolidays.from_data(local.to_data()) == local


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"place": "某州", "basis": "某条例"},
        {"place": "某州", "basis": "某条例", "off": []},
        {"place": " ", "basis": "某条例", "off": ["2026-09-03"]},
        {"place": "某州", "basis": 7, "off": ["2026-09-03"]},
        {"place": "某州", "basis": "某条例", "off": ["09-03"]},
        {"place": "某州", "basis": "某条例", "off": ["2026-09-03"], "work": []},
    ],
)
def test_local_holidays_with_a_defect_are_refused(data: Any) -> None:
    with pytest.raises(Refused) as refusal:
        LocalHolidays.from_data(data)
    assert refusal.value.article == "《全国年节及纪念日放假办法》第四条"


def test_counting_backwards_is_the_same_with_a_minus() -> None:
    early, late = date(2026, 2, 9), date(2026, 3, 13)
    assert (SHIPPED.count(early, late), SHIPPED.count(late, early)) == (20, -20)
    assert SHIPPED.count(early, early) == 0


def test_a_term_of_no_days_ends_where_it_starts_and_a_negative_one_is_an_error() -> None:
    assert SHIPPED.after(date(2026, 2, 15), 0).on == date(2026, 2, 15)
    with pytest.raises(ValueError):
        SHIPPED.after(date(2026, 2, 15), -1)


def test_a_term_beyond_all_calendars_is_refused() -> None:
    for compute in (SHIPPED.after, SHIPPED.days_after, SHIPPED.months_after):
        with pytest.raises(Refused, match="超出"):
            compute(date(2026, 2, 15), 10_000_000)


def test_a_calendar_without_any_year_counts_monday_to_friday_and_says_so() -> None:
    deadline = Calendar().after(date(2026, 2, 13), 5)
    assert (deadline.on, deadline.missing_years) == (date(2026, 2, 20), (2026,))
