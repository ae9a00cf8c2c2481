"""The rooms that keep public items.

A room registers its source in its `AppConfig.ready`; what no source answers with is not public.
"""

from __future__ import annotations

from tongming.publishing.item import ItemSource, PublicItem

_sources: dict[str, ItemSource] = {}


def register(source: ItemSource) -> None:
    """Add a room's source. A prefix has one source; registering it again replaces the former."""
    _sources[source.prefix] = source


def unregister(prefix: str) -> None:
    """Take a source out, for tests."""
    _sources.pop(prefix, None)


def every() -> tuple[ItemSource, ...]:
    """All sources, by prefix."""
    return tuple(source for _prefix, source in sorted(_sources.items()))


def get(key: str) -> PublicItem | None:
    """The item of a key as the public may see it now, from the source with the longest prefix."""
    owners = [prefix for prefix in _sources if key.startswith(prefix)]
    return _sources[max(owners, key=len)].get(key) if owners else None
