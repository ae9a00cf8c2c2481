"""Text that remembers where it was read, so that masking writes back exactly there.

A `Live` is a part of a file together with its *spots*: which stretch of the text came from which
XML node or which stretch of the source. Edits keep the length of what they cover, so one spot
never moves another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from tongming.files.extraction.model import Layer, Part
from tongming.law.words import Message

Edit = tuple[int, int, str]
"""From, to, and what stands there instead: as long as what it covers."""


class Spot(Protocol):
    """A place some text was read from."""

    def change(self, edits: list[Edit]) -> None:
        """Write edits, counted from the beginning of this spot's text."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made."""
    for start, end, instead in edits:
        text = text[:start] + instead + text[end:]
    return text


@dataclass(slots=True)
class NodeText:
    """The text of an XML node, or its tail."""

    node: Any
    tail: bool = False

    def change(self, edits: list[Edit]) -> None:
        if self.tail:
            self.node.tail = edited(self.node.tail or "", edits)
        else:
            self.node.text = edited(self.node.text or "", edits)


@dataclass(slots=True)
class NodeAttribute:
    """An attribute of an XML node."""

    node: Any
    name: str

    def change(self, edits: list[Edit]) -> None:
        self.node.set(self.name, edited(self.node.get(self.name), edits))


@dataclass(slots=True)
class Live:
    """A part being built, or built, with its spots."""

    where: Message
    layer: Layer = Layer.SHOWN
    key: str = ""
    page: int | None = None
    source: Any = None
    """The package entry it was read from: told when something in it changes."""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str, spot: Spot | None = None) -> None:
        """Append text, and where it came from."""
        if not text:
            return
        if spot is not None:
            self.starts.append(self.length)
            self.lengths.append(len(text))
            self.spots.append(spot)
        self.pieces.append(text)
        self.length += len(text)

    def mark(self, place: str) -> None:
        """What follows stands at a finer place."""
        self.marks.append((self.length, place))

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def part(self) -> Part:
        """The part as others see it."""
        return Part(self.where, self.text, self.layer, tuple(self.marks), self.key, self.page)

    def change(self, edits: Iterable[Edit]) -> None:
        """Write edits to wherever their characters were read from."""
        by_spot: dict[int, list[Edit]] = {}
        for start, end, instead in edits:
            index = max(bisect_right(self.starts, start) - 1, 0)
            while index < len(self.starts) and self.starts[index] < end:
                begin = self.starts[index]
                finish = begin + self.lengths[index]
                low, high = max(start, begin), min(end, finish)
                if low < high:
                    piece = instead[low - start : high - start]
                    by_spot.setdefault(index, []).append((low - begin, high - begin, piece))
                index += 1
        for index, own in by_spot.items():
            self.spots[index].change(own)
        if by_spot and self.source is not None:
            self.source.touch()
