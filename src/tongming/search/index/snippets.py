"""What a result shows: stretches of text with the words found in them marked, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tongming.search.index.documents import Part
from tongming.search.index.folding import fold, fold_with_origins, origin_of

LENGTH = 120
_BEFORE = 30
_LOOKED_AT = 300_000
"""Characters of an item that are looked through for a snippet."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, found or not."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of an item; from a file where `file` names one."""

    segments: tuple[Segment, ...]
    file: str = ""


def marked(text: str, needles: Iterable[str]) -> tuple[Segment, ...]:
    """The whole text, every occurrence of a folded needle marked."""
    folded, origins = fold_with_origins(text)
    spans: list[tuple[int, int]] = []
    for needle in needles:
        place = folded.find(needle) if needle else -1
        while place >= 0:
            spans.append((origins[place], origins[place + len(needle) - 1] + 1))
            place = folded.find(needle, place + 1)
    segments: list[Segment] = []
    done = 0
    for start, end in sorted(spans):
        if end <= done:
            continue
        start = max(start, done)
        if start > done:
            segments.append(Segment(text[done:start]))
        if segments and segments[-1].found:
            segments[-1] = Segment(segments[-1].text + text[start:end], found=True)
        else:
            segments.append(Segment(text[start:end], found=True))
        done = end
    if done < len(text):
        segments.append(Segment(text[done:]))
    return tuple(segments)


def snippet(parts: Sequence[Part], needles: Sequence[str]) -> Snippet | None:
    """The stretch around the first occurrence of the longest needle any part has; the beginning
    of the first part where none has any."""
    left = _LOOKED_AT
    looked: list[tuple[Part, str]] = []
    for part in parts:
        if left <= 0:
            break
        looked.append((part, fold(part.text[:left])))
        left -= len(part.text)
    for needle in sorted(set(needles), key=len, reverse=True):
        for part, folded in looked:
            place = folded.find(needle)
            if place >= 0:
                return _around(part, origin_of(part.text, place), needles)
    return _around(parts[0], 0, needles) if parts else None


def _around(part: Part, place: int, needles: Sequence[str]) -> Snippet:
    text = part.text
    start = max(0, place - _BEFORE)
    if start:
        # Rather from the beginning of a sentence, where one begins nearby.
        breaks = [text.rfind(mark, start, place) + 1 for mark in "。；！？\n"]
        start = max(start, *breaks)
    end = min(len(text), start + LENGTH)
    shown = " ".join(text[start:end].split())
    segments = marked(shown, needles)
    if start and "\n" not in text[start - 1 : start] and text[start - 1] not in "。；！？":
        segments = (Segment("…"), *segments)
    if end < len(text):
        segments = (*segments, Segment("…"))
    return Snippet(segments, part.file)
