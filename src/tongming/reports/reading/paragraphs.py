"""Printed lines put together into paragraphs, over the end of a page as well."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")


@dataclass(slots=True)
class Paragraph:
    """Lines put together; where they begin, and whether the last looks like the middle of one."""

    height: float
    text: str
    size: float
    start: float
    left: float
    """The margin of its page."""
    ends_within: bool

    def goes_on(self, other: Paragraph) -> bool:
        """Whether another, below or at the top of the next page, is the rest of this one."""
        return (
            self.ends_within
            and other.start < self.left + 1.2 * self.size
            and abs(other.size - self.size) < 0.25 * self.size
            # After a whole sentence a few words without a stop are a caption.
            and not (self.text.endswith("。") and other.is_caption)
            and "  " not in self.text
            and "  " not in other.text
            # A numbered line begins something, unless a bracket is open: 【请补充：（七）……】.
            and (not _NUMBERED.match(other.text) or self._is_open)
        )

    @property
    def is_caption(self) -> bool:
        """Whether it may be what stands over a table."""
        return len(self.text) < 30 and self.text[-1:].isalpha()

    @property
    def _is_open(self) -> bool:
        return any(self.text.count(one) > self.text.count(other) for one, other in _BRACKETS)

    def add(self, other: Paragraph) -> None:
        """Take in the rest."""
        self.text += other.text
        self.size, self.ends_within = other.size, other.ends_within


_BRACKETS = (("【", "】"), ("“", "”"), ("《", "》"))


def paragraphs(
    lines: list[tuple[float, float, float, float, str]], width: float
) -> list[Paragraph]:
    """Lines put together into paragraphs, as far as their ends and beginnings show."""
    if not lines:
        return []
    left = min(line[1] for line in lines)
    right = max(line[2] for line in lines)
    found: list[Paragraph] = []
    for height, start, end, size, text in lines:
        full = end > max(right - 2.5 * size, 0.75 * width)
        one = Paragraph(height, text, size, start, left, full)
        if found and found[-1].goes_on(one):
            found[-1].add(one)
        else:
            found.append(one)
    return found
