"""第一周: shown to whoever is new to a role, until it is done or not wanted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import COMPLETE
from tongming.information.actions import create_document
from tongming.law.words import Refused
from tongming.units.models import Person
from tongming.units.newcomers.actions import dismiss, tick
from tongming.units.newcomers.queries import first_week_of
from tongming.units.people import appoint, create_person
from tongming.units.roles import Role

TODAY = localdate()


@pytest.fixture
def newcomer(cast: Cast) -> Person:
    person = create_person(username="heyu", full_name="何雨", unit=cast.town)
    appoint(person=person, unit=cast.town, role=Role.CLERK, since=TODAY)
    return person


def keys(person: Person) -> dict[str, bool]:
    return {line.step.key: line.done for line in first_week_of(person, TODAY)}


def test_the_steps_are_the_roles_and_records_tick_what_they_show(
    cast: Cast, newcomer: Person
) -> None:
    assert {"second-factor", "rehearsal", "draft"} <= set(keys(newcomer))
    assert "road" not in keys(newcomer)
    # The town has no rule of its own yet, so there is none left to read.
    assert [key for key, done in keys(newcomer).items() if done] == ["institutions"]
    create_document(unit=cast.town, by=newcomer, content=COMPLETE)
    TOTP.activate(newcomer, generate_totp_secret())
    assert keys(newcomer)["draft"]
    assert keys(newcomer)["second-factor"]
    with pytest.raises(Refused, match="由系统自己看"):
        tick(person=newcomer, key="second-factor", today=TODAY)


def test_it_is_over_when_the_last_step_is_done(
    cast: Cast, newcomer: Person, sign_in: SignIn
) -> None:
    client = sign_in(newcomer)
    assert "您的第一周" in client.get("/work/").content.decode()
    create_document(unit=cast.town, by=newcomer, content=COMPLETE)
    TOTP.activate(newcomer, generate_totp_secret())
    for key, done in keys(newcomer).items():
        if not done:
            client.post(f"/work/units/first-week/tick/{key}/")
    assert "您的第一周" not in client.get("/work/").content.decode()


def test_it_can_be_dismissed_and_a_new_role_begins_it_again(
    cast: Cast, newcomer: Person, sign_in: SignIn
) -> None:
    sign_in(newcomer).post("/work/units/first-week/dismiss/")
    assert keys(newcomer) == {}
    appoint(person=newcomer, unit=cast.other_town, role=Role.CLERK, since=TODAY)
    assert keys(newcomer) == {}  # a clerk already
    appoint(person=newcomer, unit=cast.town, role=Role.SECRECY_REVIEWER, since=TODAY)
    assert "road" in keys(newcomer)
    dismiss(person=newcomer)
    assert keys(newcomer) == {}


def test_old_hands_and_appointments_entered_late_have_no_first_week(cast: Cast) -> None:
    assert keys(cast.clerk) == {}
    late = create_person(username="laozhang", full_name="张德全", unit=cast.town)
    since = TODAY - timedelta(days=31)
    appoint(person=late, unit=cast.town, role=Role.CLERK, since=since)
    assert keys(late) == {}
