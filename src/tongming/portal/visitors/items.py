"""What public items of the rooms of engagement have in common."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape

SHORT = ' class="nowrap"'
"""For headings that would stand letter under letter on a phone."""


def number_of(key: str, prefix: str) -> int | None:
    """The number in a key of a source; None where it is none, or not in its one spelling."""
    digits = key.removeprefix(prefix)
    if digits == key or not digits.isascii() or not digits.isdecimal() or len(digits) > 18:
        return None
    return int(digits) if str(int(digits)) == digits else None


def rows_html(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "") -> str:
    """A table; the lines of a cell stay lines."""
    titles = "".join(
        f'<th scope="col"{SHORT if len(words) <= 4 else ""}>{escape(words)}</th>' for words in head
    )
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
        + "</tr>\n"
        for row in rows
    )  # fmt: skip
    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{named}<thead><tr>{titles}</tr></thead>\n<tbody>\n{lines}</tbody></table>\n"
