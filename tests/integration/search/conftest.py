"""A feed of public items to search in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Cast
from tests.unit.search.corpus import simple
from tongming.publishing.item import PublicItem
from tongming.search import actions, feed


class Items(dict[str, PublicItem]):
    """What the site shows, in memory."""

    def address(self, item: PublicItem) -> str:
        return f"/{item.unit}/{item.key}.html"

    def put(self, *items: PublicItem) -> None:
        """Publish: the item and the index."""
        self.update({item.key: item for item in items})
        actions.update([item.key for item in items])


@pytest.fixture
def public(cast: Cast) -> Iterator[Items]:
    """The feed in use, with one item of each town."""
    items = Items()
    before = feed.use(items)
    items.put(
        simple(
            "t-1",
            "关于印发红石砬子镇2026年政务公开工作要点的通知",
            document_number="红政发〔2026〕5号",
            publisher="红石砬子镇人民政府",
            body_text="现将《工作要点》印发给你们，请认真贯彻落实。要依法公开低保对象名单。",
            statutory_items=("20-1",),
        ),
        simple("o-1", "八道河子镇低保公示", unit="badaohezi", body_text="低保 名单"),
    )
    yield items
    feed.use(before)
