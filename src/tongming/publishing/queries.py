"""What pages are made of: lines of lists. Reads alone; each costs the same at any size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tongming.publishing.models import Entry, Listing, Pending, Published, SiteState


@dataclass(frozen=True, slots=True)
class ListState:
    """How far a list reaches, and how much in it is public."""

    name: str
    title: str
    last: int
    public: int


@dataclass(frozen=True, slots=True)
class Row:
    """An item's place in a list and what is said of it there."""

    position: int
    key: str
    withdrawn: bool
    line: dict[str, Any]


def list_state(name: str) -> ListState:
    """A list; an empty one where nothing has ever stood in it."""
    found = Listing.objects.filter(name=name).first()
    return _state(found) if found else ListState(name, "", 0, 0)


def lists_under(prefix: str) -> list[ListState]:
    """The lists whose names begin so, by name: as many as there are years, themes or units."""
    found = Listing.objects.filter(name__startswith=prefix).order_by("name")
    return [_state(one) for one in found]


def lists_ending(suffix: str) -> list[ListState]:
    """The lists whose names end so, by name: one a unit."""
    found = Listing.objects.filter(name__endswith=suffix).order_by("name")
    return [_state(one) for one in found]


def rows_between(name: str, first: int, last: int) -> list[Row]:
    """The lines at these positions, the newest first; withdrawn ones among them."""
    return _rows(
        Entry.objects.filter(
            listing__name=name, position__gte=first, position__lte=last, present=True
        ).order_by("-position")
    )


def newest_rows(name: str, number: int, *, public: bool = False) -> list[Row]:
    """The newest lines of a list; with `public`, only of what is not withdrawn."""
    found = Entry.objects.filter(listing__name=name, present=True).order_by("-position")
    if public:
        found = found.filter(item__state=Published.State.PUBLIC)
    return _rows(found[:number])


def rows_before(name: str, before: int | None, number: int) -> list[Row]:
    """So many lines of a list beneath a position, the newest first; from the top without one."""
    found = Entry.objects.filter(listing__name=name, present=True).order_by("-position")
    if before is not None:
        found = found.filter(position__lt=before)
    return _rows(found[:number])


def rows_of(keys: Iterable[str]) -> dict[str, Row]:
    """What is said of these items, of those the site holds."""
    found = Published.objects.filter(key__in=list(keys)).exclude(state=Published.State.GONE)
    return {one.key: _row(0, one) for one in found}


def pending_count() -> int:
    """How many requests wait; the clerk's screens may say so."""
    return Pending.objects.count()


def problems() -> list[Pending]:
    """Requests that failed, the oldest first."""
    return list(Pending.objects.exclude(problem="").order_by("pk"))


def state() -> SiteState:
    """The row about the whole site."""
    return SiteState.objects.filter(pk=1).first() or SiteState(pk=1)


def _state(listing: Listing) -> ListState:
    return ListState(listing.name, listing.title, listing.last, listing.public)


def _rows(entries: QuerySet[Entry]) -> list[Row]:
    return [_row(entry.position, entry.item) for entry in entries.select_related("item")]


def _row(position: int, item: Published) -> Row:
    return Row(position, item.key, item.state == Published.State.WITHDRAWN, item.line)
