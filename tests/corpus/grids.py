"""The report's tables as grids of cells with spans, as an office lays them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.corpus.facts import Facts, Number
from tests.corpus.labels import (
    APPLICANTS,
    BROUGHT,
    CARRIED,
    COLUMNS,
    CORNER,
    GRANTED,
    GROUPS,
    LEGACY,
    OTHERWISE,
    PARTLY,
    PROACTIVE,
    RECEIVED,
    REMEDY_RESULTS,
    RESULTS,
    TOTAL,
    leaf_rows,
)


class Box(NamedTuple):
    """One printed cell."""

    text: str
    across: int = 1
    down: int = 1
    figure: bool = False


Grid = list[list[Box]]
Show = Callable[[Number], str]


def plain(number: Number) -> str:
    """A figure as most offices print it; nothing where nothing is known."""
    return "" if number is None else str(number)


def blank_for_zero(number: Number) -> str:
    """Nothing is printed for 0."""
    return "" if not number else str(number)


def full_width(number: Number) -> str:
    """Digits of Chinese width."""
    return plain(number).translate(str.maketrans("0123456789.-,", "０１２３４５６７８９．－，"))


def thousands(number: Number) -> str:
    """Digits in threes."""
    return "" if number is None else f"{number:,}"


def proactive(facts: Facts, show: Show = plain, order: tuple[int, ...] | None = None) -> Grid:
    """Table 2, its blocks in the form's order or another."""
    blocks = PROACTIVE[facts.form]
    width = 3
    grid: Grid = []
    for index in order or range(len(blocks)):
        heading, columns, rows = blocks[index]
        spans = [1] * len(columns)
        spans[-1] = width - len(columns) + 1
        grid.append([Box(heading, width + 1)])
        names = [Box(label, span) for (_, label), span in zip(columns, spans, strict=True)]
        grid.append([Box("信息内容"), *names])
        for row, label in rows:
            values = facts.proactive[row]
            cells = [
                Box(show(values[key]), span, figure=True)
                for (key, _), span in zip(columns, spans, strict=True)
            ]
            grid.append([Box(label), *cells])
    return grid


def request_header(corner: str = CORNER) -> Grid:
    """The three header rows of table 3."""
    return [
        [Box(corner, 3, 3), Box("申请人情况", 7)],
        [Box(APPLICANTS[0], 1, 2), Box("法人或其他组织", 5), Box(APPLICANTS[6], 1, 2)],
        [Box(label) for label in APPLICANTS[1:6]],
    ]


def requests(facts: Facts, show: Show = plain) -> Grid:
    """Table 3 with its merged label cells."""

    def figures(row: str) -> list[Box]:
        return [Box(show(facts.requests[row][column]), figure=True) for column in COLUMNS]

    grid = request_header()
    grid.append([Box(RECEIVED, 3), *figures("1")])
    grid.append([Box(BROUGHT, 3), *figures("2")])
    height = len(leaf_rows(facts.form)) + 1
    grid.append([Box(RESULTS, 1, height), Box(GRANTED, 2), *figures("3.1")])
    grid.append([Box(PARTLY, 2), *figures("3.2")])
    for code, (heading, labels) in GROUPS.items():
        if code == "3.6" and facts.form == "2019-60":
            grid.append([Box(OTHERWISE, 2), *figures("3.6")])
            continue
        for number, label in enumerate(labels, 1):
            first = [Box(heading, 1, len(labels))] if number == 1 else []
            grid.append([*first, Box(label), *figures(f"{code}.{number}")])
    grid.append([Box(TOTAL, 2), *figures("3.7")])
    grid.append([Box(CARRIED, 3), *figures("4")])
    return grid


def remedies(facts: Facts, show: Show = plain) -> Grid:
    """Table 4: one row of fifteen figures under three header rows."""
    values = [number for group in ("review", "direct", "after") for number in facts.remedies[group]]
    return [
        [Box("行政复议", 5), Box("行政诉讼", 10)],
        [*(Box(r, 1, 2) for r in REMEDY_RESULTS), Box("未经复议直接起诉", 5), Box("复议后起诉", 5)],
        [Box(result) for result in REMEDY_RESULTS * 2],
        [Box(show(number), figure=True) for number in values],
    ]


def legacy(facts: Facts, show: Show = plain, extra: dict[str, list[Box]] | None = None) -> Grid:
    """The older 统计表; `extra` puts a province's own row after one of the national ones."""
    grid = [[Box("统计指标"), Box("单位"), Box("统计数")]]
    for row, label, unit in LEGACY:
        if unit:
            grid.append([Box(label), Box(unit), Box(show(facts.legacy[row]), figure=True)])
        else:
            grid.append([Box(label), Box("——"), Box("——")])
        if extra and row in extra:
            grid.append(extra[row])
    return grid


def change(grid: Grid, edit: Callable[[str], str]) -> Grid:
    """Every label rewritten; figures stay."""
    return [[box if box.figure else box._replace(text=edit(box.text)) for box in r] for r in grid]


def expand(grid: Grid, *, repeat: bool) -> list[list[str]]:
    """The grid without spans: merged text stands in its first cell, or in every one."""
    width = max(sum(box.across for box in row) for row in grid)
    table: list[list[str | None]] = [[None] * width for _ in grid]
    for y, row in enumerate(grid):
        x = 0
        for box in row:
            while table[y][x] is not None:
                x += 1
            for dy in range(box.down):
                for dx in range(box.across):
                    first = dx == 0 and dy == 0
                    table[y + dy][x + dx] = box.text if first or repeat else ""
            x += box.across
    return [[text or "" for text in row] for row in table]
