"""The header over a table's rows: which column each of its boxes names."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from tongming.law.words import N_, say
from tongming.reports.reading.align import Header
from tongming.reports.reading.blocks import Box, Grid
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import PROACTIVE_BLOCKS, Vocabulary, bare, closest
from tongming.reports.reading.numbers import value_of

Columns = tuple[tuple[str, str], ...]
"""The keys and labels of a block's columns, in the form's order."""
_MOST_HEADER = 200
"""Boxes of a header that are remembered: the form's has ten."""
_ABOVE = {"申请人情况", "法人或其他组织", "信息内容", "单位", "序号"}


class Headers:
    """The header rows met so far, and the columns they give the rows below."""

    def __init__(self, table: str, words: Vocabulary | None, findings: Findings) -> None:
        self._table = table
        self._vocabulary = words
        self._findings = findings
        self._boxes: list[Box] = []
        self._extent: int | None = None
        self._open = False
        self._known: dict[int, Header] = {}

    def carry_on(self, carried: tuple[int, list[Box]] | None, grid: Grid) -> None:
        """Take over the header of the table this one goes on from, if it is as wide."""
        if carried is not None and carried[0] == grid.width:
            self._boxes = carried[1]

    def to_carry(self, grid: Grid) -> Any:
        """The header, for the table that may go on from this one."""
        return grid.width, self._boxes

    def take(self, row: list[Box]) -> bool:
        """Take a row without figures for a row of the header, if it is one."""
        words = [box for box in row if value_of(box.text).is_words]
        if not words:
            return False
        known = self._vocabulary
        named = any(bare(box.text) in _ABOVE for box in words)
        hits = known is not None and any(
            known.find(box.text) for box in words if len(box.text) <= 30
        )
        if not named and not hits and not (self._open and len(words) > 1):
            return False
        if not self._open:
            self._boxes = []
            self._extent = 0
            self._open = True
        self._extent = max(self._extent or 0, *(box.right for box in row))
        self._known.clear()
        self._boxes += [box for box in words if bare(box.text) not in _ABOVE]
        del self._boxes[:-_MOST_HEADER]
        return True

    def close(self) -> None:
        """A row of another kind: the next header row begins a new header."""
        self._open = False

    def over(self, row: str, choices: list[Columns]) -> Header:
        """The header over a row: the columns of the form whose labels it fits."""
        known = self._known.get(id(choices))
        if known is None:
            known = self._known[id(choices)] = self._choose(row, choices)
        return known

    def _choose(self, row: str, choices: list[Columns]) -> Header:
        found = {columns: self._match(columns) for columns in choices}
        best = max(choices, key=lambda columns: len(found[columns]))
        if found[best]:
            return _header(found[best], tuple(key for key, _ in best), self._extent)
        if len(choices) > 1:
            best = self._by_form(row)
        if len(best) > 1:
            self._findings.remark(self._table, say(N_("没有可以辨认的表头，按格式规定的列序读取")))
        return Header({}, tuple(key for key, _ in best))

    def _by_form(self, row: str) -> Columns:
        """Without a header, the form that the other labels belong to says what the columns are."""
        marks = self._findings.marks
        return max(PROACTIVE_BLOCKS[row], key=lambda item: marks[item[0]])[1]

    def _match(self, columns: Columns) -> dict[str, Box]:
        keys = {key for key, _ in columns}
        known = self._vocabulary
        found: dict[str, Box] = {}
        left: list[Box] = []
        for box in self._boxes:
            match = known.find(box.text) if known is not None else None
            if match is None:
                left.append(box)
            elif match.key in keys:
                if match.key not in found:
                    found[match.key] = box
                elif not _over_each_other(found[match.key], box):
                    left.append(box)
        wanted = [(key, label) for key, label in columns if key not in found]
        for box in left if wanted else ():
            key = closest(box.text, wanted)
            if key is not None and key not in found:
                found[key] = box
        self._by_elimination(columns, found, left)
        if len(found) == len(columns):
            _widen(found, left)
        return found

    def _by_elimination(self, columns: Columns, found: dict[str, Box], left: list[Box]) -> None:
        """One column missing and one heading over, just where the form has it: that is the one."""
        wanted = [(key, label) for key, label in columns if key not in found]
        if len(wanted) != 1 or len(found) < 2:
            return
        key, label = wanted[0]
        first = min(box.col for box in found.values())
        spare = [
            box
            for box in left
            if box not in found.values()
            and box.col >= first - 1
            and not value_of(box.text).empty
            and not any(_over_each_other(box, other) for other in found.values())
        ]
        if len(spare) != 1:
            return
        trial = {**found, key: spare[0]}
        printed = sorted(trial, key=lambda k: trial[k].col)
        if printed == [k for k, _ in columns]:
            found[key] = spare[0]
            self._findings.remark(
                self._table,
                say(
                    N_("表头“{printed}”按所在位置读作“{label}”"),
                    printed="".join(spare[0].text.split()),
                    label=label,
                ),
            )


def _widen(found: dict[str, Box], left: list[Box]) -> None:
    """A heading copied over all the places it was merged from covers them all."""
    for key, box in found.items():
        for copy in left:
            if copy.text == box.text and (copy.row, copy.col) == (box.row, box.right):
                box = Box(box.text, box.row, box.col, box.height, box.width + copy.width)
        found[key] = box


def _over_each_other(one: Box, two: Box) -> bool:
    return one.col < two.right and two.col < one.right


def _header(found: dict[str, Box], order: tuple[str, ...], extent: int | None) -> Header:
    """The header with its columns in the order they are printed."""
    boxes = sorted(found.items(), key=lambda item: (item[1].col, item[1].right))
    sound = all(one.right <= two.col for (_, one), (_, two) in pairwise(boxes))
    spans = {key: (box.col, box.right) for key, box in boxes}
    # A column the header lacks is not in the rows either.
    printed, official = tuple(spans), tuple(key for key in order if key in found)
    whole = set(order) - set(found) <= {"sum"}
    return Header(
        spans, official if _as_the_form(boxes, official) else printed, sound, whole, extent
    )


def _as_the_form(boxes: list[tuple[str, Box]], official: tuple[str, ...]) -> bool:
    """Whether a header in several rows has the form's order in each of them.

    Where its places do not fit the figures, its merged cells are damaged, and how its rows lie to
    one another is not to be believed. What stands in one row is.
    """
    levels: dict[int, list[str]] = {}
    for key, box in boxes:
        levels.setdefault(box.row, []).append(key)
    return len(levels) > 1 and all(
        keys == [key for key in official if key in keys] for keys in levels.values()
    )
