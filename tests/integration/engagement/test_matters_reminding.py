"""Reminders and cards: once a term, by the unit's own days, never against whoever has fed back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from tests.conftest import Cast
from tests.integration.engagement.matters_kit import TODAY, issued, reported, working
from tongming.engagement.matters import actions
from tongming.engagement.matters.kinds import Counted, Term
from tongming.engagement.matters.models import Matter
from tongming.engagement.matters.queries import cards_of
from tongming.engagement.matters.reminding import remind_all
from tongming.law.words import Refused
from tongming.units.rights import NotPermitted

DUE = date(2026, 12, 9)
"""A Wednesday; so are three working days before it a Friday, and five after it again one."""


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def moves(matter: Matter) -> list[str]:
    return [one.move for one in matter.entries.filter(by=None)]


def test_the_clock_reminds_three_days_before_and_cards_one_and_five_days_after(cast: Cast) -> None:
    matter = working(cast)
    by_day = {}
    for offset in range(-8, 12):
        day = DUE + timedelta(days=offset)
        for _again in range(2):
            remind_all(at(day))
        by_day[day] = moves(matter)
    assert by_day[date(2026, 12, 3)] == []
    assert by_day[date(2026, 12, 4)] == by_day[DUE] == ["urged"]
    assert by_day[date(2026, 12, 10)] == by_day[date(2026, 12, 15)] == ["urged", "yellow"]
    assert by_day[date(2026, 12, 16)] == ["urged", "yellow", "red"]
    assert cards_of([matter])[matter.pk].move == "red"


def test_a_new_term_begins_without_a_card_and_the_old_one_stays_on_record(cast: Cast) -> None:
    matter = working(cast)
    remind_all(at(date(2026, 12, 16)))
    actions.extend(
        matter=matter, term=Term(Counted.WORKING, 10), reason="等招标", by=cast.supervisor,
        today=date(2026, 12, 16),
    )  # fmt: skip
    assert moves(matter) == ["yellow", "red"]
    assert cards_of([matter]) == {}
    remind_all(at(date(2026, 12, 25)))
    assert moves(matter) == ["yellow", "red", "urged"]


def test_whoever_has_fed_back_gets_no_card(cast: Cast) -> None:
    reported(cast, DUE)
    assert remind_all(at(DUE + timedelta(days=30))) == 0


def test_a_unit_sets_its_own_days_and_switches_them_off(cast: Cast) -> None:
    def set_to(before: int, yellow: int, red: int) -> None:
        actions.set_reminding(
            unit=cast.county, before=before, yellow=yellow, red=red, by=cast.supervisor
        )

    with pytest.raises(NotPermitted):
        actions.set_reminding(unit=cast.county, before=1, yellow=2, red=3, by=cast.clerk)
    with pytest.raises(Refused, match="比黄牌警示晚"):
        set_to(3, 5, 5)
    with pytest.raises(ValidationError):
        set_to(61, 1, 5)
    matter = issued(cast)
    set_to(0, 0, 2)
    for offset in range(-5, 2):
        assert remind_all(at(DUE + timedelta(days=offset))) == 0
    assert remind_all(at(DUE + timedelta(days=2))) == 1
    assert moves(matter) == ["red"]
    assert TODAY < DUE
