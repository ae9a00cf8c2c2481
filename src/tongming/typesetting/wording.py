"""How title and signature of an official paper stand, and which characters cannot be printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from tongming.law.words import chinese_date

TITLE_WIDTH = 20
"""How many characters of 2号 fit on a line of 156 mm."""
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters no format can show and some cannot hold: controls, halves of pairs, byte-order
marks."""


def title_lines(title: str, organ: str, *, width: int = TITLE_WIDTH) -> tuple[str, ...]:
    """A title, in two lines where it is wider than `width` characters: it is broken between the
    organ and the rest, not inside a word (GB/T 9704—2012, 7.3.1)."""
    if len(title) > width and organ and title.startswith(organ) and title != organ:
        return organ, title[len(organ) :]
    return (title,)


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line of the signature, and its distance from the right edge in characters."""

    text: str
    indent: float


def signature(organ: str, day: date | None) -> list[SignatureLine]:
    """Organ and date as an unsealed paper has them (GB/T 9704—2012, 7.3.5.3): the organ two
    characters from the right, the date below beginning two characters further right; where the
    date is the longer, the date stands two characters from the right and the organ moves left."""
    if day is None:
        return [SignatureLine(organ, 2)] if organ else []
    dated = chinese_date(day)
    if not organ:
        return [SignatureLine(dated, 2)]
    room = width_of(organ) - width_of(dated)
    if room >= 0:
        return [SignatureLine(organ, 2), SignatureLine(dated, room)]
    return [SignatureLine(organ, 4 - room), SignatureLine(dated, 2)]


SEAL_MM = 42
"""The diameter of the seal of a township or a department; a county's has 45 mm."""


@dataclass(frozen=True, slots=True)
class SealedSignature:
    """The lines a seal goes over, and how far from the right edge its middle is, in characters."""

    lines: tuple[SignatureLine, ...]
    centre: float


def sealed_signature(organ: str, day: date) -> SealedSignature:
    """Organ and date of a paper that bears a seal (GB/T 9704—2012, 7.3.5.1): the date four
    characters from the right, the organ centred over it, the seal over both. Where the organ is so
    long that it would leave the page, both move to the left."""
    dated = chinese_date(day)
    centre = max(4 + width_of(dated) / 2, width_of(organ) / 2)
    return SealedSignature(
        tuple(SignatureLine(text, centre - width_of(text) / 2) for text in (organ, dated)), centre
    )


def width_of(text: str) -> float:
    """A text's width in Chinese characters; Latin letters and digits count half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
