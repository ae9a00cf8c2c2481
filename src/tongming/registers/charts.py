"""Bar charts as SVG that a screen reader hears and a colour-blind reader reads.

Each has a title and a description that says every number; every bar has its number beside it, so
that colour says nothing alone. Lengths are from 0. The page has the table the chart is drawn from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

WIDTH = 640
_LABEL, _NUMBER, _ROW, _BAR = 220, 110, 34, 18


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
    room = WIDTH - _LABEL - _NUMBER
    height = _ROW * len(rows) + 8
    said = "；".join(f"{row.label}{row.shown}{unit}" for row in rows)
    drawn = []
    for place, row in enumerate(rows):
        top, middle = place * _ROW + 8, place * _ROW + 8 + _BAR / 2
        length = max(round(abs(row.amount) / largest * room), 1 if row.amount else 0)
        look = (
            'fill="none" stroke="currentColor" stroke-width="1.5"'
            if row.is_former
            else 'fill="currentColor"'
        )
        drawn.append(
            f'<text x="{_LABEL - 10}" y="{middle:g}" text-anchor="end" '
            f'dominant-baseline="central" font-size="14">{escape(row.label[:15])}</text>'
            f'<rect x="{_LABEL}" y="{top}" width="{length}" height="{_BAR}" {look}/>'
            f'<text x="{_LABEL + length + 8}" y="{middle:g}" '
            f'dominant-baseline="central" font-size="14">{escape(row.shown)}</text>'
        )
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'aria-labelledby="{key}-title {key}-desc" fill="currentColor">'
        f'<title id="{key}-title">{escape(title)}（{escape(unit)}）</title>'
        f'<desc id="{key}-desc">{escape(said)}</desc>{"".join(drawn)}</svg>'
    )
