"""Every table of a report, wherever in the file it stands."""

from __future__ import annotations

from collections.abc import Iterator

from tongming.reports.reading.blocks import Grid
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.segments import Segment, is_tabular
from tongming.reports.reading.table_legacy import read_legacy
from tongming.reports.reading.table_remedies import read_remedies
from tongming.reports.reading.table_rows import SPECS, read_rows


def read_grid(grid: Grid, within: list[Segment], findings: Findings) -> tuple[set[str], list[str]]:
    """Read the tables within a grid: the names of those found, the lines that belong to none."""
    parts = [
        part
        for part in within
        if part.labels >= _ENOUGH or (part.table in findings.headers and part.labels)
    ]
    for part in parts:
        if part.table == "remedies":
            read_remedies(part.grid, findings)
        elif part.table == "legacy":
            read_legacy(part.grid, findings)
        else:
            read_rows(SPECS[part.table], part.grid, findings)
    if not parts:
        return set(), list(grid.lines())
    return {part.table for part in parts}, list(_beside(grid, parts))


def _beside(grid: Grid, parts: list[Segment]) -> Iterator[str]:
    """Titles, headings and paragraphs that stand in rows of the grid."""
    tabular = {row for part in parts for row in range(part.first, part.last)}
    for row in range(len(grid.rows)):
        boxes = [box for box in grid.starting(row) if box.text]
        if row in tabular and (len(boxes) != 1 or boxes[0].height > 1 or is_tabular(boxes[0].text)):
            continue
        if row in tabular or all(len(box.text) > 30 for box in boxes):
            for box in boxes:
                yield from box.text.split("\n")
        else:
            yield "　".join(" ".join(box.text.split()) for box in boxes)


_ENOUGH = 3
"""Labels that make a table: a page's frame may well hold a link 「行政许可」."""
