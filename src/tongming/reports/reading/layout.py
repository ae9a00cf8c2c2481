"""What a table as a whole shows about how its rows are laid out.

A single row of six cells under seven headings can be read in several ways; twenty-five of them
together, usually in one. The arithmetic printed in the rows is evidence here, never a repair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tongming.law.forms import REQUEST_COLUMNS
from tongming.reports.reading.align import Header
from tongming.reports.reading.blocks import Box
from tongming.reports.reading.numbers import value_of

OFFICIAL = tuple(column.key for column in REQUEST_COLUMNS)
WIDTH = len(OFFICIAL)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of table 3 are laid out, beyond what each shows alone."""

    padded: bool = False
    """Rows are filled up with empty cells behind: the first seven cells are the seven columns."""
    open_end: bool = False
    """Every row lacks its last cell, and only that one."""
    misprinted: bool = False
    """The header prints columns that the sums refute, and the form's own fulfil them."""


def layout_of(rows: Sequence[tuple[list[Box], Header]]) -> Layout:
    """The layout of table 3, from the value cells and the header of every row."""
    return Layout(
        padded=_padded([boxes for boxes, _ in rows]),
        open_end=_open_end([boxes for boxes, _ in rows]),
        misprinted=_misprinted(rows),
    )


def _padded(rows: Sequence[Sequence[Box]]) -> bool:
    """Copies of pages lose merged cells and are padded behind; complete rows show it."""
    behind = ahead = 0
    for boxes in rows:
        filled = [i for i, box in enumerate(boxes) if not value_of(box.text).empty]
        if len(filled) == WIDTH < len(boxes):
            if filled[-1] == WIDTH - 1:
                behind += 1
            else:
                ahead += 1
    return behind >= 2 and not ahead


def _numbers(boxes: Sequence[Box]) -> list[int] | None:
    numbers = []
    for box in boxes:
        value = value_of(box.text)
        if isinstance(value.figure, int):
            numbers.append(value.figure)
        elif value.empty:
            numbers.append(0)
        else:
            return None
    return numbers


def _open_end(rows: Sequence[Sequence[Box]]) -> bool:
    """Whether the total column is the one that all rows lack.

    If some other column were missing, the last number of every row would be the sum of the others.
    """
    if len(rows) < 3 or any(len(boxes) != WIDTH - 1 for boxes in rows):
        return False
    found = [numbers for boxes in rows if (numbers := _numbers(boxes)) is not None]
    return any(numbers[-1] != sum(numbers[:-1]) for numbers in found)


def _misprinted(rows: Sequence[tuple[list[Box], Header]]) -> bool:
    as_printed = as_official = seen = 0
    for boxes, header in rows:
        printed = tuple(header.columns)
        if printed == OFFICIAL or not header.columns or len(boxes) != WIDTH:
            if len(boxes) != WIDTH:
                return False
            continue
        numbers = _numbers(boxes)
        if numbers is None or not any(numbers):
            continue
        seen += 1
        if set(printed) == set(OFFICIAL):
            as_printed += 2 * numbers[printed.index("sum")] == sum(numbers)
        as_official += 2 * numbers[-1] == sum(numbers)
    # A row that does not add up is no rarity; four rows in five are proof enough.
    return seen >= 2 and as_official * 5 >= seen * 4 and as_printed * 2 < seen
