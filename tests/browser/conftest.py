"""A real browser against a running server; what a visitor's console would show fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.every_page import Visits, furnish
from tests.conftest import PASSWORD, Cast
from tests.public_items import Room
from tongming.publishing import sources
from tongming.units.models import Person

# Playwright runs a loop of its own in the test's thread; Django must not mind the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The browser to test with: TONGMING_CHROMIUM, or the system's."""
    for name in (os.environ.get("TONGMING_CHROMIUM", ""), *NAMES):
        if name and (found := shutil.which(name)):
            return found
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if chromium() is None:
        skip = pytest.mark.skip(reason="there is no Chromium: sudo apt install chromium")
        for item in items:
            if "/browser/" in str(item.path):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; as root (a build server) it runs only without its sandbox."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium(), "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """An office computer in China."""
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1280, "height": 800},
    }


@dataclass
class Watch:
    """What went wrong in the browser, and which of it a test expects."""

    origin: str
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, words: str) -> None:
        """A test that opens an error page says so: `expect("404")`."""
        self.expected.append(words)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a browser."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and f"{address.scheme}://{address.netloc}" != (
            self.origin
        ):
            self.faults.append(f"asked another host: {request.url}")

    def unexpected(self) -> list[str]:
        """The faults no test expected."""
        return [
            fault for fault in self.faults if not any(words in fault for words in self.expected)
        ]


@pytest.fixture(autouse=True)
def watch(context: BrowserContext, live_server: LiveServer) -> Iterator[Watch]:
    """No console error, no breach of the content security policy, no request to another host."""
    cache.clear()
    watching = Watch(live_server.url)
    watching.over(context)
    yield watching
    assert watching.unexpected() == []


SignInTo = Callable[[Page, Person], None]


@pytest.fixture
def enter(live_server: LiveServer) -> SignInTo:
    """`enter(page, person)` signs somebody in with their password, as people do."""

    def sign_in(page: Page, person: Person) -> None:
        page.goto(f"{live_server.url}/accounts/login/")
        page.get_by_label("用户名").fill(person.username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_url("**/work/**")

    return sign_in


@pytest.fixture
def visits(cast: Cast, settings: Settings) -> Iterator[Visits]:
    """Every page with something on it."""
    settings.DEBUG = True  # the style guide is shown to developers only
    room = Room()
    sources.register(room)
    yield furnish(cast, room)
    sources.unregister(room.prefix)
