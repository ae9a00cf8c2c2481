"""Tables from the lines drawn on a page: which rectangles they enclose, and the words in each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

NEAR = 2.5
"""Points within which two lines are one."""
_FIGURE = re.compile(r"[\d,，.]+")
_PADDING = 11.0
"""Points that a word processor leaves free at the sides of a cell, both together."""
_MOST_EDGES = 30_000
_MOST_LINES = 1_500


class Glyph(NamedTuple):
    """A character on paper: where it begins and ends, its middle height, its size."""

    text: str
    left: float
    right: float
    middle: float
    size: float


class Edge(NamedTuple):
    """A drawn line, `at` its fixed coordinate, from `low` to `high` along the other."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Placed:
    """A box of a ruled table."""

    row: int
    col: int
    height: int
    width: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Ruled:
    """A ruled table: its column lines left to right, its row lines from the top, its boxes."""

    xs: list[float]
    ys: list[float]
    boxes: list[Placed]

    @property
    def top(self) -> float:
        """The height of its upper edge on the page."""
        return self.ys[0]


def _merged(edges: Iterable[Edge]) -> list[Edge]:
    """Edges on one line that touch become one."""
    by_line: list[list[Edge]] = []
    for edge in sorted(edges):
        if by_line and edge.at - by_line[-1][-1].at <= NEAR * 0.6:
            by_line[-1].append(edge)
        else:
            by_line.append([edge])
    merged: list[Edge] = []
    for line in by_line:
        at = sum(edge.at for edge in line) / len(line)
        low, high = None, 0.0
        for edge in sorted(line, key=lambda e: e.low):
            if low is None:
                low, high = edge.low, edge.high
            elif edge.low <= high + NEAR:
                high = max(high, edge.high)
            else:
                merged.append(Edge(at, low, high))
                low, high = edge.low, edge.high
        if low is not None:
            merged.append(Edge(at, low, high))
    return merged


def _groups(across: Sequence[Edge], down: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Edges that meet belong to one table."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.low - NEAR <= v.at <= h.high + NEAR and v.low - NEAR <= h.at <= v.high + NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def ruled_tables(across: Iterable[Edge], down: Iterable[Edge]) -> list[Ruled]:
    """The tables that lines enclose, the smallest first."""
    horizontal, vertical = list(across), list(down)
    if len(horizontal) + len(vertical) > _MOST_EDGES:
        return []
    horizontal, vertical = _merged(horizontal), _merged(vertical)
    if len(horizontal) + len(vertical) > _MOST_LINES:
        return []
    tables = []
    for hs, vs in _groups(horizontal, vertical):
        table = _table(hs, vs)
        if table is not None and len(table.boxes) > 1:
            tables.append(table)
    return sorted(tables, key=lambda t: (t.xs[-1] - t.xs[0]) * (t.ys[0] - t.ys[-1]))


def _table(hs: list[Edge], vs: list[Edge]) -> Ruled | None:
    xs = _distinct(v.at for v in vs)
    # Tables without lines at their sides: the rows' lines say where they end.
    left, right = min(h.low for h in hs), max(h.high for h in hs)
    if left < xs[0] - 5:
        xs.insert(0, left)
    if right > xs[-1] + 5:
        xs.append(right)
    ys = _distinct(h.at for h in hs)[::-1]
    # A page break leaves the line above or below it out: the columns' lines say where they end.
    top, bottom = max(v.high for v in vs), min(v.low for v in vs)
    if top > ys[0] + 5:
        ys.insert(0, top)
    if bottom < ys[-1] - 5:
        ys.append(bottom)
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows < 1 or cols < 1 or rows * cols > 20_000:
        return None
    parent = list(range(rows * cols))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    walls = _drawn(vs, xs)
    floors = _drawn(hs, ys)
    for r in range(rows):
        middle_y = (ys[r] + ys[r + 1]) / 2
        for c in range(cols):
            middle_x = (xs[c] + xs[c + 1]) / 2
            if c + 1 < cols and not _covers(walls[c + 1], middle_y):
                parent[root(r * cols + c + 1)] = root(r * cols + c)
            if r + 1 < rows and not _covers(floors[r + 1], middle_x):
                parent[root((r + 1) * cols + c)] = root(r * cols + c)
    spans: dict[int, list[int]] = {}
    for r in range(rows):
        for c in range(cols):
            span = spans.setdefault(root(r * cols + c), [r, r, c, c])
            span[0], span[1] = min(span[0], r), max(span[1], r)
            span[2], span[3] = min(span[2], c), max(span[3], c)
    boxes = [
        Placed(top, first, bottom - top + 1, last - first + 1)
        for top, bottom, first, last in spans.values()
    ]
    return Ruled(xs, ys, boxes)


def _drawn(edges: Iterable[Edge], lines: Sequence[float]) -> list[list[Edge]]:
    drawn: list[list[Edge]] = [[] for _ in lines]
    for edge in edges:
        nearest = min(range(len(lines)), key=lambda i: abs(lines[i] - edge.at))
        drawn[nearest].append(edge)
    return drawn


def _covers(edges: Iterable[Edge], at: float) -> bool:
    return any(edge.low - 0.5 <= at <= edge.high + 0.5 for edge in edges)


def pour(table: Ruled, glyphs: list[Glyph]) -> list[Glyph]:
    """Put each character into the box it stands in; answer those outside the table."""
    at: dict[tuple[int, int], Placed] = {
        (r, c): box
        for box in table.boxes
        for r in range(box.row, box.row + box.height)
        for c in range(box.col, box.col + box.width)
    }
    falling = [-y for y in table.ys]
    outside: list[Glyph] = []
    for glyph in glyphs:
        c = bisect_right(table.xs, (glyph.left + glyph.right) / 2) - 1
        r = bisect_right(falling, -glyph.middle) - 1
        box = at.get((r, c))
        if box is None:
            outside.append(glyph)
        else:
            box.glyphs.append(glyph)
    return outside


def set_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters in lines from the top, each left to right."""
    lines: list[list[Glyph]] = []
    heights: list[float] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.middle, g.left)):
        for i in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
            if abs(heights[i] - glyph.middle) < 0.45 * max(glyph.size, lines[i][0].size):
                lines[i].append(glyph)
                break
        else:
            lines.append([glyph])
            heights.append(glyph.middle)
    for line in lines:
        line.sort(key=lambda g: g.left)
    return lines


def size_of(line: Sequence[Glyph]) -> float:
    """The size of a line's characters; a flat one (「一」) may have a smaller one of its own."""
    sizes = sorted(glyph.size for glyph in line)
    return sizes[len(sizes) // 2] if sizes else 0.0


def words_of(line: Sequence[Glyph], gap: float = 0.45, *, wide: str = " ") -> str:
    """A line's text; a blank where characters stand apart, `wide` where they stand far apart."""
    out: list[str] = []
    end: float | None = None
    size = size_of(line)
    for glyph in line:
        if end is not None and glyph.left - end > gap * size:
            out.append(wide if glyph.left - end > 1.2 * size else " ")
        out.append(glyph.text)
        end = glyph.right
    return "".join(out).strip()


def words_in(box: Placed, room: float) -> str:
    """The words in a box; a number that had to be broken, for the box is too narrow, is whole."""
    lines = set_lines(box.glyphs)
    text = ""
    for last, line in zip([None, *lines], lines, strict=False):
        words = words_of(line)
        broken = (
            last is not None
            and _FIGURE.fullmatch(words_of(last)) is not None
            and _FIGURE.match(words) is not None
            and last[-1].right - last[0].left + line[0].right - line[0].left > room - _PADDING
        )
        text += words if broken or last is None else "\n" + words
    return text.strip()
