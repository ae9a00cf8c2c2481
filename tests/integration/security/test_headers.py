"""What browsers are told: no script of others, no frame, nothing kept, nothing leaked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver
from pytest_django.fixtures import Settings

import tongming
from tests.conftest import Cast, SignIn
from tongming import settings as product

PAGES = ["/", "/accounts/login/", "/work/units/", "/work/nowhere/"]


def directives(response: object) -> dict[str, list[str]]:
    policy = response["Content-Security-Policy"]  # type: ignore[index]
    return {part.split()[0]: part.split()[1:] for part in policy.split("; ")}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_carries_the_headers(cast: Cast, sign_in: SignIn, path: str) -> None:
    response = sign_in(cast.clerk).get(path)
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert len(response["X-Request-ID"]) == 12


@pytest.mark.parametrize("path", PAGES)
def test_no_page_may_run_inline_script_or_style(cast: Cast, sign_in: SignIn, path: str) -> None:
    policy = directives(sign_in(cast.clerk).get(path))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    words = {word for values in policy.values() for word in values}
    assert words <= {"'self'", "'none'", "data:"}
    assert [name for name, values in policy.items() if "data:" in values] == ["img-src"]


def test_no_template_has_inline_script_or_style() -> None:
    inline = re.compile(
        r"""<style|\sstyle=|\son[a-z]+=["']|href=["']javascript:|<script(?![^>]*\b(?:src|type="application/json"))"""
    )
    templates = Path(tongming.__file__).parent.rglob("templates/**/*.html")
    found = {
        str(file): match[0]
        for file in templates
        if (match := inline.search(file.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_what_staff_see_is_kept_by_no_browser_and_public_pages_may_be(
    cast: Cast, sign_in: SignIn, client: Client
) -> None:
    assert sign_in(cast.clerk).get("/work/units/")["Cache-Control"] == "private, no-store"
    assert "no-store" not in client.get("/").get("Cache-Control", "")


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(cast: Cast, client: Client) -> None:
    client.get("/accounts/login/")
    from tests.conftest import PASSWORD

    client.post("/accounts/login/", {"login": "wangmin", "password": PASSWORD})
    assert set(client.cookies) >= {"tongming", "tongming-csrf"}
    for name in ("tongming", "tongming-csrf"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"
    assert not client.cookies["tongming"]["max-age"]  # ends with the browser


def test_a_form_from_elsewhere_is_turned_away(cast: Cast, settings: Settings) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = strict.post("/accounts/language/", {"language": "en"})
    assert response.status_code == 403
    assert "页面过期了" in response.content.decode()
    cast.clerk.refresh_from_db()
    assert cast.clerk.language == "zh-hans"


def test_under_tls_plain_requests_are_led_to_https(
    settings: Settings, client: Client, db: None
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert client.get("/accounts/login/")["Location"] == "https://testserver/accounts/login/"
    secure = client.get("/accounts/login/", secure=True)
    assert secure["Strict-Transport-Security"] == "max-age=31536000"


def test_an_unknown_host_is_turned_away(client: Client, db: None) -> None:
    assert client.get("/accounts/login/", HTTP_HOST="testserver").status_code == 200
    assert client.get("/accounts/login/", HTTP_HOST="evil.example").status_code == 400


def test_debug_is_off_unless_asked_for() -> None:
    assert product.DEBUG is False


def test_nothing_but_the_sign_in_is_open_beneath_work(client: Client, db: None) -> None:
    """Every address beneath /work/ that takes no argument leads a visitor to the sign-in."""
    paths = [f"/{route}" for route in _routes() if route.startswith("work/") and "<" not in route]
    assert len(paths) > 5
    answers = {path: client.get(path) for path in paths if "styleguide" not in path}
    open_to_all = [
        path
        for path, answer in answers.items()
        if answer.status_code != 405
        and not (answer.status_code == 302 and answer["Location"].startswith("/accounts/login/"))
    ]
    assert open_to_all == []


def _routes(patterns: object = None, prefix: str = "") -> list[str]:
    found: list[str] = []
    for pattern in patterns or get_resolver().url_patterns:  # type: ignore[attr-defined]
        route = prefix + str(pattern.pattern)
        inner = getattr(pattern, "url_patterns", None)
        found += _routes(inner, route) if inner else [route]
    return found


def test_a_request_that_is_too_large_is_turned_away_unread(
    cast: Cast, settings: Settings, sign_in: SignIn
) -> None:
    settings.MAX_REQUEST_BYTES = 1_048_576
    client = sign_in(cast.administrator)
    path = f"/work/units/{cast.town.pk}/edit/"
    response = client.post(path, {"address": "x" * 1_048_576})
    assert response.status_code == 413
    assert "一次最多 1 MB" in response.content.decode()
    assert client.post(path, {"address": "x"}).status_code == 302


def test_a_length_that_is_no_number_is_no_way_around(db: None) -> None:
    from tongming.middleware import RequestShapeMiddleware

    def passes(request: HttpRequest) -> HttpResponse:
        return HttpResponse("passed")

    guard = RequestShapeMiddleware(passes)
    request = RequestFactory().get("/")
    request.META["CONTENT_LENGTH"] = "-1"
    assert guard(request).status_code == 200
