"""Days played in order on a pretended clock; the county is made in an empty folder only."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import Cast
from tongming.demonstration.county.playing import Played, Story, pretended, working
from tongming.demonstration.county.prepare import prepare
from tongming.demonstration.county.units import BUREAUS, OFFICES, TOWNS
from tongming.demonstration.county.volumes import about, chance, days_in, spread
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.models import Unit


def _told(heard: list[tuple[str, date, datetime]], name: str, *days: date) -> Story:
    for day in days:
        today = yield day
        heard.append((name, today, timezone.now()))


@pytest.mark.django_db
def test_acts_of_all_stories_come_in_the_order_of_their_days() -> None:
    heard: list[tuple[str, date, datetime]] = []
    days = Played(
        [
            _told(heard, "late", date(2024, 3, 4), date(2024, 6, 3)),
            _told(heard, "early", date(2024, 1, 8), date(2024, 3, 4), date(2024, 3, 5)),
        ]
    )
    days.until(date(2024, 3, 31))
    assert [(name, day.isoformat()) for name, day, _at in heard] == [
        ("early", "2024-01-08"), ("late", "2024-03-04"), ("early", "2024-03-04"),
        ("early", "2024-03-05"),
    ]  # fmt: skip
    assert [at for _name, _day, at in heard] == sorted(at for _name, _day, at in heard)
    assert all(timezone.localtime(at).date() == day for _name, day, at in heard)
    days.until(date(2024, 12, 31))
    assert heard[-1][:2] == ("late", date(2024, 6, 3))


def test_the_clock_is_pretended_within_and_nowhere_else() -> None:
    today = localdate()
    with pretended() as clock:
        clock.begin(date(2023, 5, 10))
        assert localdate() == date(2023, 5, 10)
        assert timezone.now() < timezone.now()
        clock.begin(date(2023, 5, 9))
        assert localdate() == date(2023, 5, 10)  # a day that is over does not come back
    assert localdate() == today


def test_the_county_is_one_office_nine_towns_and_twenty_departments() -> None:
    assert (len(OFFICES), len(TOWNS), len(BUREAUS)) == (30, 9, 20)
    assert len({office.code for office in OFFICES}) == 30
    assert len({office.member.name for office in OFFICES}) == 30


@pytest.mark.django_db
def test_volumes_are_the_same_each_time_and_add_up() -> None:
    office = BUREAUS[0]
    numbers = [about(chance(office, 2024, "x"), office.work.licences) for _each in range(2)]
    assert numbers[0] == numbers[1]
    assert numbers[0] != about(chance(office, 2025, "x"), office.work.licences)
    for number in (0, 7, 2600):
        assert sum(spread(chance(office, 2024, "y"), number, 12)) == number
    days = list(days_in(chance(office, 2024, "z"), 2024, 9, (1, 8), (12, 24)))
    assert days == sorted(days)
    assert all(working(day) == day for day in days)


@pytest.mark.django_db
def test_the_county_is_not_mixed_with_units_that_are_there(cast: Cast) -> None:
    before = (Unit.objects.count(), Event.objects.count())
    with pytest.raises(Refused, match="空目录"):
        prepare(date(2026, 11, 25))
    assert (Unit.objects.count(), Event.objects.count()) == before
