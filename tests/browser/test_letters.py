"""A letter as people write it: the sheet follows the form, and only what a way needs is asked."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import Cast
from tests.integration.letters import kit
from tongming.applications.letters.models import Letter


def test_the_sheet_follows_what_is_typed_and_says_what_is_lacking(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo
) -> None:
    day = localdate() - timedelta(days=2)
    item = kit.application(cast, arrived_on=day, today=day)
    enter(page, cast.handler)
    page.goto(f"{live_server.url}{item.get_absolute_url()}letters/new/P4/")
    sheet = page.get_by_label("文书的样子")
    expect(sheet).to_contain_text("还缺 1 项")
    page.get_by_label("延期的理由").fill("需要核对的档案数量较多")
    expect(sheet).to_contain_text("因需要核对的档案数量较多，本机关不能在原答复期限内答复。")
    expect(sheet).not_to_contain_text("还缺")
    page.get_by_label("延长的工作日").fill("10")
    expect(sheet).to_contain_text("延长答复期限10个工作日")
    page.get_by_role("button", name="提交签发").click()
    expect(page.get_by_text("待签发")).to_be_visible()
    assert Letter.objects.get().step == {"days": 10}


def test_only_what_the_way_needs_is_asked(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo, watch: Watch
) -> None:
    watch.expect("400")
    day = localdate() - timedelta(days=2)
    letter = kit.signed(cast, kit.application(cast, arrived_on=day, today=day), "R1", localdate())
    enter(page, cast.handler)
    page.goto(f"{live_server.url}{letter.get_absolute_url()}send/")
    expect(page.get_by_label("邮件号码")).to_be_visible()
    expect(page.get_by_label("受委托送达的行政机关")).to_be_hidden()
    page.get_by_label("委托其他行政机关送达").check()
    expect(page.get_by_label("邮件号码")).to_be_hidden()
    page.get_by_role("button", name="登记发出").click()
    expect(page.get_by_role("alert")).to_contain_text("请写明委托哪个行政机关送达")
    page.get_by_label("受委托送达的行政机关").fill("红石砬子镇司法所")
    page.get_by_role("button", name="登记发出").click()
    expect(page.get_by_text("已登记发出。")).to_be_visible()
