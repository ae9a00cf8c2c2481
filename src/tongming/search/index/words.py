"""Words of titles, for splitting long queries and for suggestions."""

from __future__ import annotations

import re
from collections.abc import Iterable

import rjieba

from tongming.search.index.folding import fold

_FILLERS = "关于 印发 的 和 与 及 对 在 有关 进行 以及 等 或 了 是 一 为 将 年 月 日 号 第 上 下 中"
_EMPTY = frozenset(_FILLERS.split())
"""Words no one looks for: they part the words of a title that belong together."""
_WORD = re.compile(r"[^\W\d_]{2,12}")
_LONGEST = 8


def split(folded: str) -> list[str]:
    """The words of a folded text in order, without marks and empty words.

    Characters the dictionary leaves alone, most of them of names, stay together where they stand
    together; one that is left quite alone tells too little and is left out.
    """
    found: list[str] = []
    alone = ""
    for word in [*rjieba.cut(folded), ""]:
        if len(word) == 1 and word.isalnum() and word not in _EMPTY:
            alone += word
            continue
        if len(alone) > 1:
            found.append(alone)
        alone = ""
        if word not in _EMPTY and any(character.isalnum() for character in word):
            found.append(word)
    return found


def words_of(title: str, subject_words: Iterable[str], theme: str) -> list[str]:
    """What an item gives to the vocabulary: subject words, words of the title, neighbours together.

    Two or three neighbours (政务 and 公开) are mostly what people call the thing.
    """
    found = {word for word in map(fold, (*subject_words, theme)) if _WORD.fullmatch(word)}
    for run in _runs(fold(title)):
        for length in (1, 2, 3):
            for start in range(len(run) - length + 1):
                joined = "".join(run[start : start + length])
                if len(joined) <= _LONGEST and _WORD.fullmatch(joined):
                    found.add(joined)
    return sorted(found)


def _runs(folded: str) -> list[list[str]]:
    """Words that stand together, without anything empty between them."""
    runs: list[list[str]] = [[]]
    for word in rjieba.cut(folded):
        if word in _EMPTY or not _is_word(word):
            runs.append([])
        else:
            runs[-1].append(word)
    return runs


def _is_word(text: str) -> bool:
    return all(character.isalpha() for character in text)
