"""Where the channels take what they publish from: the site, known here by its shape.

What it does not answer with is not public, and reaches no adapter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tongming.publishing.channels.post import Picture
from tongming.publishing.item import PublicItem


class Content(Protocol):
    """What the site shows."""

    def get(self, key: str, /) -> PublicItem | None:
        """The item as the public may see it now; None where there is nothing public."""
        ...

    def address(self, item: PublicItem, /) -> str:
        """The full address of its page, with the host: what stands in a post."""
        ...

    def pictures(self, item: PublicItem, /) -> Mapping[str, Picture]:
        """The pictures of its text, by their `src` in it."""
        ...


class _Nothing:
    """Before a site is set up."""

    def get(self, key: str, /) -> PublicItem | None:
        return None

    def address(self, item: PublicItem, /) -> str:
        return ""

    def pictures(self, item: PublicItem, /) -> Mapping[str, Picture]:
        return {}


_content: Content = _Nothing()


def use(content: Content) -> Content:
    """Take items from here from now on; gives what was used before."""
    global _content
    before, _content = _content, content
    return before


def current() -> Content:
    """The content in use."""
    return _content
