"""动态管理: how many units joined, left or changed in each year, every figure with its records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tongming.law.words import N_
from tongming.ledger.models import Event
from tongming.units.models import Unit, UnitPeriod

KINDS = {
    "joined": ("units.joined", N_("加入")),
    "left": ("units.left", N_("退出")),
    "rejoined": ("units.rejoined", N_("重新加入")),
    "changed": ("units.changed", N_("更名或者隶属变动")),
}


@dataclass(frozen=True, slots=True)
class Year:
    """What happened to the network in a year."""

    year: int
    counts: dict[str, int]
    at_end: int
    """Units that took part on 31 December; in a year not over yet, today."""


def changes(units: QuerySet[Unit]) -> QuerySet[Event]:
    """Every joining, leaving and change of some units, the latest first."""
    every = [kind for kind, _label in KINDS.values()]
    return (
        Event.objects.select_related("unit", "by")
        .filter(kind__in=every, unit__in=units, on__isnull=False)
        .order_by("-on", "-seq")
    )


def years(units: QuerySet[Unit], today: date) -> list[Year]:
    """From the first change to this year, the latest first; quiet years too."""
    rows = list(changes(units).values_list("kind", "on"))
    if not rows:
        return []
    first = min(on.year for _kind, on in rows if on)
    keys = {kind: key for key, (kind, _label) in KINDS.items()}
    counts = {year: dict.fromkeys(KINDS, 0) for year in range(first, today.year + 1)}
    for kind, on in rows:
        if on and on.year in counts:
            counts[on.year][keys[kind]] += 1
    return [
        Year(year, counts[year], _taking_part(units, min(date(year, 12, 31), today)))
        for year in sorted(counts, reverse=True)
    ]


def _taking_part(units: QuerySet[Unit], day: date) -> int:
    return UnitPeriod.objects.in_force(day).filter(unit__in=units).values("unit").distinct().count()
