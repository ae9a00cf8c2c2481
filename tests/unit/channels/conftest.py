"""The platforms' stand-in, accounts on it, and something to publish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.standins.platform import Platform, serving
from tongming.publishing.channels.calls import Calls
from tongming.publishing.channels.kinds import State
from tongming.publishing.channels.post import Adapter, Outcome, Picture, Post
from tongming.publishing.channels.wechat import WeChat, WeChatAccount
from tongming.publishing.channels.weibo import Weibo, WeiboAccount

POST = Post(
    key="t-1",
    title="关于印发红石砬子镇2026年政务公开工作要点的通知",
    link="http://www.huadian.gov.cn/xxgk/t-1.html",
    publisher="红石砬子镇人民政府",
    summary="今年政务公开的重点工作。",
    body_html='<p>各村民委员会：</p><p><img src="/f/1.png"><img src="http://other/2.png"></p>',
    pictures={"/f/1.png": Picture("1.png", b"\x89PNG")},
)


@pytest.fixture
def platform() -> Iterator[Platform]:
    with serving() as platform:
        yield platform


def calls(platform: Platform) -> Calls:
    """As in use, but impatient."""
    return Calls(platform.address, httpx.Timeout(0.5))


@pytest.fixture
def wechat(platform: Platform) -> WeChat:
    account = WeChatAccount("红石砬子镇发布", "wx1", platform.secret, api=platform.address)
    return WeChat(account, calls(platform))


@pytest.fixture
def weibo(platform: Platform) -> Weibo:
    return Weibo(WeiboAccount("红石砬子镇发布", "42", "weibo-token"), calls(platform))


class Delivering:
    """A delivery as the room keeps it: what was saved is all that a new process knows."""

    def __init__(self, adapter: Adapter, post: Post = POST) -> None:
        self.adapter = adapter
        self.post = post
        self.saved: dict[str, str] = {}
        self.now = datetime.now(UTC)

    def save(self, steps: dict[str, Any]) -> None:
        self.saved = dict(steps)

    def attempt(self, *, later: timedelta = timedelta(0), by_person: bool = True) -> Outcome:
        """Try, or go on, so much later."""
        self.now += later
        return self.adapter.publish(self.post, self.saved, self.save, self.now, by_person=by_person)

    def until_done(self, attempts: int = 40) -> Outcome:
        """Try again whenever the outcome says so, as the room's own runs do."""
        outcome = self.attempt()
        while outcome.again_in is not None and attempts:
            attempts -= 1
            outcome = self.attempt(later=outcome.again_in, by_person=False)
        assert outcome.state in (State.PUBLISHED, State.FAILED) or outcome.problem
        return outcome
