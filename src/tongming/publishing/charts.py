"""Bar and line charts as SVG that a screen reader hears and a colour-blind reader reads.

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


# --- Over years -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a line; without an amount the line is interrupted there."""

    label: str
    amount: Decimal | None
    shown: str
    breaks: bool = False
    """Something else is counted from here on: a mark is drawn before it, and no line across."""


_TALL, _TOP, _LEFT, _STEP = 150, 26, 26, 62


def line(key: str, title: str, unit: str, years: Sequence[Year]) -> str:
    """A line over years from 0, each point with its number; `key` sets its ids apart."""
    said = "；".join(
        f"{year.label}{year.shown}{unit if year.amount is not None else ''}" for year in years
    )
    width = max(_LEFT * 2 + _STEP * (len(years) - 1), WIDTH)
    base = _TOP + _TALL
    places = _places(years, _LEFT, _STEP, _TOP, _TALL)
    drawn = [f'<path d="M0 {base + 0.5}H{width}" stroke="currentColor" opacity="0.3"/>']
    drawn += [
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="2"/>'
        for path in _paths(years, places)
    ]
    for place, year in enumerate(years):
        x = _LEFT + place * _STEP
        if year.breaks:
            at = x - _STEP / 2
            drawn.append(
                f'<path d="M{at:g} {_TOP - 12}V{base}" stroke="currentColor" '
                'stroke-dasharray="3 4" opacity="0.6"/>'
            )
        spot = places[place]
        if spot is not None:
            drawn.append(
                f'<circle cx="{x}" cy="{spot[1]:g}" r="3.5"/><text x="{x}" y="{spot[1] - 9:g}" '
                f'font-size="13" text-anchor="middle">{escape(year.shown)}</text>'
            )
        drawn.append(
            f'<text x="{x}" y="{base + 20}" font-size="12" text-anchor="middle">'
            f"{escape(year.label)}</text>"
        )
    return (
        f'<svg class="chart chart-line" role="img" viewBox="0 0 {width} {base + 28}" '
        f'aria-labelledby="{key}-title {key}-desc" fill="currentColor">'
        f'<title id="{key}-title">{escape(title)}（{escape(unit)}）</title>'
        f'<desc id="{key}-desc">{escape(said)}</desc>{"".join(drawn)}</svg>'
    )


def spark(years: Sequence[Year]) -> str:
    """The same as a small picture beside its numbers; it says nothing that they do not."""
    step = 9
    width, tall = step * max(len(years) - 1, 1) + 6, 18
    places = _places(years, 3, step, 3, tall)
    drawn = [
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        for path in _paths(years, places)
    ]
    drawn += [f'<circle cx="{x:g}" cy="{y:g}" r="1.8"/>' for x, y in filter(None, places)]
    return (
        f'<svg class="spark" aria-hidden="true" width="{width}" height="{tall + 6}" '
        f'viewBox="0 0 {width} {tall + 6}" fill="currentColor">{"".join(drawn)}</svg>'
    )


_Spot = tuple[float, float] | None


def _places(years: Sequence[Year], left: int, step: int, top: int, tall: int) -> list[_Spot]:
    """Where each year's point lies: heights from 0, from the least where that is below it."""
    amounts = [year.amount for year in years if year.amount is not None]
    least, most = min([*amounts, Decimal(0)]), max([*amounts, Decimal(0)])
    span = (most - least) or Decimal(1)
    return [
        None
        if year.amount is None
        else (left + place * step, float(top + tall - (year.amount - least) / span * tall))
        for place, year in enumerate(years)
    ]


def _paths(years: Sequence[Year], places: Sequence[_Spot]) -> list[str]:
    """The runs of points that belong together, two at least."""
    runs: list[list[tuple[float, float]]] = [[]]
    for year, spot in zip(years, places, strict=True):
        if spot is None or year.breaks:
            runs.append([])
        if spot is not None:
            runs[-1].append(spot)
    return ["M" + "L".join(f"{x:g} {y:.1f}" for x, y in run) for run in runs if len(run) > 1]
