"""Tables and headings for the public page of a register, with nothing unescaped in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def heading(level: int, words: str) -> str:
    """A heading, 2 to 4."""
    return f"<h{level}>{escape(words)}</h{level}>"


def paragraph(words: str) -> str:
    """A paragraph."""
    return f"<p>{escape(words)}</p>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a row of headings."""
    lines = [_row(head, "th"), *(_row(row, "td") for row in rows)]
    return f"<table><tbody>{''.join(lines)}</tbody></table>"


def pairs(facts: Iterable[tuple[str, str]]) -> str:
    """A table of two columns: what, and what it says. What says nothing is left out."""
    lines = (
        f"<tr><th>{escape(label)}</th><td>{_lines(value)}</td></tr>"
        for label, value in facts
        if value
    )
    return f"<table><tbody>{''.join(lines)}</tbody></table>"


def _row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{_lines(cell)}</{tag}>" for cell in cells) + "</tr>"


def _lines(words: str) -> str:
    return "<br>".join(escape(line) for line in words.splitlines())
