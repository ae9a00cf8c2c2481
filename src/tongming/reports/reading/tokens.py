"""Running text as words and values: the material of tables that have no lines and no cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tongming.reports.reading.blocks import Line
from tongming.reports.reading.labels import Vocabulary, bare
from tongming.reports.reading.numbers import UNITS, Value, value_of, visible
from tongming.reports.reading.segments import is_label

_SEPARATORS = re.compile(r"[\t|│┃║｜¦]")
_GLUED = re.compile(rf"(.+?)[:：]?(-?\d[\d,]*(?:\.\d+)?(?:{UNITS})?)")


@dataclass(slots=True)
class Token:
    """A piece of a line: words, a value, or a place kept empty."""

    text: str
    line: int
    value: Value | None = None
    """What it says, where it is a value or a cell kept empty; None for words and blank lines."""


@dataclass(slots=True)
class Run:
    """Some words, then some values."""

    words: list[Token] = field(default_factory=list)
    values: list[Token] = field(default_factory=list)
    """Values, cells kept empty, and blank lines among them."""

    @property
    def text(self) -> str:
        """The words, without what lies between them."""
        return bare("".join(token.text for token in self.words[-160:]))

    @property
    def cells(self) -> list[Token]:
        """The values, and the cells kept empty among them; without blank lines."""
        return [token for token in self.values if token.value is not None]

    def label(self, count: int) -> str:
        """The last words as one label."""
        return "".join(token.text for token in self.words[-count:])

    def padded(self, width: int) -> bool:
        """Whether so many figures are followed by nothing but empty cells, and by some."""
        cells = self.cells
        return (
            len(cells) > width
            and all(token.text for token in cells[:width])
            and not any(token.text for token in cells[width:])
        )

    def fitting(self, width: int) -> list[Token]:
        """The cells of a row of so many columns; all filled, what it is padded with is left out."""
        cells = self.cells
        filled = [i for i, token in enumerate(cells) if token.text]
        if len(filled) == width and filled[-1] - filled[0] == width - 1:
            return cells[filled[0] : filled[-1] + 1]
        return cells

    def without_end(self, width: int) -> list[Token]:
        """Values and blank lines, without the blank lines that end the table."""
        values = list(self.values)
        while len(values) > width and values[-1].value is None:
            values.pop()
        return values


def tokens_of(lines: Sequence[Line]) -> list[Token]:
    """The pieces of the lines, and a token without text for each blank line."""
    tokens: list[Token] = []
    for number, line in enumerate(lines):
        text = visible(line.text)
        if not text.strip():
            tokens.append(Token("", number))
            continue
        pieces = _cells(text)
        kept = pieces is not None
        if pieces is None:
            pieces = [part for piece in text.split() for part in _unglued(piece)]
        found = [
            Token(piece, number, None if (value := value_of(piece)).is_words else value)
            for piece in pieces
        ]
        # A number before the words of its line is the row's own number.
        if len(found) > 1 and found[0].value is not None and found[1].value is None:
            found[0].value = None
        tokens += [token for token in found if kept or token.text]
    return tokens


def _cells(text: str) -> list[str] | None:
    """The cells of a line that keeps them apart, empty ones too; None for any other line."""
    if _SEPARATORS.search(text) is None:
        return None
    pieces = [piece.strip() for piece in _SEPARATORS.split(text)]
    # The bar at a line's end closes its last cell, the one at its beginning opens the first.
    if not pieces[-1]:
        pieces.pop()
    first = next((place for place, piece in enumerate(pieces) if piece), 0)
    return pieces[first:]


def _unglued(piece: str) -> tuple[str, ...]:
    """A label and the first figure behind it, where nothing stands between them."""
    glued = _GLUED.fullmatch(piece) if len(piece) < 80 else None
    if glued and is_label(glued.group(1)):
        return glued.group(1), glued.group(2)
    return (piece,)


def runs_of(lines: Sequence[Line]) -> list[Run]:
    """The lines as runs of words and values."""
    runs = [Run()]
    for token in tokens_of(lines):
        run = runs[-1]
        if token.value is not None or not token.text:
            run.values.append(token)
        elif any(value.text for value in run.values):
            runs.append(Run([token]))
        else:
            # Cells kept empty and no figure: a header, or a row left blank.
            run.values.clear()
            run.words.append(token)
    return runs


def tail(words: Sequence[Token], vocabulary: Vocabulary) -> tuple[str, int, bool] | None:
    """The label the words end in: its key, how many tokens it takes, whether it is whole."""
    texts = ["".join(t.text for t in words[-count:]) for count in range(1, min(7, len(words) + 1))]
    exact = [
        (key, count)
        for count, text in enumerate(texts, 1)
        if len(text) <= 90 and (key := vocabulary.exact(text))
    ]
    if exact:
        # 「其他」 may be the end of a longer label broken in two.
        key, count = exact[-1]
        return key, count, True
    for count, text in enumerate(texts, 1):
        match = vocabulary.find(text) if len(text) <= 90 else None
        if match is not None:
            return match.key, count, match.exact
    return None


def header_labels(
    words: Sequence[Token], vocabulary: Vocabulary, anchors: frozenset[str], group: str = ""
) -> tuple[list[str], bool] | None:
    """The columns a header names, in the order printed, and whether that order says nothing.

    It says nothing where some of them stand under a group, or where a label is in pieces.

    None where none of the words that only headers have is there.
    """
    names = [bare(token.text) for token in words]
    if not any(name in anchors for name in names):
        return None
    found: list[str] = []
    broken = False
    place = 0
    while place < len(words):
        for count in (1, 2, 3):
            text = "".join(token.text for token in words[place : place + count])
            key = vocabulary.exact(text)
            if key is None and count == 1 and len(text) <= 20:
                match = vocabulary.find(text)
                key = match.key if match else None
                broken = broken or (match is not None and not match.exact)
            if key is not None:
                if key not in found:
                    found.append(key)
                place += count - 1
                break
        place += 1
    return found, broken or group in names
