"""What a report is held against besides itself: last year's report, and the form of its year."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tongming.law.figures import Cell
from tongming.law.forms import FORM_OWN, FORMS, Form, form_of
from tongming.law.relation_sieve import sieve_of
from tongming.law.relations import Violation, check
from tongming.law.words import N_, say
from tongming.reports.rollup.kept import figures_of
from tongming.reports.rollup.store import Row, Store, key_of
from tongming.reports.years import ACROSS

FORM = "F"
"""The name of the check that a report is on the form of its year."""
_LANE = 8
_STOCK = Cell("proactive", "normative_documents", "in_force")
_IN, _OUT = _STOCK._replace(column="issued"), _STOCK._replace(column="repealed")


class _Lanes(NamedTuple):
    """Where in the lanes of a form stands what goes on from year to year."""

    brought: slice | None
    forward: slice | None
    stock: tuple[int, int, int] | None
    """现行有效, 本年制发, 本年废止."""


class _Before(NamedTuple):
    """What of last year's report this year's goes on from, as bytes."""

    forward: bytes | None
    stock: int | None
    plain: bool


@dataclass(slots=True)
class Across:
    """Year after year, the earliest first; of the year before only what goes on is kept."""

    store: Store
    year: int = 0
    _before: dict[int, _Before] = field(default_factory=dict)
    _now: dict[int, _Before] = field(default_factory=dict)

    def begin(self, year: int) -> None:
        """The reports that follow are of this year."""
        self._before = self._now if year == self.year + 1 and self.year else {}
        self._now = {}
        self.year = year

    def look(self, row: Row) -> list[Violation]:
        """What does not go on from last year's report (R5, R7); nothing where there is none."""
        lanes = _lanes(row.form)
        self._now[row.unit] = _Before(
            row.lanes[lanes.forward] if lanes.forward else None,
            _at(row.lanes, lanes.stock[0]) if lanes.stock else None,
            bool(row.plain),
        )
        before = self._before.get(row.unit)
        if before is None or (before.plain and row.plain and _goes_on(row, lanes, before)):
            return []
        earlier = self.store.find(key_of(self.year - 1, row.unit))
        if earlier is None:
            return []
        form = FORMS[row.form]
        found = check(
            form,
            figures_of(form, row.lanes, row.rest),
            previous=figures_of(FORMS[earlier.form], earlier.lanes, earlier.rest),
        )
        return [violation for violation in found if violation.relation in ACROSS]


def _goes_on(row: Row, lanes: _Lanes, before: _Before) -> bool:
    """Whether it surely goes on: a gap lies in its lane as 0, and is looked at in full if the
    other year has a number there."""
    if (
        lanes.brought is not None
        and before.forward is not None
        and row.lanes[lanes.brought] != before.forward
    ):
        return False
    if lanes.stock is None or before.stock is None:
        return True
    now, moved_in, moved_out = (_at(row.lanes, place) for place in lanes.stock)
    return now == before.stock + moved_in - moved_out


def _at(lanes: bytes, place: int) -> int:
    return int.from_bytes(lanes[_LANE * place : _LANE * place + _LANE], "little")


@cache
def _lanes(form_id: str) -> _Lanes:
    form = FORMS[form_id]
    places = sieve_of(form).places
    stock = None
    if all(cell in places for cell in (_STOCK, _IN, _OUT)):
        stock = places[_STOCK], places[_IN], places[_OUT]
    return _Lanes(_run(form, "2"), _run(form, "4"), stock)


def _run(form: Form, row: str) -> slice | None:
    """The lanes of a row of table 3, which lie side by side."""
    places = [
        place
        for cell, place in sieve_of(form).places.items()
        if (cell.table, cell.row) == ("requests", row)
    ]
    if not places:
        return None
    assert all(b - a == 1 for a, b in pairwise(places))
    return slice(_LANE * places[0], _LANE * (places[-1] + 1))


@cache
def on_its_form(form_id: str, year: int) -> tuple[Violation, ...]:
    """Whether a year's report is on a form of that year.

    国办公开办函〔2021〕30号 is for 2021 and after, 〔2019〕60号 for 2019 and 2020; for 2019 and
    before a report in the organ's own form is lawful (60号, 「有序衔接」). A hint: figures on
    another form are true figures, and are summed apart.
    """
    form = FORMS[form_id]
    if not year or form.covers(year):
        return ()
    try:
        wanted = form_of(year).document
    except LookupError:
        wanted = FORM_OWN.document
    text = N_("{year}年的报告应当用{wanted}的格式，这份用的是{used}")
    message = say(text, year=year, wanted=wanted, used=form.document)
    return (Violation(FORM, "form", wanted, form.document, message, hard=False),)
