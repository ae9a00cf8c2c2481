"""A value of the law with the days from which each version counts.

A change of law adds a line; the past stays computable. Asking for a day before the first version
is an error that names the first day known, never a `None` that somebody multiplies by.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import Generic, Protocol, TypeVar

from tongming.law.citation import Citation
from tongming.law.words import N_, Message, Refused, say


class Cited(Protocol):
    """Anything that says where it stands in the law."""

    @property
    def citation(self) -> Citation: ...


T_co = TypeVar("T_co", bound=Cited, covariant=True)


class NotInForce(Refused):
    """The law had no such rule on that day yet; `first_day` is the first on which it had."""

    def __init__(self, what: Message, day: date, first_day: date, citation: Citation) -> None:
        message = say(
            N_("{what}：{first_day}起才有规定，{day}还没有。"),
            what=what,
            first_day=first_day,
            day=day,
        )
        super().__init__(message, str(citation))
        self.first_day = first_day


class Dated(Generic[T_co]):
    """One rule through time: `{first day in force: value}`, and the day it was last compared."""

    __slots__ = ("_days", "_values", "checked_on", "what")

    def __init__(self, what: Message, values: Mapping[date, T_co], *, checked_on: date) -> None:
        if not values:
            raise ValueError("a rule without any version")
        self.what = what
        self.checked_on = checked_on
        self._days = tuple(sorted(values))
        self._values = tuple(values[day] for day in self._days)

    def on(self, day: date) -> T_co:
        """The version in force on a day; `NotInForce` before the first."""
        position = bisect_right(self._days, day)
        if position == 0:
            raise NotInForce(self.what, day, self._days[0], self._values[0].citation)
        return self._values[position - 1]

    def known_on(self, day: date) -> bool:
        """Whether there was a version in force on that day."""
        return day >= self._days[0]

    @property
    def versions(self) -> tuple[tuple[date, T_co], ...]:
        """Every version with its first day, oldest first."""
        return tuple(zip(self._days, self._values, strict=True))

    @property
    def latest(self) -> T_co:
        """The newest version known."""
        return self._values[-1]
