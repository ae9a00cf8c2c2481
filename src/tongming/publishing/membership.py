"""Which item stands where in which list.

Positions count from the oldest and are never given twice, so that a full page of a list never
changes when an item is added. The caller holds the site's lock: one writer at a time.
"""

from __future__ import annotations

from tongming.publishing.item import PublicItem
from tongming.publishing.models import Entry, Listing, Published
from tongming.publishing.renderers import Change, Renderer, Touch


def take(key: str, item: PublicItem | None, renderer: Renderer) -> Change | None:
    """Bring the lists in step with an item, inside a transaction; None where nothing was or is
    public."""
    published = Published.objects.filter(key=key).first()
    if published is None and item is None:
        return None
    related_before = list(published.related) if published else []
    was = published.state if published else None
    before = None
    if published is None:
        published = Published(key=key)
    else:
        before = (published.state, published.unit, published.line, published.related)
    if item is None:
        published.state, published.line, published.related = Published.State.GONE, {}, []
    else:
        withdrawn = item.tombstone is not None
        published.unit = item.unit
        published.state = Published.State.WITHDRAWN if withdrawn else Published.State.PUBLIC
        published.line = renderer.line(item)
        published.related = list(renderer.related(item))
    if (published.state, published.unit, published.line, published.related) != before:
        published.save()
    linked = {*related_before, *published.related} - {key}
    return Change(
        key=key,
        unit=published.unit,
        item=item,
        touches=tuple(_touches(published, was, item, renderer)),
        related=tuple(
            Published.objects.filter(key__in=linked).order_by("key").values_list("key", flat=True)
        ),
    )


def _touches(
    published: Published, was: str | None, item: PublicItem | None, renderer: Renderer
) -> list[Touch]:
    """The item's line appears, changes or goes in each of these lists."""
    places = {place.listing: place for place in renderer.places(item)} if item else {}
    entries = {entry.listing.name: entry for entry in published.entries.select_related("listing")}
    listings = {name: entry.listing for name, entry in entries.items()}
    listings |= _listings(set(places) - set(entries))
    added, counted, touches = [], [], []
    for name in sorted(listings):
        listing, entry, place = listings[name], entries.get(name), places.get(name)
        before = bool(entry and entry.present and was == Published.State.PUBLIC)
        after = bool(place and published.state == Published.State.PUBLIC)
        state = (listing.last, listing.public, listing.title)
        if entry is None:
            listing.last += 1
            entry = Entry(listing=listing, position=listing.last, item=published)
            added.append(entry)
        elif entry.present != bool(place):
            entry.present = bool(place)
            entry.save(update_fields=["present"])
        listing.public += after - before
        if place and place.title:
            listing.title = place.title
        if state != (listing.last, listing.public, listing.title):
            counted.append(listing)
        touches.append(Touch(name, entry.position, listing.last, name not in entries))
    Entry.objects.bulk_create(added)
    Listing.objects.bulk_update(counted, ["last", "public", "title"])
    return touches


def _listings(names: set[str]) -> dict[str, Listing]:
    """The lists of these names, new ones among them."""
    found = {one.name: one for one in Listing.objects.filter(name__in=names)}
    missing = [Listing(name=name) for name in sorted(names - set(found))]
    if missing:
        Listing.objects.bulk_create(missing)
        found |= {one.name: one for one in Listing.objects.filter(name__in=names)}
    return found
