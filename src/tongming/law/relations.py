"""The relations between a report's figures: R1–R9, the older form's L1–L12, and C1–C2 of channels.

A broken relation is a `Violation`: which relation, where, what should stand there, what does. Which
relations a table has is data (`form_model`); here they are worked.

A gap is never 0, but published reports leave cells empty where there was nothing. So an equation is
judged when its total and at least one part are numbers, and an empty part adds nothing. A part that
exists and is not known (`NOT_REPORTED`, or named in `unsure`) can only make a sum too great, never
too small. docs/decisions/0201-gaps-in-relations.md gives the reasons.

Sources: 国办公开办函〔2021〕30号 and 〔2019〕60号; 国办发〔2014〕32号; 《立法法》(2023) 第九十三条.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, singledispatch
from itertools import chain
from typing import NamedTuple

from tongming.law import relation_words as words
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.form_model import (
    Block,
    CarriedForward,
    Column,
    ColumnIsSum,
    CountedOnce,
    Form,
    Kind,
    PartOfWhole,
    Relation,
    Row,
    RowIsSum,
    RowsBalance,
    SharesOfTotal,
    StockMoves,
    Table,
    ZeroUnlessRuleMaker,
)
from tongming.law.forms import SAID_TWICE, SIDE_TABLES
from tongming.law.organs import Level
from tongming.law.words import Message

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Violation:
    """Two sides of an equation that do not meet."""

    relation: str
    """R1 … R9, L1 … for the older form's, C1 and C2 for channels."""
    where: str
    """The address of the total, or table/*/column where a relation has no total (R1)."""
    expected: int | Decimal | str
    found: int | Decimal | str
    message: Message
    hard: bool = True
    """A soft one is a warning: it is shown, and does not fail a check."""


def check(
    form: Form,
    figures: Mapping[Cell, Figure],
    *,
    level: Level | None = None,
    previous: Mapping[Cell, Figure] | None = None,
    unsure: Iterable[Cell] = (),
) -> list[Violation]:
    """Every broken relation among a report's figures, in the order of the form.

    `level` is the organ's, for R6; `previous` last year's figures, for R5 and R7; `unsure` the
    cells that hold a number nobody could make out. What a report says in words besides its tables
    (channels and their shares) is checked whatever the form; see `compare_stated` for R8.
    """
    doubtful = dict.fromkeys(unsure, Gap.NOT_REPORTED)
    book = _Book({**figures, **doubtful} if doubtful else figures, level, previous or {})
    return list(chain.from_iterable(work(book) for work in _plan(form)))


def compare_stated(figures: Mapping[Cell, Figure]) -> list[Violation]:
    """R8: where the words of a report and its tables say different things. All soft."""
    found = []
    for said, counted in SAID_TWICE:
        number, table = _number(figures.get(said)), _add(counted, figures)
        if number is None or table.unknown or not table.numbers or number == table.amount:
            continue
        row, column = _SAID[said]
        message = words.said_otherwise(row, column, number, table.amount)
        found.append(Violation("R8", str(said), table.amount, number, message, hard=False))
    return [*found, *_compare_fees(figures)]


# --- Numbers and sums -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Book:
    """What a check looks at."""

    figures: Mapping[Cell, Figure]
    level: Level | None
    previous: Mapping[Cell, Figure]


_Work = Callable[[_Book], Iterator[Violation]]


class _Added(NamedTuple):
    """A sum over cells: how many held a number, and whether one holds a number not known."""

    amount: Number
    numbers: int
    unknown: bool


def _number(figure: Figure | None) -> Number | None:
    """The number in a cell that can be reckoned with; a gap, or NaN, is none."""
    if type(figure) is int:
        return figure
    return figure if isinstance(figure, Decimal) and figure.is_finite() else None


def _add(cells: Iterable[Cell], figures: Mapping[Cell, Figure]) -> _Added:
    amount: Number = 0
    numbers = 0
    unknown = False
    for cell in cells:
        figure = figures.get(cell)
        if type(figure) is int or (isinstance(figure, Decimal) and figure.is_finite()):
            amount += figure
            numbers += 1
        elif figure is Gap.NOT_REPORTED or isinstance(figure, Decimal):
            unknown = True
    return _Added(amount, numbers, unknown)


class _Line(NamedTuple):
    """An equation ready to be worked: its total, its parts, and what to call them."""

    total: Cell
    parts: tuple[Cell, ...]
    row: Row
    column: Column
    names: tuple[str, ...]


def _judge(
    relation: str, line: _Line, book: _Book, message: Callable[[_Line, Number, Number], Message]
) -> Violation | None:
    """A total against the sum of its parts."""
    total = _number(book.figures.get(line.total))
    if total is None:
        return None
    parts = _add(line.parts, book.figures)
    if not parts.numbers:
        if total == 0 or parts.unknown:
            return None
        missing = words.parts_missing(line.row, line.column, line.names, total)
        return Violation(relation, str(line.total), words.NOT_FILLED, total, missing, hard=False)
    if parts.amount == total or (parts.unknown and parts.amount < total):
        return None
    return Violation(
        relation, str(line.total), parts.amount, total, message(line, parts.amount, total)
    )


# --- Which cells a relation is about --------------------------------------------------------------


@cache
def _plan(form: Form) -> tuple[_Work, ...]:
    """What is to be worked for a form, every cell looked up once and for all."""
    beside = tuple(table for table in SIDE_TABLES if not form.has(table.key))
    return tuple(
        work
        for table in (*form.tables, *beside)
        for work in (*(_prepare(r, table) for r in table.relations), _kinds(table))
    )


def _data_rows(table: Table) -> Iterator[tuple[Block, Row]]:
    for block in table.blocks:
        for row in block.rows:
            if not row.heading:
                yield block, row


def _find(table: Table, row: str) -> tuple[Block, Row]:
    for block, found in _data_rows(table):
        if found.key == row:
            return block, found
    raise KeyError(f"{table.key} has no row {row}")


def _parts_of(table: Table, total: str, under: str) -> tuple[Row, ...]:
    """The rows that a total adds: those under a heading; for a heading among them, those below."""
    children = [r for block in table.blocks for r in block.rows if r.parent == under]
    found: list[Row] = []
    for row in children:
        if row.heading:
            found += _parts_of(table, total, row.key)
        elif row.key != total:
            found.append(row)
    return tuple(found)


def _row_sums(relation: RowIsSum, table: Table) -> tuple[_Line, ...]:
    block, row = _find(table, relation.row)
    parts = _parts_of(table, row.key, relation.under or row.key)
    names = tuple(part.label for part in parts)
    return tuple(
        _Line(
            Cell(table.key, row.key, column.key),
            tuple(Cell(table.key, part.key, column.key) for part in parts),
            row,
            column,
            names,
        )
        for column in block.columns
    )


@singledispatch
def _prepare(relation: Relation, table: Table) -> _Work:
    raise TypeError(f"no way to work {relation!r}")


@_prepare.register
def _(relation: RowsBalance, table: Table) -> _Work:
    sums = {
        line.total: line.parts
        for other in table.relations
        if isinstance(other, RowIsSum)
        for line in _row_sums(other, table)
    }
    block, _ = _find(table, relation.left[0])
    left = tuple(_find(table, key)[1] for key in relation.left)
    right = tuple(_find(table, key)[1] for key in relation.right)

    def side(rows: tuple[Row, ...], column: Column, figures: Mapping[Cell, Figure]) -> words.Side:
        """A side's terms; a total that is not filled is taken from the rows it adds."""
        terms: list[words.Term] = []
        for row in rows:
            cell = Cell(table.key, row.key, column.key)
            figure = figures.get(cell)
            added = _add((cell,), figures)
            if figure is not Gap.NOT_REPORTED and not added.numbers and cell in sums:
                added = _add(sums[cell], figures)
            terms.append(words.Term(row, added.amount if added.numbers else None, added.unknown))
        return words.Side(tuple(terms))

    def work(book: _Book) -> Iterator[Violation]:
        for column in block.columns:
            one, other = side(left, column, book.figures), side(right, column, book.figures)
            if one.judged and other.judged and one.amount != other.amount:
                message = words.unbalanced(column, one, other, relation.rule)
                where = f"{table.key}/*/{column.key}"
                yield Violation(relation.id, where, one.amount, other.amount, message)

    return work


@_prepare.register
def _(relation: RowIsSum, table: Table) -> _Work:
    lines = _row_sums(relation, table)
    single = len(_find(table, relation.row)[0].columns) == 1
    message = words.total_row_alone if single else words.total_row

    def work(book: _Book) -> Iterator[Violation]:
        for line in lines:
            if broken := _judge(
                relation.id, line, book, lambda at, a, b: message(at.row, at.column, a, b)
            ):
                yield broken

    return work


@_prepare.register
def _(relation: ColumnIsSum, table: Table) -> _Work:
    lines = []
    for block, row in _data_rows(table):
        total = next((c for c in block.columns if c.key == relation.column), None)
        if total is not None:
            parts = [c for c in block.columns if c is not total and c.kind is total.kind]
            cells = tuple(Cell(table.key, row.key, part.key) for part in parts)
            at = Cell(table.key, row.key, total.key)
            lines.append(_Line(at, cells, row, total, tuple(part.label for part in parts)))

    def work(book: _Book) -> Iterator[Violation]:
        for line in lines:
            if broken := _judge(
                relation.id,
                line,
                book,
                lambda at, a, b: words.total_column(at.row, at.column, at.names, a, b),
            ):
                yield broken

    return work


@_prepare.register
def _(relation: CarriedForward, table: Table) -> _Work:
    block, _ = _find(table, relation.row)
    pairs = [
        (
            Cell(table.key, relation.row, column.key),
            Cell(table.key, relation.last_year, column.key),
            column,
        )
        for column in block.columns
    ]

    def work(book: _Book) -> Iterator[Violation]:
        for here, there, column in pairs if book.previous else ():
            now, before = _number(book.figures.get(here)), _number(book.previous.get(there))
            if now is not None and before is not None and now != before:
                message = words.not_carried_forward(column, before, now)
                yield Violation(relation.id, str(here), before, now, message, hard=False)

    return work


@_prepare.register
def _(relation: ZeroUnlessRuleMaker, table: Table) -> _Work:
    block, row = _find(table, relation.row)
    cells = [(Cell(table.key, row.key, column.key), column) for column in block.columns]

    def work(book: _Book) -> Iterator[Violation]:
        level = book.level
        if level is None or level.makes_rules:
            return
        for cell, column in cells:
            number = _number(book.figures.get(cell))
            if number:
                message = words.cannot_make_rules(level, column, number)
                yield Violation(
                    relation.id, str(cell), 0, number, message, hard=level.rules_must_be_zero
                )

    return work


@_prepare.register
def _(relation: StockMoves, table: Table) -> _Work:
    block, row = _find(table, relation.row)
    column = next(c for c in block.columns if c.key == relation.stock)
    stock, added, removed = (
        Cell(table.key, row.key, key) for key in (relation.stock, relation.added, relation.removed)
    )

    def work(book: _Book) -> Iterator[Violation]:
        now, before = _number(book.figures.get(stock)), _number(book.previous.get(stock))
        moved_in, moved_out = _add((added,), book.figures), _add((removed,), book.figures)
        if now is None or before is None or moved_in.unknown or moved_out.unknown:
            return
        expected = before + moved_in.amount - moved_out.amount
        if now != expected:
            message = words.stock_moved(
                row, column, before, moved_in.amount, moved_out.amount, expected, now
            )
            yield Violation(relation.id, str(stock), expected, now, message, hard=False)

    return work


@_prepare.register
def _(relation: CountedOnce, table: Table) -> _Work:
    block, row = _find(table, relation.row)
    column = next(c for c in block.columns if c.key == relation.column)
    at = Cell(table.key, row.key, column.key)
    parts = tuple(Cell(table.key, key, column.key) for key in relation.parts)
    rest = Cell(table.key, relation.rest, column.key)

    def work(book: _Book) -> Iterator[Violation]:
        total = _number(book.figures.get(at))
        numbers = [n for cell in parts if (n := _number(book.figures.get(cell))) is not None]
        if total is None or not numbers:
            return
        least, most = max(numbers), sum(numbers)
        if total < least:
            message = words.fewer_than_one_part(row, column, least, total)
            yield Violation(relation.id, str(at), f"≥{least}", total, message)
        elif total > most and not _add(parts, book.figures).unknown:
            # Where nothing says what else there was, the list of parts may be incomplete.
            closed = _number(book.figures.get(rest)) is not None
            message = words.more_than_all_parts(row, column, most, total)
            yield Violation(relation.id, str(at), f"≤{most}", total, message, hard=closed)

    return work


@_prepare.register
def _(relation: PartOfWhole, table: Table) -> _Work:
    block, part = _find(table, relation.part)
    _, whole = _find(table, relation.whole)

    def work(book: _Book) -> Iterator[Violation]:
        for column in block.columns:
            inner = Cell(table.key, part.key, column.key)
            outer = Cell(table.key, whole.key, column.key)
            some, every = _number(book.figures.get(inner)), _number(book.figures.get(outer))
            if some is not None and every is not None and some > every:
                message = words.part_beyond_whole(part, whole, column, some, every)
                yield Violation(
                    relation.id, str(inner), f"≤{every}", some, message, hard=relation.hard
                )

    return work


@_prepare.register
def _(relation: SharesOfTotal, table: Table) -> _Work:
    rows = [
        (Cell(table.key, row.key, relation.items), Cell(table.key, row.key, relation.share), row)
        for _, row in _data_rows(table)
    ]
    whole = Cell(table.key, relation.total, relation.items)

    def work(book: _Book) -> Iterator[Violation]:
        total = _number(book.figures.get(whole))
        for items, share, row in rows if total else ():
            count, printed = _number(book.figures.get(items)), _number(book.figures.get(share))
            if not total or count is None or printed is None:
                continue
            exact = Decimal(count) * 100 / Decimal(total)
            off = abs(exact - printed)
            last = _last_place(printed)
            if off * 2 > last:
                shown = exact.quantize(min(last, Decimal("0.1")), ROUND_HALF_UP)
                message = words.share_wrong(row, count, total, shown, printed)
                # Cut off instead of rounded, or trimmed to make the shares add up to 100.
                hard = off >= last
                yield Violation(relation.id, str(share), shown, printed, message, hard=hard)

    return work


def _last_place(number: Number) -> Decimal:
    """One unit in the last printed place of a number: 0.1 for 9.6."""
    exponent = Decimal(number).as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def _kinds(table: Table) -> _Work:
    """R9: counts are whole and not negative; 本年增/减 may be; money may have decimals."""
    cells = [
        (Cell(table.key, row.key, column.key), row, column, row.kind or column.kind)
        for block, row in _data_rows(table)
        for column in block.columns
    ]

    def work(book: _Book) -> Iterator[Violation]:
        for cell, row, column, kind in cells:
            figure = book.figures.get(cell)
            if figure is None or isinstance(figure, Gap) or (type(figure) is int and figure >= 0):
                continue
            if fault := _fault(Decimal(figure), kind):
                message = words.not_of_its_kind(row, column, figure, fault)
                yield Violation("R9", str(cell), fault, figure, message)

    return work


def _fault(number: Decimal, kind: Kind) -> str:
    """What a number should be and is not; empty where it is."""
    if not number.is_finite():
        return words.A_NUMBER
    if kind in (Kind.COUNT, Kind.SIGNED) and number != number.to_integral_value():
        return words.A_WHOLE_NUMBER
    return words.NOT_NEGATIVE if number < 0 and kind is not Kind.SIGNED else ""


# --- R8 -------------------------------------------------------------------------------------------

_SAID = {
    Cell(table.key, row.key, column.key): (row, column)
    for table in SIDE_TABLES
    for block, row in _data_rows(table)
    for column in block.columns
}
_FEE_SAID = Cell("stated", "processing_fee_yuan", "value")
_FEE_COUNTED = Cell("legacy", "7", "value")
_YUAN_IN_WAN = 10_000


def _compare_fees(figures: Mapping[Cell, Figure]) -> Iterator[Violation]:
    """The words say 元, the older form 万元, rounded as it likes."""
    said, counted = _number(figures.get(_FEE_SAID)), _number(figures.get(_FEE_COUNTED))
    if said is None or counted is None:
        return
    if abs(Decimal(said) / _YUAN_IN_WAN - Decimal(counted)) * 2 > _last_place(counted):
        row, column = _SAID[_FEE_SAID]
        expected = counted * _YUAN_IN_WAN
        message = words.said_otherwise(row, column, said, expected)
        yield Violation("R8", str(_FEE_SAID), expected, said, message, hard=False)
