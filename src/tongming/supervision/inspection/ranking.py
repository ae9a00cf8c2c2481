"""Where units stand: 100 points less what was found, by a formula anybody may read.

Every finding takes off the weight of its severity, no indicator more than a cap, every order not
answered in time a weight of its own. A veto is no matter of points: the unit fails and stands
after all others (国办秘函〔2019〕19号). Decision 1302.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone

from tongming.law.inspection import Severity
from tongming.supervision.inspection.kinds import OrderState, StepKind
from tongming.supervision.inspection.models import Finding, Order
from tongming.supervision.inspection.rules import CAP, OVERDUE, Rules
from tongming.units.models import Unit

FULL = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's place in a span of days, with everything it rests on."""

    unit: Unit
    findings: tuple[Finding, ...]
    overdue: tuple[Order, ...]
    deducted: Mapping[str, int]
    """What each indicator takes off, and `overdue`; those that take nothing are left out."""
    points: int
    vetoed: bool
    place: int = 0

    def number(self, severity: str) -> int:
        """How many findings of a severity."""
        return sum(one.severity == severity for one in self.findings)

    @property
    def counts(self) -> list[tuple[Severity, int]]:
        """Findings by severity, the gravest first."""
        return [(one, self.number(one.value)) for one in reversed(Severity)]


def start_of(day: date) -> datetime:
    """The first moment of a day where the office is."""
    return datetime.combine(day, time.min, tzinfo=get_current_timezone())


def standings(
    units: Iterable[Unit], since: date, until: date, *, rules: Rules, today: date
) -> list[Standing]:
    """The units in their order from a day to a day, the second not counted.

    Units of equal points share a place, as do all that a veto failed.
    """
    wanted = list(units)
    found: dict[int, list[Finding]] = defaultdict(list)
    held = Finding.objects.filter(unit__in=wanted).between(start_of(since), start_of(until))
    for finding in held.order_by("indicator", "pk"):
        found[finding.unit_id].append(finding)
    late: dict[int, list[Order]] = defaultdict(list)
    for order in overdue_orders(wanted, since, until, today):
        late[order.unit_id].append(order)
    lines = [_standing(unit, found[unit.pk], late[unit.pk], rules) for unit in wanted]
    lines.sort(key=lambda one: (one.vetoed, -one.points, one.unit.path))
    placed: list[Standing] = []
    for number, line in enumerate(lines, start=1):
        before = placed[-1] if placed else None
        same = before is not None and _rank(before) == _rank(line)
        place = before.place if same and before is not None else number
        placed.append(
            Standing(
                line.unit, line.findings, line.overdue, line.deducted, line.points, line.vetoed,
                place,
            )
        )  # fmt: skip
    return placed


def _rank(line: Standing) -> tuple[bool, int]:
    return line.vetoed, 0 if line.vetoed else line.points


def _standing(unit: Unit, findings: list[Finding], late: list[Order], rules: Rules) -> Standing:
    deducted: dict[str, int] = defaultdict(int)
    for finding in findings:
        deducted[finding.indicator] += rules.weight(finding.severity)
    capped = {key: min(points, rules.weight(CAP)) for key, points in deducted.items() if points}
    if late and rules.weight(OVERDUE):
        capped[OVERDUE] = rules.weight(OVERDUE) * len(late)
    return Standing(
        unit,
        tuple(findings),
        tuple(late),
        capped,
        max(FULL - sum(capped.values()), 0),
        any(one.severity == Severity.VETO for one in findings),
    )


def overdue_orders(units: Iterable[Unit], since: date, until: date, today: date) -> list[Order]:
    """Orders whose day fell in a span, is past, and had no answer by then."""
    due = Order.objects.filter(
        unit__in=list(units), due_on__gte=since, due_on__lt=min(until, today)
    ).exclude(state=OrderState.WITHDRAWN)
    return [order for order in due.prefetch_related("steps") if not answered_in_time(order)]


def answered_in_time(order: Order) -> bool:
    """Whether the last term an order had was kept; of one withdrawn or still running too."""
    steps = sorted(order.steps.all(), key=lambda step: step.pk)
    begun = max((n for n, step in enumerate(steps) if step.kind == StepKind.RETURNED), default=-1)
    return any(
        step.kind == StepKind.ANSWERED and step.on <= order.due_on for step in steps[begun + 1 :]
    )
