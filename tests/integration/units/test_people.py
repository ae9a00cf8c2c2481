"""Accounts and roles: who may give them, and what follows when they end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from tests.conftest import PASSWORD, Cast
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.models import Person
from tongming.units.people import (
    appoint,
    create_person,
    edit_person,
    end_appointment,
    give_temporary_password,
    set_active,
)
from tongming.units.rights import NotPermitted, Right, why_not
from tongming.units.roles import Role

TODAY = localdate()


def test_a_role_that_ends_today_gives_no_right_today(cast: Cast) -> None:
    held = cast.clerk.appointments.get()
    assert why_not(cast.clerk, Right.REPORT_EDIT, cast.town) is None
    end_appointment(held, on=TODAY, reason="轮岗", by=cast.administrator)
    assert why_not(cast.clerk, Right.REPORT_EDIT, cast.town) is not None


def test_a_role_is_not_given_or_ended_twice(cast: Cast) -> None:
    with pytest.raises(Refused, match="王敏自2015年1月1日起已经是“红石砬子镇人民政府”的公开干事"):
        appoint(person=cast.clerk, unit=cast.town, role=Role.CLERK, since=TODAY)
    held = cast.clerk.appointments.get()
    end_appointment(held, on=TODAY, reason="轮岗", by=None)
    with pytest.raises(Refused, match="已在"):
        end_appointment(held, on=TODAY, reason="轮岗", by=None)
    appoint(person=cast.clerk, unit=cast.town, role=Role.CLERK, since=TODAY)


def test_a_role_does_not_end_before_it_began(cast: Cast) -> None:
    held = cast.clerk.appointments.get()
    with pytest.raises(Refused, match="不能早于任职日期"):
        end_appointment(held, on=held.since - timedelta(days=1), reason="误", by=None)
    assert end_appointment(held, on=held.since, reason="误", by=None).until == held.since


def test_nobody_appoints_themselves(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能给自己任职"):
        appoint(
            person=cast.administrator,
            unit=cast.town,
            role=Role.LEADER,
            since=TODAY,
            by=cast.administrator,
        )
    other = create_person(username="lili", full_name="李丽", unit=cast.county)
    appoint(
        person=other, unit=cast.county, role=Role.ADMINISTRATOR, since=TODAY, by=cast.administrator
    )
    appoint(person=cast.administrator, unit=cast.town, role=Role.LEADER, since=TODAY, by=other)


def test_the_last_administrator_stays_until_another_is_there(cast: Cast) -> None:
    held = cast.administrator.appointments.get()
    with pytest.raises(Refused, match="最后一名系统管理员"):
        end_appointment(held, on=TODAY, reason="调离", by=None)
    # One of a town below does not administer the county.
    appoint(person=cast.clerk, unit=cast.town, role=Role.ADMINISTRATOR, since=TODAY)
    with pytest.raises(Refused, match="最后一名系统管理员"):
        end_appointment(held, on=TODAY, reason="调离", by=None)
    # That one may go: the county's reaches the town.
    end_appointment(
        cast.clerk.appointments.get(role=Role.ADMINISTRATOR), on=TODAY, reason="调整", by=None
    )
    appoint(person=cast.supervisor, unit=cast.county, role=Role.ADMINISTRATOR, since=TODAY)
    end_appointment(held, on=TODAY, reason="调离", by=None)


def test_only_the_administrator_gives_accounts_and_roles(cast: Cast) -> None:
    for person in (cast.clerk, cast.office_head, cast.supervisor, cast.stranger):
        with pytest.raises(NotPermitted):
            create_person(username="lili", full_name="李丽", unit=cast.town, by=person)
        with pytest.raises(NotPermitted):
            appoint(person=cast.clerk, unit=cast.town, role=Role.LEADER, since=TODAY, by=person)
        with pytest.raises(NotPermitted):
            give_temporary_password(cast.leader, by=person)
    made = create_person(username="lili", full_name="李丽", unit=cast.town, by=cast.administrator)
    assert Event.objects.about(made).get().by == cast.administrator


def test_an_administrator_of_a_town_has_no_hold_over_accounts_of_the_county(cast: Cast) -> None:
    appoint(person=cast.clerk, unit=cast.town, role=Role.ADMINISTRATOR, since=TODAY)
    appoint(person=cast.supervisor, unit=cast.town, role=Role.CLERK, since=TODAY)
    with pytest.raises(NotPermitted):
        give_temporary_password(cast.supervisor, by=cast.clerk)
    with pytest.raises(NotPermitted):
        edit_person(cast.leader, by=cast.clerk, unit=cast.county)
    give_temporary_password(cast.leader, by=cast.clerk)


def test_two_spellings_of_a_username_are_one(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="已经有人使用"):
        create_person(username="WangMin", full_name="王民", unit=cast.town)
    assert create_person(username="LiLi", full_name="李丽", unit=cast.town).username == "lili"


def test_a_temporary_password_opens_the_account_and_is_kept_nowhere(cast: Cast) -> None:
    password = give_temporary_password(cast.clerk, by=cast.administrator)
    person = Person.objects.get(pk=cast.clerk.pk)
    assert person.check_password(password)
    assert not person.check_password(PASSWORD)
    assert person.password_is_temporary
    event = Event.objects.about(person).last()
    assert event is not None
    assert password not in str(event.data)


def test_a_closed_account_can_be_opened_again_but_not_by_its_owner(cast: Cast) -> None:
    person = set_active(cast.clerk, False, by=cast.administrator, reason="离职")
    assert not person.is_active
    assert set_active(person, True, by=cast.administrator).is_active
    with pytest.raises(Refused, match="不能停用自己的账号"):
        set_active(cast.administrator, False, by=cast.administrator)


def test_changing_a_person_records_the_old_and_the_new(cast: Cast) -> None:
    edit_person(cast.clerk, by=cast.administrator, full_name="王敏敏", phone="", unit=cast.town)
    event = Event.objects.about(cast.clerk).last()
    assert event is not None
    assert event.data["changes"] == {"full_name": ["王敏", "王敏敏"]}


def test_a_role_given_for_later_waits_for_its_day(cast: Cast) -> None:
    other = create_person(username="lili", full_name="李丽", unit=cast.town)
    appoint(person=other, unit=cast.town, role=Role.CLERK, since=TODAY + timedelta(days=1))
    assert why_not(other, Right.REPORT_EDIT, cast.town)
    assert not why_not(other, Right.REPORT_EDIT, cast.town, today=TODAY + timedelta(days=1))
