"""What a sum has taken in so far: kept reports, and sums of the level below."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.forms import Form, Kind
from tongming.law.relation_sieve import sieve_of
from tongming.reports.rollup.adding import IN_YUAN, UNNAMED
from tongming.reports.rollup.kept import packer, rest_of

Number = int | Decimal


@dataclass(slots=True)
class Amounts:
    """Amounts other than 0 that were printed in one unit, or in none (`""`)."""

    amount: Number = 0
    reports: int = 0


@dataclass(slots=True)
class Beside:
    """A figure that no cell of the form has and some reports tell."""

    amount: Number = 0
    numbers: int = 0
    gaps: Counter[Gap] = field(default_factory=Counter)


@dataclass(slots=True)
class Totals:
    """A sum in the making. `take` one report after another, or `merge` a sum of some."""

    form: Form
    reports: int = 0
    lanes: int = 0
    """Every lane's sum, side by side in one number."""
    odd: dict[int, Number] = field(default_factory=dict)
    gaps: Counter[tuple[int, Gap]] = field(default_factory=Counter)
    beside: dict[Cell, Beside] = field(default_factory=dict)
    amounts: dict[Cell, dict[str, Amounts]] = field(default_factory=dict)
    """By cell and unit: the amounts whose column names none."""

    def take(self, lanes: bytes, rest: str) -> None:
        """Add one report."""
        self.reports += 1
        self.lanes += int.from_bytes(lanes, "little")
        if not rest:
            return
        cells, other = sieve_of(self.form).cells, rest_of(rest)
        for place, number in other.odd.items():
            cell = cells[place]
            if cell in UNNAMED:
                self._amount(cell, other.units.get(cell, ""), number, 1)
            else:
                self.odd[place] = self.odd.get(place, 0) + number
        for place, gap in other.gaps.items():
            self.gaps[place, gap] += 1
        for cell, figure in other.beside.items():
            told = self.beside.setdefault(cell, Beside())
            if isinstance(figure, Gap):
                told.gaps[figure] += 1
                continue
            told.numbers += 1
            if cell in UNNAMED and figure:
                self._amount(cell, other.units.get(cell, ""), figure, 1)
            else:
                told.amount += figure

    def merge(self, other: Totals) -> None:
        """Add what another sum has taken in."""
        self.reports += other.reports
        self.lanes += other.lanes
        for place, number in other.odd.items():
            self.odd[place] = self.odd.get(place, 0) + number
        self.gaps.update(other.gaps)
        for cell, told in other.beside.items():
            mine = self.beside.setdefault(cell, Beside())
            mine.amount += told.amount
            mine.numbers += told.numbers
            mine.gaps.update(told.gaps)
        for cell, by_unit in other.amounts.items():
            for unit, amounts in by_unit.items():
                self._amount(cell, unit, amounts.amount, amounts.reports)

    def _amount(self, cell: Cell, unit: str, amount: Number, reports: int) -> None:
        kept = self.amounts.setdefault(cell, {}).setdefault(unit, Amounts())
        kept.amount += amount
        kept.reports += reports

    # --- What it comes to -------------------------------------------------------------------------

    def cells(self) -> list[Cell]:
        """The form's cells and what else some report has; not the shares, which do not add."""
        return [
            cell
            for cell in (*sieve_of(self.form).cells, *sorted(self.beside))
            if cell.column != Kind.SHARE.value
        ]

    def figures(self) -> tuple[dict[Cell, Figure], dict[Cell, str]]:
        """The sum, cell by cell, and the units of amounts whose column names none."""
        cells = sieve_of(self.form).cells
        row = packer(self.form).unpack(self.lanes.to_bytes(8 * len(cells), "little"))
        figures: dict[Cell, Figure] = dict(zip(cells, row, strict=True))
        for place, number in self.odd.items():
            figures[cells[place]] = row[place] + number
        for place, gaps in self._by_place().items():
            numbers = self.reports - sum(gaps.values())
            figures[cells[place]] = _figure(row[place] + self.odd.get(place, 0), numbers, gaps)
        for cell, told in self.beside.items():
            figures[cell] = _figure(told.amount, told.numbers, self._gaps_beside(told))
        units: dict[Cell, str] = {}
        for cell, by_unit in self.amounts.items():
            figures[cell], units[cell] = self._in_one_unit(cell, by_unit)
        return (
            {cell: figure for cell, figure in figures.items() if cell.column != Kind.SHARE.value},
            {cell: unit for cell, unit in units.items() if unit and is_number(figures[cell])},
        )

    def empty(self) -> dict[Cell, dict[str, int]]:
        """For every cell that was summed over gaps: how many of each kind."""
        found: dict[Cell, dict[str, int]] = {}
        cells = sieve_of(self.form).cells
        for place, kinds in sorted(self._by_place().items()):
            found[cells[place]] = {gap.value: number for gap, number in kinds.items()}
        for cell in sorted(self.beside):
            if gaps := self._gaps_beside(self.beside[cell]):
                found[cell] = {gap.value: number for gap, number in gaps.items()}
        for cell in self.amounts:
            if left_out := self.without_unit(cell):
                gaps_here = found.setdefault(cell, {})
                gaps_here[Gap.BLANK.value] = gaps_here.get(Gap.BLANK.value, 0) + left_out
        return {
            cell: given
            for cell, given in found.items()
            if sum(given.values()) < self.reports and cell.column != Kind.SHARE.value
        }

    def without_unit(self, cell: Cell) -> int:
        """How many amounts are not in the sum, because others name a unit and they name none."""
        by_unit = self.amounts.get(cell, {})
        if len(by_unit) <= 1:
            return 0
        return sum(one.reports for unit, one in by_unit.items() if unit not in IN_YUAN)

    def _by_place(self) -> dict[int, dict[Gap, int]]:
        """The gaps of every place that has any."""
        found: dict[int, dict[Gap, int]] = {}
        for (place, gap), number in self.gaps.items():
            found.setdefault(place, {})[gap] = number
        return found

    def _gaps_at(self, place: int) -> dict[Gap, int]:
        return {gap: n for gap in Gap if (n := self.gaps.get((place, gap), 0))}

    def _gaps_beside(self, told: Beside) -> dict[Gap, int]:
        gaps = Counter(told.gaps)
        gaps[Gap.BLANK] += self.reports - told.numbers - sum(told.gaps.values())
        return {gap: n for gap in Gap if (n := gaps[gap])}

    def _in_one_unit(self, cell: Cell, by_unit: dict[str, Amounts]) -> tuple[Figure, str]:
        place = sieve_of(self.form).places.get(cell)
        gaps = self._gaps_at(place) if place is not None else self._gaps_beside(self.beside[cell])
        numbers = self.reports - sum(gaps.values())
        if len(by_unit) <= 1:
            ((unit, one),) = by_unit.items()
            return one.amount, unit
        left_out = self.without_unit(cell)
        amount = sum(
            (one.amount * IN_YUAN[unit] for unit, one in by_unit.items() if unit in IN_YUAN),
            Decimal(0),
        )
        if left_out:
            gaps[Gap.BLANK] = gaps.get(Gap.BLANK, 0) + left_out
        return _figure(amount, numbers - left_out, gaps), "元"


def _figure(amount: Number, numbers: int, gaps: dict[Gap, int]) -> Figure:
    """As `law.figures.Total.figure`: a number where there is any; else the gap all share."""
    if numbers:
        return amount
    return next(iter(gaps)) if len(gaps) == 1 else Gap.BLANK
