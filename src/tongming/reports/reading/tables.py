"""Every table of a report, wherever in the file it stands."""

from __future__ import annotations

from tongming.reports.reading.blocks import Grid
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.segments import segments
from tongming.reports.reading.table_legacy import read_legacy
from tongming.reports.reading.table_remedies import read_remedies
from tongming.reports.reading.table_rows import SPECS, read_rows


def read_grid(grid: Grid, findings: Findings) -> list[str]:
    """Read the tables in a grid; the names of those found, none where it is something else."""
    parts = [
        part
        for part in segments(grid)
        if part.labels >= _ENOUGH or (part.table in findings.headers and part.labels)
    ]
    for part in parts:
        if part.table == "remedies":
            read_remedies(part.grid, findings)
        elif part.table == "legacy":
            read_legacy(part.grid, findings)
        else:
            read_rows(SPECS[part.table], part.grid, findings)
    return [part.table for part in parts]


_ENOUGH = 3
"""Labels that make a table: a page's frame may well hold a link 「行政许可」."""
