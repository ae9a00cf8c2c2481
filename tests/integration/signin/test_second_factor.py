"""The second factor: required or reminded, set up, asked for, lost."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from pytest_django.fixtures import Settings

from tests.conftest import PASSWORD, Cast, SignIn
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.people import reset_second_factor
from tongming.units.signin import SecondFactorAdapter, has_second_factor

SECRET = "JBSWY3DPEHPK3PXP"


def code(secret: str = SECRET) -> str:
    """What the phone shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


@pytest.fixture
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def with_phone(cast: Cast) -> Cast:
    """The clerk has an authenticator on the phone."""
    TOTP.activate(cast.clerk, SECRET)
    RecoveryCodes.activate(cast.clerk)
    return cast


def password_given(username: str = "wangmin") -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    return client


def test_where_it_is_required_it_is_set_up_before_anything_else(
    cast: Cast, required: None, sign_in: SignIn
) -> None:
    client = sign_in(cast.clerk)
    for path in ("/work/units/", "/work/", "/"):
        assert client.get(path)["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200
    TOTP.activate(cast.clerk, SECRET)
    assert client.get("/work/units/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(
    cast: Cast, required: None, sign_in: SignIn
) -> None:
    RecoveryCodes.activate(cast.clerk)
    assert not has_second_factor(cast.clerk)
    assert sign_in(cast.clerk).get("/work/units/").status_code == 302


def test_where_it_is_only_reminded_work_goes_on_and_the_first_screen_asks_for_it(
    cast: Cast,
) -> None:
    client = password_given()
    assert client.get("/work/units/").status_code == 200
    assert 'href="/accounts/2fa/"' in client.get("/work/").content.decode()


def test_who_has_not_signed_in_reads_the_public_pages_all_the_same(
    db: None, required: None, client: Client
) -> None:
    assert client.get("/").status_code == 200


def test_it_is_set_up_with_a_phone(cast: Cast, required: None) -> None:
    client = password_given()
    page = client.get("/accounts/2fa/totp/activate/")
    assert 'src="data:image/svg+xml' in page.content.decode()
    secret = page.context["form"].secret
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert not has_second_factor(cast.clerk)
    client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert has_second_factor(cast.clerk)
    assert client.get("/work/units/").status_code == 200
    event = Event.objects.get(kind="units.second_factor_added")
    assert (event.by, event.data["factor"]) == (cast.clerk, "totp")
    assert Event.objects.get(kind="units.recovery_codes_made").by == cast.clerk


def test_one_that_is_given_up_is_in_the_ledger(with_phone: Cast) -> None:
    client = password_given()
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not has_second_factor(with_phone.clerk)
    assert Event.objects.get(kind="units.second_factor_removed").by == with_phone.clerk


def test_the_password_alone_does_not_open_an_account_that_has_one(with_phone: Cast) -> None:
    client = password_given()
    assert client.get("/work/units/").status_code == 302
    assert "_auth_user_id" not in client.session
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.get("/work/units/").status_code == 200


def test_a_recovery_code_opens_once(with_phone: Cast) -> None:
    held = Authenticator.objects.get(user=with_phone.clerk, type="recovery_codes").wrap()
    spare = held.get_unused_codes()[0]
    client = password_given()
    client.post("/accounts/2fa/authenticate/", {"code": spare})
    assert client.get("/work/units/").status_code == 200
    again = password_given()
    again.post("/accounts/2fa/authenticate/", {"code": spare})
    assert again.get("/work/units/").status_code == 302


def test_guessing_the_code_is_stopped_also_for_the_right_one(with_phone: Cast) -> None:
    client = password_given()
    for number in range(8):
        client.post("/accounts/2fa/authenticate/", {"code": f"{number:06}"})
    response = client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert response.status_code in (200, 429)
    assert "_auth_user_id" not in client.session


def test_its_secret_is_not_readable_in_the_database(with_phone: Cast) -> None:
    data = Authenticator.objects.get(user=with_phone.clerk, type="totp").data
    assert SECRET not in str(data)
    assert SecondFactorAdapter().decrypt(data["secret"]) == SECRET


def test_a_changed_key_file_is_said_in_plain_words(with_phone: Cast, settings: Settings) -> None:
    data = Authenticator.objects.get(user=with_phone.clerk, type="totp").data
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    with pytest.raises(Refused, match=r"secret\.key 已经换过"):
        SecondFactorAdapter().decrypt(data["secret"])
    settings.SECRET_KEY_FALLBACKS = [old]
    assert SecondFactorAdapter().decrypt(data["secret"]) == SECRET


def test_a_lost_one_is_cleared_by_the_administrator(with_phone: Cast, sign_in: SignIn) -> None:
    path = f"/work/units/people/{with_phone.clerk.pk}/second-factor/"
    assert sign_in(with_phone.office_head).post(path).status_code == 403
    assert has_second_factor(with_phone.clerk)
    sign_in(with_phone.administrator).post(path)
    assert not has_second_factor(with_phone.clerk)
    assert Event.objects.filter(kind="units.second_factor_reset").exists()
    with pytest.raises(Refused, match="没有设置第二种验证"):
        reset_second_factor(with_phone.clerk, by=with_phone.administrator)


def test_passkeys_are_offered_at_the_sign_in_and_for_set_up(cast: Cast, client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert "allauth.webauthn.forms.loginForm" in page
    challenge = client.get(
        "/accounts/2fa/webauthn/login/", HTTP_X_REQUESTED_WITH="XMLHttpRequest"
    ).json()
    assert challenge["request_options"]["publicKey"]["challenge"]
    own = password_given().get("/accounts/2fa/webauthn/add/")
    assert own.context["js_data"]["creation_options"]["publicKey"]["rp"]["name"] == "通明"


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/inactive/",
        "/accounts/reauthenticate/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
    ],
)
def test_every_page_about_the_account_opens_in_our_own_look(with_phone: Cast, path: str) -> None:
    if path.endswith("totp/activate/"):
        Authenticator.objects.all().delete()
    client = password_given()
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    if path == "/accounts/login/":
        client = Client()
    response = client.get(path)
    assert response.status_code == 200
    assert "tongming/tokens.css" in response.content.decode()
