"""The frame on a phone, without a script, with the keyboard, enlarged and printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import PASSWORD, Cast
from tests.published import publish
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2019, FORM_2021, FORM_OWN
from tongming.law.words import say
from tongming.units import duties
from tongming.units.duties import Duty
from tongming.units.models import Person

PUBLIC = [
    "/", "/guide/", "/rules/", "/apply/", "/reports/", "/reports/?q=nothing",
    "/reports/hongshilazi/2019/", "/reports/hongshilazi/2019/?form=none",
    "/reports/hongshilazi/2022/", "/accounts/login/",
]  # fmt: skip
STAFF = [
    "/work/", "/work/keys/", "/work/styleguide/", "/accounts/2fa/", "/accounts/2fa/totp/activate/",
    "/accounts/password/change/",
]  # fmt: skip

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def town(cast: Cast) -> Cast:
    """红石砬子镇 has published 2019 in both forms, and 2022 with a correction."""
    publish(cast.town, 2019, FORM_2019, {Cell("channels", "total", "items"): 146}, by=cast.clerk)
    publish(cast.town, 2019, FORM_OWN, by=cast.clerk)
    cell = Cell("requests", "1", "nat")
    publish(cast.town, 2022, FORM_2021, {cell: 12}, by=cast.clerk)
    publish(
        cast.town, 2022, FORM_2021, {cell: 13}, by=cast.clerk, version=2, reason="漏计一件当面申请"
    )
    return cast


@pytest.fixture
def five_duties(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five things to do, one for each of the next five days."""

    def provider(person: Person, today: date) -> Iterable[Duty]:
        for days in range(1, 6):
            yield Duty(
                say(f"第{days}件"),
                f"/work/keys/?{days}",
                say("办理"),
                today + timedelta(days),
                days,
            )

    monkeypatch.setattr(duties, "_providers", [provider])


def test_no_public_page_scrolls_sideways_on_a_phone(
    town: Cast, page: Page, live_server: LiveServer
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    found = {}
    for path in PUBLIC:
        page.goto(live_server.url + path)
        found[path] = page.evaluate(SIDEWAYS)
    assert found == dict.fromkeys(PUBLIC, 0)


def test_no_staff_page_scrolls_sideways_on_a_phone(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo, settings: Settings
) -> None:
    settings.DEBUG = True
    page.set_viewport_size({"width": 360, "height": 740})
    enter(page, cast.clerk)
    found = {}
    for path in STAFF:
        page.goto(live_server.url + path)
        found[path] = page.evaluate(SIDEWAYS)
    assert found == dict.fromkeys(STAFF, 0)


def test_at_twice_the_size_a_page_still_fits_a_small_window(
    town: Cast, page: Page, live_server: LiveServer
) -> None:
    # 1280 pixels at 200 % are 640.
    page.set_viewport_size({"width": 640, "height": 400})
    page.goto(f"{live_server.url}/reports/hongshilazi/2019/")
    page.get_by_role("button", name="大字版").click()
    page.wait_for_selector("html.large")
    assert page.evaluate(SIDEWAYS) == 0


def test_what_one_presses_on_a_phone_is_large_enough(
    town: Cast, page: Page, live_server: LiveServer, enter: SignInTo, five_duties: None
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    small = """() => Array.from(document.querySelectorAll(
        'button, summary, .button, .rooms a, .columns-nav a, input:not([type=hidden]), select'))
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
        .map(e => e.outerHTML.slice(0, 80))"""
    for path in ("/", "/reports/", "/reports/hongshilazi/2019/", "/accounts/login/"):
        page.goto(live_server.url + path)
        assert page.evaluate(small) == [], path
    enter(page, town.clerk)
    assert page.evaluate(small) == []


def test_without_a_script_one_signs_in_opens_the_menu_and_reads(
    town: Cast, browser: Browser, live_server: LiveServer, watch: Watch
) -> None:
    context = browser.new_context(
        java_script_enabled=False, locale="zh-CN", viewport={"width": 360, "height": 740}
    )
    watch.over(context)
    page = context.new_page()
    page.goto(f"{live_server.url}/work/")
    page.get_by_label("用户名").fill("wangmin")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今天要办")
    calendar = page.get_by_role("navigation").get_by_role("link", name="工作日历")
    expect(calendar).to_be_hidden()
    page.locator("summary", has_text="菜单").click()
    calendar.click()
    assert page.url.endswith("/work/calendar/")
    page.goto(f"{live_server.url}/reports/hongshilazi/2019/")
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    expect(page.locator("table.report")).to_have_count(3)
    context.close()


def test_j_and_k_move_through_the_duties_and_enter_opens_one(
    cast: Cast, page: Page, enter: SignInTo, five_duties: None
) -> None:
    enter(page, cast.clerk)

    def here() -> str:
        words: str = page.evaluate("document.activeElement.closest('li')?.innerText ?? ''")
        return words.split("\n")[0]

    page.keyboard.press("j")
    assert here() == "第1件"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert here() == "第3件"
    page.keyboard.press("k")
    assert here() == "第2件"
    page.keyboard.press("Enter")
    page.wait_for_url("**/work/keys/?2")


def test_the_question_mark_explains_the_keys_but_not_while_somebody_types(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo
) -> None:
    enter(page, cast.clerk)
    page.keyboard.press("?")
    page.wait_for_url("**/work/keys/")
    page.goto(f"{live_server.url}/accounts/password/change/")
    page.locator("input[type=password]").first.focus()
    page.keyboard.type("j?k")
    expect(page.locator("input[type=password]").first).to_have_value("j?k")


def test_escape_closes_the_menu_and_gives_the_focus_back(
    cast: Cast, page: Page, enter: SignInTo
) -> None:
    enter(page, cast.clerk)
    summary = page.locator("summary", has_text="王敏")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="修改密码")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="修改密码")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_figures_source_shows_on_focus_as_on_hover(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo, settings: Settings
) -> None:
    settings.DEBUG = True
    enter(page, cast.clerk)
    page.goto(f"{live_server.url}/work/styleguide/")
    tip, figure = page.locator("#src1"), page.locator("td.figure > a[aria-describedby=src1]")
    expect(tip).to_be_hidden()
    figure.focus()
    expect(tip).to_be_visible()
    figure.blur()
    expect(tip).to_be_hidden()
    figure.hover()
    expect(tip).to_be_visible()


def test_the_workbench_is_dark_where_the_screen_is_and_the_public_pages_stay_light(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live_server.url}/accounts/login/")
    assert page.evaluate(ground) == "rgb(19, 25, 32)"
    page.goto(f"{live_server.url}/")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_on_paper_only_the_report_remains(town: Cast, page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/reports/hongshilazi/2019/")
    expect(page.get_by_role("navigation", name="政府信息公开栏目")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="政府信息公开栏目")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator("table.report").first).to_be_visible()
    expect(page.locator(".section-foot")).to_contain_text("主办")


def test_each_of_the_five_files_is_downloaded_and_the_picture_in_three(
    town: Cast, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/reports/hongshilazi/2019/")
    links = page.locator(".files a")
    names = set()
    for place in range(links.count()):
        with page.expect_download() as download:
            links.nth(place).click()
        names.add(download.value.suggested_filename)
    title = "红石砬子镇人民政府2019年政府信息公开工作年度报告"
    files = {f"{title}.{kind}" for kind in ("html", "docx", "pdf", "xlsx", "json")}
    assert names == files | {f"图解{title}.{kind}" for kind in ("svg", "png", "pdf")}


def test_a_missing_page_is_explained_and_leads_home(
    cast: Cast, page: Page, live_server: LiveServer, watch: Watch
) -> None:
    watch.expect("404")
    page.goto(f"{live_server.url}/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这个页面")
    page.get_by_role("link", name="回到首页").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("政府信息公开")


def test_the_watch_itself_sees_what_it_is_there_for(
    cast: Cast, page: Page, live_server: LiveServer, watch: Watch
) -> None:
    page.goto(f"{live_server.url}/guide/")
    assert watch.faults == []
    page.evaluate("() => { document.body.setAttribute('style', 'color: red') }")
    page.evaluate("() => fetch('http://127.0.0.1:9/').catch(() => 0)")
    page.evaluate("() => console.error('of our own')")
    seen = "\n".join(watch.faults)
    assert "Content Security Policy" in seen
    assert "asked another host: http://127.0.0.1:9/" in seen or "connect-src" in seen
    assert "of our own" in seen
    watch.expect("")
