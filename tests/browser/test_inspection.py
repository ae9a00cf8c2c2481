"""A finding made on the spot with a telephone, from the photograph to its closure; the quarter's
report signed by another."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from django.utils.timezone import localdate
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo
from tests.conftest import PASSWORD, Cast
from tongming.supervision.inspection.models import Finding, QuarterReport
from tongming.supervision.inspection.quarter import quarter_before
from tongming.units.people import appoint, create_person
from tongming.units.roles import Role


def photograph() -> FilePayload:
    """What a telephone gives: with the place inside."""
    image = Image.new("RGB", (1200, 900), "#7a8f6a")
    exif = image.getexif()
    exif.get_ifd(0x8825)[1] = "N"
    file = BytesIO()
    image.save(file, "JPEG", exif=exif)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_a_finding_from_a_telephone_to_its_closure(
    cast: Cast,
    page: Page,
    browser: Browser,
    browser_context_args: dict[str, Any],
    live_server: LiveServer,
    enter: SignInTo,
) -> None:
    phone = {**browser_context_args, "viewport": {"width": 360, "height": 740}, "has_touch": True}
    context = browser.new_context(**phone)
    hand = context.new_page()
    enter(hand, cast.supervisor)
    hand.goto(f"{live_server.url}/work/inspection/visit/")
    hand.get_by_label("被检查单位").select_option(label="红石砬子镇人民政府")
    hand.get_by_label("发现的问题").fill("政务公开栏的收费标准已经废止")

    context.set_offline(True)  # the village has no network
    hand.get_by_role("button", name="登记", exact=True).tap()
    expect(hand.get_by_text("没有网络：这一项已存在这部手机里")).to_be_visible()
    expect(hand.get_by_label("发现的问题")).to_have_value("")
    context.set_offline(False)
    hand.get_by_role("button", name="填入 政务公开栏").tap()
    expect(hand.get_by_label("发现的问题")).to_have_value("政务公开栏的收费标准已经废止")

    hand.get_by_label("照片").set_input_files(photograph())
    hand.get_by_label("地点").fill("政府大院公开栏")
    hand.get_by_label("红牌").check()
    hand.get_by_label("对应的指标").select_option("D-08")
    hand.get_by_role("button", name="登记", exact=True).tap()
    expect(hand.get_by_text("已登记。可以接着登记下一项。")).to_be_visible()
    expect(hand.get_by_text("存在这部手机里的草稿")).to_be_hidden()
    hand.get_by_role("link", name="政务公开栏的收费标准已经废止").tap()
    shown = hand.get_by_alt_text("现场照片")
    expect(shown).to_be_visible()
    assert shown.evaluate("picture => picture.naturalWidth") == 1200
    finding = Finding.objects.get()
    assert finding.file is not None
    with Image.open(BytesIO(finding.file.read())) as kept:
        assert not dict(kept.getexif())

    hand.get_by_role("link", name="发整改通知").tap()
    hand.get_by_role("button", name="发出").tap()
    expect(hand.get_by_text("整改通知已发出。")).to_be_visible()

    enter(page, cast.clerk)
    page.goto(f"{live_server.url}/work/")
    page.get_by_role("link", name=re.compile("^签收")).click()
    page.get_by_role("button", name="签收").click()
    page.get_by_role("link", name="报送整改情况").click()
    page.get_by_label("整改情况").fill("已换上现行收费标准。")
    page.get_by_label("佐证材料").set_input_files(photograph())
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_text("已登记。")).to_be_visible()

    hand.reload()
    hand.get_by_role("link", name="登记复查").tap()
    hand.get_by_label("已整改").check()
    hand.get_by_label("复查情况").fill("到现场看过，已换新。")
    hand.get_by_role("button", name="登记", exact=True).tap()
    hand.get_by_role("link", name="办结").tap()
    hand.get_by_role("button", name="办结").tap()
    expect(hand.get_by_text("已办结").first).to_be_visible()
    finding.refresh_from_db()
    assert finding.gone_at is not None
    context.close()


def test_the_report_of_a_quarter_is_signed_by_somebody_who_did_not_write_it(
    cast: Cast,
    page: Page,
    browser: Browser,
    browser_context_args: dict[str, Any],
    live_server: LiveServer,
    enter: SignInTo,
) -> None:
    year, quarter = quarter_before(localdate())
    head = create_person(username="heguang", full_name="何光", unit=cast.county, password=PASSWORD)
    appoint(person=head, unit=cast.county, role=Role.LEADER, since=cast.county.joined_on)
    enter(page, cast.supervisor)
    page.goto(f"{live_server.url}/work/inspection/reports/")
    page.get_by_role("button", name=f"起草{year}年第 {quarter} 季度通报").click()
    page.get_by_role("link", name="编写文字").click()
    page.get_by_label("下一步要求").fill("对｛检查单位｝个单位继续检查。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("对2个单位继续检查。")).to_be_visible()
    page.get_by_role("button", name="送签").click()
    expect(page.get_by_role("button", name="签发")).to_have_count(0)

    context = browser.new_context(**browser_context_args)
    desk = context.new_page()
    enter(desk, head)
    desk.goto(f"{live_server.url}/work/")
    desk.get_by_role("link", name="去签发").click()
    desk.get_by_role("link", name="退回修改").click()
    desk.get_by_role("link", name="返回").click()
    desk.get_by_role("button", name="签发").click()
    expect(desk.get_by_text("已签发").first).to_be_visible()
    report = QuarterReport.objects.get()
    assert report.docx is not None
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename == report.docx.name
    context.close()
