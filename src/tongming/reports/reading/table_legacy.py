"""The older form, 政府信息公开情况统计表: one indicator a row, its unit, its number.

Several indicators have the same words (「被依法纠错数」 under reconsideration and litigation both),
so a label is looked for after the last one met. Provinces added rows; those are kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tongming.law.figures import Cell
from tongming.law.forms import FORM_LEGACY, Row
from tongming.law.words import N_, say
from tongming.reports.reading.blocks import Box, Grid
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import LEGACY_ROWS, bare
from tongming.reports.reading.numbers import value_of

ROWS: tuple[Row, ...] = FORM_LEGACY.table("legacy").blocks[0].rows
_PLACE = {row.key: place for place, row in enumerate(ROWS)}
_HAS_DIGIT = re.compile(r"\d")
UNITS = {bare(row.unit) for row in ROWS if row.unit} | {"", "单位"}
"""What stands in the unit column, normalised."""
_CORNER = bare(FORM_LEGACY.table("legacy").blocks[0].corner)
_HEADINGS = {row.key for row in ROWS if row.heading}


class Sequence:
    """Finds the row a label means, given the rows met before it."""

    def __init__(self) -> None:
        self._place = -1

    def find(self, text: str) -> str | None:
        """The key of the row, the next one of that name; None where no row has it."""
        keys = LEGACY_ROWS.keys(text)
        if not keys:
            match = LEGACY_ROWS.find(text)
            keys = [match.key] if match else []
        return self._next(keys)

    def exact(self, text: str) -> str | None:
        """The same for a label printed whole."""
        return self._next(LEGACY_ROWS.keys(text))

    def _next(self, keys: list[str]) -> str | None:
        if not keys:
            return None
        later = [key for key in keys if _PLACE[key] > self._place]
        key = min(later or keys, key=lambda k: _PLACE[k])
        self._place = _PLACE[key]
        return key


def read_legacy(grid: Grid, findings: Findings) -> None:
    """Read the older form, printed once or in several pairs of columns side by side."""
    sequence = Sequence()
    total = _total_column(grid)
    for number, first, end in _rows(grid):
        label: str | None = None
        key: str | None = None
        values: list[Box] = []
        there = [box for box in grid.starting(number) if first <= box.col < end]
        for box in [*there, None]:
            if box is None or (value_of(box.text).is_words and bare(box.text) not in UNITS):
                found = sequence.find(box.text) if box is not None else None
                if box and key and not (found or values) and _HAS_DIGIT.search(box.text):
                    # No label, and no number: what stands where the number should.
                    values.append(box)
                    continue
                if key is not None or label is not None:
                    whole = [b for b in values if total and b.col < total[1] and total[0] < b.right]
                    put_legacy(key, label or "", [b.text for b in whole or values], findings)
                key, label, values = found, box.text if box is not None else None, []
            elif value_of(box.text).is_words:
                continue
            else:
                values.append(box)


def _rows(grid: Grid) -> Iterator[tuple[int, int, int]]:
    """Every row with the places it takes: where columns stand in pairs, the left ones first."""
    firsts = next(
        (
            firsts
            for number in range(min(8, len(grid.rows)))
            if len(firsts := [b.col for b in grid.starting(number) if bare(b.text) == _CORNER]) > 1
        ),
        [0],
    )
    for first, end in pairwise([0, *firsts[1:], grid.width]):
        for number in range(len(grid.rows)):
            yield number, first, end


def _total_column(grid: Grid) -> tuple[int, int] | None:
    """Where provinces split the number by level: the places of the column that holds the whole."""
    for number in range(min(8, len(grid.rows))):
        words = [box for box in grid.starting(number) if value_of(box.text).is_words]
        for box in words:
            if len(words) > 1 and bare(box.text) in ("合计", "总计"):
                return box.col, box.right
    return None


def put_legacy(key: str | None, label: str, texts: list[str], findings: Findings) -> None:
    """Record one indicator; several numbers for one indicator are not chosen between."""
    printed = [text for text in texts if not value_of(text).empty]
    if key is None:
        if len(printed) == 1 and value_of(printed[0]).figure is not None:
            findings.unknown["".join(label.split())] = str(value_of(printed[0]).figure)
        return
    findings.met("legacy", key)
    if key in _HEADINGS:
        return
    cell = Cell("legacy", key, "value")
    if len(printed) > 1 and len({value_of(text).figure for text in printed}) > 1:
        findings.unsure.add(cell)
        findings.remark(
            str(cell),
            say(N_("“{label}”一行有{n}个不同的数，无法确定，未取数"), label=label, n=len(printed)),
        )
        return
    text = printed[0] if printed else ""
    findings.put(cell, value_of(text), text)
