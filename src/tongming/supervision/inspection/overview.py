"""What the first page of inspection shows: units by severity, months, a unit's own place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tongming.law.inspection import Severity
from tongming.supervision.inspection.kinds import OrderState
from tongming.supervision.inspection.models import Finding, Order
from tongming.supervision.inspection.quarter import days_of, inspected
from tongming.supervision.inspection.ranking import Standing, standings, start_of
from tongming.supervision.inspection.rules import rules_of
from tongming.units.models import Unit

MONTHS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One unit: what stands there now, by severity, and its orders."""

    unit: Unit
    counts: list[tuple[Severity, int]]
    orders: int
    overdue: int

    @property
    def total(self) -> int:
        """Everything that stands."""
        return sum(number for _severity, number in self.counts)


def lines(top: Unit, today: date) -> list[Line]:
    """Every unit inspected, the gravest first."""
    units = [top, *inspected(top, date.max)]
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    standing = Finding.objects.standing().filter(unit__in=units).order_by()
    for row in standing.values("unit", "severity").annotate(n=Count("pk")):
        counted[row["unit"]][row["severity"]] = row["n"]
    waiting: dict[int, list[Order]] = defaultdict(list)
    over = [one.value for one in OrderState if one.is_over]
    for order in Order.objects.filter(unit__in=units).exclude(state__in=over):
        waiting[order.unit_id].append(order)
    made = [
        Line(
            unit,
            [(one, counted[unit.pk].get(one.value, 0)) for one in reversed(Severity)],
            len(waiting[unit.pk]),
            sum(one.is_overdue(today) for one in waiting[unit.pk]),
        )
        for unit in units
    ]
    made = [one for one in made if one.unit != top or one.total]
    return sorted(
        made, key=lambda one: ([-number for _severity, number in one.counts], one.unit.path)
    )


@dataclass(frozen=True, slots=True)
class Month:
    """A month's findings."""

    first: date
    opened: int
    gone: int
    standing: int
    """At its end, or now."""
    place: int = 0
    """From the left edge of the chart."""
    height: int = 0

    @property
    def top(self) -> int:
        """From the chart's upper edge."""
        return 100 - self.height


def trend(top: Unit, today: date) -> list[Month]:
    """The last months: newly found, gone, and how many stood at the end of each."""
    found = Finding.objects.filter(unit__path__startswith=top.path).exclude(
        closed_as=Finding.Closing.UNFOUNDED
    )
    rows = list(found.values_list("found_at", "gone_at", "closed_at"))
    firsts = [_month(today, -back) for back in range(MONTHS - 1, -1, -1)]
    made = []
    for first in firsts:
        since, until = start_of(first), start_of(_month(first, 1))
        ends = [min(filter(None, (gone, closed)), default=None) for _f, gone, closed in rows]
        made.append(
            (
                first,
                sum(since <= begun < until for begun, _g, _c in rows),
                sum(end is not None and since <= end < until for end in ends),
                sum(
                    begun < until and (end is None or end >= until)
                    for (begun, _g, _c), end in zip(rows, ends, strict=True)
                ),
            )
        )
    most = max((standing for *_rest, standing in made), default=0) or 1
    return [
        Month(first, opened, gone, standing, 8 + number * 48, round(84 * standing / most))
        for number, (first, opened, gone, standing) in enumerate(made)
    ]


def _month(day: date, further: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + further, 12)
    return date(year, month + 1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands among those its supervising unit inspects, this quarter."""

    standing: Standing
    among: int


def place_of(unit: Unit, today: date) -> Place | None:
    """A unit's own place and points in the quarter that runs; None where nobody inspects it."""
    if unit.parent is None:
        return None
    since, until = days_of(today.year, (today.month + 2) // 3)
    units = inspected(unit.parent, until)
    found = standings(units, since, until, rules=rules_of(unit.parent), today=today)
    mine = next((one for one in found if one.unit == unit), None)
    return Place(mine, len(found)) if mine else None
