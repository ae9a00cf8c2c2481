"""Counting a term around stretches that do not count (第三十三条第三款)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tongming.law.calendar import Calendar, Deadline

Stretch = tuple[date, date | None]
"""The days after the first up to and including the second; None: no end yet."""


def merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same days with overlaps taken once, in order."""
    merged: list[Stretch] = []
    for since, until in sorted(stretches, key=lambda stretch: stretch[0]):
        if until is not None and until <= since:
            continue
        if merged and (merged[-1][1] is None or since <= merged[-1][1]):
            first, last = merged[-1]
            merged[-1] = (first, None if last is None or until is None else max(last, until))
        else:
            merged.append((since, until))
    return merged


def end_of_term(
    start: date, days: int, stretches: Iterable[Stretch], calendar: Calendar
) -> Deadline | None:
    """The last of `days` working days after `start`, the stretches not counted.

    None where a stretch without an end begins before the days are used up. A stretch that begins
    when all days are used changes nothing: what has run out cannot stand still.
    """
    left, position = days, start
    for since, until in merge(stretches):
        used = calendar.count(position, since) if since > position else 0
        if used >= left:
            break
        left -= used
        if until is None:
            return None
        position = max(position, until)
    on = calendar.after(position, left).on
    return Deadline(on, calendar.missing(start, on))
