"""Signing in and choosing a language with the keyboard alone."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import PASSWORD, Cast


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def focused(page: Page) -> str:
    """What has the focus: its label or its words."""
    words: str = page.evaluate(
        "(() => { const e = document.activeElement;"
        " return e.labels?.length ? e.labels[0].innerText : e.innerText; })()"
    )
    return words.strip()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something called so has the focus, and check that one can see where it is."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page) == words:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    pytest.fail(f"the keyboard never reaches {words}")


def test_somebody_signs_in_with_the_keyboard_alone(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/work/")
    tab_to(page, "用户名")
    page.keyboard.type("wangmin")
    page.keyboard.press("Tab")
    assert focused(page) == "密码"
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("今天要办")


def test_the_first_tab_stop_skips_the_frame(cast: Cast, page: Page, enter: SignInTo) -> None:
    enter(page, cast.clerk)
    page.goto(page.url)
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_wrong_password_takes_the_focus_to_what_is_wrong(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("用户名").fill("wangmin")
    page.get_by_label("密码").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("用户名")).to_have_value("wangmin")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/work/")


def test_the_fifth_wrong_password_shows_how_long_to_wait(
    cast: Cast, page: Page, live_server: LiveServer, watch: Watch
) -> None:
    watch.expect("429")
    for _ in range(5):
        page.goto(f"{live_server.url}/accounts/login/")
        page.get_by_label("用户名").fill("wangmin")
        page.get_by_label("密码").fill("wrong")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录失败次数太多")
    expect(page.get_by_role("main")).to_contain_text("30 分钟后可以再试")


def test_without_a_second_factor_the_workbench_opens_after_one_is_set_up(
    cast: Cast, page: Page, live_server: LiveServer, settings: Settings
) -> None:
    settings.SECOND_FACTOR = "required"
    page.goto(f"{live_server.url}/work/")
    page.get_by_label("用户名").fill("wangmin")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录保护")
    page.get_by_role("link", name="启用").first.click()
    picture = page.get_by_role("img", name="二维码")
    assert picture.evaluate("image => image.naturalWidth > 0")
    secret = page.locator("#secret").inner_text()
    page.get_by_label("验证码").fill("000000")
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("#secret").inner_text() == secret
    page.get_by_label("验证码").fill(code_now(secret))
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("备用码")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name="我已保存，进入工作台").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今天要办")


def test_a_protected_account_asks_for_the_code_of_the_moment(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.clerk, secret)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("用户名").fill("wangmin")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("输入验证码")
    page.get_by_label("验证码").fill(code_now(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("今天要办")


def test_the_language_is_changed_with_the_keyboard_and_stays(
    cast: Cast, page: Page, enter: SignInTo
) -> None:
    enter(page, cast.clerk)
    tab_to(page, "English")
    page.keyboard.press("Enter")
    page.wait_for_selector('html[lang="en"]')
    page.goto(page.url + "keys/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    tab_to(page, "中文")
    page.keyboard.press("Enter")
    page.wait_for_selector('html[lang="zh-CN"]')
    expect(page.get_by_role("heading", level=1)).to_have_text("键盘操作")


def test_the_public_pages_change_their_language_too(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/guide/")
    expect(page.get_by_role("heading", level=1)).to_have_text("政府信息公开指南")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/guide/")


def test_signing_out_ends_it(
    cast: Cast, page: Page, enter: SignInTo, live_server: LiveServer
) -> None:
    enter(page, cast.clerk)
    page.locator("summary", has_text="王敏").click()
    page.get_by_role("button", name="退出登录").click()
    page.goto(f"{live_server.url}/work/")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录工作台")
