"""Reports to what a roll-up keeps of them: what the worker processes do.

Most lines of a country's files are sound reports in the project's own JSON, and their numbers are
taken straight from there (`_straight`). Whatever is out of the ordinary in any way (a gap with a
kind, a number with decimals where none belongs, a relation that may be broken) is read as any other
file is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from tongming.law.figures import Gap
from tongming.law.forms import FORMS, REMEDY_GROUPS, REMEDY_RESULTS, Form
from tongming.law.relation_sieve import Sieve, sieve_of
from tongming.law.words import Message, say
from tongming.reports.reading import Unreadable, read_each
from tongming.reports.reading.bodies import level_of
from tongming.reports.reading.limits import MAX_LINE
from tongming.reports.reading.own import entry_in_line
from tongming.reports.reading.report import check_report
from tongming.reports.rollup.adding import UNNAMED
from tongming.reports.rollup.kept import LARGEST, Kept, keep, keep_plain


class Trouble(NamedTuple):
    """A report that could not be read: where, and why, in a form that another process can take."""

    file: str
    text: str
    values: dict[str, str]

    @classmethod
    def of(cls, file: str, reason: Message) -> Trouble:
        return cls(file, reason.text, {key: str(value) for key, value in reason.values.items()})

    @property
    def reason(self) -> Message:
        return say(self.text, **self.values)


Found = list[Kept | Trouble]


def of_lines(name: str, first: int, block: bytes) -> Found:
    """The reports of some lines of a JSONL file; the first of them is number `first`."""
    lines = [line for line in block.split(b"\n") if line.strip()]
    return [_of_line(f"{name}#{number}", line) for number, line in enumerate(lines, first)]


def of_files(paths: Sequence[str]) -> list[tuple[str, Found]]:
    """The reports of some files of any kind, by file."""
    return [(path, [_of_report(*one) for one in read_each(Path(path))]) for path in paths]


def _of_report(name: str, report: Any) -> Kept | Trouble:
    if isinstance(report, Unreadable):
        return Trouble.of(name, report.reason)
    return keep(report, name)


def _of_line(name: str, line: bytes) -> Kept | Trouble:
    if b"\\u" not in line and len(line) <= MAX_LINE:
        try:
            found = _straight(name, json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            found = None
        if found is not None:
            return found
    try:
        report = entry_in_line(line, name)
        check_report(report)
        return keep(report, name)
    except Unreadable as error:
        return Trouble.of(name, error.reason)


# --- Straight from JSON ---------------------------------------------------------------------------


class _Table(NamedTuple):
    """A table whose rows are objects: the columns of each row."""

    key: str
    rows: tuple[tuple[str, Any, int, str], ...]
    """Key, getter of the columns' values, how many they are, and the amount without a unit."""


class _Layout(NamedTuple):
    """Where in the JSON of a form its figures stand."""

    form: Form
    sieve: Sieve
    grids: tuple[_Table, ...]
    remedies: bool
    legacy: Any
    legacy_count: int
    unnamed: Mapping[tuple[str, str], int]


@cache
def _layout(form_id: str) -> _Layout | None:
    form = FORMS.get(form_id)
    if form is None or not sieve_of(form).judges:
        return None
    grids, legacy, count = [], None, 0
    for table in form.tables:
        rows: dict[str, list[str]] = {}
        for cell in table.cells():
            rows.setdefault(cell.row, []).append(cell.column)
        if table.key in ("proactive", "requests"):
            grids.append(
                _Table(
                    table.key,
                    tuple(
                        (row, itemgetter(*columns) if len(columns) > 1 else _one(columns[0]),
                         len(columns), _unnamed_in(table.key, row))
                        for row, columns in rows.items()
                    ),
                )
            )  # fmt: skip
        elif table.key == "legacy":
            legacy, count = itemgetter(*rows), len(rows)
    order = [table.key for table in form.tables]
    if order not in (["proactive", "requests", "remedies"], ["legacy"]):
        return None
    sieve = sieve_of(form)
    unnamed = {(c.table, c.row): sieve.places[c] for c in sieve.cells if c in UNNAMED}
    return _Layout(form, sieve, tuple(grids), form.has("remedies"), legacy, count, unnamed)


def _one(key: str) -> Any:
    return lambda columns: (columns[key],)


def _unnamed_in(table: str, row: str) -> str:
    return next((cell.column for cell in UNNAMED if (cell.table, cell.row) == (table, row)), "")


_GROUPS = tuple(key for key, _ in REMEDY_GROUPS)
_RESULTS = len(REMEDY_RESULTS)
_WHOLE = {int}
_WHOLE_OR_NONE = {int, type(None)}


def _straight(name: str, data: Any) -> Kept | None:
    """A report whose every figure is where it should be and nothing in it broken; else None."""
    layout = _layout(data["form"])
    if layout is None or data.get("gaps") or type(data.get("sections", {})) is not dict:
        return None
    body, year = data.get("body", ""), data.get("year")
    if type(body) is not str or type(year) is not int or not 1 <= year <= 9999:
        return None
    if type(data.get("extra", {})) is not dict or _told(data, layout):
        return None
    rest: dict[str, Any] = {}
    values = _values(data, layout, rest)
    if values is None:
        return None
    filled = len(values)
    kinds = set(map(type, values))
    if kinds != _WHOLE:
        if not kinds <= _WHOLE_OR_NONE and not _amounts(values, layout.sieve, rest):
            return None
        gaps = [place for place, value in enumerate(values) if value is None]
        if gaps:
            rest["gaps"] = {Gap.BLANK.value: gaps}
            filled -= len(gaps)
            for place in gaps:
                values[place] = 0
    if max(values) >= LARGEST or not layout.sieve.keeps(values, may_make_rules=_free(body)):
        return None
    stated = {key: n for key, n in (data.get("stated") or {}).items() if n is not None}
    if stated:
        if set(map(type, stated.values())) != _WHOLE or not layout.sieve.agrees(stated, values):
            return None
        rest["beside"] = {f"stated/{key}/value": number for key, number in stated.items()}
    _out_of_lanes(values, layout, rest)
    return keep_plain(name, body, year, layout.form, values, rest, filled + len(stated))


def _told(data: Any, layout: _Layout) -> bool:
    """Whether there are figures in parts of the JSON where the form has none."""
    if data.get("channel_shares") or any(
        value is not None for value in (data.get("channels") or {}).values()
    ):
        return True
    if layout.remedies:
        return bool(data.get("legacy"))
    return bool(
        data.get("proactive")
        or data["requests"]
        or any(any(v is not None for v in row) for row in (data.get("remedies") or {}).values())
    )


def _values(data: Any, layout: _Layout, rest: dict[str, Any]) -> list[Any] | None:
    """Every figure in the order of the form; None where a row or column is not the form's."""
    if layout.legacy is not None:
        legacy = data["legacy"]
        return list(layout.legacy(legacy)) if len(legacy) == layout.legacy_count else None
    values: list[Any] = []
    for table in layout.grids:
        rows = data[table.key]
        if len(rows) != len(table.rows):
            return None
        for key, columns, count, unnamed in table.rows:
            row = rows[key]
            if len(row) != count:
                unit = row.get(f"{unnamed}_unit") if unnamed and len(row) == count + 1 else None
                if type(unit) is not str:
                    return None
                rest["units"] = {f"{table.key}/{key}/{unnamed}": unit}
            values += columns(row)
    remedies = data["remedies"]
    if len(remedies) != len(_GROUPS):
        return None
    for group in _GROUPS:
        results = remedies[group]
        if type(results) is not list or len(results) != _RESULTS:
            return None
        values += results
    return values


def _amounts(values: list[Any], sieve: Sieve, rest: dict[str, Any]) -> bool:
    """Move amounts with decimals out of the row; whether nothing else but counts is left."""
    odd = rest.setdefault("odd", {})
    for place, value in enumerate(values):
        if value is None or type(value) is int:
            continue
        if type(value) is not float or place not in sieve.amounts or not 0 <= value < LARGEST:
            return False
        odd[str(place)] = str(Decimal(str(value)))
        values[place] = 0
    return True


def _out_of_lanes(values: list[int], layout: _Layout, rest: dict[str, Any]) -> None:
    """Move what no lane holds beside them: decreases, and amounts whose unit each report names."""
    if min(values) < 0:
        odd = rest.setdefault("odd", {})
        for place, value in enumerate(values):
            if value < 0:
                odd[str(place)], values[place] = value, 0
    for place in layout.unnamed.values():
        if values[place]:
            rest.setdefault("odd", {})[str(place)] = values[place]
            values[place] = 0


@lru_cache(maxsize=100_000)
def _free(body: str) -> bool:
    """Whether R6 asks nothing of an organ: one that makes 规章, or whose level is not known."""
    level = level_of(body)
    return level is None or level.makes_rules
