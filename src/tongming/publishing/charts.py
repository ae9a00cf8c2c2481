"""Bar charts as SVG that a screen reader hears and a colour-blind reader reads.

Each has a title and a description that says every number; every bar has its number beside it, so
that colour says nothing alone. Lengths are from 0. The page has the table the chart is drawn from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

WIDTH = 360
"""Of a phone: the words stay as large there as the page's small print."""
_NUMBER, _WORDS, _BAR, _GAP = 110, 20, 16, 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    label: str
    amount: Decimal
    shown: str
    """The number as the table prints it."""
    is_former: bool = False
    """Last year's: drawn as an outline."""


def bars(key: str, title: str, unit: str, rows: Sequence[Bar]) -> str:
    """A chart of horizontal bars; `key` sets its ids apart from others on the page."""
    largest = max((abs(row.amount) for row in rows), default=Decimal(0)) or Decimal(1)
    room = WIDTH - _NUMBER
    said = "；".join(f"{row.label}{row.shown}{unit}" for row in rows)
    drawn, top = [], 0
    for row in rows:
        if row.label:
            top += _WORDS
            drawn.append(f'<text x="0" y="{top - 5}" font-size="13">{escape(row.label)}</text>')
        length = max(round(abs(row.amount) / largest * room), 1 if row.amount else 0)
        look = (
            'fill="none" stroke="currentColor" stroke-width="1.5"'
            if row.is_former
            else 'fill="currentColor"'
        )
        drawn.append(
            f'<rect x="1" y="{top}" width="{length}" height="{_BAR}" {look}/>'
            f'<text x="{length + 8}" y="{top + _BAR - 3}" font-size="13">'
            f"{escape(row.shown)}</text>"
        )
        top += _BAR + _GAP
    height = top
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'aria-labelledby="{key}-title {key}-desc" fill="currentColor">'
        f'<title id="{key}-title">{escape(title)}（{escape(unit)}）</title>'
        f'<desc id="{key}-desc">{escape(said)}</desc>{"".join(drawn)}</svg>'
    )
