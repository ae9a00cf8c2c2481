"""How long the public is asked, and when opinions can be given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tongming.law.consultation import (
    check_extension,
    check_period,
    days_left,
    last_day,
)
from tongming.law.words import Refused

OPENED = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("days", "reason", "words"),
    [
        (30, "", ""),
        (29, "汛期将到", ""),
        (29, " ", "一般不少于30日，这里是29日"),
        (0, "汛期将到", "在1和366之间"),
        (367, "", "在1和366之间"),
    ],
)
def test_thirty_days_or_a_reason(days: int, reason: str, words: str) -> None:
    if not words:
        check_period(days, reason)
        return
    with pytest.raises(Refused, match=words):
        check_period(days, reason)


def test_the_day_of_publication_is_not_counted() -> None:
    last = last_day(OPENED, 30)
    assert last == date(2026, 11, 7)
    assert [days_left(day, last) for day in (OPENED, last, last + timedelta(days=1))] == [30, 0, 0]


def test_an_extension_is_later_and_in_time() -> None:
    last = last_day(OPENED, 30)
    check_extension(last, last + timedelta(days=1), last)
    for later, today, words in (
        (last, OPENED, "晚于现在的截止日期"),
        (last + timedelta(days=5), last + timedelta(days=1), "已经在"),
        (OPENED + timedelta(days=400), OPENED, "一年以内"),
    ):
        with pytest.raises(Refused, match=words):
            check_extension(last, later, today)
