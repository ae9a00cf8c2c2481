"""What the publishing mechanism knows of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tongming.portal import host as hosts
from tongming.portal.site import making, parts
from tongming.portal.site.making import Around
from tongming.portal.site.reading import codes, section_of
from tongming.publishing.item import PublicItem
from tongming.publishing.renderers import Change, Making, Place
from tongming.publishing.site import NOTHING, Output, Standing


@dataclass(frozen=True)
class SectionRenderer:
    """Makes the site of all units' sections."""

    around: Around = Around(hosts.host, section_of)  # noqa: RUF009 (frozen, and holds functions)

    def made_with(self) -> str:
        return hosts.made_with()

    def steady(self) -> SectionRenderer:
        return SectionRenderer(Around(cache(hosts.host), cache(section_of)))

    # --- What stands where, and what changes with what --------------------------------------------

    def places(self, item: PublicItem) -> Sequence[Place]:
        return parts.places(item)

    def line(self, item: PublicItem) -> dict[str, Any]:
        return parts.line(item)

    def related(self, item: PublicItem) -> Sequence[str]:
        return sorted({one.key for one in (*item.interpretations, *item.interprets)})

    def touched(self, change: Change) -> Iterable[str]:
        return parts.touched(change)

    def section(self, code: str) -> Iterable[str]:
        return parts.section(code)

    def everything(self) -> Iterator[str]:
        return parts.everything(codes())

    # --- Files ------------------------------------------------------------------------------------

    def making(
        self, artefact: str, item: PublicItem | None = None, standing: Standing = NOTHING
    ) -> Making:
        kind, _slash, rest = artefact.partition("/")
        if kind == "item":
            return making.of_item(self.around, rest, item, standing)
        return making.OF[kind](self.around, rest)

    def render(self, artefact: str, item: PublicItem | None = None) -> Sequence[Output]:
        return self.making(artefact, item)()
