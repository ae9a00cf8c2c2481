"""A report as the roll-up of a country keeps it: its numbers side by side in a few bytes.

Counts lie in lanes of eight bytes in the order of the form's cells, so that adding two reports is
adding two large numbers. What does not fit a lane (a gap, an amount with decimals, a decrease, a
figure that no cell of the form has) lies beside them, and nothing is lost: `figures_of` gives back
what the report said.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.forms import FORMS, Form
from tongming.law.relation_sieve import sieve_of
from tongming.law.relations import Violation
from tongming.reports.document import AnnualReport, violation_data
from tongming.reports.rollup.adding import BESIDE, UNNAMED

LARGEST = 1 << 40
"""From here on a number lies beside the lanes; below it, eight million reports fit into a lane."""


class Kept(NamedTuple):
    """One organ's report for one year."""

    file: str
    """The file it came from, and its place in it."""
    body: str
    """The organ's name as printed; empty where the report does not say."""
    year: int
    """0 where the report does not say."""
    form: str
    lanes: bytes
    rest: str
    """JSON: what does not fit a lane; empty where everything does."""
    plain: bool
    """Whether everything that goes on into the next year lies in the lanes, or is a gap."""
    filled: int
    """How many cells the report has, gaps among them."""
    hard: int
    """How many relations are broken that must hold."""
    unsure: int
    """How many remarks the reader made about a cell."""
    violations: str
    """JSON: what was found in the report, as the published form prints it; empty where nothing."""


class Rest(NamedTuple):
    """What of a report does not lie in the lanes."""

    gaps: Mapping[int, Gap]
    odd: Mapping[int, int | Decimal]
    beside: Mapping[Cell, Figure]
    units: Mapping[Cell, str]


NOTHING = Rest({}, {}, {}, {})


@cache
def packer(form: Form) -> struct.Struct:
    """How the lanes of a form are written."""
    return struct.Struct(f"<{len(sieve_of(form).cells)}Q")


def keep(report: AnnualReport, file: str, translate: Any = str) -> Kept:
    """Any report that was read and checked."""
    lanes, rest = _laid_out(report.form, report.figures, report.units)
    return Kept(
        file=file,
        body=report.body,
        year=report.year or 0,
        form=report.form.id,
        lanes=lanes,
        rest=rest,
        plain=all(
            not is_number(figure) or _fits(figure)
            for cell, figure in report.figures.items()
            if goes_on(cell)
        ),
        filled=len(report.figures),
        hard=sum(1 for one in report.violations if one.hard),
        unsure=sum(1 for one in report.warnings if one.where),
        violations=told(report.violations, translate),
    )


def keep_plain(
    file: str,
    body: str,
    year: int,
    form: Form,
    row: Sequence[int],
    rest: Mapping[str, Any],
    filled: int,
) -> Kept:
    """A report in which nothing is broken, straight from its JSON; `rest` as `Rest` is written."""
    shown = _shown(rest) if rest else ""
    lanes = packer(form).pack(*row)
    return Kept(file, body, year, form.id, lanes, shown, True, filled, 0, 0, "")


def goes_on(cell: Cell) -> bool:
    """Whether next year's report is held against a figure: R5 and R7."""
    return cell.table == "proactive" or (cell.table == "requests" and cell.row in ("2", "4"))


def told(violations: Iterable[Violation], translate: Any = str) -> str:
    """Violations as the published form prints them; empty for none."""
    found = [violation_data(one, translate) for one in violations]
    return json.dumps(found, ensure_ascii=False) if found else ""


# --- There ----------------------------------------------------------------------------------------


def _laid_out(
    form: Form, figures: Mapping[Cell, Figure], units: Mapping[Cell, str]
) -> tuple[bytes, str]:
    cells, places = sieve_of(form).cells, sieve_of(form).places
    row = [0] * len(cells)
    gaps: dict[str, list[int]] = {}
    odd: dict[str, int | str] = {}
    for place, cell in enumerate(cells):
        figure = figures.get(cell, Gap.BLANK)
        if isinstance(figure, Gap):
            gaps.setdefault(figure.value, []).append(place)
        elif _fits(figure) and (cell not in UNNAMED or not figure):
            row[place] = int(figure)
        else:
            odd[str(place)] = _written(figure)
    beside = {
        str(cell): figure.value if isinstance(figure, Gap) else _written(figure)
        for cell, figure in figures.items()
        if cell not in places
    }
    named = {str(cell): unit for cell, unit in units.items() if cell in UNNAMED}
    parts = {"gaps": gaps, "odd": odd, "beside": beside, "units": named}
    whole = {key: value for key, value in parts.items() if value}
    return packer(form).pack(*row), _shown(whole) if whole else ""


def _shown(rest: Mapping[str, Any]) -> str:
    return json.dumps(rest, ensure_ascii=False, separators=(",", ":"))


def _fits(figure: int | Decimal) -> bool:
    return type(figure) is int and 0 <= figure < LARGEST


def _written(number: int | Decimal) -> int | str:
    """JSON has whole numbers of any length; one with decimals keeps them as text."""
    return str(number) if isinstance(number, Decimal) else number


# --- And back -------------------------------------------------------------------------------------


def rest_of(text: str) -> Rest:
    """What lies beside the lanes."""
    if not text:
        return NOTHING
    data = json.loads(text)
    return Rest(
        {place: Gap(kind) for kind, places in data.get("gaps", {}).items() for place in places},
        {int(place): _number(number) for place, number in data.get("odd", {}).items()},
        {Cell.parse(at): _figure(value) for at, value in data.get("beside", {}).items()},
        {Cell.parse(at): unit for at, unit in data.get("units", {}).items()},
    )


def _number(value: int | str) -> int | Decimal:
    return Decimal(value) if isinstance(value, str) else value


def _figure(value: int | str) -> Figure:
    return Gap(value) if isinstance(value, str) and value in _GAPS else _number(value)


_GAPS = frozenset(gap.value for gap in Gap)


def figures_of(form: Form, lanes: bytes, rest: str) -> dict[Cell, Figure]:
    """Every figure of a kept report; cells that were blank are `BLANK`."""
    cells = sieve_of(form).cells
    figures: dict[Cell, Figure] = dict(zip(cells, packer(form).unpack(lanes), strict=True))
    other = rest_of(rest)
    figures |= {cells[place]: number for place, number in other.odd.items()}
    figures |= {cells[place]: gap for place, gap in other.gaps.items()}
    figures |= other.beside
    return figures


def figure_of(form: Form, lanes: bytes, rest: str, cell: Cell) -> tuple[Figure, str]:
    """One figure, and the unit printed with it."""
    other = rest_of(rest)
    unit = other.units.get(cell, "")
    place = sieve_of(form).places.get(cell)
    if place is None:
        return other.beside.get(cell, Gap.BLANK), unit
    if place in other.gaps:
        return other.gaps[place], unit
    if place in other.odd:
        return other.odd[place], unit
    return struct.unpack_from("<Q", lanes, 8 * place)[0], unit


def keep_sum(form: Form, report: AnnualReport) -> tuple[bytes, str]:
    """A sum's figures, kept as a report's are."""
    return _laid_out(form, report.figures, report.units)


def differ(one: Kept, two: Kept) -> bool:
    """Whether two files hold different reports of an organ for a year.

    What a report says in words beside its tables may be told in one of its files only.
    """
    if one.form != two.form:
        return True
    if one.lanes == two.lanes and one.rest == two.rest:
        return False
    form = FORMS[one.form]
    first, second = (figures_of(form, each.lanes, each.rest) for each in (one, two))
    for cell in {*first, *second}:
        here, there = first.get(cell, Gap.BLANK), second.get(cell, Gap.BLANK)
        untold = cell.table in BESIDE and Gap.BLANK in (here, there)
        if here != there and not untold:
            return True
    return False
