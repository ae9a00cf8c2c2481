"""What the installation itself asks of people: a second factor, and next year's calendar."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests.conftest import Cast, SignIn
from tongming.calendars.duties import calendar_duties
from tongming.calendars.models import LoadedYear
from tongming.law.holidays import SHIPPED
from tongming.units.actions import edit_unit
from tongming.units.models import Person
from tongming.units.own_duties import contact_duty, protection_duty

AUTUMN = date(2026, 11, 23)


def said(person: Person, today: date) -> list[str]:
    return [str(duty.what) for duty in calendar_duties(person, today)]


def test_an_account_with_a_password_only_is_asked_for_a_second_factor(cast: Cast) -> None:
    (duty,) = protection_duty(cast.clerk, AUTUMN)
    assert duty.url == reverse("mfa_index")
    TOTP.activate(cast.clerk, generate_totp_secret())
    assert list(protection_duty(cast.clerk, AUTUMN)) == []


def test_a_unit_nobody_can_find_or_call_is_asked_about_until_it_says_where_it_is(
    cast: Cast,
) -> None:
    assert list(contact_duty(cast.clerk, AUTUMN)) == []
    (duty,) = contact_duty(cast.administrator, AUTUMN)
    assert str(duty.what) == "补全桦甸市等3个单位的地址和电话"
    assert duty.article == "《政府信息公开条例》第十二条第二款"
    for unit in (cast.county, cast.other_town):
        edit_unit(unit, by=cast.administrator, address="桦甸市人民路1号", phone="0432-00000000")
    (duty,) = contact_duty(cast.administrator, AUTUMN)
    assert str(duty.what) == "补全红石砬子镇的地址和电话"
    assert duty.url == reverse("units:edit", args=[cast.town.pk])
    edit_unit(cast.town, by=cast.administrator, address="红石砬子镇", phone="0432-00000000")
    assert list(contact_duty(cast.administrator, AUTUMN)) == []


def test_next_years_calendar_is_asked_for_from_november_of_those_who_may_load_it(
    cast: Cast,
) -> None:
    assert SHIPPED.covers(2026)
    assert not SHIPPED.covers(2027)
    assert said(cast.administrator, date(2026, 10, 31)) == []
    (duty,) = calendar_duties(cast.administrator, AUTUMN)
    assert "2027年" in str(duty.what)
    assert duty.due == date(2026, 12, 31)
    # 24 to 27 and 30 November, and 23 days of December.
    assert duty.working_days_left == 28
    assert said(cast.clerk, AUTUMN) == []


def test_a_year_that_has_begun_without_its_calendar_is_overdue(cast: Cast) -> None:
    (duty,) = calendar_duties(cast.administrator, date(2027, 1, 4))
    assert duty.is_overdue(date(2027, 1, 4))
    assert duty.working_days_left is None


def test_a_proposed_year_is_to_be_decided_not_loaded_again(cast: Cast) -> None:
    proposal = LoadedYear.objects.create(
        year=2027, data={}, proposed_by=cast.administrator, status=LoadedYear.Status.PROPOSED
    )
    (duty,) = calendar_duties(cast.administrator, AUTUMN)
    assert duty.url == reverse("calendars:proposal", args=[proposal.pk])


@pytest.mark.parametrize("who", ["administrator", "clerk"])
def test_the_first_screen_shows_them(cast: Cast, sign_in: SignIn, who: str) -> None:
    page = sign_in(getattr(cast, who)).get("/work/").content.decode()
    assert "给您的账号设置第二种验证" in page
