"""The figures of a quarter: every number of the report, each with the records it counts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from tongming.law.inspection import Severity
from tongming.supervision.inspection.facts import rule_of
from tongming.supervision.inspection.kinds import OrderState
from tongming.supervision.inspection.models import Finding, GoodPractice, Order, Run
from tongming.supervision.inspection.ranking import (
    Standing,
    answered_in_time,
    overdue_orders,
    standings,
    start_of,
)
from tongming.supervision.inspection.rules import CAP, OVERDUE, rules_of
from tongming.units.models import Unit

Figures = dict[str, Any]


def days_of(year: int, quarter: int) -> tuple[date, date]:
    """A quarter's first day and the first after it."""
    since = date(year, 3 * quarter - 2, 1)
    until = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return since, until


def quarter_before(today: date) -> tuple[int, int]:
    """The last quarter that is over."""
    last = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)
    return last.year, (last.month + 2) // 3


def inspected(unit: Unit, until: date) -> list[Unit]:
    """The units a supervising unit inspects: all beneath it that took part before a day."""
    beneath = Unit.objects.filter(path__startswith=unit.path, joined_on__lt=until)
    return list(beneath.exclude(pk=unit.pk).exclude(left_on__lte=until).order_by("path"))


def figures(unit: Unit, year: int, quarter: int, *, today: date) -> Figures:
    """Everything the report of a quarter counts, as JSON: numbers and the records behind them."""
    since, until = days_of(year, quarter)
    units = inspected(unit, until)
    rules = rules_of(unit)
    lines = standings(units, since, until, rules=rules, today=today)
    found = [one for line in lines for one in line.findings]
    orders = list(
        Order.objects.filter(issuer=unit, issued_on__gte=since, issued_on__lt=until)
        .exclude(state=OrderState.WITHDRAWN)
        .prefetch_related("steps")
    )
    closed = [one for one in orders if one.state_kind is OrderState.CLOSED]
    praise = GoodPractice.objects.filter(
        issuer=unit, on__gte=since, on__lt=until, struck_out_reason=""
    ).select_related("unit")
    runs = Run.objects.filter(unit__in=units, day__gte=since, day__lt=until)
    end = start_of(min(until, today + timedelta(days=1)))
    gone = [one for one in found if one.gone_at is not None and one.gone_at < end]
    settled = [
        one
        for one in found
        if one not in gone and one.closed_at is not None and one.closed_at < end
    ]
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "as_of": min(until - timedelta(days=1), today).isoformat(),
        "units": [one.pk for one in units],
        "runs": runs.count(),
        "sources": {
            source: sum(one.source == source for one in found) for source in Finding.Source.values
        },
        "found": len(found),
        "severities": {one.value: sum(f.severity == one for f in found) for one in Severity},
        "gone": len(gone),
        "settled": len(settled),
        "standing": len(found) - len(gone) - len(settled),
        "indicators": _by_indicator(found),
        "orders": {
            "issued": [one.pk for one in orders],
            "closed": [one.pk for one in closed],
            "in_time": [one.pk for one in closed if answered_in_time(one)],
            "overdue": [one.pk for one in overdue_orders(units, since, until, today)],
        },
        "ranking": [_line(one) for one in lines],
        "weights": {
            **{one.value: rules.weight(one.value) for one in Severity},
            OVERDUE: rules.weight(OVERDUE),
            CAP: rules.weight(CAP),
        },
        "rules": rules.version.number if rules.version else 0,
        "praise": [{"unit": one.unit.name, "text": one.text} for one in praise],
    }


def _by_indicator(found: list[Finding]) -> list[dict[str, Any]]:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        groups[one.indicator].append(one)
    lines = [
        {
            "indicator": indicator,
            "rule": rule_of(indicator),
            "found": len(group),
            "units": len({one.unit_id for one in group}),
            "findings": [one.pk for one in group],
        }
        for indicator, group in groups.items()
    ]
    return sorted(lines, key=lambda line: (-line["found"], line["indicator"]))


def _line(line: Standing) -> dict[str, Any]:
    return {
        "unit": line.unit.pk,
        "name": line.unit.name,
        "place": line.place,
        "points": line.points,
        "vetoed": line.vetoed,
        "found": len(line.findings),
        "overdue": len(line.overdue),
        "deducted": dict(sorted(line.deducted.items())),
    }
