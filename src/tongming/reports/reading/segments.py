"""A grid cut into the report's tables, each turned so that its rows are rows.

Whole reports are published as one table; tables are published lying on their side. What a row's
labels belong to decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tongming.law.forms import FORM_2021, FORM_OWN, REMEDY_GROUPS
from tongming.reports.reading.blocks import Grid
from tongming.reports.reading.labels import (
    CHANNEL_COLUMNS,
    CHANNEL_ROWS,
    FORM_MARKS,
    LEGACY_ROWS,
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
    REMEDY_GROUP,
    REMEDY_RESULT,
    REQUEST_KINDS,
    REQUEST_ROWS,
    STATED_ROWS,
    Vocabulary,
    bare,
)
from tongming.reports.reading.limits import MAX_ACROSS
from tongming.reports.reading.numbers import value_of

ALONG_ROWS: dict[str, Vocabulary] = {
    "requests": REQUEST_ROWS,
    "proactive": PROACTIVE_ROWS,
    "legacy": LEGACY_ROWS,
    "channels": CHANNEL_ROWS,
    "stated": STATED_ROWS,
}
"""The labels that stand one below the other in the official layout."""


def _owners() -> dict[str, frozenset[str]]:
    owners: dict[str, set[str]] = {}
    words = [
        ("requests", REQUEST_ROWS),
        ("requests", REQUEST_KINDS),
        ("proactive", PROACTIVE_ROWS),
        ("proactive", PROACTIVE_COLUMNS),
        ("remedies", REMEDY_GROUP),
        ("remedies", REMEDY_RESULT),
        ("legacy", LEGACY_ROWS),
        ("channels", CHANNEL_ROWS),
        ("channels", CHANNEL_COLUMNS),
        ("stated", STATED_ROWS),
    ]
    for table, vocabulary in words:
        for variant in vocabulary.variants():
            owners.setdefault(variant, set()).add(table)
    for _, names in REMEDY_GROUPS:
        owners.setdefault(bare("".join(names)), set()).add("remedies")
    others = {"requests": ("申请人情况", "法人或其他组织"), "remedies": ("行政诉讼",)}
    others |= {"proactive": ("信息内容",), "legacy": ("统计指标", "统计数")}
    for table, labels in others.items():
        for label in labels:
            owners.setdefault(label, set()).add(table)
    for table_of in FORM_2021.sections:
        if table_of.table:
            heading = bare(table_of.heading)
            owners.setdefault(heading, set()).add(table_of.table)
            owners.setdefault(heading[1:], set()).add(table_of.table)
    for block in FORM_2021.table("proactive").blocks:
        owners.setdefault(bare(block.heading), set()).add("proactive")
    for corner in (FORM_OWN.table(key).blocks[0].corner for key in ("channels", "stated")):
        owners.setdefault(bare(corner), set())
    # 「总计」 and 「其他」 stand in several tables and tell nothing.
    return {
        label: frozenset(tables)
        for label, tables in owners.items()
        if len(label) > 2 or len(tables) == 1
    }


_OWNERS = _owners()
_SECTIONS = {bare(section.heading) for section in FORM_2021.sections}
_NONE: frozenset[str] = frozenset()


def is_label(text: str) -> bool:
    """Whether a text is, whole, a label of one of the report's tables."""
    return len(text) <= 70 and bare(text) in _OWNERS


def is_tabular(text: str) -> bool:
    """Whether a row's only text is a table's: a value, or a label that heads no section."""
    if not value_of(text).is_words:
        return True
    return is_label(text) and bare(text) not in _SECTIONS


@dataclass(slots=True)
class Segment:
    """Consecutive rows of a grid that belong to one table."""

    table: str
    grid: Grid
    labels: int
    """How many of the table's labels it holds."""
    first: int
    """The row of the whole grid it begins in."""
    last: int
    """The row after its end."""


def segments(grid: Grid, marks: Counter[str]) -> list[Segment]:
    """The report's tables within a grid, in order; none where it is layout or something else.

    `marks` counts the labels met that only one form has.
    """
    if any(len(grid.starting(row)) > MAX_ACROSS for row in range(len(grid.rows))):
        return []
    hits = [_claim(grid, row, marks) for row in range(len(grid.rows))]
    claims = [claim for claim, _ in hits]
    owners: list[str | None] = [next(iter(c)) if len(c) == 1 else None for c in claims]
    if not any(owners):
        return []
    following = _following(owners)
    # A row that fits several tables goes with the row above if that fits, else with the one below.
    for row, claim in enumerate(claims):
        if len(claim) > 1:
            above = owners[row - 1] if row else None
            below = following[row]
            owners[row] = above if above in claim else below if below in claim else above
        elif not claim and row:
            owners[row] = owners[row - 1]
    first = next(row for row, owner in enumerate(owners) if owner)
    found: list[Segment] = []
    start = first
    for row in range(first, len(owners) + 1):
        if row == len(owners) or owners[row] != owners[start]:
            table = owners[start]
            if table is not None:
                part = grid if row - start == len(owners) else grid.part(start, row)
                count = sum(votes for claim, votes in hits[start:row] if table in claim)
                found.append(Segment(table, upright(table, part), count, start, row))
            start = row
    return found


def _following(owners: list[str | None]) -> list[str | None]:
    """For each row the first table that is certain below it."""
    found: list[str | None] = [None] * len(owners)
    for row in range(len(owners) - 1, 0, -1):
        found[row - 1] = owners[row] or found[row]
    return found


def _claim(grid: Grid, row: int, marks: Counter[str]) -> tuple[frozenset[str], int]:
    """The tables a row's labels can belong to, and how many labels say so."""
    votes: dict[frozenset[str], int] = {}
    for box in grid.starting(row):
        text = box.text
        if 2 <= len(text) <= 70 and not text.isdecimal():
            name = bare(text)
            tables = _OWNERS.get(name)
            if tables:
                votes[tables] = votes.get(tables, 0) + 1
                form = FORM_MARKS.get(name)
                if form is not None:
                    marks[form] += 1
    if not votes:
        return _NONE, 0
    single = {tables: n for tables, n in votes.items() if len(tables) == 1}
    best = max(single or votes, key=lambda tables: votes[tables])
    return best, votes[best]


def upright(table: str, grid: Grid) -> Grid:
    """The grid as the official form lays it out, turned where it lies on its side."""
    rows: set[int] = set()
    cols: set[int] = set()
    if table == "remedies":
        for row in range(len(grid.rows)):
            for box in grid.starting(row):
                if len(box.text) <= 12 and REMEDY_RESULT.exact(box.text):
                    rows.add(row)
                    cols.add(box.col)
        return grid.turned() if len(rows) > len(cols) and len(rows) >= 4 else grid
    words = ALONG_ROWS[table]
    for row in range(len(grid.rows)):
        for box in grid.starting(row):
            if 2 < len(box.text) <= 70 and words.keys(box.text):
                rows.add(row)
                cols.add(box.col)
        if len(rows) > 4 and len(rows) > 2 * len(cols):
            return grid
    return grid.turned() if len(cols) > len(rows) and len(cols) >= 3 else grid
