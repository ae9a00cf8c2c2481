"""A document from draft to the public, with five people; what each may not do is refused."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import Cast
from tests.integration.information.test_findings import valid_identity, workbook
from tongming.information.models import Document
from tongming.information.public import Face, InformationSource, face
from tongming.units.models import Person

TITLE = "红石砬子镇农村道路养护补助办法"
ACTS = ("submit", "office", "secrecy", "sign", "publish")


class Office:
    """The office's one computer, at which people sign in one after another."""

    def __init__(self, page: Page, server: LiveServer, enter: SignInTo, watch: Watch) -> None:
        self.page, self.url, self._enter = page, server.url, enter
        # Refusals are pages of their own: the console names their status.
        watch.expect("403")
        watch.expect("409")

    def sit_down(self, person: Person) -> None:
        self.page.context.clear_cookies()
        self._enter(self.page, person)

    def open(self, document: Document, path: str = "") -> None:
        self.page.goto(f"{self.url}/work/information/{document.pk}/{path}")

    def is_refused(self, document: Document, act: str) -> str:
        """That opening a verb's page is refused, and the reason given."""
        response = self.page.goto(f"{self.url}/work/information/{document.pk}/act/{act}/")
        assert response is not None
        assert response.status in (403, 409), (act, response.status)
        return self.page.locator("main").inner_text()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def duty(self, words: str) -> None:
        """From the first screen to the page of a duty."""
        self.page.goto(f"{self.url}/work/")
        line = self.page.locator("li.duty", has_text=words).first
        line.get_by_role("link").click()


def _write(office: Office, cast: Cast) -> Document:
    """The clerk writes a policy in the editor, with its record, its plan and its attachment."""
    page = office.page
    page.goto(f"{office.url}/work/information/")
    page.get_by_role("link", name="起草", exact=True).click()
    page.get_by_label("名称").fill(TITLE)
    office.press("建草稿")
    document = Document.objects.get()
    editor = page.locator(".ProseMirror[role=textbox]")
    expect(editor).to_be_visible()
    editor.click()
    page.keyboard.type("第一条 村道由所在村负责日常养护，镇里按养护里程给予补助，验收合格后拨付。")
    page.keyboard.press("Enter")
    page.keyboard.type("第二条 联系人手机13812345678。")
    page.get_by_role("radio", name="主动公开").check()
    page.get_by_label("发文字号").fill("红政发[2026]6号")
    page.get_by_label("成文日期").fill("2026-09-14")
    page.get_by_label(re.compile("政策性文件（要解读")).check()
    page.get_by_label(re.compile("第二十条第一项")).check()
    office.press("从正文提取概述和主题词")
    expect(page.get_by_label("内容概述")).to_have_value(re.compile("^村道由所在村负责日常养护"))
    office.press("保存")
    expect(page.get_by_text("已保存，这是第2版。")).to_be_visible()

    page.get_by_label("附件").set_input_files(
        {"name": "里程.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    )
    office.press("加附件")
    expect(page.get_by_text("隐藏内容").first).to_be_visible()
    assert valid_identity() not in page.content()
    return document


def _interpret(office: Office) -> None:
    """The plan, and the interpretation written by it."""
    page = office.page
    page.get_by_role("link", name="政策解读", exact=True).click()
    page.get_by_label("政策背景依据").check()
    page.get_by_label("解读人").fill("李建国")
    office.press("保存方案，开始写解读")
    editor = page.locator(".ProseMirror[role=textbox]")
    expect(editor).to_contain_text("【请补充】")
    editor.locator("p").first.click(click_count=3)
    page.keyboard.type("村道缺少固定的养护经费，所以制定这个办法。")
    office.press("保存")
    expect(page.get_by_text("已保存，这是第2版。")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_a_policy_goes_all_the_way_and_nobody_takes_anothers_step(
    page: Page, live_server: LiveServer, enter: SignInTo, watch: Watch, cast: Cast
) -> None:
    office = Office(page, live_server, enter, watch)
    source = InformationSource()

    # The clerk writes, and can do nothing but submit.
    office.sit_down(cast.clerk)
    document = _write(office, cast)
    office.open(document)
    expect(page.get_by_text("提交审核：")).to_contain_text("解读方案要和文件一起报批")
    _interpret(office)
    interpretation = document.interpretations.get()
    for act in ("office", "secrecy", "sign", "publish"):
        office.is_refused(document, act)
    office.open(document, "act/submit/")
    office.press("提交审核")
    expect(page.get_by_text("已提交。")).to_be_visible()
    assert "您没有在“红石砬子镇人民政府”审核政府信息的权限" in office.is_refused(document, "office")

    # The office head passes it on; the leader cannot sign yet.
    office.sit_down(cast.leader)
    assert "待办公室审核" in office.is_refused(document, "sign")
    office.sit_down(cast.office_head)
    office.duty("审核")
    office.page.get_by_label("意见").fill("同意报批。")
    office.press("审核通过")
    expect(page.get_by_text("已通过，送下一步审查。")).to_be_visible()
    office.is_refused(document, "secrecy")

    # The secrecy review is stopped by what the checker found.
    office.sit_down(cast.secrecy_reviewer)
    refusal = office.is_refused(document, "secrecy")
    assert "处检查结果没有处理" in refusal
    office.open(document, "act/return/")
    office.page.get_by_label("理由").fill("请遮盖手机号和附件里的身份证号。")
    office.press("退回修改")
    expect(page.get_by_text("已退回给起草人。")).to_be_visible()

    # The clerk masks with one press each, and submits again.
    office.sit_down(cast.clerk)
    office.duty(f"按退回意见修改“{TITLE}”")
    expect(page.get_by_text("请遮盖手机号和附件里的身份证号。").first).to_be_visible()
    office.press("遮盖")
    expect(page.get_by_text("已遮盖。")).to_be_visible()
    office.press("全部遮盖，换成副本")
    expect(page.get_by_text("附件已换成遮盖后的副本。")).to_be_visible()
    expect(page.get_by_role("heading", name="检查结果")).to_have_count(0)
    office.open(document, "act/submit/")
    office.press("提交审核")

    office.sit_down(cast.office_head)
    office.open(document, "act/office/")
    office.press("审核通过")
    office.sit_down(cast.secrecy_reviewer)
    office.duty("保密和隐私审查")
    for question in ("涉及国家秘密", "涉及工作秘密", "涉及商业秘密", "涉及个人隐私、个人信息"):
        page.get_by_role("group", name=question).get_by_label("否").check()
    page.get_by_role("group", name="审查结论").get_by_label("可以公开", exact=True).check()
    office.press("通过审查")
    expect(page.get_by_text("审查通过，送分管领导签发。")).to_be_visible()
    office.is_refused(document, "sign")

    # Nothing is public before it is published.
    assert source.get(document.key) is None
    office.sit_down(cast.leader)
    office.duty("签发")
    office.press("签发")
    expect(page.get_by_text("已签发。")).to_be_visible()
    office.is_refused(document, "publish")
    assert source.get(document.key) is None

    office.sit_down(cast.stranger)
    watch.expect("404")
    response = page.goto(f"{office.url}/work/information/{document.pk}/")
    assert response is not None
    assert response.status == 404

    office.sit_down(cast.clerk)
    office.duty("发布")
    page.get_by_role("link", name="发布", exact=True).click()
    office.press("发布")
    expect(page.get_by_text("已发布，公开页面上可以看到。")).to_be_visible()

    # The policy and its interpretation name each other; neither tells what was masked.
    policy, other = source.get(document.key), source.get(interpretation.key)
    assert policy is not None
    assert other is not None
    assert [one.key for one in policy.interpretations] == [interpretation.key]
    assert [one.key for one in other.interprets] == [document.key]
    told = repr(policy)
    assert "13812345678" not in told
    assert valid_identity() not in told

    # The differences of the two versions, word by word.
    office.open(document, "revisions/")
    page.get_by_role("link", name="看差别").first.click()
    expect(page.locator("ins.added").first).to_be_visible()

    # Withdrawn: the reason stays, the text is gone.
    office.sit_down(cast.leader)
    office.open(document, "act/withdraw/")
    page.get_by_label("理由").fill("补助标准有误，核对后重新公布")
    office.press("撤回")
    expect(page.get_by_text("已撤回。网页上留有撤回的说明。")).to_be_visible()
    document.refresh_from_db()
    assert face(document) is Face.TOMBSTONE
    gone = source.get(document.key)
    assert gone is not None
    assert gone.tombstone is not None
    assert "拨付" not in repr(gone)


@pytest.mark.django_db(transaction=True)
def test_without_javascript_the_text_is_written_in_a_plain_box(
    page: Page, live_server: LiveServer, enter: SignInTo, cast: Cast
) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    plain = context.new_page()
    enter(plain, cast.clerk)
    plain.goto(f"{live_server.url}/work/information/new/")
    plain.get_by_label("名称").fill("通告")
    plain.get_by_role("button", name="建草稿").click()
    plain.get_by_label("正文").fill("第一段。\n第二段。")
    plain.get_by_role("button", name="保存").click()
    assert Document.objects.get().content.body == "<p>第一段。</p><p>第二段。</p>"
    context.close()


@pytest.mark.django_db(transaction=True)
def test_a_table_can_be_written_in_the_editor(
    page: Page, live_server: LiveServer, enter: SignInTo, cast: Cast
) -> None:
    enter(page, cast.clerk)
    page.goto(f"{live_server.url}/work/information/new/")
    page.get_by_label("名称").fill("通告")
    page.get_by_role("button", name="建草稿").click()
    editor = page.locator(".ProseMirror[role=textbox]")
    editor.click()
    page.get_by_role("button", name="加粗").click()
    page.keyboard.type("粗")
    page.get_by_role("button", name="插入表格").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("第一行是表头").select_option("是")
    dialog.get_by_role("button", name="插入表格").click()
    expect(editor.locator("th")).to_have_count(3)
    page.get_by_role("button", name="保存").click()
    body = Document.objects.get().content.body
    assert "<strong>粗</strong>" in body
    assert "<td" in body
