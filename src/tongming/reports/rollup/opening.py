"""A sum opened onto what it is made of: for any of its cells, what each part has there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.forms import FORMS, Form
from tongming.law.words import N_, Refused, say
from tongming.reports.rollup.adding import IN_YUAN, UNNAMED
from tongming.reports.rollup.kept import figure_of
from tongming.reports.rollup.store import FORMAT, NAME, key_of


class Part(NamedTuple):
    """A report, or a sum of the level below, in a sum."""

    name: str
    file: str
    is_sum: bool
    lanes: bytes
    rest: str


class Opened(NamedTuple):
    """What a part has in a cell; an amount in the unit of the sum."""

    name: str
    file: str
    is_sum: bool
    figure: Figure


class Known(NamedTuple):
    """A sum by what it is of."""

    node: str
    year: int
    form: str
    name: str
    reports: int
    file: str


def parts_of(db: sqlite3.Connection, node: str, year: int, form: Form) -> list[Part]:
    """What a sum is made of: its reports in the order they came in, then the sums below it."""
    reports = db.execute(
        "SELECT units.body, reports.file, 0, lanes, rest FROM units JOIN reports"
        " ON reports.key = (? | units.id)"
        " WHERE node = ? AND form = ? AND counts AND reports.key NOT IN (SELECT key FROM conflicts)"
        " ORDER BY units.id",
        (key_of(year, 0), node, form.id),
    )
    sums = db.execute(
        "SELECT name, file, 1, lanes, rest FROM sums WHERE parent = ? AND year = ? AND form = ?"
        " ORDER BY node",
        (node, year, form.id),
    )
    return [
        Part(name, file, bool(is_sum), lanes, rest)
        for rows in (reports, sums)
        for name, file, is_sum, lanes, rest in rows
    ]


def opened(parts: Sequence[Part], form: Form, cell: Cell) -> list[Opened]:
    """A cell of every part, amounts in different units brought to one as the sum does it."""
    found = [(part, *figure_of(form, part.lanes, part.rest, cell)) for part in parts]
    printed = {unit for _part, figure, unit in found if is_number(figure) and figure}
    mixed = cell in UNNAMED and len(printed) > 1
    return [
        Opened(part.name, part.file, part.is_sum, _in_yuan(figure, unit) if mixed else figure)
        for part, figure, unit in found
    ]


def _in_yuan(figure: Figure, unit: str) -> Figure:
    if not is_number(figure) or not figure:
        return figure
    scale = IN_YUAN.get(unit)
    return Gap.BLANK if scale is None else figure * scale


def open_store(place: Path) -> sqlite3.Connection:
    """The finished roll-up in a folder; refused where there is none."""
    path = place / NAME if place.is_dir() else place
    if not path.is_file():
        text = N_("{file}里没有做完的汇总，请先用 tongming report rollup --out 汇总")
        raise Refused(say(text, file=place))
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        about = dict(db.execute("SELECT key, value FROM about"))
    except sqlite3.DatabaseError:
        about = {}
    if about.get("format") != FORMAT:
        db.close()
        raise Refused(say(N_("{file}不是汇总文件，或由别的版本所写，请重新汇总"), file=path))
    return db


def sums_in(db: sqlite3.Connection) -> list[Known]:
    """Every sum of a roll-up."""
    rows = db.execute("SELECT node, year, form, name, reports, file FROM sums ORDER BY rowid")
    return [Known(*row) for row in rows]


def open_sum(db: sqlite3.Connection, known: Known, cell: Cell) -> list[Opened]:
    """What the parts of a sum have in a cell, the largest first, gaps last."""
    form = FORMS[known.form]
    found = opened(parts_of(db, known.node, known.year, form), form, cell)
    numbers = [one for one in found if is_number(one.figure)]
    gaps = [one for one in found if not is_number(one.figure)]
    return [*sorted(numbers, key=lambda one: -float(str(one.figure))), *gaps]
