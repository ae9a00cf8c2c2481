"""Small pieces of sentences, each number bound to its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tongming.law.figures import Cell, is_number
from tongming.law.forms import CHANNELS
from tongming.reports.document import AnnualReport
from tongming.reports.drafting.markers import Bound


@dataclass(frozen=True, slots=True)
class Figures:
    """A report's figures as a drafter asks for them."""

    report: AnnualReport

    def known(self, *cells: Cell) -> bool:
        """Whether all the cells hold numbers."""
        return all(is_number(self.report.figure(cell)) for cell in cells)

    def some(self, *cells: Cell) -> bool:
        """Whether any of the cells holds a number other than 0."""
        figures = (self.report.figure(cell) for cell in cells)
        return any(is_number(figure) and figure != 0 for figure in figures)

    def has(self, cell: Cell) -> bool:
        """Whether the cell is one of the form's, or a figure known beside it."""
        if cell in self.report.figures:
            return True
        try:
            self.report.form.place(cell)
        except KeyError:
            return False
        return True


def of(cell: Cell, unit: str = "") -> str:
    """The cell's figure with its unit."""
    return Bound((cell,), unit).marker


def sum_of(cells: Iterable[Cell], unit: str = "") -> str:
    """The sum of several cells."""
    return Bound(tuple(cells), unit).marker


def share(part: Cell, whole: Cell) -> str:
    """What percentage of `whole` the figure is."""
    return Bound((part,), of=(whole,)).marker


def change(cell: Cell, unit: str = "") -> str:
    """，比上年增加…, comma included; nothing where last year's figure is not known."""
    return Bound((cell,), unit, change=True).marker


def counts(items: Sequence[tuple[str, Cell]], unit: str, *, only_some: Figures) -> str:
    """自然人3件、商业企业1件: the items with a figure other than 0; empty where there is none."""
    return "、".join(label + of(cell, unit) for label, cell in items if only_some.some(cell))


# --- Channels -------------------------------------------------------------------------------------

TOTAL = Cell("channels", "total", "items")


def by_channel(figures: Figures, year: int) -> str:
    """How much was published, and through what; empty where nothing of it is known."""
    # A channel known to have had nothing is named too: in the national forms a reader learns of it
    # from these words alone.
    shown = [
        (label, Cell("channels", key, "items"), Cell("channels", key, "share"))
        for key, label in CHANNELS
        if key != "total" and figures.known(Cell("channels", key, "items"))
    ]
    if not figures.has(TOTAL):
        return ""
    sentence = f"{year}年，共主动公开政府信息{of(TOTAL, '条')}{change(TOTAL, '条')}"
    if not shown:
        return sentence + "。"
    clauses = []
    for label, items, stated_share in shown:
        clause = f"{label}{of(items, '条')}"
        # A share the report itself states is quoted; only one it does not state is worked out.
        if figures.known(stated_share):
            clause += f"（占{of(stated_share, '%')}）"
        elif figures.some(TOTAL) and figures.some(items):
            clause += f"（占{share(items, TOTAL)}）"
        clauses.append(clause)
    return f"{sentence}。按渠道分：{'，'.join(clauses)}。"
