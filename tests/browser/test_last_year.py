"""Last year's problem becomes a task, and the next report tells its state."""

from __future__ import annotations

from django.utils.timezone import localdate
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo
from tests.conftest import Cast
from tongming.law.forms import form_of
from tongming.reports.actions import (
    open_report,
    publish_report,
    sign_report,
    submit_report,
    write_section,
)
from tongming.reports.actions.signing import fingerprint
from tongming.reports.compiling.year import compile_year
from tongming.reports.queries import texts_of
from tongming.supervision.training import records
from tongming.supervision.training.kinds import MeetingKind

YEAR = localdate().year
PROBLEM = "从事公开工作的人员多为兼职，培训不够"


def published_last_year(cast: Cast) -> None:
    """Last year's report, signed and published, naming a problem and a measure."""
    form = form_of(YEAR - 1)
    report = open_report(unit=cast.town, year=YEAR - 1, form=form, by=cast.clerk)
    words = {
        "overview": "全年工作情况。",
        "problems": f"本年度存在的主要问题：{PROBLEM}。\n下一步改进措施：每季度自查一次。",
        "other": "没有其他需要报告的事项。",
    }
    for key, text in words.items():
        current = texts_of(report, key).first()
        write_section(
            report=report, key=key, text=text, by=cast.clerk,
            based_on=current.pk if current else None,
        )  # fmt: skip
    submit_report(report=report, by=cast.clerk)
    compiled = compile_year(cast.town, YEAR - 1, form)
    frozen = sign_report(
        report=report, by=cast.leader, shown=fingerprint(compiled), accepted="测试"
    )
    publish_report(frozen=frozen, by=cast.clerk)


def test_last_years_problem_becomes_a_task_and_the_next_report_tells_its_state(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo
) -> None:
    published_last_year(cast)
    records.enter_meeting(
        unit=cast.town, kind=MeetingKind.WORK, title="业务培训部署会", held_on=localdate(),
        chaired_by="", people=9, decided="", by=cast.clerk, today=localdate(),
    )  # fmt: skip
    home = live_server.url
    enter(page, cast.clerk)
    page.goto(f"{home}/work/")
    page.get_by_role("link", name="去核对").click()
    page.get_by_role("link", name=PROBLEM).click()
    page.get_by_role("link", name="看原文").click()
    expect(page.locator("mark").filter(has_text=PROBLEM)).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="列入任务").click()
    page.get_by_label("完成标准").fill("每名经办人培训一次")
    page.get_by_label("完成期限").fill(localdate().isoformat())
    page.get_by_label("责任人").select_option(label="周芳")
    page.get_by_role("button", name="列入任务").click()
    expect(page.get_by_text("已列入。")).to_be_visible()
    page.goto(f"{home}/work/tasks/?state=proposed")
    page.get_by_role("link", name="每季度自查一次").click()
    page.get_by_role("link", name="不列入").click()
    page.get_by_label("理由").fill("已经并入日常工作")
    page.get_by_role("button", name="不列入").click()

    # From a phone: the duty's button, one sentence, the button of the form.
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.clear_cookies()
    enter(page, cast.handler)
    page.goto(f"{home}/work/")
    page.get_by_role("link", name="登记进展").click()
    page.get_by_label("做了什么").fill("全部经办人参加了业务培训")
    page.get_by_label("业务培训部署会").check()
    page.get_by_role("button", name="登记进展").click()
    expect(page.get_by_text("已登记进展。")).to_be_visible()
    page.get_by_role("link", name="提出结果").click()
    page.get_by_label("已完成").check()
    page.get_by_role("button", name="提出结果").click()

    page.set_viewport_size({"width": 1280, "height": 800})
    page.context.clear_cookies()
    enter(page, cast.leader)
    page.goto(f"{home}/work/")
    page.get_by_role("link", name="去确认").click()
    page.get_by_role("button", name="确认结果").click()
    expect(page.get_by_text("已确认。")).to_be_visible()

    page.context.clear_cookies()
    enter(page, cast.clerk)
    form = form_of(YEAR).id
    page.goto(f"{home}/work/reports/{cast.town.code}/{YEAR}/{form}/")
    page.get_by_role("button", name="开始").first.click()
    page.goto(f"{home}/work/reports/{cast.town.code}/{YEAR}/{form}/words/")
    words = page.locator("main")
    expect(words).to_contain_text("列入整改的问题和改进措施1项，已完成1项。")
    expect(words).to_contain_text(f"针对“{PROBLEM}”，全部经办人参加了业务培训，已完成。")
    page.goto(f"{home}/work/reports/{cast.town.code}/{YEAR}/{form}/cell/stated/tasks_done/value/")
    page.get_by_role("link", name=PROBLEM).click()
    expect(page.get_by_role("heading", name=PROBLEM)).to_be_visible()
