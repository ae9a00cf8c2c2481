"""Reads: what is held of a month or a year, as known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tongming.law.administrative import Tallied
from tongming.registers.tallies.models import Entry
from tongming.units.models import Unit

YUAN_IN_WAN = Decimal(10_000)


def held(unit: Unit, since: date, until: date, at: datetime | None = None) -> list[Entry]:
    """The entries of the months from `since` to `until` that hold: the last of each month,
    department and kind that was known at a moment; `None` is now. Oldest month first."""
    entries = Entry.objects.filter(unit=unit, month__gte=since, month__lte=until)
    if at is not None:
        entries = entries.filter(at__lte=at)
    last = {(one.month, one.department, one.kind): one for one in entries.order_by("at", "pk")}
    return [last[key] for key in sorted(last)]


def of_year(unit: Unit, year: int, at: datetime | None = None) -> list[Entry]:
    """The entries of a year that hold."""
    return held(unit, date(year, 1, 1), date(year, 12, 1), at)


@dataclass(frozen=True, slots=True)
class Sum:
    """A year's sum of one kind, and how complete it is."""

    kind: Tallied
    value: Decimal
    """Pieces, or 元."""
    months: int
    """Months with a number, of the twelve."""
    missing: int
    """Months in which a department that reported this kind that year has not."""

    @property
    def figure(self) -> int | Decimal:
        """As the annual report has it: pieces, or 万元."""
        if not self.kind.is_money:
            return int(self.value)
        wan = self.value / YUAN_IN_WAN
        return wan.quantize(Decimal(1)) if wan == wan.to_integral_value() else wan.normalize()


def sums(entries: Iterable[Entry]) -> dict[Tallied, Sum]:
    """The sums of a year's entries, for the kinds that have any."""
    found: dict[Tallied, list[Entry]] = {}
    for one in entries:
        found.setdefault(one.kind_of, []).append(one)
    return {
        kind: Sum(
            kind,
            sum((one.value for one in those), Decimal(0)),
            len({one.month for one in those}),
            12 * len({one.department for one in those}) - len(those),
        )
        for kind, those in found.items()
    }


def departments(unit: Unit, since: date) -> list[str]:
    """Departments that reported anything from a month on."""
    names = Entry.objects.filter(unit=unit, month__gte=since).values_list("department", flat=True)
    return sorted(set(names))


def month_before(month: date) -> date:
    """The first day of the month before."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def silent(unit: Unit, month: date) -> list[str]:
    """Departments that reported in the twelve months before, and not for this one."""
    year_ago = date(month.year - 1, month.month, 1)
    reported = {one.department for one in held(unit, month, month)}
    return [name for name in departments(unit, year_ago) if name not in reported]
