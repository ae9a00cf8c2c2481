"""Responses to public opinion run on clock hours: nights, weekends, holidays among them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tongming.law.dated import NotInForce
from tongming.law.responses import (
    RULES,
    Clock,
    Demand,
    Form,
    Gravity,
    Stage,
    Standing,
    Statement,
    clocks,
    hours,
    span,
    stage,
    unanswered,
)

HERE = ZoneInfo("Asia/Shanghai")
# The evening before National Day 2026: a night, and eight days off behind it.
FOUND = datetime(2026, 9, 30, 22, 30, tzinfo=HERE)


def after(hours: float) -> datetime:
    return FOUND + timedelta(hours=hours)


def said(hours: float, form: Form = Form.NOTICE) -> Statement:
    return Statement(after(hours), form)


def one(gravity: Gravity, demand: Demand, now: float, *told: Statement) -> Clock:
    found = clocks(gravity, FOUND, told, after(now))
    return next(clock for clock in found if clock.limit.demand is demand)


def test_an_emergency_has_five_hours_for_the_first_word_and_a_day_for_the_conference() -> None:
    for gravity in (Gravity.EXTREME, Gravity.MAJOR):
        found = clocks(gravity, FOUND, (), FOUND)
        assert [(clock.limit.demand, clock.limit.hours) for clock in found] == [
            (Demand.FIRST_WORD, 5), (Demand.CONFERENCE, 24),
        ]  # fmt: skip
        assert [clock.due_at for clock in found] == [
            datetime(2026, 10, 1, 3, 30, tzinfo=HERE),
            datetime(2026, 10, 1, 22, 30, tzinfo=HERE),
        ]


def test_other_public_opinion_is_answered_within_two_days_holidays_or_not() -> None:
    (clock,) = clocks(Gravity.OTHER, FOUND, (), FOUND)
    assert clock.limit.demand is Demand.RESPONSE
    assert clock.due_at == datetime(2026, 10, 2, 22, 30, tzinfo=HERE)
    assert "61号" in str(clock.limit.citation)


def test_a_weekend_does_not_stop_the_hours() -> None:
    friday = datetime(2026, 11, 27, 18, 0, tzinfo=HERE)
    (clock,) = clocks(Gravity.OTHER, friday, (), friday + timedelta(hours=47, minutes=30))
    assert clock.due_at == datetime(2026, 11, 29, 18, 0, tzinfo=HERE)
    assert clock.due_at.weekday() == 6
    assert str(clock.words) == "作出回应，还剩30分钟"


def test_the_last_minute_is_in_time_and_the_next_is_not() -> None:
    at_limit = one(Gravity.MAJOR, Demand.FIRST_WORD, 6, said(5))
    assert (at_limit.standing, at_limit.left) == (Standing.MET, timedelta(0))
    late = one(Gravity.MAJOR, Demand.FIRST_WORD, 6, said(5 + 1 / 60))
    assert late.standing is Standing.LATE
    assert str(late.words) == "已发布权威信息，晚了1分钟"
    assert one(Gravity.MAJOR, Demand.FIRST_WORD, 5).standing is Standing.RUNNING
    missed = one(Gravity.MAJOR, Demand.FIRST_WORD, 6.5)
    assert (missed.standing, str(missed.words)) == (
        Standing.MISSED, "发布权威信息，已超时1小时30分钟",
    )  # fmt: skip


def test_a_clock_is_drawn_hour_by_hour() -> None:
    def drawn(now: float, *told: Statement) -> str:
        clock = one(Gravity.MAJOR, Demand.FIRST_WORD, now, *told)
        return "".join(hour.spent[0] for hour in hours(clock))

    assert drawn(0) == "nllll"
    assert drawn(2.5) == "uunll"
    assert drawn(4.99) == drawn(5) == "uuuun"
    assert drawn(5.01) == "uuuuu"
    assert drawn(9, said(1.2)) == "umlll"
    assert drawn(9, said(5)) == "uuuum"
    assert drawn(9, said(6)) == "uuuuu"
    clock = one(Gravity.MAJOR, Demand.FIRST_WORD, 1)
    assert [hour.starts_at.hour for hour in hours(clock)] == [22, 23, 0, 1, 2]


def test_only_a_press_conference_is_one_and_any_statement_is_a_first_word() -> None:
    told = (said(3, Form.NOTICE), said(20, Form.INTERVIEW))
    assert one(Gravity.EXTREME, Demand.CONFERENCE, 25, *told).standing is Standing.MISSED
    conference = said(4, Form.CONFERENCE)
    for demand in (Demand.FIRST_WORD, Demand.CONFERENCE):
        assert one(Gravity.EXTREME, demand, 25, conference).standing is Standing.MET
    assert unanswered(Gravity.EXTREME, FOUND, told, after(25)) == (Demand.CONFERENCE,)
    assert unanswered(Gravity.OTHER, FOUND, told, after(25)) == ()


def test_the_first_statement_stops_a_clock_whatever_order_they_are_entered_in() -> None:
    clock = one(Gravity.OTHER, Demand.RESPONSE, 60, said(50), said(10), said(30))
    assert clock.met_at == after(10)
    assert str(clock.words) == "已作出回应，提前38小时"


def test_what_was_said_before_it_was_found_or_is_still_to_come_counts_for_nothing() -> None:
    assert one(Gravity.OTHER, Demand.RESPONSE, 1, said(-1)).is_open
    assert one(Gravity.OTHER, Demand.RESPONSE, 1, said(2)).is_open


def test_hours_are_the_same_in_every_time_zone_and_a_moment_without_one_is_no_moment() -> None:
    elsewhere = clocks(Gravity.OTHER, FOUND.astimezone(UTC), (), after(1).astimezone(UTC))
    assert elsewhere == clocks(Gravity.OTHER, FOUND, (), after(1))
    with pytest.raises(ValueError, match="time zone"):
        clocks(Gravity.OTHER, FOUND.replace(tzinfo=None), (), FOUND)


def test_the_five_hours_came_with_the_second_letter_and_nothing_was_asked_before_the_first() -> (
    None
):
    assert [limit.hours for limit in RULES.on(date(2016, 11, 9)).emergency] == [24]
    assert [limit.hours for limit in RULES.on(date(2016, 11, 10)).emergency] == [5, 24]
    with pytest.raises(NotInForce):
        clocks(Gravity.OTHER, datetime(2016, 7, 29, 23, 59, tzinfo=HERE), (), FOUND)
    # A day begins here, not in Greenwich.
    first = datetime(2016, 7, 30, 0, 1, tzinfo=HERE)
    assert len(clocks(Gravity.OTHER, first.astimezone(UTC), (), first)) == 1


def test_an_incident_goes_from_assessment_to_closure() -> None:
    def at(gravity: Gravity | None, *told: Statement, closed: bool = False) -> Stage:
        return stage(gravity, FOUND, told, closed=closed)

    first, conference = said(2), said(9, Form.CONFERENCE)
    assert at(None) is Stage.ASSESS
    assert at(Gravity.MAJOR) is Stage.RESPOND
    assert at(Gravity.MAJOR, first) is Stage.RESPOND
    assert at(Gravity.MAJOR, first, conference) is Stage.RESPONDED
    assert at(Gravity.MAJOR, first, conference, said(70)) is Stage.FOLLOWED
    assert at(Gravity.OTHER, first) is Stage.RESPONDED
    assert at(Gravity.OTHER, first, closed=True) is Stage.CLOSED


def test_a_length_of_time_is_told_in_hours_and_minutes() -> None:
    told = {300: "5分钟", 3600: "1小时", 3660: "1小时1分钟", 59: "0分钟", 172800: "48小时"}
    assert {n: str(span(timedelta(seconds=n))) for n in told} == told
