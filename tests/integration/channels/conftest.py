"""A site with public items, the platforms' stand-in, and the town's accounts on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.standins.platform import Platform, serving
from tests.unit.search.corpus import simple
from tongming.publishing.channels import content
from tongming.publishing.channels.post import Picture
from tongming.publishing.item import PublicItem

TITLE = "关于印发红石砬子镇2026年政务公开工作要点的通知"


class Site(dict[str, PublicItem]):
    """What the site shows, in memory."""

    def address(self, item: PublicItem, /) -> str:
        return f"http://www.huadian.gov.cn/xxgk/{item.key}.html"

    def pictures(self, item: PublicItem, /) -> Mapping[str, Picture]:
        return {}


@pytest.fixture
def site(cast: Cast) -> Iterator[Site]:
    """The site in use, with one item of the town."""
    made = Site()
    made["t-1"] = simple("t-1", TITLE, body_html="<p>正文</p>", publisher="红石砬子镇人民政府")
    before = content.use(made)
    yield made
    content.use(before)


@pytest.fixture
def platform(tmp_path: Path, settings: Settings) -> Iterator[Platform]:
    """The platforms, with accounts of the town 红石砬子镇."""
    with serving() as platform:
        accounts = tmp_path / "accounts.toml"
        accounts.write_text(
            f"""
            [hongshilazi.wechat]
            name = "红石砬子镇发布"
            appid = "wx1"
            secret = "{platform.secret}"
            api = "{platform.address}"

            [hongshilazi.weibo]
            name = "红石砬子镇发布"
            uid = "42"
            access_token = "weibo-token"
            api = "{platform.address}"
            """,
            encoding="utf-8",
        )
        settings.CHANNEL_ACCOUNTS = str(accounts)
        yield platform
