"""A cell's words without what is only layout."""

from __future__ import annotations


def tidy(text: str) -> str:
    """Without blanks at the ends of lines and without empty lines."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(line for part in text.split("\n") if (line := part.strip()))
