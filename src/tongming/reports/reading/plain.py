"""Plain text to lines, and to grids where the text itself keeps its columns apart.

Tabs, bars and commas keep an empty cell; blanks do not. What blanks separate stays a line, and is
read by `runs`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from tongming.reports.reading.blocks import Block, Line, Source, grid_of
from tongming.reports.reading.numbers import value_of, visible
from tongming.reports.reading.segments import is_label

_BARS = re.compile(r"[|│┃║｜¦]")
_RULE = re.compile(r"[\s|│┃║｜+:=\-─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╞╡╪]+")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_LONGEST_LABEL_PIECE = 40
_MOST_BREAKS = 30
"""Lines that one row of cells with breaks in them may take."""
_MOST_CELLS = 200
"""Cells of a line that is a table's row; with more it is a line of words."""


def read_text(text: str) -> Source:
    """The blocks of a plain text."""
    blocks: list[Block] = []
    group: list[tuple[str, list[str] | None]] = []
    kind = ""
    for line in _framed(text.split("\n")):
        if len(line) > 2 and _RULE.fullmatch(line) and not line.isspace():
            continue
        split, cells = _cells(line)
        if split and (split == kind or not kind):
            kind = split
            group.append((line, cells))
        elif kind and not split and len(line) <= _LONGEST_LABEL_PIECE:
            # Perhaps half of a broken label; a line between the rows of a table in any case.
            group.append((line, None))
        else:
            _close(group, blocks)
            group, kind = ([(line, cells)], split) if split else ([], "")
            if not split:
                blocks.append(Line(line.rstrip()))
    _close(group, blocks)
    return Source(blocks)


def _framed(lines: list[str]) -> Iterator[str]:
    """The lines; where rows are framed by bars, one that a break in a cell cut is one again."""
    begun = sum(1 for line in lines if _BARS.match(line))
    closed = sum(1 for line in lines if line.strip() and _BARS.match(line.rstrip()[-1]))
    if closed * 2 <= begun:
        yield from lines
        return
    at = 0
    while at < len(lines):
        end = at + 1
        if _BARS.match(lines[at]) and not _BARS.match(lines[at].rstrip()[-1]):
            for last in range(at + 1, min(at + 1 + _MOST_BREAKS, len(lines))):
                if not lines[last].strip() or _BARS.match(lines[last]):
                    break
                if _BARS.match(lines[last].rstrip()[-1]):
                    end = last + 1
                    break
        yield "\n".join(lines[at:end])
        at = end


def _cells(line: str) -> tuple[str, list[str]]:
    """How a line's cells are kept apart, and the cells."""
    if 0 < line.count("\t") <= _MOST_CELLS:
        cells = line.split("\t")
        if sum(1 for cell in cells if cell.strip()) >= 1 and len(cells) >= 2:
            return "tab", cells
    bars = _BARS.findall(line)
    if 0 < len(bars) <= _MOST_CELLS:
        cells = _BARS.split(line)
        closed = _BARS.match(line.rstrip()[-1]) is not None
        # A line framed by bars begins with one; one that is not begins with an empty cell.
        if closed and not cells[0].strip():
            cells = cells[1:]
        if closed and len(bars) > 1:
            cells = cells[:-1]
        if len(cells) >= 2:
            return "bar", cells
    if "," in line or "，" in line:
        mark = "," if line.count(",") >= line.count("，") else "，"
        if line.count(mark) > _MOST_CELLS:
            return "", []
        try:
            cells = next(csv.reader([line], delimiter=mark, skipinitialspace=True))
        except (csv.Error, StopIteration):
            return "", []
        known = sum(1 for cell in cells if not value_of(cell).is_words or is_label(cell))
        filled = sum(1 for cell in cells if cell.strip())
        if filled and known * 2 > len(cells) and max(len(cell) for cell in cells) <= 60:
            return "comma", cells
    return "", []


def _close(group: list[tuple[str, list[str] | None]], blocks: list[Block]) -> None:
    """A run of separated lines becomes a grid; lines at its end that have no cells do not."""
    tail: list[str] = []
    while group and group[-1][1] is None:
        tail.append(group.pop()[0])
    several = sum(1 for _, cells in group if cells and sum(1 for cell in cells if cell.strip()) > 1)
    # With a cell to a line, bars end the cells and lines do not end the rows.
    if len(group) >= 2 and several * 3 >= sum(1 for line, _ in group if line.strip()):
        rows = [
            [_BREAK.sub("\n", visible(cell).strip()) for cell in (cells or [line])]
            for line, cells in group
            if line.strip()
        ]
        grid = grid_of(rows)
        grid.printed = tuple(line for line, _ in group)
        blocks.append(grid)
    else:
        blocks.extend(Line(line.rstrip()) for line, _ in group)
    blocks.extend(Line(line.rstrip()) for line in reversed(tail))
