"""The relations between a report's figures: R1–R9, the older form's L1–L12, and C1–C2 of channels.

A broken relation is a `Violation`: which relation, where, what should stand there, what does. Which
relations a table has is data (`form_model`, `forms`); how one is worked stands in `relation_work`,
and what an empty cell means for a sum in `relation_sums`.

Sources: 国办公开办函〔2021〕30号 and 〔2019〕60号; 国办发〔2014〕32号; 《立法法》(2023) 第九十三条.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import chain

from tongming.law import relation_words as words
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.form_model import Form
from tongming.law.forms import SAID_TWICE, SIDE_TABLES
from tongming.law.organs import Level
from tongming.law.relation_sums import Book, Violation, Work, add, last_place, number_in
from tongming.law.relation_work import data_rows, kinds_of, prepare

__all__ = ["Violation", "check", "compare_stated"]


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
    book = Book({**figures, **doubtful} if doubtful else figures, level, previous or {})
    return list(chain.from_iterable(work(book) for work in plan(form)))


def compare_stated(figures: Mapping[Cell, Figure]) -> list[Violation]:
    """R8: where the words of a report and its tables say different things. All soft."""
    found = []
    for said, counted in SAID_TWICE:
        number, table = number_in(figures.get(said)), add(counted, figures)
        if number is None or table.unknown or not table.numbers or number == table.amount:
            continue
        row, column = _SAID[said]
        message = words.said_otherwise(row, column, number, table.amount)
        found.append(Violation("R8", str(said), table.amount, number, message, hard=False))
    return [*found, *_compare_fees(figures)]


@cache
def plan(form: Form) -> tuple[Work, ...]:
    """What is to be worked for a form, every cell looked up once and for all."""
    beside = tuple(table for table in SIDE_TABLES if not form.has(table.key))
    return tuple(
        work
        for table in (*form.tables, *beside)
        for work in (*(prepare(r, table) for r in table.relations), kinds_of(table))
    )


# --- R8 -------------------------------------------------------------------------------------------

_SAID = {
    Cell(table.key, row.key, column.key): (row, column)
    for table in SIDE_TABLES
    for block, row in data_rows(table)
    for column in block.columns
}
_FEE_SAID = Cell("stated", "processing_fee_yuan", "value")
_FEE_COUNTED = Cell("legacy", "7", "value")
_YUAN_IN_WAN = 10_000


def _compare_fees(figures: Mapping[Cell, Figure]) -> Iterator[Violation]:
    """The words say 元, the older form 万元, rounded as it likes."""
    said, counted = number_in(figures.get(_FEE_SAID)), number_in(figures.get(_FEE_COUNTED))
    if said is None or counted is None:
        return
    if abs(Decimal(said) / _YUAN_IN_WAN - Decimal(counted)) * 2 > last_place(counted):
        row, column = _SAID[_FEE_SAID]
        expected = counted * _YUAN_IN_WAN
        message = words.said_otherwise(row, column, said, expected)
        yield Violation("R8", str(_FEE_SAID), expected, said, message, hard=False)
