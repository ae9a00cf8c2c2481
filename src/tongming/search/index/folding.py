"""The one spelling in which texts and queries meet.

Folding goes character by character, each to none, one or several, whatever stands beside it:
`fold(a + b) == fold(a) + fold(b)`. That is what makes a substring of a text a substring of the
folded text, and so recall complete.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_SAME = (
    ("(", "〔【[［〘〖{｛"),
    (")", "〕】]］〙〗}｝"),
    ("<", "《〈«‹"),
    (">", "》〉»›"),
    ('"', "“”„‟＂'‘’‚‛`´〝〞"),
    ("-", "‐‑‒–—―─−﹣"),
    ("·", "•・‧∙⋅・"),
    ("〇", "○◯"),
    (",", "、，"),
)
"""Marks people type for one another, each group with the one that stands for all."""
_VARIANTS = {other: one for one, others in _SAME for other in others}
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})
"""Spaces, invisible characters, accents: typists and converters put them in anywhere."""


class _Folding(dict[int, str]):
    """For `str.translate`: each character is worked out once."""

    def __missing__(self, code: int) -> str:
        folded = "".join(map(_folded, unicodedata.normalize("NFKD", _one(chr(code)).casefold())))
        self[code] = folded
        return folded


def _one(character: str) -> str:
    return _VARIANTS.get(character, character)


def _folded(character: str) -> str:
    return "" if unicodedata.category(character) in _DROPPED else _one(character).casefold()


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Half-width, lower case, one kind of bracket and quotation mark, no spaces, no accents."""
    return text.translate(_FOLDING)


def fold_with_origins(text: str) -> tuple[str, Sequence[int]]:
    """The folded text and, for each of its characters, the place it comes from in `text`."""
    whole = text.translate(_FOLDING)
    if len(whole) == len(text) and all(len(_FOLDING[ord(one)]) == 1 for one in set(text)):
        return whole, range(len(text))
    folded: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        made = _FOLDING[ord(character)]
        folded.append(made)
        origins.extend([place] * len(made))
    return "".join(folded), origins


def origin_of(text: str, position: int) -> int:
    """Where in `text` the character at a position of the folded text comes from.

    Long texts are walked in chunks, then the one chunk in smaller ones, so that finding a place
    costs little more than folding.
    """
    start = 0
    for size in (4096, 64):
        for at in range(start, len(text), size):
            length = len(fold(text[at : at + size]))
            if position < length:
                start = at
                break
            position -= length
        else:
            return len(text)
    return start + fold_with_origins(text[start : start + 64])[1][position]
