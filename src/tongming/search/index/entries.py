"""What the index takes in: a public item, where it stands, and in whose branch of the tree."""

from __future__ import annotations

from dataclasses import dataclass

from tongming.publishing.item import PublicItem


@dataclass(frozen=True, slots=True)
class Entry:
    """A public item and what only its site knows of it."""

    item: PublicItem
    address: str = ""
    """Where its page is: what a result links to."""
    units: tuple[str, ...] = ()
    """The codes from the top of the tree down to the item's own unit: a filter by any of them
    finds the item."""

    @property
    def is_findable(self) -> bool:
        """A withdrawn item keeps a page that says so, and is found no more."""
        return self.item.tombstone is None
