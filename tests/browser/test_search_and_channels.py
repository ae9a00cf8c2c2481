"""The public search and the channels' pages: by keyboard, on a phone, with axe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import Cast
from tests.unit.search.corpus import simple
from tongming.publishing.channels import actions as channels
from tongming.publishing.channels import content
from tongming.publishing.channels.kinds import Channel
from tongming.publishing.channels.post import Picture
from tongming.publishing.item import PublicItem
from tongming.search import actions, feed

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TITLE = "红石砬子镇2026年第三季度低保名单公示"


class Site(dict[str, PublicItem]):
    """What the site shows, in memory; its pages are not part of these tests."""

    def address(self, item: PublicItem, /) -> str:
        return f"/search/?q={item.key}"

    def pictures(self, item: PublicItem, /) -> Mapping[str, Picture]:
        return {}


@pytest.fixture
def site(cast: Cast) -> Iterator[Site]:
    """Thirty items of the town; the county has none."""
    made = Site()
    for number in range(30):
        item = simple(f"t-{number}", TITLE if number % 2 else "防汛预案", body_text="正文低保")
        made[item.key] = item
    before, was = feed.use(made), content.use(made)
    actions.rebuild()
    yield made
    feed.use(before)
    content.use(was)


def serious(page: Page) -> list[str]:
    """What axe finds that keeps somebody out."""
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def test_the_search_is_asked_read_and_turned_by_keyboard(
    site: Site, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/search/")
    assert serious(page) == []
    box = page.get_by_role("searchbox")
    box.focus()
    page.keyboard.type("低保名单")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("找到 15 条")
    expect(page.locator("mark").first).to_have_text("低保名单")
    assert serious(page) == []
    page.goto(f"{live_server.url}/search/?q=低保")
    page.get_by_role("link", name="下一页").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator(".search-hits > li")).to_have_count(10)


def test_nothing_found_leads_on_to_what_was_meant(
    site: Site, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/search/?q=fxya")
    expect(page.get_by_role("heading", name="没有找到")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("link", name="防汛预案").click()
    expect(page.get_by_role("status")).to_contain_text("找到 15 条")


def test_a_wrong_question_is_told_beside_the_words(
    site: Site, page: Page, live_server: LiveServer, watch: Watch
) -> None:
    watch.expect("400")
    page.goto(f"{live_server.url}/search/?q=a+b+c+d+e+f+g+h+i")
    expect(page.get_by_role("alert")).to_contain_text("最多 8 个")
    assert serious(page) == []


@pytest.mark.parametrize("path", ["", "?q=低保&sort=date", "?q=zwgk"])
def test_the_search_fits_a_phone(
    site: Site, page: Page, live_server: LiveServer, path: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/search/{path}")
    assert page.evaluate(SIDEWAYS) <= 0


def test_a_publication_by_hand_is_registered_and_seen(
    site: Site, cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo
) -> None:
    [waiting] = channels.ask(key="t-1", unit=cast.town, channels=[Channel.WEIBO], by=cast.clerk)
    enter(page, cast.clerk)
    for path in ("", "item/t-1/", "item/t-1/by-hand/", f"{waiting.pk}/"):
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(f"{live_server.url}/work/channels/{path}")
        assert serious(page) == [], path
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate(SIDEWAYS) <= 0, path
    page.get_by_role("link", name="已经人工发布，填链接").click()
    expect(page.get_by_label("在哪里发布的")).to_have_value("weibo")
    page.get_by_label("发布日期").fill("2026-03-14")
    page.get_by_label("链接").fill("https://weibo.com/1/2")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已登记。")).to_be_visible()
    expect(page.locator("table")).to_contain_text("已发布")
