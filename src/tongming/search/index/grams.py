"""Bigrams: what is indexed of a folded text, and the phrase that finds a substring of it."""

from __future__ import annotations

from operator import add

END = "\ue000"
"""Stands after the last character, so that every character begins one bigram and a single one can
be looked for too. Folding drops it from every text."""


def grams(folded: str) -> str:
    """All bigrams in order, with spaces between: the index's whitespace tokeniser parts them.

    >>> grams("公开条例").replace(END, "$")
    '公开 开条 条例 例$'
    """
    return " ".join(map(add, folded, folded[1:] + END))


def phrase(folded: str) -> list[str | tuple[int, str]]:
    """The fewest bigrams, each with its place, that pin a substring of two characters or more down.

    Every second one covers all characters, and halves what has to be read.

    >>> phrase("信息公开条")
    [(0, '信息'), (2, '公开'), (3, '开条')]
    """
    last = len(folded) - 2
    places = [*range(0, last, 2), last]
    return [(place, folded[place : place + 2]) for place in places]
