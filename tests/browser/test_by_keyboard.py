"""The whole chain, from draft to publication, by five people who only have a keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PASSWORD, Cast
from tongming.information.models import Document
from tongming.information.public import Face, face
from tongming.units.models import Person

TITLE = "秋季护林防火通告"
MOST = 120
"""Presses of Tab from one end of a page to the other."""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const group = one.closest("fieldset");
  const labels = Array.from(one.labels || [], label => label.innerText);
  const name = one.getAttribute("aria-label") || labels[0] || one.innerText || "";
  const legend = group?.querySelector("legend")?.innerText || "";
  const seen = one.getBoundingClientRect();
  return [one.type || one.tagName, legend.trim(), name.trim(),
          seen.width * seen.height > 0 ? "seen" : "hidden"].join("|");
}"""


class Keyboard:
    """A person without a mouse: Tab, the arrows, Space, Enter and the letters."""

    def __init__(self, page: Page, server: LiveServer) -> None:
        self.page, self.url = page, server.url

    def reach(self, name: str, kind: str = "", group: str = "") -> None:
        """Tab on until the focus stands on what has this name; it must be seen there."""
        passed = []
        for _press in range(MOST):
            self.page.keyboard.press("Tab")
            found = str(self.page.evaluate(FOCUSED))
            passed.append(found)
            what, _, rest = found.partition("|")
            legend, _, rest = rest.partition("|")
            label = rest.rpartition("|")[0]
            if (
                (not name or re.match(rf"{re.escape(name)}(?!\w)", label))
                and (not kind or what == kind)
                and (not group or legend.startswith(group))
            ):
                assert found.endswith("|seen"), found
                return
        raise AssertionError(f"{self.page.url}: the keyboard does not reach {name}: {passed}")

    def press(self, name: str, kind: str = "") -> None:
        """Reach a link or button, and follow it with Enter."""
        self.reach(name, kind)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def choose(self, group: str, answer: str) -> None:
        """A radio button of a group: Tab to the group, arrows within it."""
        self.reach("", "radio", group)
        for _press in range(6):
            self.page.keyboard.press("Space")
            if str(self.page.evaluate(FOCUSED)).split("|")[2].startswith(answer):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {answer} of {group}")

    def write(self, name: str, text: str) -> None:
        self.reach(name)
        self.page.keyboard.type(text)

    def sit_down(self, person: Person) -> None:
        """Sign in."""
        self.page.context.clear_cookies()
        self.page.goto(f"{self.url}/accounts/login/")
        self.page.evaluate("document.activeElement.blur()")
        self.write("用户名", person.username)
        self.write("密码", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/work/**")

    def duty(self, verb: str) -> None:
        """From the first screen, past its menu, to what is due."""
        self.page.goto(f"{self.url}/work/")
        self.press("跳到正文")
        self.press(verb)


@pytest.mark.django_db(transaction=True)
def test_a_document_goes_from_draft_to_the_public_by_keyboard_alone(
    page: Page, live_server: LiveServer, cast: Cast, settings: Settings
) -> None:
    settings.SITE_ADDRESS = live_server.url
    keys = Keyboard(page, live_server)
    keyboard = page.keyboard

    keys.sit_down(cast.clerk)
    keys.press("政府信息", "A")
    keys.press("起草", "A")
    keys.write("名称", TITLE)
    keyboard.press("Enter")
    page.wait_for_url(re.compile("/edit/$"))
    expect(page.locator(".ProseMirror[role=textbox]")).to_be_visible()
    keys.reach("正文")
    keyboard.type("第一条 秋季防火期内禁止野外用火。")
    keyboard.press("Enter")
    keyboard.type("第二条 发现火情请立即报告镇值班室。")
    keys.choose("公开属性", "主动公开")
    keys.reach("成文日期")
    keyboard.type("09142026")
    keys.reach("第二十条第十二项", "checkbox")
    keyboard.press("Space")
    keys.press("从正文提取概述和主题词")
    keys.press("保存", "submit")
    expect(page.get_by_text("已保存，这是第2版。")).to_be_visible()
    document = Document.objects.get()
    assert document.content.formed_on is not None
    assert "第二条 发现火情" in document.content.body
    keys.press("提交审核", "A")
    keys.press("提交审核", "submit")
    expect(page.get_by_text("已提交。")).to_be_visible()

    keys.sit_down(cast.office_head)
    keys.duty("审核")
    keys.write("意见", "同意报批。")
    keys.press("审核通过", "submit")
    expect(page.get_by_text("已通过，送下一步审查。")).to_be_visible()

    keys.sit_down(cast.secrecy_reviewer)
    keys.duty("审查")
    for question in ("涉及国家秘密", "涉及工作秘密", "涉及商业秘密", "涉及个人隐私"):
        keys.choose(question, "否")
    keys.choose("审查结论", "可以公开")
    keys.press("通过审查", "submit")
    expect(page.get_by_text("审查通过，送分管领导签发。")).to_be_visible()

    keys.sit_down(cast.leader)
    keys.duty("签发")
    keys.press("签发", "submit")
    expect(page.get_by_text("已签发。")).to_be_visible()

    keys.sit_down(cast.clerk)
    keys.duty("发布")
    if page.url.endswith(f"/{document.pk}/"):
        keys.press("发布", "A")
    keys.press("发布", "submit")
    expect(page.get_by_text("已发布，公开页面上可以看到。")).to_be_visible()
    document.refresh_from_db()
    assert face(document) is Face.SHOWN
    keys.press("打开", "A")
    expect(page.locator("h1")).to_have_text(TITLE)
