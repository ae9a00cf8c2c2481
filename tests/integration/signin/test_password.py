"""Signing in with a password: right, wrong, too often."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now
from pytest_django.fixtures import Settings

from tests.conftest import PASSWORD, Cast, SignIn
from tongming.ledger.models import Event
from tongming.units.people import give_temporary_password, unlock
from tongming.units.queries import is_locked_out

LIMIT = 5


def try_to_sign_in(client: Client, username: str, password: str, **extra: Any) -> int:
    response = client.post("/accounts/login/", {"login": username, "password": password}, **extra)
    return response.status_code


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_opens_the_workbench(cast: Cast, client: Client) -> None:
    try_to_sign_in(client, "wangmin", "wrong")
    assert not is_signed_in(client)
    response = client.post("/accounts/login/", {"login": "WangMin", "password": PASSWORD})
    assert is_signed_in(client)
    assert response["Location"] == "/work/"


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(
    cast: Cast, client: Client
) -> None:
    answers = [
        client.post("/accounts/login/", {"login": name, "password": "wrong"})
        for name in ("wangmin", "nobody")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].context["form"].errors == answers[1].context["form"].errors


def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_too_many_wrong_passwords_lock_the_account_even_for_the_right_one(
    cast: Cast, client: Client
) -> None:
    for _ in range(LIMIT - 1):
        assert try_to_sign_in(client, "wangmin", "wrong") == 200
    response = client.post("/accounts/login/", {"login": "wangmin", "password": "wrong"})
    assert response.status_code == 429
    assert "30 分钟后可以再试" in response.content.decode()
    assert response["Retry-After"] == "1800"
    assert try_to_sign_in(client, "wangmin", PASSWORD) == 429
    assert not is_signed_in(client)
    assert is_locked_out(cast.clerk)
    # Others are not concerned.
    try_to_sign_in(client, "sunliqun", PASSWORD)
    assert is_signed_in(client)


def test_the_answer_stays_the_same_however_often_one_tries(cast: Cast, client: Client) -> None:
    for _ in range(LIMIT):
        try_to_sign_in(client, "wangmin", "wrong")
    assert {try_to_sign_in(client, "wangmin", "wrong") for _ in range(25)} == {429}


def test_the_lock_is_in_the_database_not_in_memory(cast: Cast, client: Client) -> None:
    for _ in range(LIMIT):
        try_to_sign_in(client, "wangmin", "wrong")
    cache.clear()
    assert try_to_sign_in(Client(), "wangmin", PASSWORD) == 429


@pytest.mark.parametrize("spelling", ["WANGMIN", " wangmin ", "ｗａｎｇｍｉｎ", "WangMin"])
def test_another_spelling_or_another_computer_gives_no_further_attempts(
    cast: Cast, spelling: str
) -> None:
    for number in range(LIMIT - 1):
        try_to_sign_in(
            Client(),
            "wangmin",
            "wrong",
            REMOTE_ADDR=f"10.0.0.{number}",
            HTTP_USER_AGENT=f"browser {number}",
        )
    assert try_to_sign_in(Client(), spelling, "wrong", REMOTE_ADDR="10.0.1.1") == 429


def test_success_starts_the_count_anew(cast: Cast, client: Client) -> None:
    for _ in range(LIMIT - 1):
        try_to_sign_in(client, "wangmin", "wrong")
    try_to_sign_in(client, "wangmin", PASSWORD)
    assert is_signed_in(client)
    client.logout()
    for _ in range(LIMIT - 1):
        assert try_to_sign_in(client, "wangmin", "wrong") == 200


def test_the_lock_opens_by_itself_after_its_time(cast: Cast, client: Client) -> None:
    for _ in range(LIMIT):
        try_to_sign_in(client, "wangmin", "wrong")
    start = now()
    with time_machine.travel(start + timedelta(minutes=29)):
        assert try_to_sign_in(client, "wangmin", PASSWORD) == 429
    with time_machine.travel(start + timedelta(minutes=31)):
        assert not is_locked_out(cast.clerk)
        try_to_sign_in(client, "wangmin", PASSWORD)
        assert is_signed_in(client)


def test_the_administrator_opens_the_lock_before_its_time(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    for _ in range(LIMIT):
        try_to_sign_in(client, "wangmin", "wrong")
    path = f"/work/units/people/{cast.clerk.pk}/"
    assert "恢复登录" in sign_in(cast.administrator).get(path).content.decode()
    sign_in(cast.administrator).post(f"{path}unlock/")
    try_to_sign_in(client, "wangmin", PASSWORD)
    assert is_signed_in(client)


def test_a_lock_is_one_event_however_long_somebody_goes_on(cast: Cast, client: Client) -> None:
    for _ in range(LIMIT + 7):
        try_to_sign_in(client, "wangmin", "wrong")
        try_to_sign_in(client, "nobody", "wrong")
    event = Event.objects.get(kind="units.locked_out")
    assert (event.subject_id, event.by) == (str(cast.clerk.pk), None)
    unlock(cast.clerk, by=cast.administrator)


def test_the_proxys_word_about_the_visitor_counts_only_where_a_proxy_is_declared(
    cast: Cast, settings: Settings
) -> None:
    from axes.models import AccessAttempt

    claim = {"HTTP_X_FORWARDED_FOR": "1.2.3.4, 5.6.7.8", "REMOTE_ADDR": "10.0.0.1"}
    try_to_sign_in(Client(), "wangmin", "wrong", **claim)
    assert AccessAttempt.objects.get().ip_address == "10.0.0.1"
    settings.BEHIND_PROXY = True
    try_to_sign_in(Client(), "sunliqun", "wrong", **claim)
    assert AccessAttempt.objects.get(username="sunliqun").ip_address == "5.6.7.8"


def test_a_temporary_password_is_changed_before_anything_else(cast: Cast, client: Client) -> None:
    password = give_temporary_password(cast.clerk, by=cast.administrator)
    try_to_sign_in(client, "wangmin", password)
    assert client.get("/work/units/")["Location"] == "/accounts/password/change/"
    page = client.get("/accounts/password/change/").content.decode()
    assert "这是临时密码" in page
    new = "bai-yun-shan-2026-xin"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": password, "password1": new, "password2": new},
    )
    cast.clerk.refresh_from_db()
    assert not cast.clerk.password_is_temporary
    assert Event.objects.filter(kind="units.password_changed", by=cast.clerk).count() == 1
    fresh = Client()
    try_to_sign_in(fresh, "wangmin", new)
    assert fresh.get("/work/units/").status_code == 200


@pytest.mark.parametrize("weak", ["short", "1234567890", "password123", "wangmin2026"])
def test_a_weak_password_is_not_taken(cast: Cast, sign_in: SignIn, weak: str) -> None:
    client = sign_in(cast.clerk)
    given = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert client.post("/accounts/password/change/", given).status_code == 200
    cast.clerk.refresh_from_db()
    assert cast.clerk.check_password(PASSWORD)


def test_a_password_is_kept_with_argon2(db: None, settings: Settings) -> None:
    from tongming import settings as product
    from tongming.units.models import Person

    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    person = Person(username="lili")
    person.set_password(PASSWORD)
    assert person.password.startswith("argon2$argon2id$")
    assert person.check_password(PASSWORD)


def test_signing_out_ends_the_session(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    assert client.get("/work/units/").status_code == 200
    client.get("/accounts/logout/")
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def test_the_sign_in_leads_back_only_within_this_site(cast: Cast, client: Client) -> None:
    given = {"login": "wangmin", "password": PASSWORD}
    inside = client.post("/accounts/login/?next=/work/units/", given)
    assert inside["Location"] == "/work/units/"
    outside = Client().post("/accounts/login/?next=https://example.com/", given)
    assert outside["Location"] == "/work/"
