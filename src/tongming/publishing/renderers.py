"""Who makes the pages: a higher floor registers it, since the mechanism knows files, not pages.

The site consists of *artefacts*: parts with a name, such as the page of an item with its downloads,
or page 3 of a list. An artefact's files are a function of what the database holds, so a part that
may be wrong is rendered again, and nothing need be kept but its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

from tongming.publishing.item import PublicItem
from tongming.publishing.site import NOTHING, Output, Standing

Making = Callable[[], Sequence[Output]]
"""Makes the files of an artefact from what has been gathered for it: a function of plain data that
asks no database, and can be sent to another process. The same wherever it runs."""


@dataclass(frozen=True, slots=True)
class Place:
    """A list an item stands in."""

    listing: str
    title: str = ""
    """What the list is called where lists are chosen from."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A list in which an item's line appeared, changed or went."""

    listing: str
    position: int
    last: int
    """The last position given out in the list."""
    is_new: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an item, told to whoever says which artefacts change with it."""

    key: str
    unit: str
    item: PublicItem | None
    touches: tuple[Touch, ...]
    related: tuple[str, ...]
    """Items the site holds whose pages may link to this one, before or after the change."""


class Renderer(Protocol):
    """Makes a site of items."""

    def made_with(self) -> str:
        """A hash of all that is in every page: settings and version. Another one: rebuild."""
        ...

    def places(self, item: PublicItem) -> Sequence[Place]:
        """The lists an item stands in; at least one."""
        ...

    def line(self, item: PublicItem) -> dict[str, Any]:
        """What lists, feeds and the catalogue say of an item, as JSON."""
        ...

    def related(self, item: PublicItem) -> Sequence[str]:
        """Keys of the items its page links to."""
        ...

    def touched(self, change: Change) -> Iterable[str]:
        """The artefacts a change of an item changes: their number depends on the item alone."""
        ...

    def section(self, code: str) -> Iterable[str]:
        """The artefacts made of what a unit says of itself."""
        ...

    def everything(self) -> Iterator[str]:
        """Every artefact of the site, what is linked to before what links to it."""
        ...

    def making(
        self, artefact: str, item: PublicItem | None = None, standing: Standing = NOTHING
    ) -> Making:
        """Gather what an artefact is made of. `item` spares asking for the item of an artefact
        that is one's; what is `standing` and would come out the same is not made again."""
        ...

    def render(self, artefact: str, item: PublicItem | None = None) -> Sequence[Output]:
        """The files of an artefact, none where there is nothing for it to show."""
        ...

    def steady(self) -> Self:
        """One that asks but once for what stands on every page: for a run of many."""
        ...


_renderer: Renderer | None = None


def register(renderer: Renderer | None) -> None:
    """Set who makes the pages; None: nobody, and everything stays pending."""
    global _renderer
    _renderer = renderer


def current() -> Renderer | None:
    """Who makes the pages."""
    return _renderer
