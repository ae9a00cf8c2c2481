"""Passkeys, with an authenticator that the browser plays."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo
from tests.conftest import PASSWORD, Cast


def give_authenticator(page: Page) -> None:
    """From here on the browser has a fingerprint reader, and every finger is the right one."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def add_passkey(page: Page, origin: str, *, alone: bool) -> None:
    page.goto(f"{origin}/accounts/2fa/webauthn/add/")
    page.get_by_label("名称").fill("办公室电脑")
    if alone:
        page.get_by_role("checkbox").check()
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("备用码")


def sign_out(page: Page, origin: str) -> None:
    page.goto(f"{origin}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="退出登录").click()
    page.wait_for_url(f"{origin}/")


def test_a_passkey_is_added_confirms_a_password_and_is_taken_away_again(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo
) -> None:
    origin = live_server.url
    give_authenticator(page)
    enter(page, cast.clerk)
    add_passkey(page, origin, alone=False)
    page.goto(f"{origin}/accounts/2fa/webauthn/")
    expect(page.get_by_role("row", name="办公室电脑")).to_be_visible()

    sign_out(page, origin)
    page.goto(f"{origin}/accounts/login/")
    page.get_by_label("用户名").fill("wangmin")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="使用通行密钥").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今天要办")

    page.goto(f"{origin}/accounts/2fa/webauthn/reauthenticate/?next=/work/keys/")
    page.get_by_role("button", name="使用通行密钥").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("键盘操作")

    page.goto(f"{origin}/accounts/2fa/webauthn/")
    page.get_by_role("link", name="改名").click()
    page.get_by_label("名称").fill("旧电脑")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("row", name="旧电脑")).to_be_visible()
    page.get_by_role("link", name="删除").click()
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_role("main")).to_contain_text("还没有通行密钥")


def test_a_passkey_alone_opens_the_workbench(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo
) -> None:
    give_authenticator(page)
    enter(page, cast.clerk)
    add_passkey(page, live_server.url, alone=True)
    sign_out(page, live_server.url)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今天要办")


def test_a_passkey_that_is_not_there_is_said_on_the_page_not_in_the_console(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    give_authenticator(page)
    page.goto(f"{live_server.url}/accounts/login/")
    expect(page.locator("#passkey-trouble")).to_be_hidden()
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.locator("#passkey-trouble")).to_be_visible()
    expect(page.locator("#passkey-trouble")).to_contain_text("换一种方式")
