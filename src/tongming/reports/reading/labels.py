"""Which row or column a printed label means.

The vocabulary is built from `law.forms`; no label is written down a second time. A label is
compared without punctuation, blanks and width. A damaged one (「本年发件」, 「本年增/」) counts
only where it is close to exactly one label and clearly further from every other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache
from typing import NamedTuple

from tongming.law.forms import (
    FORM_2019,
    FORM_2021,
    FORM_LEGACY,
    FORM_OWN,
    REMEDY_GROUPS,
    REMEDY_RESULTS,
    REQUEST_COLUMNS,
    Table,
)
from tongming.reports.reading.blocks import TooLarge
from tongming.reports.reading.limits import MAX_DOUBTFUL
from tongming.reports.reading.numbers import RADICALS

_NOT_WORD = re.compile(r"[\W_]+")
_ORDINAL = re.compile(r"^(?:其中)?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?=\D)")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]$")

_LONGEST = 200
"""Characters of a label, with the blanks it may be set with."""


def bare(text: str) -> str:
    """A label's letters alone: one width, no punctuation, no blanks, no invisible marks."""
    return _bare(text) if len(text) <= _LONGEST else _bare.__wrapped__(text)


@lru_cache(maxsize=32768)
def _bare(text: str) -> str:
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).translate(RADICALS))


_doubtful: ContextVar[int] = ContextVar("doubtful", default=0)


def begin_report() -> None:
    """Start counting anew how often texts that are no labels are looked for among all labels."""
    _doubtful.set(0)


def _count_doubtful() -> None:
    """One more. A file that is nothing but words almost like labels would take minutes."""
    count = _doubtful.get() + 1
    if count > MAX_DOUBTFUL:
        raise TooLarge
    _doubtful.set(count)


def similarity(a: str, b: str) -> float:
    """How much of two labels stands in both in the same order: 1 for equal, 0 for nothing.

    Twice the longest common subsequence over both lengths, by the bit-parallel method, so that the
    cost is that of the shorter text.
    """
    return _similarity(len(a), _places(a), b) if a and b else 0.0


def _places(text: str) -> dict[str, int]:
    """For each character of a text, the bits of the places where it stands."""
    places: dict[str, int] = {}
    for position, character in enumerate(text):
        places[character] = places.get(character, 0) | (1 << position)
    return places


def _similarity(length: int, places: dict[str, int], other: str) -> float:
    full = (1 << length) - 1
    row = full
    for character in other:
        at = places.get(character)
        if at is not None:
            matches = row & at
            row = ((row + matches) | (row - matches)) & full
    return 2 * (length - row.bit_count()) / (length + len(other))


class Match(NamedTuple):
    """A label found: what it means, and whether it was printed whole."""

    key: str
    exact: bool


class Vocabulary:
    """The labels that may stand in one place, each with the key it means."""

    def __init__(
        self,
        labels: Iterable[tuple[str, str]],
        *,
        floor: float = 0.72,
        above: Iterable[str] = (),
    ) -> None:
        self._floor = floor
        variants: dict[str, list[str]] = {}
        whole: dict[str, list[str]] = {}
        for key, label in labels:
            for form in (bare(label), bare(_IN_BRACKETS.sub("", label))):
                for variant in (form, _ORDINAL.sub("", form)):
                    keys = variants.setdefault(variant, [])
                    if variant and key not in keys:
                        keys.append(key)
            keys = whole.setdefault(bare(label), [])
            if key not in keys:
                keys.append(key)
        # A label printed whole means its own row before it is another's shortened form.
        self._variants = variants | whole
        self._long = [(v, _places(v), keys) for v, keys in self._variants.items() if len(v) >= 3]
        self._memo: dict[str, Match | None] = {}
        # What may be glued before a label: the headings it stands under.
        names = [bare(name) for name in above]
        self._above = tuple({form for name in names for form in (name, _ORDINAL.sub("", name))})

    def variants(self) -> Iterable[str]:
        """Every form of a label that is known, normalised."""
        return self._variants.keys()

    def keys(self, text: str) -> list[str]:
        """Every key a label printed whole may mean, with or without its number."""
        if len(text) > _LONGEST:
            return []
        keys = self._variants.get(bare(text))
        if keys is None and text.endswith(("）", ")")):
            # 「规章（件）」: what the form does not print in brackets is a unit or a remark.
            keys = self._variants.get(bare(_IN_BRACKETS.sub("", text)))
        return keys or []

    def exact(self, text: str) -> str | None:
        """The one key of a label printed whole, with or without its number."""
        keys = self.keys(text)
        return keys[0] if len(keys) == 1 else None

    def find(self, text: str) -> Match | None:
        """The key of a label, printed whole or damaged; None where no label or several fit."""
        if len(text) > _LONGEST:
            return None
        word = bare(text)
        if word in self._memo:
            found = self._memo[word]
        else:
            keys = self.keys(text)
            found = Match(keys[0], True) if len(keys) == 1 else self._find(word)
            if len(self._memo) < 5_000:
                self._memo[word] = found
        if (found is None or not found.exact) and 3 <= len(word) <= 60:
            _count_doubtful()
        return found

    def _find(self, word: str) -> Match | None:
        keys = self._variants.get(word) or self._variants.get(_ORDINAL.sub("", word))
        if keys:
            return Match(keys[0], True) if len(keys) == 1 else None
        for name in self._above:
            if len(word) > len(name) and word.startswith(name):
                under = self._find(word[len(name) :])
                if under is not None:
                    return under
        if not 3 <= len(word) <= 60:
            return None
        return self._beginning(word) or self._closest(word)

    def _beginning(self, word: str) -> Match | None:
        """A label cut off at its end, long enough to be no other's beginning."""
        if len(word) < 5:
            return None
        keys = {
            key
            for variant, keys in self._variants.items()
            if variant.startswith(word)
            for key in keys
        }
        return Match(keys.pop(), False) if len(keys) == 1 else None

    def _closest(self, word: str) -> Match | None:
        best: dict[str, float] = {}
        for variant, places, keys in self._long:
            if len(variant) > 2 * len(word) or len(word) > 2 * len(variant):
                continue
            score = _similarity(len(variant), places, word)
            for key in keys:
                best[key] = max(score, best.get(key, 0.0))
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < self._floor:
            return None
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.12:
            return None
        return Match(ranked[0][0], False)


def closest(text: str, labels: Iterable[tuple[str, str]]) -> str | None:
    """The key of the one label among a few that a damaged text can mean, else None.

    For the columns of a known block: so few candidates that less likeness is enough.
    """
    word = bare(text)
    if not word or len(word) > 60:
        return None
    ranked = sorted(
        (
            (max(similarity(bare(label), word), _cut(bare(label), word)), key)
            for key, label in labels
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < 0.55:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.15:
        return None
    return ranked[0][1]


def _cut(label: str, word: str) -> float:
    """Likeness of a label that lost its end or its beginning."""
    return 0.9 if len(word) >= 2 and (label.startswith(word) or label.endswith(word)) else 0.0


def _rows(*tables: Table, headings: bool = False) -> list[tuple[str, str]]:
    return [
        (row.key, row.label)
        for table in tables
        for block in table.blocks
        for row in block.rows
        if headings or not row.heading
    ]


def _columns(*tables: Table) -> list[tuple[str, str]]:
    return [
        (column.key, column.label)
        for table in tables
        for block in table.blocks
        for column in block.columns
    ]


_NEW, _OLD = FORM_2021.table("requests"), FORM_2019.table("requests")
_PROACTIVE = (FORM_2021.table("proactive"), FORM_2019.table("proactive"))

_GROUPS = [row.label for block in _NEW.blocks for row in block.rows if row.heading]

REQUEST_ROWS = Vocabulary([*_rows(_NEW, _OLD, headings=True), ("3.7", "（七）合计")], above=_GROUPS)
REQUEST_KINDS = Vocabulary(
    [*((column.key, column.label) for column in REQUEST_COLUMNS), ("sum", "合计")]
)
PROACTIVE_ROWS = Vocabulary(_rows(*_PROACTIVE), floor=0.78)
PROACTIVE_COLUMNS = Vocabulary(_columns(*_PROACTIVE))
REMEDY_GROUP = Vocabulary(
    ((key, labels[-1]) for key, labels in REMEDY_GROUPS),
    above={labels[0] for _, labels in REMEDY_GROUPS if len(labels) > 1},
)
REMEDY_RESULT = Vocabulary([*REMEDY_RESULTS, ("total", "合计")])
LEGACY_ROWS = Vocabulary(_rows(FORM_LEGACY.table("legacy"), headings=True), floor=0.8)
CHANNEL_ROWS = Vocabulary(
    [*_rows(FORM_OWN.table("channels")), *(("total", name) for name in ("合计", "总计", "总数"))]
)
CHANNEL_COLUMNS = Vocabulary(_columns(FORM_OWN.table("channels")))
STATED_ROWS = Vocabulary(_rows(FORM_OWN.table("stated")))

REQUEST_HEADINGS = {row.key for block in _NEW.blocks for row in block.rows if row.heading}
"""Rows of table 3 that carry no figures in the form of 2021."""


def _form_marks() -> dict[str, str]:
    """Labels that stand in one of the two national forms and not in the other."""
    labels: dict[str, set[str]] = {}
    for form in (FORM_2021, FORM_2019):
        labels[form.id] = {
            bare(label)
            for key in ("proactive", "requests")
            for _, label in (*_rows(form.table(key)), *_columns(form.table(key)))
        }
    new, old = labels[FORM_2021.id], labels[FORM_2019.id]
    # （六）其他处理 is a row in one form and a heading in the other: no mark of either.
    shared = {bare(row.label) for row in _OLD.blocks[0].rows}
    marks = dict.fromkeys(new - old, FORM_2021.id)
    marks |= {label: FORM_2019.id for label in old - new if label not in shared}
    return marks


FORM_MARKS = _form_marks()
"""Normalised label → the id of the only form that has it."""

PROACTIVE_BLOCKS: dict[str, list[tuple[str, tuple[tuple[str, str], ...]]]] = {}
"""For each row of table 2: the forms that have it, with the keys and labels of its columns."""
for _form in (FORM_2021, FORM_2019):
    for _block in _form.table("proactive").blocks:
        for _row in _block.rows:
            PROACTIVE_BLOCKS.setdefault(_row.key, []).append(
                (_form.id, tuple((column.key, column.label) for column in _block.columns))
            )
