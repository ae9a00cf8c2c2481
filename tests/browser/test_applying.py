"""Applying on a telephone, without scripts, in large type; following; nothing axe-core minds."""

from __future__ import annotations

from pprint import pformat

import pytest
from django.core.cache import cache
from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Watch
from tests.browser.every_page.looking import broken_html, faults_of
from tests.conftest import Cast
from tongming.applications import intake
from tongming.applications.actions import enter_step
from tongming.applications.kinds import Kind
from tongming.applications.models import Application
from tongming.law.outcomes import Outcome
from tongming.portal.applying.models import Draft
from tongming.portal.visitors import bounds

pytestmark = pytest.mark.django_db(transaction=True)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PROOF: FilePayload = {
    "name": "身份证.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n% proof\n",
}
TYPED = {
    "您想要什么信息": "2025年农村道路硬化工程的招标文件",
    "姓名或者单位名称": "王小明",
    "证件号码": "11010519491231002X",
    "电话": "13912345678",
}
"""All that somebody has to type who comes from a unit's own section."""


def named(name: str) -> FilePayload:
    return {"name": name, "mimeType": PROOF["mimeType"], "buffer": PROOF["buffer"]}


def fill_in(page: Page, **instead: str) -> None:
    for label, words in {**TYPED, **instead}.items():
        page.get_by_label(label).fill(words)


def keys(page: Page) -> tuple[str, str]:
    told = page.locator(".receipt-keys dd")
    return told.nth(0).inner_text(), told.nth(1).inner_text()


def follow(page: Page, live_server: LiveServer, number: str, code: str) -> None:
    page.goto(f"{live_server.url}/apply/query/")
    page.get_by_label("申请编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()
    page.wait_for_url("**/apply/status/")


def test_on_a_telephone_four_fields_and_three_taps_lead_to_a_number(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/apply/new/?unit=hongshilazi")
    must = page.locator(
        "form.apply-form :is(input:not([type=hidden], [type=radio], [type=file]), textarea)"
    )
    # Whatever else there is to fill in says that it need not be, or has an answer already.
    assert len(TYPED) == 4
    assert must.count() < 10
    fill_in(page)
    taps = 0
    for name in ("下一步：核对", "提交申请"):
        page.get_by_role("button", name=name, exact=True).last.click()
        taps += 1
    page.wait_for_url("**/apply/receipt/")
    number, code = keys(page)
    assert taps + 1 == 3  # the link that leads to the form
    assert Application.objects.get().number == number
    assert len(code) == 14


def test_every_page_of_an_applicant_can_be_used_by_everybody(
    cast: Cast, page: Page, context: BrowserContext, live_server: LiveServer, watch: Watch
) -> None:
    watch.expect("400")
    watch.expect("409")
    found: dict[str, list[str]] = {}
    for language in ("zh-hans", "en"):
        cache.clear()
        Draft.objects.all().delete()
        context.clear_cookies()
        context.add_cookies(
            [{"name": "tongming-language", "value": language, "url": live_server.url}]
        )

        def look(name: str, said: str = language) -> None:
            if faults := faults_of(page) + broken_html(page.content()):
                found[f"{name} {said}"] = faults

        page.goto(f"{live_server.url}/apply/new/")
        page.locator(".apply-form .buttons .button").click()
        look("errors")
        page.locator("[name=unit]").select_option("hongshilazi")
        page.locator("[name=subject]").fill("1. 2025年预算公开表\n2. 低保名单公示")
        page.locator("[name=name]").fill("王小明")
        page.locator("[name=phone]").fill("13912345678")
        page.locator("[name=proofs]").set_input_files(files=[PROOF, named("x.png")])
        page.locator(".apply-form .buttons .button").click()
        look("a file refused")
        page.locator(".apply-form .buttons .button").click()
        page.wait_for_url("**/apply/check/")
        look("check")
        page.locator(".section-main form.form .buttons .button").click()
        page.wait_for_url("**/apply/receipt/")
        look("receipt")
        number, code = keys(page)
        page.goto(f"{live_server.url}/apply/query/")
        for _miss in range(bounds.MISSES_BEFORE_A_QUESTION + 1):
            page.locator("[name=number]").fill(number)
            page.locator("[name=code]").fill("wrong")
            page.locator(".apply-form .buttons .button").click()
        look("query with a question")
        cache.clear()
        page.locator("[name=code]").fill(code)
        page.locator(".apply-form .buttons .button").click()
        page.wait_for_url("**/apply/status/")
        look("unconfirmed")
        application = Application.objects.get(query_mark=intake.query_mark(code))
        today = localdate()
        intake.confirm(
            application=application, on=today, how=intake.Confirmed.PHONE, by=cast.handler,
            today=today,
        )  # fmt: skip
        page.reload()
        look("running")
        for path in ("add", "withdraw", "correct"):
            page.goto(f"{live_server.url}/apply/status/{path}/")
            look(path)
        enter_step(
            application=application, kind=Kind.ANSWERED, on=today, by=cast.handler, today=today,
            outcome=Outcome.GRANTED,
        )  # fmt: skip
        page.goto(f"{live_server.url}/apply/status/")
        look("closed")
    assert not found, pformat(found, width=180)


def test_everything_is_done_without_scripts_on_a_small_telephone(
    cast: Cast, browser: Browser, live_server: LiveServer, watch: Watch
) -> None:
    watch.expect("400")
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 640}, locale="zh-CN"
    )
    watch.over(context)
    page = context.new_page()
    page.goto(f"{live_server.url}/apply/")
    page.get_by_role("link", name="网上申请", exact=True).click()
    page.get_by_label("向哪个机关申请").select_option("hongshilazi")
    fill_in(page, 证件号码="")
    page.get_by_label("身份证明的照片或者扫描件").set_input_files(files=[PROOF])
    page.get_by_label("姓名或者单位名称").fill("")
    page.get_by_role("button", name="下一步：核对").click()
    assert page.get_by_role("link", name="姓名或者单位名称：请填写。").count() == 1
    assert "把填的内容存在" not in page.locator("main").inner_text()
    page.get_by_label("姓名或者单位名称").fill("王小明")
    # Enter does what the button does, and takes no file out.
    page.get_by_label("姓名或者单位名称").press("Enter")
    page.wait_for_url("**/apply/check/")
    page.get_by_role("button", name="提交申请").click()
    number, code = keys(page)
    assert page.get_by_role("button", name="打印").count() == 0
    follow(page, live_server, number, code)
    page.get_by_role("link", name="补充材料").click()
    page.get_by_label("要补充的话").fill("项目在孤石子村。")
    page.get_by_role("button", name="提交", exact=True).last.click()
    assert page.get_by_text("材料已经收到。").is_visible()
    page.get_by_role("link", name="撤回申请").click()
    page.get_by_role("button", name="撤回", exact=True).click()
    assert page.get_by_text("没有登记").first.is_visible()
    page.get_by_role("button", name="退出查询").click()
    page.wait_for_url("**/apply/query/")
    assert Application.objects.get().papers.count() == 2
    context.close()


def test_no_page_scrolls_sideways_at_320_pixels_or_at_twice_the_size(
    cast: Cast, page: Page, live_server: LiveServer, watch: Watch
) -> None:
    watch.expect("400")
    wide: list[tuple[str, str, int]] = []

    def look(name: str) -> None:
        # 200 % of a 640 pixel wide window leaves 320; and larger type by itself.
        for mode in ("", "large", "elder", "contrast"):
            page.evaluate("mode => document.documentElement.className = 'section ' + mode", mode)
            if extra := page.evaluate(SIDEWAYS):
                wide.append((name, mode, extra))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if extra := page.evaluate(SIDEWAYS):
            wide.append((name, "200 %", extra))
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.evaluate("document.documentElement.className = 'section'")

    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/apply/new/?unit=hongshilazi")
    look("new")
    page.get_by_role("button", name="下一步：核对").click()
    look("errors")
    fill_in(page, 您想要什么信息="1. 2025年预算公开表\n2. 低保名单公示")
    page.get_by_label("身份证明的照片或者扫描件").set_input_files(
        files=[named("一个非常非常非常长的文件名" * 4 + ".pdf")]
    )
    page.get_by_role("button", name="下一步：核对").click()
    look("check")
    page.get_by_role("button", name="提交申请").click()
    look("receipt")
    number, code = keys(page)
    page.goto(f"{live_server.url}/apply/query/")
    look("query")
    follow(page, live_server, number, code)
    look("unconfirmed")
    application = Application.objects.order_by("pk")[0]
    today = localdate()
    intake.confirm(
        application=application, on=today, how=intake.Confirmed.PHONE, by=cast.handler, today=today
    )
    page.reload()
    look("running")
    page.get_by_role("link", name="补充材料").click()
    look("add")
    assert wide == []


def test_a_draft_stays_on_the_device_only_for_who_asks_and_can_be_cleared(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    kept = "localStorage.getItem('tongming-application')"
    page.goto(f"{live_server.url}/apply/new/?unit=hongshilazi")
    page.get_by_label("您想要什么信息").fill("村里的低保名单")
    page.wait_for_timeout(700)
    assert page.evaluate(kept) is None
    page.get_by_label("把填的内容存在这台设备上").check()
    page.get_by_label("证件号码").fill("11010519491231002X")
    page.get_by_text("已存在这台设备上。").wait_for()
    page.wait_for_timeout(700)
    assert "低保名单" in page.evaluate(kept)
    assert "11010519491231002X" not in page.evaluate(kept)
    page.goto(f"{live_server.url}/apply/new/?unit=hongshilazi")
    assert page.get_by_label("您想要什么信息").input_value() == ""
    page.get_by_role("button", name="接着填").click()
    assert page.get_by_label("您想要什么信息").input_value() == "村里的低保名单"
    page.get_by_label("把填的内容存在这台设备上").uncheck()
    page.get_by_text("已清除。").wait_for()
    assert page.evaluate(kept) is None
    # What has been sent stays on no device.
    page.get_by_label("把填的内容存在这台设备上").check()
    fill_in(page)
    page.get_by_text("已存在这台设备上。").wait_for()
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url("**/apply/receipt/")
    assert page.evaluate(kept) is None


def test_what_only_organisations_are_asked_shows_for_them(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/apply/new/?unit=hongshilazi")
    assert not page.get_by_label("联系人").is_visible()
    page.get_by_label("商业企业").check()
    assert page.get_by_label("联系人").is_visible()


def test_the_larger_type_of_the_section_holds_here(
    cast: Cast, page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/apply/new/")
    usual = float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    page.get_by_text("显示方式").first.click()
    page.get_by_label("长者模式").check()
    page.goto(f"{live_server.url}/apply/query/")
    page.wait_for_load_state()
    elder = float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    assert elder > 1.4 * usual
