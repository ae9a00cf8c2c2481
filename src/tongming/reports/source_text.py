"""A document's words and tables as plain text, for a person to compare a reading with."""

from __future__ import annotations

from tongming.reports.reading import files
from tongming.reports.reading.blocks import Grid, Line
from tongming.reports.reading.sniff import kind_of

LONGEST = 400_000
"""Characters kept; a report has some ten thousand."""


def text_of(content: bytes, name: str) -> str:
    """The lines of a document, tables with their cells separated by bars."""
    lines: list[str] = []
    for block in files.source_of(kind_of(content), content, name).blocks:
        if isinstance(block, Line):
            lines.append(block.text)
        else:
            lines += _rows(block)
    return "\n".join(lines)[:LONGEST]


def _rows(grid: Grid) -> list[str]:
    if grid.printed:
        return list(grid.printed)
    return [
        " | ".join(box.text.replace("\n", "") for box in grid.starting(number))
        for number in range(len(grid.rows))
    ]
