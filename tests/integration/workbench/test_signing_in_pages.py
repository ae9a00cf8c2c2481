"""Every page of signing in, the second factor and errors stands in our frame, in our words."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.conftest import PASSWORD, Cast, SignIn
from tongming.units.models import Person

# Not pages, or (with a passkey that is real) opened by tests/browser/test_shell_passkey.py.
ELSEWHERE = {
    "set_language",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
}


def protect(person: Person) -> None:
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)


def confirmed(client: Client) -> Client:
    """A browser whose person has just confirmed who they are."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def names_under_accounts() -> set[str]:
    """Every named page under /accounts/."""

    def walk(resolver: URLResolver, prefix: str) -> set[str]:
        found: set[str] = set()
        for entry in resolver.url_patterns:
            path = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                found |= walk(entry, path)
            elif isinstance(entry, URLPattern) and entry.name and path.startswith("accounts/"):
                found.add(entry.name)
        return found

    return walk(get_resolver(), "")


PAGES = {
    "account_login": "/accounts/login/",
    "account_inactive": "/accounts/inactive/",
    "account_logout": "/accounts/logout/",
    "account_reauthenticate": "/accounts/reauthenticate/",
    "account_change_password": "/accounts/password/change/",
    "mfa_index": "/accounts/2fa/",
    "mfa_reauthenticate": "/accounts/2fa/reauthenticate/",
    "mfa_activate_totp": "/accounts/2fa/totp/activate/",
    "mfa_deactivate_totp": "/accounts/2fa/totp/deactivate/",
    "mfa_view_recovery_codes": "/accounts/2fa/recovery-codes/",
    "mfa_generate_recovery_codes": "/accounts/2fa/recovery-codes/generate/",
    "mfa_list_webauthn": "/accounts/2fa/webauthn/",
    "mfa_add_webauthn": "/accounts/2fa/webauthn/add/",
    "mfa_edit_webauthn": "/accounts/2fa/webauthn/keys/{pk}/edit/",
    "mfa_remove_webauthn": "/accounts/2fa/webauthn/keys/{pk}/remove/",
    "mfa_authenticate": "/accounts/2fa/authenticate/",
}
SIGNED_OUT = {"account_login", "account_inactive", "mfa_authenticate"}
UNPROTECTED = {"mfa_activate_totp"}


def in_our_frame(page: str) -> bool:
    return (
        page.count("<h1") == 1
        and 'class="entrance"' in page
        and "tongming/tokens.css" in page
        and '<a class="skip" href="#main">' in page
    )


def test_no_page_of_signing_in_is_forgotten_here() -> None:
    assert names_under_accounts() == set(PAGES) | ELSEWHERE


@pytest.mark.parametrize("name", sorted(PAGES))
def test_each_page_of_signing_in_stands_in_our_frame(
    cast: Cast, client: Client, sign_in: SignIn, name: str
) -> None:
    if name not in UNPROTECTED:
        protect(cast.clerk)
    if name not in SIGNED_OUT:
        client = confirmed(sign_in(cast.clerk))
    elif name == "mfa_authenticate":
        client.post("/accounts/login/", {"login": "wangmin", "password": PASSWORD})
    path = PAGES[name]
    if "{pk}" in path or name == "mfa_list_webauthn":
        key = Authenticator.objects.create(
            user=cast.clerk, type=Authenticator.Type.WEBAUTHN, data={"name": "办公室的钥匙"}
        )
        path = path.format(pk=key.pk)
    response = client.get(path)
    assert response.status_code == 200
    page = response.content.decode()
    assert in_our_frame(page)
    # What people read is Chinese: no English sentence of the library is left.
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.S)
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", text)


def test_the_picture_of_the_key_is_one_the_security_policy_lets_through(
    cast: Cast, sign_in: SignIn
) -> None:
    response = confirmed(sign_in(cast.clerk)).get("/accounts/2fa/totp/activate/")
    assert 'src="data:image/svg+xml;base64,' in response.content.decode()
    assert "img-src 'self' data:" in response["Content-Security-Policy"]


def test_a_wrong_password_is_said_in_words_and_the_name_is_kept(cast: Cast, client: Client) -> None:
    page = client.post(
        "/accounts/login/", {"login": "wangmin", "password": "wrong"}
    ).content.decode()
    assert "error-summary" in page
    assert 'value="wangmin"' in page


def test_recovery_codes_can_be_read_and_downloaded(cast: Cast, sign_in: SignIn) -> None:
    protect(cast.clerk)
    client = confirmed(sign_in(cast.clerk))
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li>(\w+)</li>", page.split('class="recovery-codes"')[1])
    assert len(codes) == 10
    assert client.get("/accounts/2fa/recovery-codes/download/").content.decode().split() == codes


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere/", 404, "没有这个页面"),
        ("/work/reports/nobody/", 404, "没有这个页面"),
        ("/display/", 405, "这一步没有做成"),
    ],
)
def test_a_page_that_is_not_there_says_what_to_do(
    cast: Cast, sign_in: SignIn, path: str, status: int, words: str
) -> None:
    response = sign_in(cast.clerk).get(path)
    assert response.status_code == status
    page = response.content.decode()
    assert in_our_frame(page)
    assert f"<h1>{words}</h1>" in page
    assert response["X-Request-ID"] in page


def test_a_form_kept_open_too_long_is_explained(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": "wangmin", "password": PASSWORD})
    assert response.status_code == 403
    page = response.content.decode()
    assert in_our_frame(page)
    assert "<h1>页面过期了</h1>" in page


def test_an_error_of_ours_shows_no_detail_and_names_the_request(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise ValueError("the secret of the house")

    monkeypatch.setattr("tongming.workbench.views.duties_for", fail)
    client = sign_in(cast.clerk)
    client.raise_request_exception = False
    response = client.get("/work/")
    assert response.status_code == 500
    page = response.content.decode()
    assert in_our_frame(page)
    assert "系统出错了" in page
    assert "secret" not in page
    assert response["X-Request-ID"] in page
