"""Every kind of public page: no wider than a phone in any type size, light, and without scripts."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Response
from pytest_django.live_server_helper import LiveServer

from tests.browser.every_page.public import FINISHED, fill
from tests.conftest import Cast
from tests.public_items import Room, made_item
from tests.published import publish
from tongming.law.forms import FORM_2021
from tongming.publishing import sources

pytestmark = pytest.mark.django_db(transaction=True)

TOWN = "hongshilazi"
PAGES = ("", *(f"{TOWN}/{path}" for path in ("", *FINISHED)))
MOST = 60 * 1024
"""Bytes of a first view, compressed (without fonts: there are none)."""


@pytest.fixture
def section(cast: Cast) -> Iterator[Room]:
    """A small section with one of everything."""
    room = Room()
    sources.register(room)
    publish(cast.town, 2024, FORM_2021, by=cast.leader)
    fill(room)
    yield room
    sources.unregister(room.prefix)


def test_no_page_is_wider_than_a_phone_in_any_type_size(
    page: Page, live_server: LiveServer, section: Room
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    wide = []
    for path in PAGES:
        page.goto(f"{live_server.url}{settings.SITE_PREFIX}{path}")
        for mode in ("", "large", "elder"):
            page.evaluate("mode => document.documentElement.className = 'section ' + mode", mode)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 360:
                wide.append((path, mode, width))
    assert wide == []


def test_a_first_view_is_light(page: Page, live_server: LiveServer, section: Room) -> None:
    for path in PAGES:
        loaded: dict[str, bytes] = {}

        def weigh(response: Response, into: dict[str, bytes] = loaded) -> None:
            into[response.url] = response.body()

        page.on("response", weigh)
        page.goto(f"{live_server.url}{settings.SITE_PREFIX}{path}")
        page.wait_for_load_state("networkidle")
        weight = sum(len(gzip.compress(content)) for content in loaded.values())
        assert loaded
        assert weight <= MOST, (path, weight)
        page.remove_listener("response", weigh)


def test_larger_type_and_contrast_stay_chosen_from_page_to_page(
    page: Page, live_server: LiveServer, section: Room
) -> None:
    page.goto(f"{live_server.url}{settings.SITE_PREFIX}{TOWN}/")
    usual = page.evaluate("getComputedStyle(document.body).fontSize")
    page.get_by_text("显示方式").first.click()
    page.get_by_label("大字").check()
    page.get_by_label("高对比").check()
    larger = page.evaluate("getComputedStyle(document.body).fontSize")
    assert float(larger[:-2]) > 1.3 * float(usual[:-2])
    page.get_by_role("link", name="法定主动公开内容", exact=True).click()
    page.wait_for_url("**/content/")
    page.wait_for_load_state()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == larger
    assert page.evaluate("document.documentElement.className") == "section large contrast"


def test_a_reader_finds_an_item_its_files_and_its_interpretation_by_keyboard_alone(
    page: Page, live_server: LiveServer, section: Room
) -> None:
    page.goto(f"{live_server.url}{settings.SITE_PREFIX}{TOWN}/content/item/20-11/1.html")

    def follow(text: str) -> None:
        for _press in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent").strip() == text:
                page.keyboard.press("Enter")
                return
        raise AssertionError(f"the keyboard does not reach {text}")

    follow("关于做好第1项惠农补助发放工作的通知")
    page.wait_for_url("**/test-1/")
    with page.expect_download() as download:
        follow("下载 Word")
    assert download.value.suggested_filename.endswith(".docx")
    follow("《关于做好第1项惠农补助发放工作的通知》政策解读")
    page.wait_for_url("**/test-2/")


def test_pages_read_and_lead_on_without_javascript(
    browser: Browser, live_server: LiveServer, section: Room
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{settings.SITE_PREFIX}{TOWN}/")
    page.get_by_role("link", name="法定主动公开内容", exact=True).click()
    page.get_by_role("link", name="按法定事项").click()
    page.get_by_role("link", name="（十一）").click()
    page.get_by_role("link", name=made_item(1).title, exact=True).click()
    assert page.get_by_role("button", name="打印").count() == 0
    page.get_by_text("显示方式").first.click()
    before = page.locator("h1").bounding_box()
    page.get_by_label("大字").check()
    after = page.locator("h1").bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"]
    context.close()


def test_the_first_page_of_the_installation_leads_to_the_items(
    page: Page, live_server: LiveServer, section: Room
) -> None:
    page.goto(live_server.url)
    page.get_by_role("link", name="政府信息公开保密审查制度").click()
    assert page.locator("h1").inner_text() == "政府信息公开保密审查制度"
    page.goto(live_server.url)
    page.get_by_role("link", name="法定主动公开内容", exact=True).click()
    page.wait_for_url(f"**{settings.SITE_PREFIX}{TOWN}/content/")
