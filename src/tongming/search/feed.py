"""Where the search takes public items from: the publishing mechanism, known here by its shape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from tongming.publishing.item import PublicItem


class Feed(Protocol):
    """What the site shows. An item it does not answer with is found by nobody."""

    def get(self, key: str, /) -> PublicItem | None:
        """The item as the public may see it now; None where there is nothing public."""
        ...

    def keys(self) -> Iterable[str]:
        """Every key that is or was public."""
        ...

    def address(self, item: PublicItem) -> str:
        """The address of the item's page."""
        ...


class _Nothing:
    """Before a site is set up."""

    def get(self, key: str) -> PublicItem | None:
        return None

    def keys(self) -> Iterable[str]:
        return ()

    def address(self, item: PublicItem) -> str:
        return ""


_feed: Feed = _Nothing()


def use(feed: Feed) -> Feed:
    """Take items from here from now on; gives the feed that was used before."""
    global _feed
    before, _feed = _feed, feed
    return before


def current() -> Feed:
    """The feed in use."""
    return _feed
