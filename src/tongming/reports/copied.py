"""Passages that one report has in common with another: copied from last year, or from a neighbour.

Plain Python. Figures and names are no copy: numbers, the organ's and the year's are left out of the
comparing, and so is what a form or the drafter says for everybody. What is found is a hint: whoever
reads the two passages side by side decides.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

LEAST = 40
"""Characters in common, numbers and punctuation left out, before a passage is called copied."""
_STEP = 12
"""The stretch looked up in the index."""
_WINDOW = LEAST - _STEP + 1
"""How many such stretches a passage of `LEAST` holds. Of every so many in a row the one with the
least hash is an anchor, whatever text it stands in: so two texts with a passage in common have an
anchor of it in common, and the index keeps a fifteenth of what it would (Schleimer, Wilkerson,
Aiken 2003)."""
_KEPT = re.compile(r"[\u3400-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class Text:
    """One section's words, and whose they are."""

    key: str
    """What the caller knows it by."""
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that two texts have in common, where it stands in each."""

    one: str
    other: str
    """The keys of the two texts."""
    in_one: tuple[int, int]
    in_other: tuple[int, int]
    """From and to, in characters of the text as it was given."""
    length: int
    """Characters in common, without numbers and punctuation."""


@dataclass(frozen=True, slots=True)
class _Plain:
    text: str
    at: tuple[int, ...]
    """Where each character stands in the text as given."""


def passages(
    texts: Iterable[Text], against: Iterable[Text] = (), *, common: Iterable[str] = ()
) -> list[Passage]:
    """What the texts have in common among each other and with others, the longest first.

    `against` are compared with `texts` and not among themselves; two keys that are alike up to the
    first `/` belong to one report and are not compared. `common` is wording that is everybody's.
    """
    asked = {one.key: _plain(one.text) for one in texts}
    others = {one.key: _plain(one.text) for one in against if one.key not in asked}
    everybodys = {piece for text in common for piece in _hashes(_plain(text).text)}
    every = {**others, **asked}
    anchors = {key: _anchors(plain.text, everybodys) for key, plain in every.items()}
    index: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for key, found in anchors.items():
        for piece, start in found:
            index[piece].append((key, start))
    pairs: list[Passage] = []
    for key in asked:
        pairs += _look(key, every, anchors[key], index, set(others), everybodys)
    return sorted(pairs, key=lambda one: (-one.length, one.one, one.other, one.in_one))


def _look(
    key: str,
    every: Mapping[str, _Plain],
    anchors: Iterable[tuple[int, int]],
    index: Mapping[int, list[tuple[str, int]]],
    outside: set[str],
    everybodys: set[int],
) -> Iterator[Passage]:
    plain, covered = every[key], dict[str, int]()
    own = key.partition("/")[0]
    for piece, at in anchors:
        for other, there in index[piece]:
            if at < covered.get(other, 0) or (other not in outside and other <= key):
                continue
            if other.partition("/")[0] == own:
                continue
            text = every[other].text
            back = _back(plain.text, at, text, there, everybodys)
            start, begun = at - back, there - back
            length = _reach(plain.text, start, text, begun)
            if length < LEAST:
                continue
            covered[other] = start + length
            if _own(plain.text[start : start + length], everybodys) < LEAST:
                continue
            yield Passage(
                key,
                other,
                _span(plain, start, length),
                _span(every[other], begun, length),
                length,
            )


def _back(one: str, at: int, other: str, there: int, everybodys: set[int]) -> int:
    """How far before the anchor the two agree; what is everybody's begins no passage."""
    most = min(at, there)
    back = 0
    while back < most and one[at - back - 1] == other[there - back - 1]:
        back += 1
    while back and everybodys and _hash(one[at - back : at - back + _STEP]) in everybodys:
        back -= 1
    return back


def _own(text: str, everybodys: set[int]) -> int:
    """How many characters of a passage are nobody's wording but the writer's.

    What the system drafts stands in every report: a passage may run over it on either side.
    """
    if not everybodys:
        return len(text)
    shared = [False] * len(text)
    for place, piece in enumerate(_hashes(text)):
        if piece in everybodys:
            shared[place : place + _STEP] = [True] * _STEP
    return shared.count(False)


def _reach(one: str, start: int, other: str, there: int) -> int:
    """How many characters agree from here: by halves, since a copy may be long."""
    length, step = 0, 1
    most = min(len(one) - start, len(other) - there)
    while step:
        end = min(length + step, most)
        agrees = one[start + length : start + end] == other[there + length : there + end]
        if agrees and end > length:
            length, step = end, step * 2
        else:
            step //= 2
    return length


def _span(plain: _Plain, start: int, length: int) -> tuple[int, int]:
    return plain.at[start], plain.at[start + length - 1] + 1


def _plain(text: str) -> _Plain:
    kept = [(match.group(), match.start()) for match in _KEPT.finditer(text)]
    return _Plain("".join(c for c, _ in kept), tuple(at for _, at in kept))


def _hash(piece: str) -> int:
    return crc32(piece.encode("utf-16-le"))


def _hashes(text: str) -> list[int]:
    # Every kept character has two bytes here, so a stretch is a slice.
    data = memoryview(text.encode("utf-16-le"))
    return [crc32(data[2 * n : 2 * (n + _STEP)]) for n in range(len(text) - _STEP + 1)]


def _anchors(text: str, everybodys: set[int]) -> list[tuple[int, int]]:
    """Hash and place of the stretches that stand for the text; none that are everybody's."""
    hashes = _hashes(text)
    waiting: deque[tuple[int, int]] = deque()
    found: list[tuple[int, int]] = []
    for place, piece in enumerate(hashes):
        if waiting and waiting[0][1] <= place - _WINDOW:
            waiting.popleft()
        if piece not in everybodys:
            while waiting and waiting[-1][0] > piece:
                waiting.pop()
            waiting.append((piece, place))
        if waiting and place >= _WINDOW - 1 and (not found or found[-1] != waiting[0]):
            found.append(waiting[0])
    return found
