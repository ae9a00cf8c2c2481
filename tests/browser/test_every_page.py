"""Everybody can use every page: no fault axe-core knows of, on a desk and on a phone, and the HTML
is whole. In English: test_every_page_in_english.py, so that two processes share the work.
"""

from __future__ import annotations

from pprint import pformat

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Watch
from tests.browser.every_page import NO_PAGES, Visits, names
from tests.browser.every_page.looking import answering, broken_html, faults_of, see_every_page
from tests.conftest import Cast, SignIn
from tongming import errors
from tongming.law.words import Refused, say


def test_everybody_can_use_every_page_there_is(
    visits: Visits,
    cast: Cast,
    browser: Browser,
    live_server: LiveServer,
    sign_in: SignIn,
    watch: Watch,
) -> None:
    assert set(visits) | NO_PAGES == names()
    assert not set(visits) & NO_PAGES
    see_every_page(visits, cast, browser, live_server, sign_in, watch, "zh-hans")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everybody_can_use_the_pages_that_say_what_went_wrong(
    cast: Cast, page: Page, live_server: LiveServer, watch: Watch, language: str
) -> None:
    for status in ("400", "403", "404", "405", "409", "429", "500"):
        watch.expect(status)
    request = RequestFactory().get("/")
    with translation.override(language):
        answers: list[HttpResponse] = [
            errors.bad_request(request, ValueError()),
            errors.forbidden(request, ValueError()),
            errors.not_found(request, ValueError()),
            errors.not_allowed(request, allowed="POST"),
            errors.page(request, 429),
            errors.server_error(request),
            errors.csrf_failure(request),
            errors.refused(request, Refused(say("20个工作日已过。"), "第三十三条"), status=409),
        ]
    found = {}
    for number, answer in enumerate(answers):
        address = f"{live_server.url}/trouble/{number}/"
        page.route(address, answering(answer))
        page.goto(address)
        if faults := faults_of(page) + broken_html(answer.content.decode()):
            found[f"{answer.status_code}"] = faults
    assert not found, pformat(found, width=180)
