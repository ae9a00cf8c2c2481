"""Redacting in the browser: proposals, mouse, keyboard, finger; what comes out is proved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import Cast
from tests.unit.files import made
from tongming.files.actions import keep, scan_file
from tongming.files.extraction import extract
from tongming.files.models import Finding, StoredFile
from tongming.files.queries import latest_scan

TEXT = f"低保名单\n\n张三 身份证号 {made.ID} 电话 {made.MOBILE}\n\n金额三千元"


@pytest.fixture
def file(transactional_db: None, cast: Cast) -> StoredFile:
    content = made.pdf(TEXT, "第二页 公开内容", author="王敏")
    file = keep(content, "名单.pdf", unit=cast.town, by=cast.clerk)
    scan_file(file, by=cast.clerk)
    return file


def open_page(page: Page, live_server: LiveServer, file: StoredFile) -> None:
    page.goto(f"{live_server.url}/work/files/{file.pk}/findings/")
    page.get_by_role("link", name="涂黑", exact=True).click()
    expect(page.locator(".redact-box").first).to_be_attached()


def test_proposals_are_removed_drawn_moved_and_burnt_in(
    live_server: LiveServer, page: Page, cast: Cast, enter: SignInTo, file: StoredFile
) -> None:
    enter(page, cast.clerk)
    open_page(page, live_server, file)
    boxes = page.locator(".redact-box")
    expect(boxes).to_have_count(2)
    expect(page.get_by_role("button", name=re.compile("^第1页 身份证号 1101"))).to_have_count(2)
    # The mobile number stays: its proposal is taken away, then put back by hand with the mouse.
    page.get_by_role("button", name=re.compile("^移走 第1页 手机号")).click()
    expect(boxes).to_have_count(1)
    sheet = page.locator("svg[data-sheet='1']")
    sheet.scroll_into_view_if_needed()
    frame = sheet.bounding_box()
    assert frame is not None
    left, top = frame["x"], frame["y"]
    page.mouse.move(left + 0.1 * frame["width"], top + 0.09 * frame["height"])
    page.mouse.down()
    page.mouse.move(left + 0.5 * frame["width"], top + 0.12 * frame["height"], steps=4)
    page.mouse.move(left + 0.9 * frame["width"], top + 0.14 * frame["height"], steps=4)
    page.mouse.up()
    expect(boxes).to_have_count(2)
    # Another by keyboard: added, moved, made larger, and removed again.
    page.get_by_role("button", name="在这一页加框").nth(1).click()
    expect(boxes).to_have_count(3)
    added = page.locator("svg[data-sheet='2'] .redact-box")
    expect(added).to_be_focused()
    before = float(added.get_attribute("x") or 0), float(added.get_attribute("width") or 0)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert float(added.get_attribute("x") or 0) > before[0]
    assert float(added.get_attribute("width") or 0) > before[1]
    page.keyboard.press("Delete")
    expect(boxes).to_have_count(2)
    page.get_by_role("button", name="预览").click()
    expect(page.locator("body")).to_have_class(re.compile("previewing"))

    page.get_by_role("button", name="涂黑并检查").click()
    page.wait_for_url("**/findings/")
    expect(page.get_by_text("涂掉的内容读不出来")).to_be_visible()
    copy = StoredFile.objects.exclude(pk=file.pk).get()
    assert copy.name == "名单（已涂黑）.pdf"
    text = extract(copy.read(), copy.name).text
    assert made.ID not in text
    assert made.MOBILE not in text
    assert "第二页 公开内容" in text
    scan = latest_scan(file)
    assert scan is not None
    assert {one.decision for one in scan.findings.all()} == {Finding.Decision.MASKED}
    assert file.read().startswith(b"%PDF")


def test_nothing_is_saved_without_a_box_and_nothing_drawn_is_lost(
    live_server: LiveServer,
    page: Page,
    cast: Cast,
    enter: SignInTo,
    file: StoredFile,
    watch: Watch,
) -> None:
    watch.expect("400")
    enter(page, cast.clerk)
    open_page(page, live_server, file)
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^移走")).first.click()
    expect(page.locator(".redact-box")).to_have_count(0)
    with page.expect_response(re.compile("/redact/$")) as answered:
        page.get_by_role("button", name="涂黑并检查").click()
    assert answered.value.status == 400
    expect(page.get_by_text("还没有画框").first).to_be_visible()
    assert StoredFile.objects.count() == 1


def test_fingers_scroll_until_they_are_asked_to_draw(
    live_server: LiveServer, browser: Browser, cast: Cast, enter: SignInTo, file: StoredFile
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    page = context.new_page()
    enter(page, cast.clerk)
    open_page(page, live_server, file)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sheet = page.locator("svg[data-sheet='2']")
    sheet.scroll_into_view_if_needed()
    drag = """([svg, from, to]) => {
      const frame = svg.getBoundingClientRect();
      const at = (one) => ({ bubbles: true, cancelable: true, pointerId: 5, button: 0,
        pointerType: "touch", clientX: frame.left + one[0] * frame.width,
        clientY: frame.top + one[1] * frame.height });
      svg.setPointerCapture = () => {};
      svg.dispatchEvent(new PointerEvent("pointerdown", at(from)));
      svg.dispatchEvent(new PointerEvent("pointermove", at(to)));
      svg.dispatchEvent(new PointerEvent("pointerup", at(to)));
    }"""
    spots = [sheet.element_handle(), [0.1, 0.1], [0.6, 0.2]]
    page.evaluate(drag, spots)
    expect(page.locator("svg[data-sheet='2'] .redact-box")).to_have_count(0)
    page.get_by_role("button", name="用手指画框").click()
    page.evaluate(drag, spots)
    expect(page.locator("svg[data-sheet='2'] .redact-box")).to_have_count(1)
    for button in page.locator("main button:visible, main a.button:visible").all():
        frame = button.bounding_box()
        assert frame is not None
        assert frame["height"] >= 43.5, button.inner_text()
    context.close()
