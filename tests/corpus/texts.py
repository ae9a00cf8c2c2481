"""Plain text: what is left of a report after copying, pasting and converting."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap

from tests.corpus.facts import Facts
from tests.corpus.grids import Grid, expand
from tests.corpus.prose import Sections, opening, title

Flat = Callable[[Grid], str]


def one_a_line(grid: Grid) -> str:
    """Every cell on its own line, empty cells lost."""
    return "\n".join(box.text for row in grid for box in row if box.text)


def tabs(grid: Grid) -> str:
    """Cells parted by tabs; an empty cell is an empty field."""
    return "\n".join("\t".join(box.text for box in row) for row in grid)


def tabs_of_a_sheet(grid: Grid) -> str:
    """What a spreadsheet saves as text: merged cells leave empty fields behind."""
    return "\n".join("\t".join(row) for row in expand(grid, repeat=False))


def bars(grid: Grid) -> str:
    """Cells between bars, with a rule under the head."""
    lines = ["| " + " | ".join(box.text for box in row) + " |" for row in grid]
    lines.insert(1, "|" + " --- |" * len(grid[0]))
    return "\n".join(lines)


def _padding(grid: Grid, row: int) -> str:
    """What a page's copy puts behind a row whose cells are fewer than the table is wide."""
    return "|" * (max(sum(box.across for box in r) for r in grid) - len(grid[row]))


def padded_bars(grid: Grid) -> str:
    """A bar behind every cell, and empty fields behind the row up to the table's width."""
    lines = [" | ".join(box.text for box in row) + " | " for row in grid]
    return "\n".join(line + _padding(grid, y) for y, line in enumerate(lines))


def bars_line_by_line(grid: Grid) -> str:
    """The same with every cell on its own line."""
    lines: list[str] = []
    for y, row in enumerate(grid):
        lines += [f"{box.text} |" for box in row]
        lines += [padding] if (padding := _padding(grid, y)) else []
    return "\n".join(lines)


def bars_with_breaks(grid: Grid) -> str:
    """A line break before every cell's text."""
    lines = ["| \n " + "  | \n ".join(box.text for box in row) + "  | " for row in grid]
    return "\n".join(line + _padding(grid, y) for y, line in enumerate(lines))


def blank_lines(grid: Grid, breaks: dict[str, str]) -> str:
    """A blank line after every cell; some labels are broken the same way."""
    texts = [breaks.get(box.text, box.text) for row in grid for box in row if box.text]
    return "\n\n".join(text.replace("/", "\n\n") if "/" in text else text for text in texts)


def blanks(grid: Grid) -> str:
    """Cells parted by two or more blanks; empty cells are lost."""
    return "\n".join("  " + "   ".join(b.text for b in row if b.text) + "  " for row in grid)


def wide_blanks(grid: Grid) -> str:
    """Cells parted by ideographic blanks."""
    return "\n".join("　" + "　　".join(b.text for b in row if b.text) for row in grid)


def wrapped(grid: Grid, width: int = 9) -> str:
    """Labels run over several lines; the figures stand after the last one."""
    lines = []
    for row in grid:
        labels = [box.text for box in row if not box.figure]
        figures = [box.text for box in row if box.figure]
        for label in labels:
            lines += wrap(label, width)
        if figures:
            lines[-1] += " " + " ".join(figures)
    return "\n".join(lines)


def document(facts: Facts, parts: Sections, tables: list[str], *, intro: str | None = None) -> str:
    """The whole report as text."""
    out = [title(facts), "", "　　" + (intro if intro is not None else opening(facts))]
    waiting = list(tables)
    for heading, lines in parts:
        out += ["", "　　" + heading]
        out += ["　　" + line for line in lines]
        if not lines and waiting:
            out.append(waiting.pop(0))
    out += [
        *waiting,
        "",
        f"　　　　　　　　　{facts.body}",
        f"　　　　　　　　　{facts.year + 1}年1月18日",
    ]
    return "\n".join(out) + "\n"
