"""Days played one after another: many stories of many offices, each act on its own day.

A story is a generator: it yields the day it goes on, and is given that day back when it has come.
The moments the rooms note are those of the played day, and the ledger stays in the order of time.
"""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.db import transaction

from tongming.calendars.queries import current_calendar

Story = Generator[date, date, None]

_OPENS = time(9, tzinfo=ZoneInfo("Asia/Shanghai"))


@contextmanager
def pretended() -> Iterator[Clock]:
    """Within, the framework's clock is the one given; outside it nothing has changed.

    Whatever asks `django.utils.timezone` is told the played moment, in this process alone.
    """
    clock = Clock()

    class Moment(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return clock.tell().astimezone(tz)

    with patch("django.utils.timezone.datetime", Moment):
        yield clock


class Clock:
    """A working day that begins at nine; every look at it is a little later."""

    def __init__(self) -> None:
        self._at = datetime(2000, 1, 1, tzinfo=UTC)

    def begin(self, day: date) -> None:
        """Another day; never one that is over."""
        self._at = max(self._at, datetime.combine(day, _OPENS))

    def tell(self) -> datetime:
        self._at += timedelta(milliseconds=7)
        return self._at


class Played:
    """Stories on their way. What is not over on the day they stop goes on when they are let."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._order = count()
        self._waiting = [(next(story), next(self._order), story) for story in stories]
        heapq.heapify(self._waiting)

    def until(self, last: date) -> None:
        """Every act up to a day, all or nothing: what they make public is published once."""
        with pretended() as clock, transaction.atomic():
            while self._waiting and self._waiting[0][0] <= last:
                self._act(clock)

    def _act(self, clock: Clock) -> None:
        day, _number, story = heapq.heappop(self._waiting)
        clock.begin(day)
        try:
            then = story.send(day)
        except StopIteration:
            return
        heapq.heappush(self._waiting, (max(then, day), next(self._order), story))


def working(day: date) -> date:
    """The day, or the working day before it: an office acts when it is open."""
    return current_calendar().last_working_day(day).on
