"""Somebody leaves and nothing is left behind; a training ends with a quiz passed."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import PASSWORD, Cast
from tongming.applications.actions import register
from tongming.applications.kinds import Channel
from tongming.law.outcomes import ApplicantKind
from tongming.units.people import create_person

TODAY = localdate()


def received(cast: Cast, subject: str) -> None:
    register(
        unit=cast.town,
        subject=subject,
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON,
        arrived_on=TODAY - timedelta(days=3),
        by=cast.handler,
        today=TODAY,
    )


def test_a_handover_waits_for_the_last_thing_and_then_closes_the_account(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo, watch: Watch
) -> None:
    watch.expect("422")  # the server says no to an early end, as it must
    create_person(username="heyu", full_name="何雨", unit=cast.town, password=PASSWORD)
    received(cast, "村道硬化工程中标合同")
    enter(page, cast.administrator)
    page.goto(f"{live_server.url}/work/units/people/{cast.handler.pk}/")
    page.get_by_role("link", name="工作交接").click()
    page.get_by_label("事由").fill("退休")
    page.get_by_role("button", name="开始交接").click()

    expect(page.get_by_text("还有 2 项没有交代。每一项")).to_be_visible()
    expect(page.get_by_role("link", name="办结交接")).to_have_count(0)
    page.get_by_label("其余各项的接手人").select_option(label="何雨（heyu）")
    page.get_by_role("button", name="其余都交给这个人").click()
    page.get_by_role("link", name="办结交接").click()
    page.get_by_label("监交人", exact=True).fill("孙立群")
    page.get_by_label("交接单已经由移交人").check()

    received(cast, "土地征收补偿方案")  # one more, while the sheet is being signed
    page.get_by_role("button", name="办结交接").click()
    expect(page.get_by_text("还有1项没有交代").first).to_be_visible()
    page.get_by_role("link", name="返回").click()
    page.get_by_label("其余各项的接手人").select_option(label="何雨（heyu）")
    page.get_by_role("button", name="其余都交给这个人").click()
    page.get_by_role("link", name="办结交接").click()
    page.get_by_label("监交人", exact=True).fill("孙立群")
    page.get_by_label("交接单已经由移交人").check()
    page.get_by_role("button", name="办结交接").click()
    expect(page.get_by_text("交接已办结。")).to_be_visible()

    page.get_by_role("link", name="交接单").click()
    expect(page.get_by_text("接手人（何雨）签字")).to_be_visible()
    cast.handler.refresh_from_db()
    assert not cast.handler.is_active
    assert cast.handler.appointments.get().until == TODAY


def test_a_quiz_from_the_plan_to_a_pass(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo
) -> None:
    enter(page, cast.clerk)
    page.goto(f"{live_server.url}/work/training/")
    page.get_by_role("link", name="计划培训").click()
    page.get_by_label("培训名称").fill("答复期限")
    page.get_by_label("培训内容").fill("第三十三条")
    page.get_by_role("button", name="计划培训").click()
    page.get_by_role("link", name="登记参训人员").click()
    page.get_by_label("王敏").check()
    page.get_by_label("其他参训人员").fill("村会计老王")
    page.get_by_role("button", name="登记参训人员").click()
    for text, options in (("答复期限是几个工作日？", "15\n*20"), ("可以延长几个？", "*15\n20")):
        page.get_by_role("link", name="出题").click()
        page.get_by_label("题目").fill(text)
        page.get_by_label("选项").fill(options)
        page.get_by_role("button", name="出题").click()
    page.get_by_role("link", name="开放测验").click()
    page.get_by_role("button", name="开放测验").click()

    page.goto(f"{live_server.url}/work/")
    page.get_by_role("link", name="去答题").click()
    page.get_by_role("group", name="答复期限").get_by_label("20").check()
    page.get_by_role("group", name="可以延长").get_by_label("20").check()
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_text("得50分，没有到60分")).to_be_visible()
    page.get_by_role("link", name="去答题").click()
    page.get_by_role("group", name="答复期限").get_by_label("20").check()
    page.get_by_role("group", name="可以延长").get_by_label("15").check()
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_text("得100分，合格。")).to_be_visible()
    expect(page.get_by_role("link", name="去答题")).to_have_count(0)
    page.goto(f"{live_server.url}/work/training/records/{cast.town.pk}/")
    expect(page.get_by_role("row", name="参训人次")).to_contain_text("2")
