"""How much happened in an office in a year: believable, and the same each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from tongming.demonstration.county.playing import working
from tongming.demonstration.county.units import Office


def chance(office: Office, year: int, what: str) -> Random:
    """Every office, year and room draws its own numbers: one does not shift another's."""
    return Random(f"{office.code} {year} {what}")


def about(draw: Random, volume: int) -> int:
    """A year's volume around the usual one; what an office never does stays 0."""
    return round(volume * draw.uniform(0.75, 1.3)) if volume else 0


def spread(draw: Random, number: int, parts: int) -> list[int]:
    """A year's number over its months, uneven as months are."""
    found = [0] * parts
    for _each in range(min(number, 400)):
        found[draw.randrange(parts)] += 1
    if number > 400:
        found = [one * number // 400 for one in found]
        found[-1] += number - sum(found)
    return found


def days_in(
    draw: Random, year: int, number: int, first: tuple[int, int], last: tuple[int, int]
) -> Iterator[date]:
    """So many working days of a stretch of the year, in order."""
    began, ended = date(year, *first), date(year, *last)
    length = (ended - began).days
    for away in sorted(draw.randrange(length + 1) for _each in range(number)):
        yield working(began + timedelta(days=away))


One = TypeVar("One")


def turn(choices: Sequence[One], number: int) -> One:
    """Round and round."""
    return choices[number % len(choices)]
