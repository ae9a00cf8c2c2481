"""您是不是要找: what somebody may have meant, from pinyin or from words with a slip in them.

The vocabulary is that of titles and subject words in the index. Every suggestion was looked for
before it is made: it finds something, and a word only withdrawn items had is never told.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import eq

import tantivy
from pypinyin import lazy_pinyin
from rapidfuzz import fuzz, process

from tongming.search.index.folding import fold
from tongming.search.index.reading import Reader

SIZE = 20_000
"""So many of the most frequent words are known."""
_LEAST_ALIKE = 60.0
_LEAST_ALIKE_BY_SOUND = 85.0
_MOST_LOOKED_FOR = 12
_LONGEST = 30
_MENDED_FROM = 6
"""Fewer characters are one word, and looked for as one."""
_COST = 100
"""Making a vocabulary may take one part in so many of the time: a large one serves for longer."""
_LATIN = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that find something."""

    text: str
    total: int


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    words: tuple[str, ...]
    """The most frequent first."""
    sounds: tuple[str, ...]
    initials: tuple[str, ...]


class Suggester:
    """Suggestions from a reader's index."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._vocabulary = _Vocabulary((), (), ())
        self._made_from: object = None
        self._good_until = 0.0

    def suggest(self, text: str, limit: int = 5) -> list[Suggestion]:
        """What may have been meant, the likeliest first; nothing for what is too long to guess."""
        folded = fold(text).replace("'", "")
        if not 2 <= len(folded) <= _LONGEST:
            return []
        vocabulary = self._known()
        guesses = _by_pinyin if _LATIN.fullmatch(folded) else _by_likeness
        found: dict[str, Suggestion] = {}
        for number, guess in enumerate(guesses(folded, vocabulary)):
            if len(found) == limit or number == _MOST_LOOKED_FOR:
                break
            if guess != folded and guess not in found and (total := self._reader.count(guess)):
                found[guess] = Suggestion(guess, total)
        return list(found.values())

    def _known(self) -> _Vocabulary:
        with self._lock:
            now = time.monotonic()
            made_from = self._reader.state()
            if made_from != self._made_from and now >= self._good_until:
                self._vocabulary = self._reader.kept("vocabulary", _vocabulary)
                self._made_from = made_from
                done = time.monotonic()
                self._good_until = done + _COST * (done - now)
            return self._vocabulary


def _vocabulary(searcher: tantivy.Searcher | None) -> _Vocabulary:
    if searcher is None:
        return _Vocabulary((), (), ())
    asked = {"words": {"terms": {"field": "words", "size": SIZE}}}
    buckets = searcher.aggregate(tantivy.Query.all_query(), asked)["words"]["buckets"]
    words = tuple(str(bucket["key"]) for bucket in buckets)
    said = [_sound(word) for word in words]
    return _Vocabulary(words, tuple(full for full, _ in said), tuple(first for _, first in said))


@lru_cache(maxsize=4 * SIZE)
def _sound(word: str) -> tuple[str, str]:
    """The pinyin of a word, and its initials: 政务公开 is zhengwugongkai and zwgk."""
    syllables = lazy_pinyin(word)
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)


def _by_pinyin(typed: str, known: _Vocabulary) -> Iterator[str]:
    words, sounds, initials = known.words, known.sounds, known.initials
    for said in (sounds, initials):
        yield from (word for word, sound in zip(words, said, strict=True) if sound == typed)
    for said in (sounds, initials):
        yield from (
            word for word, sound in zip(words, said, strict=True) if sound.startswith(typed)
        )
    if len(typed) > 4:
        yield from _alike(typed, sounds, words, _LEAST_ALIKE_BY_SOUND)


def _by_likeness(typed: str, known: _Vocabulary) -> Iterator[str]:
    """Words that sound the same; the words with a stretch of them written as the vocabulary has it;
    words written or sounding alike; last, what is only a piece of the words."""
    sound = _sound(typed)[0]
    yield from (word for word, said in zip(known.words, known.sounds, strict=True) if said == sound)
    if len(typed) >= _MENDED_FROM:
        yield from _mended(typed, known)
    alike = list(_alike(typed, known.words, known.words, _LEAST_ALIKE))
    yield from (word for word in alike if word not in typed)
    yield from _alike(sound, known.sounds, known.words, _LEAST_ALIKE_BY_SOUND)
    yield from (word for word in alike if word in typed)


def _alike(
    typed: str, among: tuple[str, ...], words: tuple[str, ...], least: float
) -> Iterator[str]:
    found = process.extract(typed, among, scorer=fuzz.ratio, score_cutoff=least, limit=10)
    yield from (words[place] for _text, _score, place in found)


def _mended(typed: str, known: _Vocabulary) -> Iterator[str]:
    """政务公开工作要典 with 工作要点 known: 政务公开工作要点. The longest that fits comes first."""
    words = [word for word in known.words if 3 <= len(word) < len(typed) and word not in typed]
    found = process.extract(typed, words, scorer=fuzz.partial_ratio, score_cutoff=66, limit=20)
    fits: list[tuple[int, str]] = []
    for word, _score, _place in found:
        for start in range(len(typed) - len(word) + 1):
            window = typed[start : start + len(word)]
            right = sum(map(eq, window, word))
            if len(word) - right <= len(word) // 3:
                fits.append((right, typed[:start] + word + typed[start + len(word) :]))
    yield from (mended for _right, mended in sorted(fits, reverse=True))
