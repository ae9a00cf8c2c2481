"""The first unit and the first administrator come from the machine itself."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import PASSWORD, Cast
from tongming.ledger.models import Event
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, why_not
from tongming.units.roles import Role
from tongming.units.signin import has_second_factor


def run(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


def found_county() -> str:
    return run("create_unit", "--name", "桦甸市人民政府", "--level", "county", "--code", "huadian")


def found_administrator(username: str = "zhengkai") -> str:
    return run(
        *("create_person", "--username", username, "--full-name", "郑凯"),
        *("--unit", "huadian", "--role", "administrator"),
    )


@pytest.mark.django_db
def test_an_empty_installation_becomes_one_that_can_be_worked_with() -> None:
    assert "“桦甸市人民政府”已经加入" in found_county()
    said = found_administrator()
    person = Person.objects.get(username="zhengkai")
    password = re.search(r"临时密码：(\S+)", said)
    assert password is not None
    assert person.check_password(password[1])
    assert why_not(person, Right.UNIT_MANAGE, Unit.objects.get(code="huadian")) is None
    assert [event.kind for event in Event.objects.order_by("seq")] == [
        "units.joined",
        "units.person_created",
        "units.appointed",
        "units.temporary_password",
    ]


@pytest.mark.django_db
def test_what_cannot_be_is_a_sentence_and_leaves_nothing() -> None:
    found_county()
    with pytest.raises(CommandError, match="单位代码"):
        found_county()
    with pytest.raises(CommandError, match="没有代码是“nowhere”的单位。现有：huadian"):
        run(
            *("create_person", "--username", "x", "--full-name", "某"),
            *("--unit", "nowhere", "--role", "clerk"),
        )
    found_administrator()
    events = Event.objects.count()
    with pytest.raises(CommandError, match="已经有人使用"):
        found_administrator()
    assert Event.objects.count() == events


def test_somebody_with_an_account_is_given_a_role(cast: Cast) -> None:
    assert "王敏已任分管领导" in run(
        "appoint", "--username", "WangMin", "--unit", "hongshilazi", "--role", "leader"
    )
    assert cast.clerk.appointments.filter(role=Role.LEADER).exists()
    with pytest.raises(CommandError, match="已经是“红石砬子镇人民政府”的分管领导"):
        run("appoint", "--username", "wangmin", "--unit", "hongshilazi", "--role", "leader")
    with pytest.raises(CommandError, match="没有用户名是“nobody”的人员"):
        run("appoint", "--username", "nobody", "--unit", "hongshilazi", "--role", "leader")
    with pytest.raises(CommandError, match="应写成 2026-11-23 的样子"):
        run(
            *("appoint", "--username", "wangmin", "--unit", "hongshilazi"),
            *("--role", "supervisor", "--since", "tomorrow"),
        )


def test_a_password_is_set_anew_and_a_lost_factor_forgotten(cast: Cast) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(cast.clerk, "JBSWY3DPEHPK3PXP")
    run("reset_password", "wangmin")
    cast.clerk.refresh_from_db()
    assert not cast.clerk.check_password(PASSWORD)
    assert has_second_factor(cast.clerk)
    run("reset_password", "wangmin", "--second-factor")
    assert not has_second_factor(cast.clerk)
    assert "没有设置第二种验证" in run("reset_password", "wangmin", "--second-factor")
