"""Whether a report of nothing but whole numbers keeps every relation of its form, at a glance.

A country has hundreds of thousands of reports, and nearly all of them add up. `Sieve.keeps` looks
at the figures as a row of numbers, a gap as 0: what it lets pass, `relations.check` finds nothing
in; what it holds back may be sound all the same (an empty total, R6 for an organ of unknown level)
and is checked in full. It never lets a broken relation pass.

That a gap may be taken for 0 here and nowhere else: where every equation holds with nothing in the
empty cells, the rules of docs/decisions/0201-gaps-in-relations.md find nothing to say either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, singledispatch
from itertools import pairwise
from operator import itemgetter

from tongming.law.figures import Cell
from tongming.law.form_model import (
    CarriedForward,
    ColumnIsSum,
    CountedOnce,
    Form,
    Kind,
    PartOfWhole,
    Relation,
    RowIsSum,
    RowsBalance,
    SharesOfTotal,
    StockMoves,
    Table,
    ZeroUnlessRuleMaker,
)
from tongming.law.forms import SAID_TWICE, SIDE_TABLES
from tongming.law.relation_sums import Line
from tongming.law.relation_work import column_sums, data_rows, row_sums

Row = Sequence[int]
"""The figures of a report in the order of its form's cells."""
Test = Callable[[Row], bool]
Places = Mapping[Cell, int]


class Sieve:
    """The relations of one form, ready to be tried on rows of numbers."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.cells: tuple[Cell, ...] = tuple(form.cells())
        self.places: Places = {cell: place for place, cell in enumerate(self.cells)}
        self._signed = _picker(
            self.places[cell] for cell in self.cells if _kind(form, cell) is Kind.SIGNED
        )
        summed = {
            cell
            for table in form.tables
            for relation in table.relations
            for line in _lines(relation, table)
            for cell in (line.total, *line.parts)
        }
        self.amounts = frozenset(
            self.places[cell]
            for cell in self.cells
            if _kind(form, cell) is Kind.MONEY and cell not in summed
        )
        """Where an amount may stand that is no whole number, for no equation adds it."""
        tests: list[Test] = []
        self.judges = True
        """Whether the form has only relations that can be tried on whole numbers."""
        for table in form.tables:
            for relation in table.relations:
                made = tests_of(relation, table, self.places)
                self.judges = self.judges and made is not None
                tests += made or ()
        self._tests = tuple(tests)
        rules = [
            self.places[cell]
            for table in form.tables
            for relation in table.relations
            if isinstance(relation, ZeroUnlessRuleMaker)
            for cell in table.cells()
            if cell.row == relation.row
        ]
        self._rules = _picker(rules)
        self._said = {
            said.row: _picker(self.places[cell] for cell in counted)
            for said, counted in SAID_TWICE
            if said.table == "stated" and all(cell in self.places for cell in counted)
        }
        self._uncounted = frozenset(
            row.key for _, row in data_rows(_STATED) if row.key not in self._said
        )
        """What the words may state and no cell of the form counts."""
        if "legacy" in {table.key for table in form.tables}:
            self._uncounted -= {"processing_fee_yuan"}  # there 元 is held against 万元

    def keeps(self, row: Row, *, may_make_rules: bool) -> bool:
        """Whether every relation within the report surely holds: R1–R4, R6, R9, L1–L12.

        `may_make_rules`: whether the organ is known to make 规章, so that R6 asks nothing of it
        (《立法法》2023 第九十三条).
        """
        if not self.judges:
            return False
        # R9: a count is not negative; 本年增/减 may be.
        if min(row) < 0 and _negative(row) > _negative(self._signed(row)):
            return False
        if not may_make_rules and any(self._rules(row)):
            return False
        return all(test(row) for test in self._tests)

    def agrees(self, said: Mapping[str, int], row: Row) -> bool:
        """R8: whether what the words state is what the tables count, as far as both say it.

        Nothing but whole numbers under `stated` is known here.
        """
        for key, number in said.items():
            counted = self._said.get(key)
            if counted is None:
                if key not in self._uncounted or number < 0:
                    return False
            elif sum(counted(row)) != number:
                return False
        return True


@cache
def sieve_of(form: Form) -> Sieve:
    """The sieve of a form, made once."""
    return Sieve(form)


_STATED = next(table for table in SIDE_TABLES if table.key == "stated")


def _lines(relation: Relation, table: Table) -> Sequence[Line]:
    if isinstance(relation, RowIsSum):
        return row_sums(relation, table)
    return column_sums(relation, table) if isinstance(relation, ColumnIsSum) else ()


def _negative(row: Row) -> int:
    return sum(1 for number in row if number < 0)


def _kind(form: Form, cell: Cell) -> Kind:
    row, column = form.place(cell)
    return row.kind or column.kind


def _picker(places: Iterable[int]) -> Callable[[Row], Sequence[int]]:
    """The numbers at some places of a row; a run at equal distances is a slice, which is faster."""
    at = tuple(places)
    if not at:
        return lambda row: ()
    if len(at) == 1:
        only = at[0]
        return lambda row: (row[only],)
    step = at[1] - at[0]
    if step > 0 and all(b - a == step for a, b in pairwise(at)):
        return itemgetter(slice(at[0], at[-1] + 1, step))
    return itemgetter(*at)


def _is_sum(total: int, parts: Iterable[int]) -> Test:
    pick = _picker(parts)
    return lambda row: sum(pick(row)) == row[total]


# --- Each sort of relation ------------------------------------------------------------------------


@singledispatch
def tests_of(relation: Relation, table: Table, places: Places) -> list[Test] | None:
    """What a relation asks of a row; None where it cannot be asked of whole numbers."""
    raise TypeError(f"no way to try {relation!r}")


@tests_of.register
def _(relation: RowIsSum, table: Table, places: Places) -> list[Test] | None:
    return [
        _is_sum(places[line.total], (places[cell] for cell in line.parts))
        for line in row_sums(relation, table)
    ]


@tests_of.register
def _(relation: ColumnIsSum, table: Table, places: Places) -> list[Test] | None:
    return [
        _is_sum(places[line.total], (places[cell] for cell in line.parts))
        for line in column_sums(relation, table)
    ]


@tests_of.register
def _(relation: RowsBalance, table: Table, places: Places) -> list[Test] | None:
    def balance(column: str) -> Test:
        left, right = (
            _picker(places[Cell(table.key, row, column)] for row in rows)
            for rows in (relation.left, relation.right)
        )
        return lambda row: sum(left(row)) == sum(right(row))

    columns = {cell.column for cell in table.cells() if cell.row == relation.left[0]}
    return [balance(column) for column in sorted(columns)]


@tests_of.register
def _(relation: PartOfWhole, table: Table, places: Places) -> list[Test] | None:
    def within(part: int, whole: int) -> Test:
        return lambda row: row[part] <= row[whole]

    return [
        within(places[cell], places[Cell(table.key, relation.whole, cell.column)])
        for cell in table.cells()
        if cell.row == relation.part
    ]


@tests_of.register
def _(relation: CountedOnce, table: Table, places: Places) -> list[Test] | None:
    total = places[Cell(table.key, relation.row, relation.column)]
    pick = _picker(places[Cell(table.key, row, relation.column)] for row in relation.parts)
    return [lambda row: max(pick(row)) <= row[total] <= sum(pick(row))]


@tests_of.register
def _(relation: SharesOfTotal, table: Table, places: Places) -> list[Test] | None:
    return None  # percentages are no whole numbers


@tests_of.register(CarriedForward)
@tests_of.register(StockMoves)
def _(relation: Relation, table: Table, places: Places) -> list[Test] | None:
    return []  # across years: `reports.rollup.across` looks at both


@tests_of.register
def _(relation: ZeroUnlessRuleMaker, table: Table, places: Places) -> list[Test] | None:
    return []  # asks for the organ's level: `Sieve.keeps`
