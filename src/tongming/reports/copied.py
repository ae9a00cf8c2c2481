"""Passages that one report has in common with another: copied from last year, or from a neighbour.

Plain Python. Figures and names are no copy: numbers, the organ's and the year's are left out of the
comparing, and so is what a form or the drafter says for everybody. What is found is a hint: whoever
reads the two passages side by side decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST = 40
"""Characters in common, numbers and punctuation left out, before a passage is called copied."""
_STEP = 12
"""The stretch looked up in the index. Every passage of `LEAST` holds many."""
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
    everybodys = {piece for text in common for piece in _pieces(_plain(text).text)}
    index: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, plain in {**others, **asked}.items():
        for start in range(len(plain.text) - _STEP + 1):
            piece = plain.text[start : start + _STEP]
            if piece not in everybodys:
                index[piece].append((key, start))
    every = {**others, **asked}
    found: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for key, plain in asked.items():
        _look(key, plain, every, index, found, set(others))
    longest = [one for pair in found.values() for one in pair]
    return sorted(longest, key=lambda one: (-one.length, one.one, one.other, one.in_one))


def _look(
    key: str,
    plain: _Plain,
    every: Mapping[str, _Plain],
    index: Mapping[str, list[tuple[str, int]]],
    found: dict[tuple[str, str], list[Passage]],
    outside: set[str],
) -> None:
    covered: dict[str, int] = {}
    for start in range(len(plain.text) - _STEP + 1):
        for other, there in index.get(plain.text[start : start + _STEP], ()):
            if _same_report(key, other) or (other not in outside and other <= key):
                continue
            if start < covered.get(other, 0):
                continue
            length = _reach(plain.text, start, every[other].text, there)
            if length < LEAST:
                continue
            covered[other] = start + length
            found[key, other].append(
                Passage(
                    key,
                    other,
                    _span(plain, start, length),
                    _span(every[other], there, length),
                    length,
                )
            )


def _reach(one: str, start: int, other: str, there: int) -> int:
    length = 0
    most = min(len(one) - start, len(other) - there)
    while length < most and one[start + length] == other[there + length]:
        length += 1
    return length


def _same_report(one: str, other: str) -> bool:
    return one.partition("/")[0] == other.partition("/")[0]


def _span(plain: _Plain, start: int, length: int) -> tuple[int, int]:
    return plain.at[start], plain.at[start + length - 1] + 1


def _plain(text: str) -> _Plain:
    kept = [(match.group(), match.start()) for match in _KEPT.finditer(text)]
    return _Plain("".join(c for c, _ in kept), tuple(at for _, at in kept))


def _pieces(text: str) -> Iterable[str]:
    return (text[start : start + _STEP] for start in range(len(text) - _STEP + 1))
