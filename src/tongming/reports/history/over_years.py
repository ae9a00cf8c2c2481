"""A unit's years, or a county's, side by side: each figure with its source, no break smoothed over.

A cell keeps its address from form to form where the law lets it keep its meaning (`law.forms`); so
what stands in a row is comparable, and a year whose form has no such line says so. The main figures
bridge forms by what counts the same thing (`law.forms.SAID_TWICE`), and say which line they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse

from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.forms import FORMS, SAID_TWICE, Form, Row
from tongming.law.labelled import Labelled
from tongming.law.relations import Violation, check
from tongming.law.words import N_
from tongming.reports.compiling.year import forms_for
from tongming.reports.freezing import thaw
from tongming.reports.models import FrozenReport, HistoricalFigure
from tongming.units.models import Unit


class Basis(Labelled):
    """Where a year's figures come from."""

    OWN = "own", N_("本系统签发的报告")
    READ = "read", N_("从已公开的报告读取")
    ENTERED = "entered", N_("人工填报")
    MIXED = "mixed", N_("读取和人工填报")


@dataclass(frozen=True, slots=True)
class Known:
    """One unit's year: what is said of it, and where."""

    unit: Unit
    year: int
    forms: tuple[Form, ...]
    """The forms its figures stand in; the prescribed one first."""
    basis: Basis
    figures: Mapping[Cell, Figure]
    amounts_in: Mapping[Cell, str]
    urls: Mapping[Cell, str]
    """The page of each figure's source; for a signed report one for all (`url`)."""
    url: str = ""
    sources: tuple[str, ...] = ()
    """The names of the files it was read from."""

    def has(self, cell: Cell) -> bool:
        """Whether a form of the year has the line."""
        return cell in self.figures or any(_in_form(form, cell) for form in self.forms)

    def source(self, cell: Cell) -> str:
        """The address of the page that shows where a figure comes from."""
        return self.urls.get(cell, self.url)


def _in_form(form: Form, cell: Cell) -> bool:
    try:
        form.place(cell)
    except KeyError:
        return False
    return True


def known_of(units: Sequence[Unit]) -> dict[tuple[int, int], Known]:
    """What is known, by unit and year: the signed report, else what was stated of the year."""
    by_key = {unit.pk: unit for unit in units}
    known: dict[tuple[int, int], Known] = {}
    stated: dict[tuple[int, int], list[HistoricalFigure]] = {}
    rows = HistoricalFigure.objects.known(None).filter(unit__in=by_key)
    for row in rows.select_related("source"):
        stated.setdefault((row.unit_id, row.year), []).append(row)
    for (unit, year), held in stated.items():
        known[unit, year] = _stated(by_key[unit], year, held)
    frozen: dict[tuple[int, int], FrozenReport] = {}
    for one in (
        FrozenReport.objects.filter(report__unit__in=by_key)
        .select_related("report")
        .order_by("version")
    ):
        at = (one.report.unit_id, one.report.year)
        before = frozen.get(at)
        if before is None or _rank(one) <= _rank(before):
            frozen[at] = one
    for (unit, year), one in frozen.items():
        known[unit, year] = _signed(by_key[unit], year, one)
    return known


def _rank(frozen: FrozenReport) -> int:
    forms = [form.id for form in forms_for(frozen.report.year)]
    form = frozen.report.form
    return forms.index(form) if form in forms else len(forms)


def _signed(unit: Unit, year: int, frozen: FrozenReport) -> Known:
    report = thaw(frozen.content)
    at = (unit.code, year, frozen.report.form, frozen.version)
    return Known(
        unit, year, (report.form,), Basis.OWN, report.figures, report.units, {},
        reverse("reports:version", args=at),
    )  # fmt: skip


def _stated(unit: Unit, year: int, rows: Sequence[HistoricalFigure]) -> Known:
    order = {form.id: place for place, form in enumerate(forms_for(year))}
    rows = sorted(rows, key=lambda row: -order.get(row.form, len(order)))
    figures: dict[Cell, Figure] = {}
    amounts: dict[Cell, str] = {}
    urls: dict[Cell, str] = {}
    for row in rows:  # The prescribed form comes last and wins.
        cell = row.cell
        figures[cell] = row.figure
        amounts.pop(cell, None)
        if row.unit_text:
            amounts[cell] = row.unit_text
        urls[cell] = reverse("reports:cell", args=(unit.code, year, row.form, *cell))
    read = {row.source.name for row in rows if row.source is not None}
    by_hand = any(row.source is None for row in rows)
    basis = Basis.MIXED if read and by_hand else Basis.READ if read else Basis.ENTERED
    forms = {row.form: FORMS[row.form] for row in reversed(rows)}
    return Known(
        unit, year, tuple(forms.values()), basis, figures, amounts, urls,
        reverse("reports:year", args=(unit.code, year)), tuple(sorted(read)),
    )  # fmt: skip


# --- Side by side ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a line."""

    year: int
    figure: Figure
    exists: bool
    """Whether the year's form has such a line at all."""
    url: str = ""
    unit_text: str = ""
    units: frozenset[int] = frozenset()
    """Whose numbers are in it."""
    said_as: str = ""
    """For a main figure: the line of the year's own form it stands in."""

    @property
    def number(self) -> int | Decimal | None:
        return self.figure if is_number(self.figure) else None


@dataclass(frozen=True, slots=True)
class Change:
    """From one year to the next that can be compared with it."""

    amount: Decimal
    percent: int | None
    """Rounded; `None` where there was nothing before."""


@dataclass(frozen=True, slots=True)
class Series:
    """A line over the years."""

    cell: Cell
    label: str
    depth: int
    points: tuple[Point, ...]

    def change(self, place: int) -> Change | None:
        """From the year before to this; none across a gap, or between different organs."""
        if place == 0:
            return None
        before, now = self.points[place - 1], self.points[place]
        if before.number is None or now.number is None or now.year != before.year + 1:
            return None
        if before.units != now.units or before.unit_text != now.unit_text:
            return None
        amount = Decimal(now.number) - Decimal(before.number)
        percent = round(amount * 100 / Decimal(before.number)) if before.number else None
        return Change(amount, percent)

    @property
    def is_whole(self) -> bool:
        """Whether every year has the line: nothing breaks its comparison."""
        return all(point.exists for point in self.points)


@dataclass(frozen=True, slots=True)
class YearHead:
    """One year's column."""

    year: int
    forms: tuple[Form, ...]
    bases: tuple[Basis, ...]
    units: int
    """How many units are known of."""
    is_new_form: bool
    """Whether the form differs from the year's before."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """What was carried forward and not brought forward."""

    unit: Unit
    year: int
    """The later year."""
    violation: Violation
    url: str


@dataclass(slots=True)
class OverYears:
    """The years of one unit, or of several added up."""

    units: tuple[Unit, ...]
    known: Mapping[tuple[int, int], Known]
    years: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.years = tuple(sorted({year for _unit, year in self.known}))

    def heads(self) -> list[YearHead]:
        """The columns."""
        heads: list[YearHead] = []
        for year in self.years:
            of_year = self.of(year)
            forms = {form.id: form for one in of_year for form in one.forms}
            bases = tuple(basis for basis in Basis if any(k.basis is basis for k in of_year))
            new = bool(heads) and {f.id for f in heads[-1].forms} != set(forms)
            sources = tuple(sorted({name for one in of_year for name in one.sources}))
            heads.append(
                YearHead(year, tuple(forms.values()), bases, len(of_year), new, sources)
            )  # fmt: skip
        return heads

    def of(self, year: int) -> list[Known]:
        """What is known of a year, by unit."""
        found = (self.known.get((unit.pk, year)) for unit in self.units)
        return [one for one in found if one is not None]

    def point(self, cell: Cell, year: int, url: str = "") -> Point:
        """A line's figure in a year: the unit's own, or the sum of the numbers there are."""
        of_year = self.of(year)
        exists = any(one.has(cell) for one in of_year)
        if len(self.units) == 1:
            if not of_year or not exists:
                return Point(year, Gap.NOT_REPORTED, exists)
            one = of_year[0]
            figure = one.figures.get(cell, Gap.BLANK)
            units = frozenset((one.unit.pk,)) if is_number(figure) else frozenset()
            return Point(
                year, figure, exists, one.source(cell), one.amounts_in.get(cell, ""), units
            )
        parts = [(one, one.figures.get(cell)) for one in of_year]
        numbers = [(one, part) for one, part in parts if is_number(part)]
        if not numbers:
            return Point(year, Gap.NOT_REPORTED, exists, url)
        said = {one.amounts_in.get(cell, "") for one, _part in numbers}
        if len(said) > 1:  # 元 beside 万元: no honest sum.
            return Point(year, Gap.NOT_REPORTED, exists, url)
        whole = sum((part for _one, part in numbers), start=0)
        units = frozenset(one.unit.pk for one, _part in numbers)
        return Point(year, whole, exists, url, said.pop(), units)

    def broken(self) -> list[Broken]:
        """What does not go on from one year to the next, unit by unit (R5)."""
        found = []
        for unit in self.units:
            for year in self.years:
                now, before = self.known.get((unit.pk, year)), self.known.get((unit.pk, year - 1))
                if now is None or before is None:
                    continue
                form = now.forms[0]
                violations = check(form, now.figures, previous=before.figures)
                found += [
                    Broken(unit, year, one, now.source(Cell.parse(one.where)))
                    for one in violations
                    if one.relation == "R5"
                ]
        return found


# --- Which lines there are ------------------------------------------------------------------------

TABLES = ("main", "proactive", "requests", "remedies", "channels", "stated", "legacy")
TABLE_LABELS = {
    "main": N_("主要数字"),
    "proactive": N_("主动公开"),
    "requests": N_("依申请公开"),
    "remedies": N_("复议诉讼"),
    "channels": N_("公开渠道"),
    "stated": N_("文字写到的"),
    "legacy": N_("2018年以前统计表"),
}


def _main() -> dict[Cell, tuple[tuple[Cell, ...], ...]]:
    """Each main figure by its own cell, with the lines of other forms that count the same."""
    lines: dict[Cell, list[tuple[Cell, ...]]] = {}
    for said, counted in SAID_TWICE:
        lines.setdefault(said, []).append(counted)
    return {said: (*counted, (said,)) for said, counted in lines.items()}


MAIN = _main()


def cells_of(over: OverYears, table: str) -> list[tuple[Cell, Form]]:
    """The lines of a table that any year's form has, the newest form's order first."""
    found: dict[Cell, Form] = {}
    forms = {form.id: form for head in reversed(over.heads()) for form in head.forms}
    for form in forms.values():
        for cell in form.cells():
            if cell.table == table:
                found.setdefault(cell, form)
    beside = {cell for one in over.known.values() for cell in one.figures if cell.table == table}
    for cell in sorted(beside - set(found)):
        found[cell] = next(iter(forms.values()))
    return list(found.items())


def rows_of(cells: Sequence[tuple[Cell, Form]]) -> list[tuple[Row, Form | None]]:
    """The rows of a table with a line for each heading; a heading has no form and no figures.

    What was one row in an older form and is a heading since (（六）其他处理) stands in its place.
    """
    forms = {cell.row: form for cell, form in reversed(cells)}
    newest = next(iter(dict.fromkeys(form.id for _cell, form in cells)), "")
    found: dict[str, tuple[Row, Form | None]] = {}
    for block in FORMS[newest].table(cells[0][0].table).blocks if cells else ():
        for row in block.rows:
            found[row.key] = (row, forms.get(row.key))
    for cell, form in cells:
        with suppress(KeyError):
            found.setdefault(cell.row, (form.place(cell)[0], form))
    return list(found.values())


def main_label(cell: Cell) -> str:
    """What a main figure is called: its row's own words; there is only one column."""
    for form in FORMS.values():
        with suppress(KeyError):
            return form.place(cell)[0].label
    return str(cell)


def tables_of(over: OverYears) -> list[str]:
    """The tables there is any number for."""
    there = {
        cell.table
        for one in over.known.values()
        for cell, figure in one.figures.items()
        if is_number(figure)
    }
    return [key for key in TABLES if key == "main" or key in there]


def main_point(over: OverYears, said: Cell, year: int) -> Point:
    """A main figure in a year: from the first line of any form that has a number."""
    exists = False
    for counted in MAIN[said]:
        points = [over.point(cell, year) for cell in counted]
        exists = exists or any(point.exists for point in points)
        numbers = [point.number for point in points]
        if any(number is None for number in numbers) or not numbers:
            continue
        units = points[0].units
        if any(point.units != units for point in points):
            continue
        whole = sum((number for number in numbers if number is not None), start=0)
        where = " + ".join(str(cell) for cell in counted)
        return Point(year, whole, True, points[0].url, points[0].unit_text, units, where)
    return Point(year, Gap.NOT_REPORTED, exists)


def gather(units: Iterable[Unit]) -> OverYears:
    """The years of these units."""
    several = tuple(units)
    return OverYears(several, known_of(several))
