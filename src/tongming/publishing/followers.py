"""Who else acts on what has been published: the index of the search, the channels.

A follower is called under the site's lock after the files of a change are written; if the process
dies before the follower has returned, it is called again at the next start. So it may be called
twice for one change, and must not mind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tongming.publishing.item import PublicItem

Change = tuple[str, PublicItem | None]
"""A key and the item as it is public now; None where nothing of it is public any more. A withdrawn
item comes with its tombstone."""


class Follower(Protocol):
    """Something that follows the site."""

    name: str
    """Stands in the list of what is unfinished: never change it."""

    def follow(self, changes: Sequence[Change]) -> None:
        """Take in what changed."""
        ...


_followers: dict[str, Follower] = {}


def register(follower: Follower) -> None:
    """Add a follower; its name again replaces the former."""
    _followers[follower.name] = follower


def unregister(name: str) -> None:
    """Take a follower out, for tests."""
    _followers.pop(name, None)


def every() -> tuple[Follower, ...]:
    """All followers, by name."""
    return tuple(follower for _name, follower in sorted(_followers.items()))
