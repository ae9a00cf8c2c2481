"""Everybody can use every page in English too: nothing that does not fit, nothing unlabelled."""

from __future__ import annotations

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Watch
from tests.browser.every_page import Visits
from tests.browser.every_page.looking import see_every_page
from tests.conftest import Cast, SignIn


def test_everybody_can_use_every_page_in_english(
    visits: Visits,
    cast: Cast,
    browser: Browser,
    live_server: LiveServer,
    sign_in: SignIn,
    watch: Watch,
) -> None:
    see_every_page(visits, cast, browser, live_server, sign_in, watch, "en")
