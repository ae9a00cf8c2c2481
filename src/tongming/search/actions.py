"""Keep the index in step with what is public.

None of these decides what is public: they ask the feed, and the index follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.conf import settings

from tongming.publishing.item import PublicItem
from tongming.search import feed
from tongming.search.index import writing
from tongming.search.index.entries import Entry
from tongming.units.models import Unit


def update(keys: Iterable[str]) -> None:
    """Bring items up to date, in one commit, whatever happened to them; twice does no harm.

    When it returns, a withdrawn item is found by nobody any more.
    """
    find = _finder()
    writing.update(settings.SEARCH, {key: find(key) for key in keys})


def rebuild(progress: Callable[[int], object] = lambda written: None) -> int:
    """Write the whole index anew beside the one in use; gives the number of items."""
    find = _finder()
    entries = (entry for key in feed.current().keys() if (entry := find(key)) is not None)  # noqa: SIM118
    return writing.rebuild(settings.SEARCH, entries, find, progress)


def repair() -> list[str]:
    """Write what differs from what is public, say after a copy was lost; gives the keys."""
    return writing.repair(settings.SEARCH, feed.current().keys(), _finder())


class Follower:
    """Takes along what the publishing mechanism has just written."""

    name = "search"

    def follow(self, changes: Sequence[tuple[str, PublicItem | None]]) -> None:
        """Bring the index in step; called twice for one change it does the same."""
        units = _branches()
        writing.update(
            settings.SEARCH, {key: _entry(item, units) if item else None for key, item in changes}
        )


def _finder() -> writing.Find:
    units = _branches()

    def find(key: str) -> Entry | None:
        item = feed.current().get(key)
        return _entry(item, units) if item else None

    return find


def _entry(item: PublicItem, units: dict[str, tuple[str, ...]]) -> Entry:
    return Entry(item, feed.current().address(item), units.get(item.unit, (item.unit,)))


def _branches() -> dict[str, tuple[str, ...]]:
    """For each unit's code, the codes from the top of its tree down to itself."""
    rows = list(Unit.objects.values_list("pk", "path", "code"))
    codes = {str(pk): code for pk, _path, code in rows}
    return {code: tuple(codes[pk] for pk in path.strip("/").split("/")) for _pk, path, code in rows}
