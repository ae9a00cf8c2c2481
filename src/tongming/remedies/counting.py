"""Which cases of a unit count where in table 4 of a year, as it was known at a moment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from tongming.law.remedy_counting import Episode, Reading, standing_in
from tongming.law.remedy_results import Standing, Way
from tongming.remedies.models import CaseFact, Keeping
from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class Counted:
    """One case, in the one cell it counts in."""

    case: int
    way: Way
    standing: Standing
    fact: CaseFact
    """The last stretch that had begun by the end of the year."""


def _known(at: datetime | None) -> Q:
    if at is None:
        return Q(known_until=None)
    return Q(known_from__lte=at) & (Q(known_until=None) | Q(known_until__gt=at))


def keeping_of(unit: Unit, at: datetime | None = None) -> Keeping | None:
    """Since when a unit keeps its cases here, as it was said at a moment; `None` is now."""
    return Keeping.objects.filter(_known(at), unit=unit).first()


def is_kept(unit: Unit, year: int, at: datetime | None = None) -> bool:
    """Whether the year's cases are all here, so that none means 0."""
    keeping = keeping_of(unit, at)
    return keeping is not None and year >= keeping.since_year


def counted_cases(unit: Unit, year: int, at: datetime | None = None) -> list[Counted]:
    """Every case that counts in a year, in its cell, the oldest first; none in a year not kept."""
    keeping = keeping_of(unit, at)
    if keeping is None or year < keeping.since_year:
        return []
    reading = Reading(keeping.reading)
    courses: dict[int, list[CaseFact]] = defaultdict(list)
    facts = CaseFact.objects.filter(_known(at), unit=unit).select_related("case")
    for fact in facts.order_by("case__entered_on", "case_id", "episode"):
        courses[fact.case_id].append(fact)
    found = []
    for case, course in courses.items():
        standing = standing_in([_episode(fact) for fact in course], year, reading)
        if standing is not None:
            begun = [fact for fact in course if fact.entered_on.year <= year]
            found.append(Counted(case, Way(begun[-1].way), standing, begun[-1]))
    return found


def _episode(fact: CaseFact) -> Episode:
    return Episode(fact.entered_on, fact.concluded_on, Standing(fact.standing))
