"""The people of a story that takes days: who sits before which screen, and what hands do there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import time_machine
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import Cast
from tongming.units.models import Person


@dataclass
class Story:
    """The days, and who sits before which screen on each."""

    cast: Cast
    clock: time_machine.Traveller
    browser: Browser
    url: str
    enter: SignInTo
    watch: Watch
    open: list[BrowserContext] = field(default_factory=list)

    def day(self, day: str) -> None:
        """Another day begins; everybody went home in between."""
        self.close()
        self.clock.move_to(f"{day} 09:00+08:00")

    def telephone(self) -> Page:
        """The applicant's: small, for fingers, signed in nowhere."""
        size = {"width": 360, "height": 740}
        return self._page(viewport=size, has_touch=True, is_mobile=True)

    def desk(self, person: Person) -> Page:
        """Somebody of the staff has signed in and sees what there is to do today."""
        page = self._page(viewport={"width": 1280, "height": 800})
        self.enter(page, person)
        return page

    def _page(self, **how: Any) -> Page:
        context = self.browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **how)
        self.watch.over(context)
        self.open.append(context)
        return context.new_page()

    def close(self) -> None:
        for context in self.open:
            context.close()
        self.open.clear()


def press(page: Page, name: str) -> None:
    """The button of that name."""
    page.get_by_role("button", name=name, exact=True).last.click()


def go(page: Page, name: str) -> None:
    """The first link whose name begins so."""
    page.get_by_role("link", name=re.compile(f"^{name}")).first.click()


def answer(page: Page, *answers: str) -> None:
    """Questions of the five steps, one after another."""
    for one in answers:
        page.get_by_role("radio", name=re.compile(f"^{one}")).check()
        press(page, "记下，接着办")


def hand_in(page: Page) -> None:
    """The letter as it stands on the page goes to whoever may sign it."""
    press(page, "提交签发")
    expect(page.get_by_text("已提交签发。")).to_be_visible()


def sign(story: Story, person: Person) -> None:
    """Somebody finds the letter among what there is to do, reads and signs it."""
    page = story.desk(person)
    go(page, "签发")
    press(page, "签发")
    expect(page.get_by_text("已签发，文号")).to_be_visible()


def send(handler: Page, way: str) -> None:
    """The handler finds the signed letter among what there is to do, and sends it."""
    go(handler, "今天要办")
    go(handler, "发出")
    go(handler, "发出")
    handler.get_by_label(way).check()
    press(handler, "登记发出")
    expect(handler.get_by_text("已登记发出。")).to_be_visible()
