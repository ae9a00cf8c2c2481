"""Which value stands in which column of a row.

By the header's place first. Only where header and row do not fit each other, and the row has
exactly as many cells as the form has columns, by order. Anything else is not read, and said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from tongming.law.figures import Gap
from tongming.reports.reading.blocks import Box
from tongming.reports.reading.numbers import Value, value_of


class How(Enum):
    """On what an alignment rests."""

    HEADER = "header"
    ORDER = "order"
    SHORT = "short"
    """The row ends early: what is there stands under its header."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, by key, with the places they cover."""

    columns: Mapping[str, tuple[int, int]]
    """Key → first place and the place after the last, left to right."""
    order: tuple[str, ...]
    """All keys in the order of the cells, for a row that does not stand under the header."""
    sound: bool = True
    """No two columns claim one place."""
    whole: bool = True
    """It names every column of the form, but perhaps the total."""
    extent: int | None = None
    """Where the header's rows end; a figure's row that is longer has a cell too many."""
    at: Mapping[int, str] = field(init=False)
    """Place → the column over it."""

    def __post_init__(self) -> None:
        at = {c: key for key, (first, end) in self.columns.items() for c in range(first, end)}
        object.__setattr__(self, "at", at)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A row's values by column."""

    values: dict[str, tuple[Value, str]]
    how: How


EMPTY = Value(Gap.BLANK, empty=True)


def align(
    boxes: Sequence[Box], header: Header, *, padded: bool = False, open_end: bool = False
) -> Aligned | None:
    """The values of a row, `boxes` being those right of its label; None where it cannot be said.

    `padded`: the table's rows are known to be filled up with empty cells at their ends.
    `open_end`: they are known to lack their last cell.
    """
    if header.sound and header.columns:
        placed = _by_place(boxes, header, open_end)
        if placed is not None:
            return placed
    width = len(header.order)
    if padded and all(value_of(box.text).empty for box in boxes[width:]):
        boxes = boxes[:width]
    return by_order(boxes, header.order)


def _by_place(boxes: Sequence[Box], header: Header, open_end: bool) -> Aligned | None:
    at = header.at
    if len(boxes) == len(header.columns):
        # The usual row: a cell under each heading and nothing else.
        usual = {at.get(box.col): box for box in boxes if box.width == 1}
        if len(usual) == len(boxes) and None not in usual:
            return Aligned(
                {key: (value_of(box.text), box.text) for key, box in usual.items() if key},
                How.HEADER,
            )
    under: dict[str, list[Box]] = {key: [] for key in header.columns}
    covered: set[str] = set()
    for box in boxes:
        if box.width == 1:
            key = at.get(box.col)
            keys = [] if key is None else [key]
        else:
            keys = list(dict.fromkeys(at[c] for c in range(box.col, box.right) if c in at))
        if len(keys) == 1:
            under[keys[0]].append(box)
        elif not value_of(box.text).empty:
            return None
        elif keys:
            covered.update(keys)
        elif not header.whole or (header.extent is not None and box.right > header.extent):
            # A cell more than the header has: even an empty one may have moved the others.
            return None
    values: dict[str, tuple[Value, str]] = {}
    missing: list[str] = []
    for key, found in under.items():
        filled = [box for box in found if not value_of(box.text).empty]
        # One cell copied over all the places it was merged from says one thing.
        same = header.whole and len({box.text for box in filled}) == 1
        if (len(filled) > 1 and not same) or (len(found) > 1 and not header.whole):
            return None
        if filled:
            values[key] = value_of(filled[0].text), filled[0].text
        elif found or key in covered:
            values[key] = EMPTY, ""
        else:
            missing.append(key)
    if not missing:
        return Aligned(values, How.HEADER)
    if len(boxes) == len(header.columns):
        # A cell for each column, moved to one side: the row is not short.
        return None
    return _cut_short(values, missing, header, open_end)


def _cut_short(
    values: dict[str, tuple[Value, str]], missing: list[str], header: Header, open_end: bool
) -> Aligned | None:
    """A row with cells missing at its end, if it is known that they are missing there.

    In a single short row any cell may be the missing one. Of noughts it does not matter.
    """
    order = list(header.columns)
    there = [key for key in order if key in values]
    if missing != order[len(there) :] or not there:
        return None
    if not open_end and any(value.figure for value, _ in values.values() if not value.empty):
        return None
    for key in missing:
        values[key] = EMPTY, ""
    return Aligned(values, How.SHORT)


def by_order(boxes: Sequence[Box], order: tuple[str, ...]) -> Aligned | None:
    """The values of a row in the order of its columns, if there are exactly as many."""
    if len(boxes) != len(order):
        return None
    return Aligned(
        {key: (value_of(box.text), box.text) for key, box in zip(order, boxes, strict=True)},
        How.ORDER,
    )
