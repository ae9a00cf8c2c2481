"""A supervised matter from its order to the answer the public reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo
from tests.conftest import PASSWORD, Cast
from tests.unit.files import made
from tongming.engagement.matters.models import Matter
from tongming.units.people import appoint, create_person
from tongming.units.roles import Role


def test_from_the_order_to_the_public_answer(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo, tmp_path: Path
) -> None:
    head = create_person(username="heyu", full_name="何雨", unit=cast.county, password=PASSWORD)
    appoint(person=head, unit=cast.county, role=Role.OFFICE_HEAD, since=date(2020, 1, 1))
    report = tmp_path / "整改报告.docx"
    report.write_bytes(made.docx(["整改报告"]))

    enter(page, cast.supervisor)
    page.get_by_role("navigation").first.get_by_role("link", name="督办事项").click()
    page.get_by_role("link", name="下达督办事项").click()
    page.get_by_label("事由").fill("红石村饮水水质问题")
    page.get_by_label("承办单位").select_option(label="红石砬子镇人民政府")
    page.get_by_label("依据").fill("群众来信反映")
    page.get_by_label("要求").fill("查清原因，限期解决，反馈检测报告。")
    page.get_by_label("天数").fill("10")
    page.get_by_role("button", name="下达督办事项").click()
    expect(page.get_by_text("已下达督办〔")).to_be_visible()
    matter = Matter.objects.get()
    home = live_server.url + matter.get_absolute_url()

    page.context.clear_cookies()
    enter(page, cast.clerk)
    page.get_by_role("link", name="签收").click()
    page.get_by_role("button", name="签收").click()
    page.get_by_role("link", name="反馈办理情况").click()
    page.get_by_label("办理情况").fill("已更换滤料。")
    page.get_by_label("材料").set_input_files(report)
    page.get_by_role("button", name="反馈办理情况").click()
    expect(page.get_by_text("已反馈，等督办单位审核。")).to_be_visible()
    expect(page.get_by_role("link", name="整改报告.docx")).to_be_visible()

    page.context.clear_cookies()
    enter(page, cast.supervisor)
    page.get_by_role("link", name="审核").click()
    page.get_by_role("link", name="退回补办").click()
    page.get_by_label("退回理由").fill("缺检测报告。")
    page.get_by_label("天数").fill("3")
    page.get_by_role("button", name="退回补办").click()
    expect(page.get_by_text("退回补办").first).to_be_visible()

    page.context.clear_cookies()
    enter(page, cast.clerk)
    page.get_by_role("link", name="补办").click()
    page.get_by_role("link", name="反馈办理情况").click()
    page.get_by_label("办理情况").fill("已更换滤料，检测合格。")
    page.get_by_role("button", name="反馈办理情况").click()

    page.context.clear_cookies()
    enter(page, cast.supervisor)
    page.goto(home)
    page.get_by_role("link", name="办结").click()
    page.get_by_label("办理结果").fill("水质检测合格。")
    page.get_by_role("button", name="办结").click()
    page.get_by_role("link", name="起草公开答复").click()
    page.get_by_label("公开标题").fill("红石村饮水水质问题办理情况")
    page.get_by_label("公开答复").fill("群众反映水质浑浊。\n已更换滤料，检测合格。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("自己起草的公开答复要由另一个人发布。")).to_be_visible()
    expect(page.get_by_role("button", name="发布公开答复")).to_have_count(0)

    page.context.clear_cookies()
    enter(page, head)
    page.get_by_role("link", name="发布督办公开答复").click()
    page.get_by_role("button", name="发布公开答复").click()
    expect(page.get_by_text("已公开在“互动回应”栏目。")).to_be_visible()

    page.goto(f"{live_server.url}{settings.SITE_PREFIX}huadian/interaction/matters/")
    page.get_by_role("link", name="红石村饮水水质问题办理情况").click()
    expect(page.get_by_text("已更换滤料，检测合格。")).to_be_visible()
    expect(page.get_by_text(matter.number)).to_be_visible()
    expect(page.get_by_text("查清原因")).to_have_count(0)
