"""One case from the notice to its result, and the figure it becomes in the year's report."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo
from tests.conftest import Cast
from tongming.applications.actions import enter_step, register
from tongming.applications.kinds import Channel, Kind
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.remedies.models import Case


def test_a_reconsideration_is_opened_answered_decided_and_counted(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo
) -> None:
    today = localdate()

    def ago(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    def report(days: int) -> str:
        """That of the year a day lies in."""
        year = (today - timedelta(days=days)).year
        return f"{live_server.url}/work/reports/hongshilazi/{year}/2021-30"

    application = register(
        unit=cast.town, subject="某采砂企业的纳税情况", applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON, arrived_on=today - timedelta(days=30), by=cast.handler,
        today=today,
    )  # fmt: skip
    enter_step(
        application=application, kind=Kind.ANSWERED, on=today - timedelta(days=25),
        by=cast.handler, today=today, outcome=Outcome.THIRD_PARTY_RIGHTS,
    )  # fmt: skip

    enter(page, cast.handler)
    page.goto(live_server.url + application.get_absolute_url())
    page.get_by_role("link", name="登记复议或者诉讼").click()
    expect(page.get_by_label("相关申请的编号")).to_have_value(application.number)
    expect(page.get_by_label("复议机关或者法院")).to_have_value("桦甸市人民政府")
    page.get_by_label("案号").fill("桦政复〔2026〕4号")
    page.get_by_label("程序", exact=True).select_option("简易程序")
    page.get_by_label("收到副本的日期").fill(ago(20))
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", name="案件")).to_contain_text(Case.objects.get().number)
    expect(page.locator(".notice-overdue")).to_contain_text("视为行政行为没有证据、依据")

    page.goto(f"{live_server.url}/work/")
    page.get_by_role("link", name="登记答复").click()
    page.get_by_label("提交的日期").fill(ago(17))
    page.get_by_role("button", name="登记答复").click()
    expect(page.locator(".notice-overdue")).to_have_count(0)

    page.get_by_role("link", name="登记结果").click()
    page.get_by_label("结果", exact=True).select_option("决定撤销")
    page.get_by_label("作出日期").fill(ago(5))
    page.get_by_label("责令重新答复或者履行").check()
    page.get_by_label("履行期限").fill((today + timedelta(days=10)).isoformat())
    page.get_by_role("button", name="登记结果").click()
    expect(page.locator(".page-head")).to_contain_text("结果纠正")
    page.goto(f"{live_server.url}/work/")
    expect(page.locator(".duty", has_text=f"重新答复申请{application.number}")).to_be_visible()

    page.goto(f"{report(5)}/cell/remedies/review/corrected/")
    expect(page.locator(".figure-large")).to_have_text("1")
    page.get_by_role("link", name=Case.objects.get().number, exact=True).click()
    expect(page.get_by_role("heading", name="案件")).to_be_visible()
    # What the application itself counts as has not moved.
    page.goto(f"{report(25)}/cell/requests/3.3.4/sum/")
    expect(page.locator(".figure-large")).to_have_text("1")
