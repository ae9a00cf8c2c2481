"""What a case counts as in table 4 of a year.

Which cases enter the table is not written anywhere (docs/decisions/1201). The reading offered
first counts every case that was before the authority or the court at some time of the year: under
its result if that was reached in the year, else as 尚未审结. So a case open on 31 December counts
in two years, once in each. The other counts the cases accepted in the year only.

A suit is one case through both instances: it is pending until the last decides. An appeal joins the
first instance to the second, so the judgment in between was no result. A retrial opens what was
closed: it counts anew in its own years, and what was counted before stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tongming.law.labelled import Labelled
from tongming.law.remedy_results import Instance, Result, Standing
from tongming.law.words import N_


class Reading(Labelled):
    """Which cases enter a year: no official text says. A unit's setting."""

    HANDLED = (
        "handled",
        N_("本年受理的和年初尚未审结的案件，年内审结的按结果计，年底未审结的计入“尚未审结”"),
    )
    ACCEPTED = (
        "accepted",
        N_("只计本年受理的案件，年内审结的按结果计，年底未审结的计入“尚未审结”"),
    )


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of time in which a case was pending, and how it ended."""

    entered_on: date
    concluded_on: date | None
    standing: Standing
    """PENDING while it is not concluded."""

    def __post_init__(self) -> None:
        if (self.concluded_on is None) is not (self.standing is Standing.PENDING):
            raise ValueError("pending is what has no day of conclusion")


@dataclass(frozen=True, slots=True)
class Decided:
    """What one instance did: since when it had the case, and what it decided when."""

    instance: Instance
    entered_on: date
    decided_on: date | None = None
    result: Result | None = None
    counted_as: Standing | None = None
    """Where a person had it counted otherwise than the map has it."""


def episodes(course: Iterable[Decided]) -> tuple[Episode, ...]:
    """The stretches a case was pending, in order, from what each instance did."""
    found: list[Episode] = []
    before: Standing | None = None
    for one in course:
        standing = _standing(one, before)
        if not found or one.instance is Instance.RETRIAL:
            since = one.entered_on
        else:
            # An appeal, or a case sent back: what was pending goes on being so.
            since = found.pop().entered_on
        ended = one.decided_on if standing is not Standing.PENDING else None
        found.append(Episode(since, ended, standing))
        if standing is not Standing.PENDING:
            before = standing
    return tuple(found)


def _standing(one: Decided, before: Standing | None) -> Standing:
    if one.decided_on is None or one.result is None:
        return Standing.PENDING
    if one.result is Result.REMANDED:
        return Standing.PENDING
    return one.counted_as or one.result.standing or before or Standing.OTHER


def standing_in(
    course: Sequence[Episode], year: int, reading: Reading = Reading.HANDLED
) -> Standing | None:
    """The one column of a year a case counts in; None where it does not count in it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    touching = [
        episode
        for episode in course
        if episode.entered_on <= last
        and (episode.concluded_on is None or episode.concluded_on >= first)
        and (reading is Reading.HANDLED or episode.entered_on >= first)
    ]
    if not touching:
        return None
    latest = touching[-1]
    ended = latest.concluded_on
    return latest.standing if ended is not None and ended <= last else Standing.PENDING
