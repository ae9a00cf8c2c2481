"""One organ's reports of two years running, held against each other: R5 and R7.

What was carried forward is brought forward; documents in force roll on. Both are hints: an organ
may have been merged, or counted anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tongming.law.figures import Cell, Figure
from tongming.law.form_model import Form
from tongming.law.relations import Violation, check
from tongming.reports.document import AnnualReport

ACROSS = ("R5", "R7")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two years running of one organ, and what does not go on from the one to the other."""

    body: str
    year: int
    """The later year."""
    earlier: str
    later: str
    """The files."""
    violations: tuple[Violation, ...]


@dataclass(slots=True)
class Years:
    """Reports as they come, of any organs and years; only the figures that go on are kept."""

    _kept: dict[tuple[str, int], tuple[str, Form, dict[Cell, Figure]]] = field(default_factory=dict)

    def add(self, file: str, report: AnnualReport) -> None:
        """Take a report in; one without an organ or a year, or a second for the year, is not."""
        if report.body and report.year is not None:
            figures = {cell: figure for cell, figure in report.figures.items() if _goes_on(cell)}
            self._kept.setdefault((report.body, report.year), (file, report.form, figures))

    def compared(self) -> list[Compared]:
        """Every pair of years running, by organ and year."""
        pairs = []
        for (body, year), (later, form, figures) in sorted(self._kept.items(), key=lambda k: k[0]):
            before = self._kept.get((body, year - 1))
            if before is None:
                continue
            earlier, _, previous = before
            found = check(form, figures, previous=previous)
            across = tuple(violation for violation in found if violation.relation in ACROSS)
            pairs.append(Compared(body, year, earlier, later, across))
        return pairs


def _goes_on(cell: Cell) -> bool:
    return cell.table == "proactive" or (cell.table == "requests" and cell.row in ("2", "4"))
