"""Opening every page as everybody would, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable
from pprint import pformat

import html5lib
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Watch
from tests.browser.every_page.visits import Visits
from tests.conftest import PASSWORD, Cast, SignIn
from tongming.units.models import Person

WIDTHS = (1280, 360)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What axe passed, of which it hands back far more than of what it minds, stays in the browser.
ASK_AXE = "axe.run({resultTypes: ['violations']}).then(results => results.violations)"
TWICE = """() => { const ids = Array.from(document.querySelectorAll('[id]'), one => one.id);
    return ids.filter((id, place) => ids.indexOf(id) !== place) }"""


def faults_of(page: Page) -> list[str]:
    """What would keep somebody from using the page as it stands."""
    found = []
    if page.evaluate("!window.axe"):
        page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for one in page.evaluate(ASK_AXE):
            node = one["nodes"][0]
            found.append(f"{width} {one['impact']} {one['id']}: {node['html'][:160]}")
        if extra := page.evaluate(SIDEWAYS):
            found.append(f"{width} scrolls sideways by {extra}")
    found += [f"id twice: {name}" for name in page.evaluate(TWICE)]
    return found


def broken_html(text: str) -> list[str]:
    """What a strict reader of HTML stumbles over: tags left open, attributes twice."""
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return [f"html {place}: {error}" for place, error, _ in parser.errors]


def answering(answer: HttpResponse) -> Callable[[Route], None]:
    """An address that gives this answer."""

    def fulfil(route: Route) -> None:
        route.fulfill(
            status=answer.status_code,
            body=answer.content,
            headers={"Content-Type": answer["Content-Type"]},
        )

    return fulfil


def let_in(context: BrowserContext, client: Client, origin: str) -> None:
    """Give a browser the session of a test client."""
    context.add_cookies(
        [
            {"name": name, "value": morsel.value, "url": origin}
            for name, morsel in client.cookies.items()
        ]
    )


def see_every_page(
    visits: Visits,
    cast: Cast,
    browser: Browser,
    live_server: LiveServer,
    sign_in: SignIn,
    watch: Watch,
    language: str,
) -> None:
    """Everybody opens what is theirs, in a language; fails with what is wrong, by page."""
    Person.objects.update(language=language)
    found: dict[str, list[str]] = {}
    for who in sorted({visit.who for given in visits.values() for visit in given}):
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
        watch.over(context)
        # Half a megabyte: handed to the browser once, not with every page.
        context.add_init_script(AXE_SCRIPT)
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        if who:
            client = sign_in(getattr(cast, who))
            client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        let_in(context, client, live_server.url)
        page = context.new_page()
        for given in visits.values():
            for visit in given:
                if visit.who != who or (visit.is_finished and language == "en"):
                    continue
                response = page.goto(live_server.url + visit.path)
                assert response is not None
                if (response.status, page.url) != (200, live_server.url + visit.path):
                    found[visit.path] = [f"{response.status} {page.url}"]
                    continue
                if page.locator("textarea[data-editor]").count():
                    page.locator(".prose-editor[data-ready]").wait_for()
                    page.evaluate("document.fonts.ready")
                if faults := faults_of(page) + broken_html(response.text()):
                    found[f"{visit.path} {who}"] = faults
        context.close()
    assert not found, pformat(found, width=180)
