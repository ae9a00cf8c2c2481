"""A broken relation as both its sides, term by term, for a page to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.forms import FORMS, Form
from tongming.law.relations import Violation
from tongming.law.words import N_, Message
from tongming.reports.compiling.equations import Equation, equations
from tongming.reports.screens.tables import short_label

_FEW = 8
"""From how many terms on those that are 0 are left out: they say nothing in a long sum."""
EXPECTED = N_("应为")

Term = tuple[str, int | Decimal | str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A broken relation: what stands left, what stands right, and the sentence about it."""

    relation: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    message: Message
    hard: bool
    cells: frozenset[Cell]
    """The cells that stand in it, to be marked in the table."""


def draw(
    form: Form, figures: Mapping[Cell, Figure], violations: Sequence[Violation]
) -> list[Drawn]:
    """The violations, drawn where they are equations between cells."""
    return [_drawn(form, figures, violation) for violation in violations]


def _drawn(form: Form, figures: Mapping[Cell, Figure], violation: Violation) -> Drawn:
    equation = _equation(form, violation)
    if equation is None:
        cell = _cell(violation.where)
        return Drawn(
            violation.relation,
            ((_name(form, violation.where), violation.found),),
            ((EXPECTED, violation.expected),),
            violation.message,
            violation.hard,
            frozenset({cell} if cell else ()),
        )
    return Drawn(
        violation.relation,
        _terms(form, figures, equation.left),
        _terms(form, figures, equation.right),
        violation.message,
        violation.hard,
        frozenset((*equation.left, *equation.right)),
    )


def _equation(form: Form, violation: Violation) -> Equation | None:
    """The equation a violation breaks: by its total's cell, or by table and column (R1)."""
    own = set(form.cells())
    for equation in equations():
        first = equation.left[0]
        where = {str(first), f"{first.table}/*/{first.column}"}
        if (
            equation.relation == violation.relation
            and violation.where in where
            and own.issuperset(equation.right)
        ):
            return equation
    return None


def _terms(form: Form, figures: Mapping[Cell, Figure], cells: Sequence[Cell]) -> tuple[Term, ...]:
    """The terms with their figures."""
    printed = [cell for cell in cells if cell in figures]
    if len(printed) > _FEW:
        printed = [c for c in printed if is_number(figures[c]) and figures[c] != 0] or printed[:1]
    return tuple((_label(form, cell, cells), _figure(figures[cell])) for cell in printed)


def _label(form: Form, cell: Cell, among: Sequence[Cell]) -> str:
    """The part of the label that tells the terms apart."""
    for known in (form, *FORMS.values()):
        try:
            row, column = known.place(cell)
        except KeyError:
            continue
        same_row = len({other.row for other in among}) == 1 and len(among) > 1
        return column.label if same_row else row.label
    return str(cell)


def _figure(figure: Figure) -> int | Decimal | str:
    return figure.mark or figure.label if isinstance(figure, Gap) else figure


def _name(form: Form, where: str) -> str:
    cell = _cell(where)
    return short_label(form, cell) if cell else where


def _cell(where: str) -> Cell | None:
    try:
        return Cell.parse(where)
    except ValueError:
        return None
