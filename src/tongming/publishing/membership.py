"""Which item stands where in which list.

Positions count from the oldest and are never given twice, so that a full page of a list never
changes when an item is added. The caller holds the site's lock: one writer at a time.
"""

from __future__ import annotations

from collections.abc import Iterable

from tongming.publishing.item import PublicItem
from tongming.publishing.models import Entry, Listing, Published
from tongming.publishing.renderers import Change, Renderer, Touch


def take(key: str, item: PublicItem | None, renderer: Renderer) -> Change | None:
    """Bring the lists in step with an item, inside a transaction; None where nothing was or is
    public."""
    lists = Lists([key], renderer)
    linked_before = lists.linked(key)
    touches = lists.take(key, item)
    if touches is None:
        return None
    lists.save()
    linked = {*linked_before, *lists.linked(key)} - {key}
    return Change(
        key=key,
        unit=lists.unit(key),
        item=item,
        touches=tuple(touches),
        related=tuple(
            Published.objects.filter(key__in=linked).order_by("key").values_list("key", flat=True)
        )
        if linked
        else (),
    )


class Lists:
    """The lists as far as some items are concerned: read at once, changed here, saved at once,
    all in one transaction. Each list is saved once, however many of the items it takes in."""

    def __init__(self, keys: Iterable[str], renderer: Renderer) -> None:
        self._renderer = renderer
        known = Published.objects.filter(key__in=list(keys))
        self._items = {one.key: one for one in known}
        self._listings: dict[str, Listing] = {}
        self._entries: dict[str, dict[str, Entry]] = {key: {} for key in self._items}
        by_pk = {one.pk: one for one in self._items.values()}
        entries = Entry.objects.filter(item__in=list(by_pk)) if by_pk else Entry.objects.none()
        for entry in entries.select_related("listing"):
            item = by_pk[entry.item_id]
            # One object for each list, whichever entry leads to it.
            entry.listing = self._listings.setdefault(entry.listing.name, entry.listing)
            self._entries[item.key][entry.listing.name] = entry
        self._changed: dict[str, Published] = {}
        self._added: list[Entry] = []
        self._moved: dict[int, Entry] = {}
        self._counted: dict[str, Listing] = {}

    def linked(self, key: str) -> list[str]:
        """The items that an item is linked with."""
        item = self._items.get(key)
        return list(item.related) if item else []

    def unit(self, key: str) -> str:
        """The unit of an item that was taken in."""
        return self._items[key].unit

    def take(self, key: str, item: PublicItem | None) -> list[Touch] | None:
        """Bring the lists in step with an item; None where nothing was or is public."""
        published = self._items.get(key)
        if published is None and item is None:
            return None
        was, before = None, None
        if published is None:
            published = self._items[key] = Published(key=key)
            self._entries[key] = {}
        else:
            was = published.state
            before = (was, published.unit, published.line, published.related)
        if item is None:
            published.state, published.line, published.related = Published.State.GONE, {}, []
        else:
            withdrawn = item.tombstone is not None
            published.unit = item.unit
            published.state = Published.State.WITHDRAWN if withdrawn else Published.State.PUBLIC
            published.line = self._renderer.line(item)
            published.related = list(self._renderer.related(item))
        if (published.state, published.unit, published.line, published.related) != before:
            self._changed[key] = published
        return self._touches(published, was, item)

    def save(self) -> None:
        """Write what changed."""
        new = [one for one in self._changed.values() if one.pk is None]
        for one in self._changed.values():
            if one.pk is not None:
                one.save()
        Published.objects.bulk_create(new, batch_size=400)
        Entry.objects.bulk_create(self._added, batch_size=400)
        for entry in self._moved.values():
            entry.save(update_fields=["present"])
        for listing in self._counted.values():
            listing.save(update_fields=["last", "public", "title"])
        self._changed, self._added, self._moved, self._counted = {}, [], {}, {}

    def _touches(
        self, published: Published, was: str | None, item: PublicItem | None
    ) -> list[Touch]:
        """The item's line appears, changes or goes in each of these lists."""
        places = {place.listing: place for place in self._renderer.places(item)} if item else {}
        entries = self._entries[published.key]
        self._find(set(places) - set(entries))
        touches = []
        for name in sorted({*entries, *places}):
            listing, entry, place = self._listings[name], entries.get(name), places.get(name)
            is_new = entry is None
            before = bool(entry and entry.present and was == Published.State.PUBLIC)
            after = bool(place and published.state == Published.State.PUBLIC)
            state = (listing.last, listing.public, listing.title)
            if entry is None:
                listing.last += 1
                entry = Entry(listing=listing, position=listing.last, item=published)
                entries[name] = entry
                self._added.append(entry)
            elif entry.present != bool(place):
                entry.present = bool(place)
                if entry.pk is not None:
                    self._moved[entry.pk] = entry
            listing.public += after - before
            if place and place.title:
                listing.title = place.title
            if state != (listing.last, listing.public, listing.title):
                self._counted[name] = listing
            touches.append(Touch(name, entry.position, listing.last, is_new))
        return touches

    def _find(self, names: set[str]) -> None:
        """Have the lists of these names at hand, new ones among them."""
        unseen = names - set(self._listings)
        if not unseen:
            return
        for one in Listing.objects.filter(name__in=unseen):
            self._listings[one.name] = one
        for name in sorted(unseen - set(self._listings)):
            self._listings[name] = Listing.objects.create(name=name)
