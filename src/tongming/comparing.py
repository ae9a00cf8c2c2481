"""What changed from one text to another, by words: versions of documents and of rules.

Chinese has no spaces, so words come from the segmenter; lines that are alike are compared word by
word, others are shown as taken out and put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import rjieba

ALIKE = 0.5
"""From which share of common words two lines are one line that was changed."""


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it is new or gone."""
        return any(piece.change is not Change.SAME for piece in self.pieces)


def compare(old: str, new: str) -> tuple[Line, ...]:
    """Every line of both texts, in order; joined again, the pieces give either text."""
    before, after = old.split("\n"), new.split("\n")
    lines: list[Line] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [Line((Piece(Change.SAME, line),)) for line in before[a:b]]
        else:
            lines += _changed(before[a:b], after[c:d])
    return tuple(line for line in lines if any(piece.text for piece in line.pieces))


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Changed lines: paired in order while they are alike, the rest out and in."""
    position = 0
    for line in before:
        match = next(
            (n for n in range(position, len(after)) if _share(line, after[n]) >= ALIKE), None
        )
        if match is None:
            yield Line((Piece(Change.REMOVED, line),))
            continue
        for added in after[position:match]:
            yield Line((Piece(Change.ADDED, added),))
        yield Line(tuple(words(line, after[match])))
        position = match + 1
    for added in after[position:]:
        yield Line((Piece(Change.ADDED, added),))


def _share(old: str, new: str) -> float:
    return SequenceMatcher(None, rjieba.cut(old), rjieba.cut(new), autojunk=False).ratio()


def words(old: str, new: str) -> Iterator[Piece]:
    """One line against another, word by word."""
    before, after = rjieba.cut(old), rjieba.cut(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(Change.SAME, "".join(before[a:b]))
            continue
        if b > a:
            yield Piece(Change.REMOVED, "".join(before[a:b]))
        if d > c:
            yield Piece(Change.ADDED, "".join(after[c:d]))
