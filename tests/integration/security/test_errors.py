"""When something cannot be done, a person reads why, and finds the request's id."""

from __future__ import annotations

import logging
import re

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tongming.law.words import N_, Refused, say
from tongming.tracing import RequestIdFilter, request_id
from tongming.units.rights import NotPermitted
from tongming.urls import *  # noqa: F403
from tongming.urls import urlpatterns as all_of_them

TROUBLES = {
    "bad": BadRequest("shape"),
    "forbidden": PermissionDenied("no"),
    "missing": Http404("nothing"),
    "broken": ZeroDivisionError("division by zero"),
    "refused": Refused(
        say(N_("{n}个工作日已过，不能再延期。"), n=20), "《政府信息公开条例》第三十三条第二款"
    ),
    "no-right": NotPermitted(say(N_("您没有权限。"))),
}


def trouble(request: HttpRequest, kind: str) -> HttpResponse:
    raise TROUBLES[kind]


urlpatterns = [path("trouble/<str:kind>/", trouble), *all_of_them]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("bad", 400, "没有看懂这次提交"),
        ("forbidden", 403, "没有权限"),
        ("missing", 404, "没有这个页面"),
        ("broken", 500, "系统出错了"),
        ("refused", 409, "20个工作日已过，不能再延期。"),
        ("no-right", 403, "您没有权限。"),
    ],
)
def test_each_trouble_has_its_page_with_the_requests_id(
    visitor: Client, kind: str, status: int, words: str
) -> None:
    response = visitor.get(f"/trouble/{kind}/")
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert response["X-Request-ID"] in page
    assert "ZeroDivisionError" not in page
    assert "Traceback" not in page


def test_a_refusal_names_its_article(visitor: Client) -> None:
    page = visitor.get("/trouble/refused/").content.decode()
    assert "依据：《政府信息公开条例》第三十三条第二款" in page


def test_a_refusal_is_told_in_the_readers_language(cast: Cast, sign_in: SignIn) -> None:
    cast.clerk.language = "en"
    cast.clerk.save()
    assert '<html lang="en"' in sign_in(cast.clerk).get("/trouble/refused/").content.decode()


def test_the_page_for_errors_needs_nothing_that_may_be_broken(
    visitor: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **kwargs: object) -> HttpResponse:
        raise RuntimeError("the database is away")

    monkeypatch.setattr("tongming.errors.render", away)
    response = visitor.get("/trouble/broken/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "系统出错了" in page
    assert re.search(r"请求编号 [0-9a-f]{12}", page)


@pytest.mark.parametrize("kind", ["broken", "missing", "no-right"])
def test_the_log_names_the_same_request(
    visitor: Client, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    caplog.handler.addFilter(RequestIdFilter())
    with caplog.at_level(logging.WARNING, logger="django.request"):
        response = visitor.get(f"/trouble/{kind}/")
    ids = {getattr(record, "request_id", None) for record in caplog.records}
    assert ids == {response["X-Request-ID"]}
    assert request_id() == "-"


def test_two_requests_have_two_ids(visitor: Client) -> None:
    first, second = (visitor.get("/trouble/missing/")["X-Request-ID"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize(
    "address", ["/work/information/?words=%00", "/work/applications/?words=a%00", "/search/?q=%00"]
)
def test_an_address_with_a_character_no_database_keeps_is_told_so(
    cast: Cast, sign_in: SignIn, address: str
) -> None:
    assert sign_in(cast.clerk).get(address).status_code == 400
    assert sign_in(cast.clerk).get(address.partition("?")[0]).status_code == 200
