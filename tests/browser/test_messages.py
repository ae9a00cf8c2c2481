"""A message from a citizen's telephone to the public answer, and every page on its way."""

from __future__ import annotations

from pathlib import Path
from pprint import pformat

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.browser.every_page.looking import broken_html, faults_of
from tests.conftest import Cast
from tests.integration.messages.conftest import ID_NUMBER
from tongming.engagement.messages import actions
from tongming.engagement.messages.kinds import Redirect, State
from tongming.engagement.messages.models import Message

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "村口路灯什么时候修"
TEXT = f"石门村村口的路灯坏了两个月。我叫王小明，身份证号{ID_NUMBER}。"
PICTURE: FilePayload = {
    "name": "路灯.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n% lamp\n",
}
PHONE = {"width": 360, "height": 740}


def write(page: Page, live_server: LiveServer) -> tuple[str, str]:
    """From the section's own link to number and code: two fields and one button."""
    page.goto(f"{live_server.url}/messages/?unit=hongshilazi")
    page.get_by_role("link", name="写留言").click()
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("内容", exact=True).fill(TEXT)
    page.get_by_text("留下联系方式").click()
    page.get_by_label("姓名").fill("王小明")
    page.get_by_label("同意把留言和答复公开在网上").check()
    page.get_by_role("button", name="提交留言").last.click()
    page.wait_for_url("**/messages/receipt/")
    told = page.locator(".receipt-keys dd")
    return told.nth(0).inner_text(), told.nth(1).inner_text()


def follow(page: Page, live_server: LiveServer, number: str, code: str) -> None:
    page.goto(f"{live_server.url}/messages/query/")
    page.locator("[name=number]").fill(number)
    page.locator("[name=code]").fill(code)
    page.locator(".apply-form .buttons .button").click()
    page.wait_for_url("**/messages/status/")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_message_from_citizen_to_published_answer(
    cast: Cast, page: Page, browser: Browser, live_server: LiveServer, enter: SignInTo,
    watch: Watch, scripts: bool,
) -> None:  # fmt: skip
    for expected in ("403", "404"):
        watch.expect(expected)
    telephone = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="zh-CN", java_script_enabled=scripts
    )
    watch.over(telephone)
    citizen = telephone.new_page()
    number, code = write(citizen, live_server)
    message = Message.objects.get()

    # The clerk, from the first screen to an answer that waits.
    enter(page, cast.clerk)
    page.get_by_role("link", name="受理").first.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert ID_NUMBER not in page.content(), "the screen shows the number masked"
    page.get_by_role("link", name="受理留言").click()
    page.get_by_role("button", name="受理").click()
    page.get_by_role("link", name="写答复").click()
    page.get_by_label("答复").fill("王小明同志：石门村路灯11月30日以前修好。")
    page.get_by_role("button", name="送审核").click()
    expect(page.get_by_text("答复已送审核。")).to_be_visible()

    # Whoever may not is told so: the drafter cannot approve, another town sees nothing.
    response = page.goto(f"{live_server.url}/work/messages/{message.pk}/approve/")
    assert response is not None
    assert response.status == 403
    other = browser.new_context(locale="zh-CN")
    watch.over(other)
    stranger = other.new_page()
    enter(stranger, cast.stranger)
    response = stranger.goto(live_server.url + message.get_absolute_url())
    assert response is not None
    assert response.status == 404
    follow(citizen, live_server, number, code)
    assert "11月30日" not in citizen.content(), "a draft is nobody's outside"

    # The office head approves; the writer reads it and rates it once.
    office = browser.new_context(locale="zh-CN")
    watch.over(office)
    head = office.new_page()
    enter(head, cast.office_head)
    head.get_by_role("link", name="审核").first.click()
    head.get_by_role("link", name="审核答复").click()
    head.get_by_role("button", name="同意，答复留言人").click()
    expect(head.get_by_text("已答复，留言人现在查得到。")).to_be_visible()
    citizen.reload()
    expect(citizen.get_by_text("石门村路灯11月30日以前修好。")).to_be_visible()
    citizen.get_by_label("基本满意").check()
    citizen.get_by_role("button", name="提交评价").click()
    expect(citizen.get_by_text("您的评价：基本满意。")).to_be_visible()
    expect(citizen.get_by_role("button", name="提交评价")).to_have_count(0)

    # The clerk publishes; the page masks the number and the name.
    page.goto(live_server.url + message.get_absolute_url())
    page.get_by_role("link", name="公开", exact=True).click()
    page.get_by_role("button", name="公开", exact=True).click()
    expect(page.get_by_text("已公开。")).to_be_visible()
    public = f"{settings.SITE_PREFIX}hongshilazi/interaction/messages/"
    citizen.goto(live_server.url + public)
    citizen.get_by_role("link", name=TITLE).click()
    shown = citizen.content()
    for element in ("留言时间", "答复时间", "答复单位", "路灯11月30日以前修好"):
        assert element in shown
    assert "110105********002X" in shown
    for personal in (ID_NUMBER, "王小明"):
        assert personal not in shown
        assert not [
            one for one in Path(settings.SITE).rglob("*")
            if one.is_file() and personal.encode() in one.read_bytes()
        ]  # fmt: skip
    assert faults_of(citizen) == [] if scripts else True
    for context in (telephone, other, office):
        context.close()


def test_what_was_an_application_arrives_in_its_form(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    number, code = write(page, live_server)
    actions.redirect(
        message=Message.objects.get(), to=Redirect.APPLICATION, words="您要的是政府信息。",
        by=cast.clerk, today=localdate(),
    )  # fmt: skip
    follow(page, live_server, number, code)
    page.get_by_role("button", name="带着这些内容去申请").click()
    page.wait_for_url("**/apply/new/")
    expect(page.locator("[name=subject]")).to_have_value(TITLE)
    expect(page.locator("[name=features]")).to_have_value(TEXT)
    expect(page.locator("[name=name]")).to_have_value("王小明")


def test_every_page_of_a_writer_can_be_used_by_everybody(
    cast: Cast, page: Page, context: BrowserContext, live_server: LiveServer, watch: Watch
) -> None:
    watch.expect("400")
    found: dict[str, list[str]] = {}
    for language in ("zh-hans", "en"):
        cache.clear()
        context.clear_cookies()
        context.add_cookies(
            [{"name": "tongming-language", "value": language, "url": live_server.url}]
        )

        def look(name: str, said: str = language) -> None:
            if faults := faults_of(page) + broken_html(page.content()):
                found[f"{name} {said}"] = faults

        page.goto(f"{live_server.url}/messages/new/")
        page.locator("[name=kind][value=complaint]").check()
        page.locator(".apply-form .buttons .button").click()
        look("errors")
        page.locator("[name=unit]").select_option("hongshilazi")
        page.locator("[name=title]").fill(TITLE)
        page.locator("[name=text]").fill(TEXT)
        page.locator("[name=complained_of]").fill("路灯维护队")
        page.locator("details summary").nth(2).click()
        page.locator("[name=papers]").set_input_files(files=[PICTURE])
        page.locator(".apply-form .buttons .button").click()
        page.wait_for_url("**/messages/receipt/")
        look("receipt")
        told = page.locator(".receipt-keys dd")
        number, code = told.nth(0).inner_text(), told.nth(1).inner_text()
        follow(page, live_server, number, code)
        look("waiting")
        message = Message.objects.latest("pk")
        actions.accept(message=message, by=cast.clerk, today=localdate())
        actions.extend(
            message=message, days=3, reason="要去现场", by=cast.leader, today=localdate()
        )
        actions.draft(message=message, answer="已修好。", by=cast.clerk, today=localdate())
        actions.approve(message=message, by=cast.leader, today=localdate())
        page.reload()
        look("answered")
        page.locator("[name=satisfaction][value=satisfied]").check()
        page.locator("#rate .button").click()
        look("rated")
    assert not found, pformat(found, width=180)
    assert Message.objects.filter(state=State.ANSWERED.value).count() == 2
