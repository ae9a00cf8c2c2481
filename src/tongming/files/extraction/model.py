"""What was taken out of a file: its text by part, seen and unseen, and what nobody could read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tongming.files.sniff import Kind
from tongming.law.words import Message, say


class Layer(StrEnum):
    """How a part of a file comes before a reader."""

    SHOWN = "shown"
    """Everybody sees it."""
    INSERTED = "inserted"
    """Tracked insertions, once more by themselves; the shown text has them too."""
    DELETED = "deleted"
    """Tracked deletions: gone from the page and still in the file."""
    HIDDEN = "hidden"
    """Hidden on purpose or by accident: text, rows, columns, sheets, slides, layers."""
    COMMENT = "comment"
    """Comments and notes."""
    PROPERTY = "property"
    """Properties of the document: author, company, place."""
    ASIDE = "aside"
    """Nothing unusual to have (alternative text, links, names), but it travels along."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text with where it stands."""

    where: Message
    text: str
    layer: Layer = Layer.SHOWN
    marks: tuple[tuple[int, str], ...] = ()
    """From which offset on which finer place: a cell, say; in order."""
    key: str = ""
    """For a property its code: author, company …; for hidden text what hides it."""
    page: int | None = None
    """For files with pages the page, from 0."""

    def place(self, offset: int) -> Message:
        """Where an offset stands, for a person."""
        index = bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1
        if index < 0:
            return self.where
        return say("{where} {cell}", where=self.where, cell=self.marks[index][1])


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that could be read in a file."""

    kind: Kind
    parts: tuple[Part, ...]
    cautions: tuple[Message, ...] = ()
    """What could not be read and a person must look at."""

    @property
    def text(self) -> str:
        """The full text a reader sees."""
        shown = (part.text.strip("\n") for part in self.parts if part.layer is Layer.SHOWN)
        return "\n".join(text for text in shown if text.strip())


# --- Across the process boundary, as plain data ---------------------------------------------------


def pack_message(message: Message) -> list[Any]:
    """A message as plain data; dates do not occur in the words about files."""
    values = {
        name: pack_message(value) if isinstance(value, Message) else _plain(value)
        for name, value in message.values.items()
    }
    return [message.text, values]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        raise TypeError("no dates in the places of a file")
    return value if isinstance(value, int) else str(value)


def unpack_message(data: list[Any]) -> Message:
    """A message from plain data."""
    values = {
        name: unpack_message(value) if isinstance(value, list) else value
        for name, value in data[1].items()
    }
    return say(data[0], **values)


def pack(extraction: Extraction) -> dict[str, Any]:
    """An extraction as plain data."""
    return {
        "kind": extraction.kind.value,
        "parts": [
            [pack_message(p.where), p.text, p.layer.value, p.marks, p.key, p.page]
            for p in extraction.parts
        ],
        "cautions": [pack_message(caution) for caution in extraction.cautions],
    }


def unpack(data: dict[str, Any]) -> Extraction:
    """An extraction from plain data."""
    return Extraction(
        Kind(data["kind"]),
        tuple(
            Part(
                unpack_message(where),
                text,
                Layer(layer),
                tuple((offset, place) for offset, place in marks),
                key,
                page,
            )
            for where, text, layer, marks, key, page in data["parts"]
        ),
        tuple(unpack_message(caution) for caution in data["cautions"]),
    )
