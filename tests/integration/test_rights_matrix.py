"""Every right, for every role, in the own unit, a unit beneath and a unit elsewhere.

The table is tests/vectors/rights.yaml, for clients to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils.timezone import localdate

from tests.conftest import Cast
from tongming.law.organs import Level
from tongming.law.words import Refused
from tongming.units.actions import appoint, create_person, create_unit, end_appointment
from tongming.units.models import Person, Unit
from tongming.units.queries import get_unit
from tongming.units.rights import NotPermitted, Right, require, units_for, why_not
from tongming.units.roles import Role

TABLE = yaml.safe_load(
    (Path(__file__).parent.parent / "vectors" / "rights.yaml").read_text(encoding="utf-8")
)
REACHES = {"all": {"own", "beneath"}, "own": {"own"}, "none": set[str]()}
EVERY = [
    pytest.param(Right(right), Role(role), REACHES[word], id=f"{right}-{role}")
    for right, words in TABLE["rights"].items()
    for role, word in zip(TABLE["columns"], words, strict=True)
]


@dataclass(frozen=True)
class Town:
    """A unit above another, one elsewhere, and somebody who works in the first."""

    own: Unit
    beneath: Unit
    elsewhere: Unit
    above: Unit
    person: Person


@pytest.fixture
def town(db: None) -> Town:
    def unit(name: str, code: str, parent: Unit | None) -> Unit:
        return create_unit(
            name=name, code=code, level=Level.COUNTY, parent=parent, joined_on=date(2020, 1, 1)
        )

    above = unit("吉林市人民政府", "jilin", None)
    own = unit("桦甸市人民政府", "huadian", above)
    return Town(
        own=own,
        beneath=unit("红石砬子镇人民政府", "hongshilazi", own),
        # Its id begins with the digits of no other: paths are compared with their slashes.
        elsewhere=unit("磐石市人民政府", "panshi", above),
        above=above,
        person=create_person(username="wangmin", full_name="王敏", unit=own),
    )


def test_the_table_names_every_right_and_every_role() -> None:
    assert list(TABLE["rights"]) == [right.value for right in Right]
    assert TABLE["columns"] == [role.value for role in Role]


@pytest.mark.parametrize(("right", "role", "reaches"), EVERY)
def test_a_right_reaches_exactly_as_far_as_the_table_says(
    town: Town, right: Right, role: Role, reaches: set[str]
) -> None:
    appoint(person=town.person, unit=town.own, role=role, since=date(2020, 1, 1))
    places = {
        "own": town.own,
        "beneath": town.beneath,
        "elsewhere": town.elsewhere,
        "above": town.above,
    }
    reached = {name for name, unit in places.items() if not why_not(town.person, right, unit)}
    assert reached == reaches
    # The list agrees with the door.
    assert set(units_for(town.person, right)) == {places[name] for name in reaches}


@pytest.mark.parametrize(("right", "role", "reaches"), EVERY)
def test_whoever_cannot_see_a_unit_can_do_nothing_in_it(
    town: Town, right: Right, role: Role, reaches: set[str]
) -> None:
    appoint(person=town.person, unit=town.own, role=role, since=date(2020, 1, 1))
    seen = set(units_for(town.person, Right.UNIT_VIEW))
    assert set(units_for(town.person, right)) <= seen


def test_without_a_role_there_is_no_right(town: Town) -> None:
    assert all(why_not(town.person, right, town.own) for right in Right)
    assert all(why_not(AnonymousUser(), right, town.own) for right in Right)


def test_a_role_holds_from_its_first_day_until_the_day_before_its_end(town: Town) -> None:
    today = localdate()
    held = appoint(person=town.person, unit=town.own, role=Role.CLERK, since=today)
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    assert why_not(town.person, Right.REPORT_EDIT, town.own, today=yesterday)
    assert not why_not(town.person, Right.REPORT_EDIT, town.own, today=today)
    end_appointment(held, on=tomorrow, reason="轮岗", by=None)
    assert not why_not(town.person, Right.REPORT_EDIT, town.own, today=today)
    assert why_not(town.person, Right.REPORT_EDIT, town.own, today=tomorrow)


def test_a_closed_account_has_no_right(town: Town) -> None:
    appoint(person=town.person, unit=town.own, role=Role.CLERK, since=date(2020, 1, 1))
    assert not why_not(town.person, Right.REPORT_EDIT, town.own)
    town.person.is_active = False
    assert why_not(town.person, Right.REPORT_EDIT, town.own)


def test_what_concerns_everybody_asks_for_the_right_at_the_top(town: Town) -> None:
    appoint(person=town.person, unit=town.own, role=Role.SUPERVISOR, since=date(2020, 1, 1))
    assert why_not(town.person, Right.CALENDAR_CHANGE, None)
    appoint(person=town.person, unit=town.above, role=Role.SUPERVISOR, since=date(2020, 1, 1))
    assert not why_not(town.person, Right.CALENDAR_CHANGE, None)


def test_a_refusal_says_who_can_help(cast: Cast) -> None:
    require(cast.clerk, Right.REPORT_EDIT, cast.town)
    with pytest.raises(NotPermitted, match="您没有在“红石砬子镇人民政府”签发年度报告的权限"):
        require(cast.clerk, Right.REPORT_SIGN, cast.town)
    assert issubclass(NotPermitted, Refused)


def test_the_door_hides_what_may_not_be_seen_and_refuses_what_may_not_be_done(cast: Cast) -> None:
    assert get_unit(cast.administrator, Right.UNIT_MANAGE, cast.town.pk) == cast.town
    with pytest.raises(NotPermitted):
        get_unit(cast.clerk, Right.UNIT_MANAGE, cast.town.pk)
    with pytest.raises(Http404):
        get_unit(cast.stranger, Right.UNIT_MANAGE, cast.town.pk)
    with pytest.raises(Http404):
        get_unit(cast.administrator, Right.UNIT_MANAGE, 10_000)


def test_asking_for_a_list_of_units_takes_two_questions(
    cast: Cast, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(units_for(cast.supervisor, Right.REPORT_VIEW)) == 3
