"""The kiosk as a visitor touches it: letters, reading, walking away; upright and lying screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import Cast
from tests.integration.reading.kit import point_of
from tests.public_items import Room, interpreted, kept_file, made_item
from tests.unit.files import made
from tongming.engagement.reading import places
from tongming.engagement.reading.models import Point, Visit
from tongming.publishing import sources

HOME = "/kiosk/hongshilazi/"
UPRIGHT, LYING = {"width": 1080, "height": 1920}, {"width": 1920, "height": 1080}
SMALL = """() => Array.from(document.querySelectorAll('a[href], button, input, select, summary'))
    .filter((one) => one.getClientRects().length && !one.closest('dialog:not([open])'))
    .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 120)])
    .filter(([box]) => box.width < 64 || box.height < 64)
    .map(([box, html]) => `${box.width} x ${box.height} ${html}`)"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = ("", "find/", "find/?q=hnbz", "search/?q=%E6%83%A0%E5%86%9C", "browse/?by=item",
         "browse/?by=year", "list/content/", "items/test-1/", "items/test-1/files/1/", "guide/",
         "reports/", "apply/", "nowhere/")  # fmt: skip


@pytest.fixture
def room(cast: Cast) -> Iterator[Room]:
    """A section with a policy that has a PDF and a link, and enough items for a second page."""
    built = Room()
    sources.register(built)
    files = (kept_file("补助标准.pdf", made.pdf("第一页", "第二页")),)
    link = '<p>详见<a href="https://www.gov.cn/">国务院网站</a>。</p>'
    policy, reading = interpreted(made_item(1, files=files, body_html=link), made_item(2))
    built.publish(policy, reading, *(made_item(n) for n in range(3, 13)))
    yield built
    sources.unregister(built.prefix)


@pytest.fixture
def point(cast: Cast) -> Point:
    """The town's reading room, with little patience."""
    point = point_of(cast)
    return places.change_point(point=point, by=cast.clerk, idle_seconds=30)


def start(page: Page, live_server: LiveServer, point: Point, cast: Cast) -> None:
    _kiosk, code = places.give_code(point=point, name="大厅", by=cast.clerk)
    page.goto(f"{live_server.url}/kiosk/")
    page.get_by_label("启用码").fill(code)
    page.get_by_role("button", name="启用").click()
    page.wait_for_url(f"**{HOME}")


@pytest.mark.parametrize("screen", [UPRIGHT, LYING], ids=["upright", "lying"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_every_target_is_at_least_64_pixels_on_both_screens(
    room: Room, page: Page, live_server: LiveServer, watch: object, screen: dict[str, int],
    large: bool,
) -> None:  # fmt: skip
    watch.expect("404")  # type: ignore[attr-defined]
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    page.goto(live_server.url + HOME)
    if large:
        page.get_by_role("button", name="大字版").click()
    small = {}
    for path in PAGES:
        page.goto(live_server.url + HOME + path)
        if found := page.evaluate(SMALL):
            small[path] = found
        assert page.evaluate(SIDEWAYS) <= 0, path
    assert small == {}


@pytest.mark.parametrize("screen", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_no_key_lies_beneath_the_foot(
    room: Room, page: Page, live_server: LiveServer, screen: dict[str, int]
) -> None:
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}{HOME}find/")
    lowest = page.get_by_role("button", name="清空").bounding_box()
    foot = page.get_by_role("navigation").bounding_box()
    assert lowest is not None
    assert foot is not None
    assert lowest["y"] + lowest["height"] <= foot["y"]


def test_somebody_finds_reads_and_walks_away(
    room: Room, cast: Cast, point: Point, page: Page, live_server: LiveServer,
    context: BrowserContext,
) -> None:  # fmt: skip
    page.clock.install()
    page.set_viewport_size(UPRIGHT)  # type: ignore[arg-type]
    start(page, live_server, point, cast)
    page.get_by_role("link", name="查找 点字母就能找").click()
    for letter in "hnbz":
        page.get_by_role("button", name=letter, exact=True).click()
    expect(page.get_by_role("textbox")).to_have_value("hnbz")
    expect(page).to_have_url(f"{live_server.url}{HOME}find/")
    page.get_by_role("link", name="惠农补助", exact=False).first.click()
    expect(page.get_by_role("status")).to_contain_text("找到 12 条")
    page.get_by_role("link", name="关于做好第1项惠农补助发放工作的通知", exact=False).first.click()
    expect(page.get_by_text("国务院网站［链接1］")).to_be_visible()
    page.get_by_role("link", name="补助标准.pdf").click()
    expect(page.get_by_role("img", name="第 2 页")).to_be_visible()
    assert Visit.objects.filter(kiosk__isnull=False).count() == 1

    page.get_by_role("link", name="返回").click()
    page.get_by_role("button", name="大字版").click()
    page.clock.run_for(12_000)
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("还在看吗")
    expect(page.locator("#waiting-left")).to_have_text("18")
    page.get_by_role("button", name="继续看").click()
    expect(asked).to_be_hidden()
    page.clock.run_for(9_000)
    expect(asked).to_be_hidden()
    page.clock.run_for(22_000)
    page.wait_for_url(f"{live_server.url}{HOME}")
    assert page.locator("html.kiosk-large").count() == 0
    left = {one.get("name") for one in context.cookies()}
    assert not left & {"tongming-kiosk-visit", "tongming-kiosk-type", "tongming-kiosk-language"}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.get_by_role("link", name="查找 点字母就能找").click()
    expect(page.get_by_role("textbox")).to_have_value("")


def test_there_is_no_way_back_into_a_former_visit(
    room: Room, page: Page, live_server: LiveServer
) -> None:
    page.goto(live_server.url + HOME)
    before = page.evaluate("history.length")
    page.get_by_role("link", name="查找 点字母就能找").click()
    page.get_by_role("textbox").fill("惠农补助")
    page.get_by_role("button", name="查找", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("找到")
    page.get_by_role("link", name="结束查阅").click()
    page.wait_for_url(f"{live_server.url}{HOME}")
    assert page.evaluate("history.length") == before


def test_an_address_elsewhere_is_not_opened_even_if_a_link_had_one(
    room: Room, page: Page, live_server: LiveServer, context: BrowserContext
) -> None:
    page.goto(f"{live_server.url}{HOME}items/test-1/")
    for address in ("https://www.gov.cn/", "/work/", "javascript:void(document.title='x')"):
        page.evaluate(
            """(address) => { const link = document.createElement('a'); link.href = address;
                link.target = '_blank'; link.id = 'planted'; link.textContent = 'x';
                document.getElementById('planted')?.remove();
                document.querySelector('main').prepend(link) }""",
            address,
        )
        page.locator("#planted").click()
        page.wait_for_timeout(100)
        assert page.url == f"{live_server.url}{HOME}items/test-1/"
        assert len(context.pages) == 1


def test_a_first_page_nobody_touches_stays_as_it_is(
    room: Room, page: Page, live_server: LiveServer
) -> None:
    page.clock.install()
    page.goto(live_server.url + HOME)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(200_000)
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert [address for address in asked if "/kiosk/" in address] == []


def test_every_page_reads_and_every_key_works_without_script(
    room: Room, browser: object, live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(live_server.url + HOME)
    page.get_by_role("link", name="查找 点字母就能找").click()
    for letter in "hnbz":
        page.get_by_role("button", name=letter, exact=True).click()
    page.get_by_role("link", name="惠农补助", exact=False).first.click()
    page.get_by_role("link", name="关于做好第1项惠农补助发放工作的通知", exact=False).first.click()
    expect(page.get_by_text("国务院网站［链接1］")).to_be_visible()
    context.close()


@pytest.mark.parametrize("screen", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_axe_finds_nothing_on_either_screen_nor_in_the_question(
    room: Room, page: Page, live_server: LiveServer, screen: dict[str, int]
) -> None:
    page.clock.install()
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    for path in ("", "find/?q=hnbz", "items/test-1/"):
        page.goto(live_server.url + HOME + path)
        assert Axe().run(page).response["violations"] == [], path
    page.clock.run_for(45_000)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
