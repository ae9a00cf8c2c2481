"""An application comes over the counter and one over the Internet, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.browser.every_page.looking import faults_of
from tests.conftest import Cast
from tests.integration.applications.test_who_applied import WANG, entered
from tongming.applications.applicants import views
from tongming.applications.applicants.actions import identity_of, submit
from tongming.applications.applicants.models import Paper
from tongming.applications.models import Application
from tongming.law.outcomes import ApplicantKind
from tongming.ledger.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_clerk_registers_and_sees_who_applied_covered(
    page: Page,
    live_server: LiveServer,
    cast: Cast,
    enter: SignInTo,
    tmp_path: Path,
    watch: Watch,
) -> None:
    watch.expect("400")
    scans = [tmp_path / "申请表.pdf", tmp_path / "身份证.pdf"]
    for scan in scans:
        scan.write_bytes(b"%PDF-1.4\n% scan\n")
    enter(page, cast.clerk)
    page.goto(f"{live_server.url}/work/applications/")
    page.get_by_role("link", name="登记申请").click()
    page.get_by_label("姓名或者名称").fill("王小明")
    page.get_by_label("电话").fill("13912345678")
    page.get_by_label("申请原件和身份证明").set_input_files(scans)
    page.get_by_role("button", name="登记", exact=True).click()
    # The subject is missing: what was typed is there, the files are asked for once more.
    assert page.get_by_label("姓名或者名称").input_value() == "王小明"
    assert page.get_by_text("文件请重新选择一次").count() == 2
    assert faults_of(page) == []
    page.get_by_label("所需政府信息").fill("村级公益事业项目清单")
    page.get_by_label("申请原件和身份证明").set_input_files(scans)
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_text("已登记，编号").wait_for()
    assert page.get_by_text("王**").is_visible()
    assert page.get_by_text("王小明").count() == 0
    assert Paper.objects.count() == 2
    with page.expect_download() as saved:
        page.get_by_role("button", name="申请原件扫描件 1").click()
    assert saved.value.suggested_filename == "申请表.pdf"
    assert Path(saved.value.path()).read_bytes() == b"%PDF-1.4\n% scan\n"


def test_the_handler_shows_who_applied_prints_a_receipt_and_leaves_a_trace(
    page: Page, live_server: LiveServer, cast: Cast, enter: SignInTo
) -> None:
    application, _code = submit(
        unit=cast.town,
        subject="村级公益事业项目清单",
        features="",
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        identity=WANG,
        form_wanted="electronic",
        way_wanted="online",
        proofs=[("身份证.pdf", b"%PDF-1.4\n")],
        today=localdate(),
    )
    enter(page, cast.handler)
    page.get_by_role("link", name="确认").click()
    assert faults_of(page) == []
    page.get_by_role("button", name="确认收到").click()
    page.get_by_text("已确认收到").wait_for()
    page.get_by_role("link", name="显示").click()
    page.get_by_role("button", name="显示").click()
    assert page.get_by_text(WANG.document_number).is_visible()
    assert WANG.document_number not in page.url
    assert faults_of(page) == []
    page.get_by_role("link", name="遮住并返回").click()
    assert page.get_by_text(WANG.document_number).count() == 0
    page.get_by_role("button", name="打印登记回执").click()
    assert page.get_by_text("王小明：").is_visible()
    assert faults_of(page) == []
    opened = Event.objects.filter(kind="applications.unmasked").order_by("seq")
    assert [event.data["reason"] for event in opened] == ["联系申请人", "打印登记回执"]
    assert identity_of(Application.objects.get()) == WANG
    assert application.number == Application.objects.get().number


def test_who_applied_is_covered_again_by_itself(
    page: Page,
    live_server: LiveServer,
    cast: Cast,
    enter: SignInTo,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(views, "SHOWN_SECONDS", 1)
    application = entered(cast)
    enter(page, cast.handler)
    page.goto(f"{live_server.url}{application.get_absolute_url()}who/")
    page.get_by_role("button", name="显示").click()
    page.wait_for_url(f"**{application.get_absolute_url()}")
    assert page.get_by_text("王**").is_visible()
    assert page.get_by_text(WANG.document_number).count() == 0
