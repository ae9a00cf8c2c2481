"""Reads over public opinion: the one door, the list, a year's counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet
from django.http import Http404

from tongming.engagement.topics.models import Opinion
from tongming.law.labelled import Labelled
from tongming.law.responses import Standing
from tongming.law.words import N_
from tongming.units.models import Person
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


class Kept(Labelled):
    """How an incident stands by its hours, each exactly one: what a year is counted by."""

    RUNNING = "running", N_("正在计时")
    MISSED = "missed", N_("超时未回应")
    LATE = "late", N_("超时回应")
    EXPLAINED = "explained", N_("说明后办结")
    """Closed with something unsaid, and why."""
    IN_TIME = "in_time", N_("按时回应")


def get_opinion(person: Person, right: Right, pk: int) -> Opinion:
    """An incident in which a person means to do something."""
    found = (
        Opinion.objects.select_related("unit", "entered_by", "assessed_by", "closed_by")
        .prefetch_related("statements__by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("engagement_topics.opinion")
    guard(person, right, found.unit, seen_with=Right.OPINION_VIEW, subject=Opinion)
    return found


def opinions_for(person: Person) -> QuerySet[Opinion]:
    """Every incident a person sees: the open ones first, then the latest."""
    return (
        Opinion.objects.select_related("unit")
        .prefetch_related("statements")
        .filter(unit__in=units_for(person, Right.OPINION_VIEW))
        .order_by(F("closed_at").desc(nulls_first=True), "-found_at", "-pk")
    )


def open_opinions() -> QuerySet[Opinion]:
    """What is not closed, the earliest found first."""
    return (
        Opinion.objects.select_related("unit")
        .prefetch_related("statements")
        .filter(closed_at=None)
        .order_by("found_at", "pk")
    )


def kept(opinion: Opinion, now: datetime) -> Kept:
    """How it stands by its hours: the worst of its clocks says it."""
    if opinion.unmet_reason:
        return Kept.EXPLAINED
    standings = {clock.standing for clock in opinion.clocks(now)}
    for standing, word in (
        (Standing.MISSED, Kept.MISSED), (Standing.RUNNING, Kept.RUNNING),
        (Standing.LATE, Kept.LATE),
    ):  # fmt: skip
        if standing in standings:
            return word
    return Kept.IN_TIME


def counts(opinions: Iterable[Opinion], now: datetime) -> dict[Kept, int]:
    """How many stand how: they add up to what was entered."""
    found = Counter(kept(one, now) for one in opinions)
    return {word: found[word] for word in Kept}
