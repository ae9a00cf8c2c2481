"""How each sort of relation is worked: which cells of a table it is about, and when it is broken.

`prepare` looks every cell up once and returns the work to be done on each report; the sorts
themselves are data in `form_model`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import singledispatch

from tongming.law import relation_words as words
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.form_model import (
    Block,
    CarriedForward,
    Column,
    ColumnIsSum,
    CountedOnce,
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
from tongming.law.relation_sums import (
    Book,
    Line,
    Violation,
    Work,
    add,
    judge,
    last_place,
    number_in,
)


def data_rows(table: Table) -> Iterator[tuple[Block, Row]]:
    for block in table.blocks:
        for row in block.rows:
            if not row.heading:
                yield block, row


def _find(table: Table, row: str) -> tuple[Block, Row]:
    for block, found in data_rows(table):
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


def row_sums(relation: RowIsSum, table: Table) -> tuple[Line, ...]:
    """In each column: the rows under a heading (or under the row itself)."""
    block, row = _find(table, relation.row)
    parts = _parts_of(table, row.key, relation.under or row.key)
    names = tuple(part.label for part in parts)
    return tuple(
        Line(
            Cell(table.key, row.key, column.key),
            tuple(Cell(table.key, part.key, column.key) for part in parts),
            row,
            column,
            names,
        )
        for column in block.columns
    )


def column_sums(relation: ColumnIsSum, table: Table) -> tuple[Line, ...]:
    """In each row that has the column: the columns of its kind beside it."""
    lines = []
    for block, row in data_rows(table):
        total = next((c for c in block.columns if c.key == relation.column), None)
        if total is not None:
            parts = [c for c in block.columns if c is not total and c.kind is total.kind]
            cells = tuple(Cell(table.key, row.key, part.key) for part in parts)
            at = Cell(table.key, row.key, total.key)
            lines.append(Line(at, cells, row, total, tuple(part.label for part in parts)))
    return tuple(lines)


@singledispatch
def prepare(relation: Relation, table: Table) -> Work:
    raise TypeError(f"no way to work {relation!r}")


@prepare.register
def _(relation: RowsBalance, table: Table) -> Work:
    sums = {
        line.total: line.parts
        for other in table.relations
        if isinstance(other, RowIsSum)
        for line in row_sums(other, table)
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
            added = add((cell,), figures)
            if figure is not Gap.NOT_REPORTED and not added.numbers and cell in sums:
                added = add(sums[cell], figures)
            terms.append(words.Term(row, added.amount if added.numbers else None, added.unknown))
        return words.Side(tuple(terms))

    def work(book: Book) -> Iterator[Violation]:
        for column in block.columns:
            one, other = side(left, column, book.figures), side(right, column, book.figures)
            if one.judged and other.judged and one.amount != other.amount:
                message = words.unbalanced(column, one, other, relation.rule)
                where = f"{table.key}/*/{column.key}"
                yield Violation(relation.id, where, one.amount, other.amount, message)

    return work


@prepare.register
def _(relation: RowIsSum, table: Table) -> Work:
    lines = row_sums(relation, table)
    single = len(_find(table, relation.row)[0].columns) == 1
    message = words.total_row_alone if single else words.total_row

    def work(book: Book) -> Iterator[Violation]:
        for line in lines:
            if broken := judge(
                relation.id, line, book, lambda at, a, b: message(at.row, at.column, a, b)
            ):
                yield broken

    return work


@prepare.register
def _(relation: ColumnIsSum, table: Table) -> Work:
    lines = column_sums(relation, table)

    def work(book: Book) -> Iterator[Violation]:
        for line in lines:
            if broken := judge(
                relation.id,
                line,
                book,
                lambda at, a, b: words.total_column(at.row, at.column, at.names, a, b),
            ):
                yield broken

    return work


@prepare.register
def _(relation: CarriedForward, table: Table) -> Work:
    block, _ = _find(table, relation.row)
    pairs = [
        (
            Cell(table.key, relation.row, column.key),
            Cell(table.key, relation.last_year, column.key),
            column,
        )
        for column in block.columns
    ]

    def work(book: Book) -> Iterator[Violation]:
        for here, there, column in pairs if book.previous else ():
            now, before = number_in(book.figures.get(here)), number_in(book.previous.get(there))
            if now is not None and before is not None and now != before:
                message = words.not_carried_forward(column, before, now)
                yield Violation(relation.id, str(here), before, now, message, hard=False)

    return work


@prepare.register
def _(relation: ZeroUnlessRuleMaker, table: Table) -> Work:
    block, row = _find(table, relation.row)
    cells = [(Cell(table.key, row.key, column.key), column) for column in block.columns]

    def work(book: Book) -> Iterator[Violation]:
        level = book.level
        if level is None or level.makes_rules:
            return
        for cell, column in cells:
            number = number_in(book.figures.get(cell))
            if number:
                message = words.cannot_make_rules(level, column, number)
                yield Violation(
                    relation.id, str(cell), 0, number, message, hard=level.rules_must_be_zero
                )

    return work


@prepare.register
def _(relation: StockMoves, table: Table) -> Work:
    block, row = _find(table, relation.row)
    column = next(c for c in block.columns if c.key == relation.stock)
    stock, added, removed = (
        Cell(table.key, row.key, key) for key in (relation.stock, relation.added, relation.removed)
    )

    def work(book: Book) -> Iterator[Violation]:
        now, before = number_in(book.figures.get(stock)), number_in(book.previous.get(stock))
        moved_in, moved_out = add((added,), book.figures), add((removed,), book.figures)
        if now is None or before is None or moved_in.unknown or moved_out.unknown:
            return
        expected = before + moved_in.amount - moved_out.amount
        if now != expected:
            message = words.stock_moved(
                row, column, before, moved_in.amount, moved_out.amount, expected, now
            )
            yield Violation(relation.id, str(stock), expected, now, message, hard=False)

    return work


@prepare.register
def _(relation: CountedOnce, table: Table) -> Work:
    block, row = _find(table, relation.row)
    column = next(c for c in block.columns if c.key == relation.column)
    at = Cell(table.key, row.key, column.key)
    parts = tuple(Cell(table.key, key, column.key) for key in relation.parts)
    rest = Cell(table.key, relation.rest, column.key)

    def work(book: Book) -> Iterator[Violation]:
        total = number_in(book.figures.get(at))
        numbers = [n for cell in parts if (n := number_in(book.figures.get(cell))) is not None]
        if total is None or not numbers:
            return
        least, most = max(numbers), sum(numbers)
        if total < least:
            message = words.fewer_than_one_part(row, column, least, total)
            yield Violation(relation.id, str(at), f"≥{least}", total, message)
        elif total > most and not add(parts, book.figures).unknown:
            # Where nothing says what else there was, the list of parts may be incomplete.
            closed = number_in(book.figures.get(rest)) is not None
            message = words.more_than_all_parts(row, column, most, total)
            yield Violation(relation.id, str(at), f"≤{most}", total, message, hard=closed)

    return work


@prepare.register
def _(relation: PartOfWhole, table: Table) -> Work:
    block, part = _find(table, relation.part)
    _, whole = _find(table, relation.whole)

    def work(book: Book) -> Iterator[Violation]:
        for column in block.columns:
            inner = Cell(table.key, part.key, column.key)
            outer = Cell(table.key, whole.key, column.key)
            some, every = number_in(book.figures.get(inner)), number_in(book.figures.get(outer))
            if some is not None and every is not None and some > every:
                message = words.part_beyond_whole(part, whole, column, some, every)
                yield Violation(
                    relation.id, str(inner), f"≤{every}", some, message, hard=relation.hard
                )

    return work


@prepare.register
def _(relation: SharesOfTotal, table: Table) -> Work:
    rows = [
        (Cell(table.key, row.key, relation.items), Cell(table.key, row.key, relation.share), row)
        for _, row in data_rows(table)
    ]
    whole = Cell(table.key, relation.total, relation.items)

    def work(book: Book) -> Iterator[Violation]:
        total = number_in(book.figures.get(whole))
        for items, share, row in rows if total else ():
            count, printed = number_in(book.figures.get(items)), number_in(book.figures.get(share))
            if not total or count is None or printed is None:
                continue
            exact = Decimal(count) * 100 / Decimal(total)
            off = abs(exact - printed)
            last = last_place(printed)
            if off * 2 > last:
                shown = _shown(exact, last)
                message = words.share_wrong(row, count, total, shown, printed)
                # Cut off instead of rounded, or trimmed to make the shares add up to 100.
                hard = off >= last
                yield Violation(relation.id, str(share), shown, printed, message, hard=hard)

    return work


def _shown(exact: Decimal, last: Decimal) -> Decimal:
    """A percentage with as many places as the printed one, but one at least and six at most."""
    places = min(max(last, Decimal("0.000001")), Decimal("0.1"))
    return exact.quantize(places, ROUND_HALF_UP) if exact.adjusted() < 20 else exact


def kinds_of(table: Table) -> Work:
    """R9: counts are whole and not negative; 本年增/减 may be; money may have decimals."""
    cells = [
        (Cell(table.key, row.key, column.key), row, column, row.kind or column.kind)
        for block, row in data_rows(table)
        for column in block.columns
    ]

    def work(book: Book) -> Iterator[Violation]:
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
