"""A newcomer plays a rehearsal on a telephone, and everybody could."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo
from tests.browser.every_page.looking import faults_of
from tests.conftest import Cast
from tongming.applications.models import Application
from tongming.applications.notices.models import Wishes
from tongming.environment import MailServer


def choose(page: Page, words: str) -> None:
    page.get_by_role("radio", name=words).check()
    page.get_by_role("button", name="就这样办").click()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="到下一个要紧的日子").click()


def test_a_newcomer_plays_a_whole_application_on_a_telephone(
    page: Page, enter: SignInTo, cast: Cast, live_server: LiveServer
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    enter(page, cast.handler)
    page.goto(f"{live_server.url}/work/applications/")
    page.get_by_role("link", name="去练习").click()
    page.get_by_role("link", name="信息不存在的").click()
    choose(page, "按邮戳的6月3日登记")
    page.get_by_text("这样不行").wait_for()
    assert page.get_by_text("第三十一条第二项").count()
    assert faults_of(page) == []
    choose(page, "按今天签收登记")
    choose(page, "认真检索")
    page.get_by_role("heading", name="等一等").wait_for()
    go_on(page)
    choose(page, "答复信息不存在")
    page.get_by_text("文书样张 R12").click()
    assert page.get_by_text("该信息不存在", exact=False).first.is_visible()
    assert faults_of(page) == []
    go_on(page)
    # Too late on purpose: past the five working days of the simplified procedure.
    go_on(page)
    page.get_by_role("button", name="过一个工作日").click()
    choose(page, "5个工作日内提出书面答复")
    page.get_by_text("已经逾期").wait_for()
    go_on(page)
    page.get_by_role("heading", name="小结").wait_for()
    assert page.get_by_text("1 次").count()
    assert page.get_by_text("1 步").count()
    assert faults_of(page) == []
    page.get_by_role("button", name="重新开始").click()
    page.get_by_role("radio", name="按今天签收登记").wait_for()
    assert Application.objects.count() == 0


@pytest.fixture
def with_mail(settings: Settings) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", 25)


def test_somebody_asks_for_the_digest_and_opens_a_calendar(
    page: Page, enter: SignInTo, cast: Cast, live_server: LiveServer, with_mail: None
) -> None:
    cast.handler.email = "zhoufang@example.gov.cn"
    cast.handler.save()
    enter(page, cast.handler)
    page.locator("summary").filter(has_text="周芳").click()
    page.get_by_role("link", name="提醒和日历").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已保存。").wait_for()
    page.get_by_role("button", name="生成日历地址").click()
    address = page.get_by_label("日历地址").input_value()
    assert faults_of(page) == []
    assert Client().get(f"/work/notices{address.partition('/work/notices')[2]}").status_code == 200
    page.reload()
    assert page.get_by_label("日历地址").count() == 0
    page.get_by_role("button", name="停用").click()
    page.get_by_text("日历地址已停用").wait_for()
    wishes = Wishes.objects.get(person=cast.handler)
    assert (wishes.digest, wishes.feed_hash) == (True, None)
