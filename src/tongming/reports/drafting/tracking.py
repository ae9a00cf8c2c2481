"""How a text came to be what it is: who put in what, who took out what, since a version.

Plain Python. Chinese has no spaces, so what is compared are the segmenter's words and line ends.
What somebody put in and somebody later took out again leaves no trace, as in a word processor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

import rjieba


class Kind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Revision:
    """What a text said after one saving."""

    text: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with one history."""

    kind: Kind
    text: str
    by: str = ""
    at: datetime | None = None


def track(base: str, revisions: Iterable[Revision]) -> list[Span]:
    """The last revision with every change since `base` marked. Without what is gone it is the last
    revision's text; without what is new it is `base`."""
    items = [Span(Kind.SAME, word) for word in _words(base)]
    for revision in revisions:
        items = list(_revised(items, revision))
    return [
        Span(kind, "".join(one.text for one in run), by, at)
        for (kind, by, at), run in groupby(items, lambda one: (one.kind, one.by, one.at))
    ]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for number, line in enumerate(text.split("\n")):
        words += ["\n"] if number else []
        words += rjieba.cut(line) if line else []
    return words


def _revised(items: Sequence[Span], revision: Revision) -> Iterator[Span]:
    seen = [place for place, one in enumerate(items) if one.kind is not Kind.GONE]
    words = _words(revision.text)
    matcher = SequenceMatcher(None, [items[place].text for place in seen], words, autojunk=False)
    done = 0
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        for place in seen[first:last]:
            yield from items[done:place]  # gone before
            done = place + 1
            one = items[place]
            if tag == "equal":
                yield one
            elif one.kind is Kind.SAME:
                yield Span(Kind.GONE, one.text, revision.by, revision.at)
        if tag != "equal":
            for word in words[new_first:new_last]:
                yield Span(Kind.NEW, word, revision.by, revision.at)
    yield from items[done:]


def by_line(spans: Iterable[Span]) -> list[tuple[tuple[Span, ...], Kind]]:
    """The spans line by line; with each line, what became of its end."""
    lines: list[tuple[tuple[Span, ...], Kind]] = []
    line: list[Span] = []
    for span in spans:
        parts = span.text.split("\n")
        for number, part in enumerate(parts):
            if number:
                lines.append((tuple(line), span.kind))
                line = []
            if part:
                line.append(Span(span.kind, part, span.by, span.at))
    lines.append((tuple(line), Kind.SAME))
    return lines


# --- A draft against what stands, paragraph by paragraph ------------------------------------------


@dataclass(frozen=True, slots=True)
class Hunk:
    """Some paragraphs that stand otherwise than the draft has them."""

    number: int
    draft: tuple[str, ...]
    current: tuple[str, ...]
    start: int
    """Where they stand, by line of the current text."""


def hunks(draft: str, current: str) -> list[Hunk]:
    """Where a text differs from its draft: line by line where both have as many."""
    theirs, ours = draft.split("\n"), current.split("\n")
    found: list[Hunk] = []
    for tag, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if b - a == d - c:
            pairs = [((theirs[a + n],), (ours[c + n],), c + n) for n in range(b - a)]
            found += [Hunk(len(found) + n, *pair) for n, pair in enumerate(pairs, 1)]
        else:
            found.append(Hunk(len(found) + 1, tuple(theirs[a:b]), tuple(ours[c:d]), c))
    return found


def take(draft: str, current: str, number: int) -> str:
    """The current text with one hunk as the draft has it. `LookupError` for a hunk there is not."""
    for hunk in hunks(draft, current):
        if hunk.number == number:
            lines = current.split("\n")
            lines[hunk.start : hunk.start + len(hunk.current)] = hunk.draft
            return "\n".join(lines)
    raise LookupError(number)


# --- Two people at once ---------------------------------------------------------------------------


def merge(base: str, mine: str, theirs: str) -> str:
    """Mine, with what they changed where I changed nothing. Where both changed the same lines,
    mine stands: what they wrote is a version of its own, and is shown."""
    lines = base.split("\n")
    mine_at, theirs_at = _changes(lines, mine), _changes(lines, theirs)
    merged: list[str] = []
    place = 0
    taken = [
        *((a, b, new) for a, b, new in mine_at),
        *(
            (a, b, new)
            for a, b, new in theirs_at
            if not any(_meet((a, b), (c, d)) for c, d, _new in mine_at)
        ),
    ]
    for a, b, new in sorted(taken, key=lambda one: (one[0], one[1])):
        merged += lines[place:a]
        merged += new
        place = max(place, b)
    return "\n".join(merged + lines[place:])


def _changes(base: Sequence[str], text: str) -> list[tuple[int, int, list[str]]]:
    lines = text.split("\n")
    matcher = SequenceMatcher(None, base, lines, autojunk=False)
    return [(a, b, lines[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches of lines touch; insertions at one place do."""
    return one[0] <= other[1] and other[0] <= one[1]
