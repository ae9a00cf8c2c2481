"""历年比较: a unit's years, or a county's, as tables, lines and files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.law.figures import Cell, is_number
from tongming.law.forms import FORM_2021, REQUEST_COLUMNS
from tongming.publishing.charts import Year, spark
from tongming.publishing.charts import line as draw_line
from tongming.reports.history import exporting, over_years
from tongming.reports.history.forms import ScopeForm
from tongming.reports.history.over_years import Change, OverYears, Point, Series
from tongming.reports.numerals import number_text
from tongming.reports.queries import get_unit
from tongming.reports.screens.tables import figure_words, short_label
from tongming.reports.sums.gathering import Scope, scope_of
from tongming.reports.views.common import download, person_of
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, why_not


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose years a page is about, and how its addresses begin."""

    unit: Unit
    over: OverYears
    scopes: tuple[Scope, ...]
    """Empty for one unit's own years."""
    query: str

    @property
    def is_several(self) -> bool:
        return bool(self.scopes)

    def line_url(self, cell: Cell) -> str:
        name = "history:line_of_several" if self.is_several else "history:line"
        at = reverse(name, args=(self.unit.code, *cell))
        return f"{at}?{self.query}" if self.query else at


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure as the table shows it."""

    point: Point
    text: str
    change: str
    is_new_form: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    label: str
    depth: int
    url: str
    picture: SafeString
    figures: tuple[Shown, ...]
    is_whole: bool


@login_required
@require_safe
def years(request: HttpRequest, code: str) -> HttpResponse:
    """The years of one unit."""
    return _page(request, _own(request, code))


@login_required
@require_safe
def several(request: HttpRequest, code: str) -> HttpResponse:
    """The years of a county: whose reports are added is chosen openly."""
    unit = get_unit(person_of(request), Right.REPORT_REVIEW, code)
    form = ScopeForm(request.GET if "scope" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "history/scope.html", {"unit": unit, "form": form}, status=status)
    return _page(request, _several(request, unit, form))


@login_required
@require_safe
def line(request: HttpRequest, code: str, table: str, row: str, column: str) -> HttpResponse:
    """One line of a unit over the years, each figure with its source."""
    return _line(request, _own(request, code), Cell(table, row, column))


@login_required
@require_safe
def line_of_several(
    request: HttpRequest, code: str, table: str, row: str, column: str
) -> HttpResponse:
    """One line of a county over the years: what every unit has."""
    return _line(request, _asked(request, code), Cell(table, row, column))


@login_required
@require_safe
def export(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """Every line of a unit's years as a file."""
    return _export(_own(request, code), kind)


@login_required
@require_safe
def export_several(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """Every line of a county's years as a file."""
    return _export(_asked(request, code), kind)


# --- Whose years ----------------------------------------------------------------------------------


def _own(request: HttpRequest, code: str) -> Standing:
    unit = get_unit(person_of(request), Right.REPORT_VIEW, code)
    return Standing(unit, over_years.gather([unit]), (), "")


def _asked(request: HttpRequest, code: str) -> Standing:
    unit = get_unit(person_of(request), Right.REPORT_REVIEW, code)
    form = ScopeForm(request.GET)
    if not form.is_valid():
        raise Http404("history.scope")
    return _several(request, unit, form)


def _several(request: HttpRequest, unit: Unit, form: ScopeForm) -> Standing:
    scopes = tuple(Scope(one) for one in form.cleaned_data["scope"])
    units = Unit.objects.filter(path__startswith=unit.path).order_by("path")
    chosen = [one for one in units if scope_of(one, unit) in scopes]
    query = "&".join(f"scope={scope.value}" for scope in scopes)
    return Standing(unit, over_years.gather(chosen), scopes, query)


# --- The table ------------------------------------------------------------------------------------


def _page(request: HttpRequest, standing: Standing) -> HttpResponse:
    over = standing.over
    tables = over_years.tables_of(over)
    table = request.GET.get("table", "main")
    if table not in tables:
        table = "main"
    keys = [column.key for column in REQUEST_COLUMNS]
    column = request.GET.get("column", "sum")
    column = column if column in keys else "sum"
    person = person_of(request)
    heads = over.heads()
    return render(
        request,
        "history/years.html",
        {
            **_common(standing, person),
            "heads": heads,
            "tables": [(key, over_years.TABLE_LABELS[key]) for key in tables],
            "table": table,
            "columns": [(one.key, one.label) for one in REQUEST_COLUMNS],
            "column": column if table == "requests" else "",
            "rows": _rows(standing, table, column) if over.years else [],
            "breaks": [head for head in heads if head.is_new_form],
            "broken": over.broken(),
        },
    )


def _common(standing: Standing, person: Person) -> dict[str, Any]:
    unit = standing.unit
    kinds = []
    for kind in exporting.KINDS:
        name = "history:export_several" if standing.is_several else "history:export"
        at = reverse(name, args=(unit.code, kind))
        kinds.append((kind, f"{at}?{standing.query}" if standing.query else at))
    return {
        "standing": standing,
        "unit": unit,
        "kinds": kinds,
        "count": len(standing.over.units),
        "may_import": why_not(person, Right.REPORT_IMPORT, unit) is None,
        "may_add_up": why_not(person, Right.REPORT_REVIEW, unit) is None,
    }


def _rows(standing: Standing, table: str, column: str) -> list[Row]:
    return [_row(standing, series) for series in series_of(standing, table, column)]


def series_of(standing: Standing, table: str, column: str = "") -> list[Series]:
    """The lines of a table; of the table of applications one column, or all where none is named."""
    over = standing.over
    if table == "main":
        found = [main_series(standing, cell) for cell in over_years.MAIN]
        return [one for one in found if any(point.number is not None for point in one.points)]
    lines: list[Series] = []
    cells = over_years.cells_of(over, table)
    if table == "requests" and column:
        for row, form in over_years.rows_of(cells):
            cell = Cell(table, row.key, column)
            if form is None:
                lines.append(Series(cell, row.label, row.depth, ()))
            else:
                lines.append(_series(standing, cell, row.label, row.depth))
        return lines
    return [_series(standing, cell, short_label(form, cell)) for cell, form in cells]


def main_series(standing: Standing, cell: Cell) -> Series:
    """A main figure, from whichever line of a year's form counts it."""
    url = standing.line_url(cell) + ("&" if standing.query else "?") + "main=1"
    points = []
    for year in standing.over.years:
        point = over_years.main_point(standing.over, cell, year)
        if standing.is_several and point.number is not None:
            point = Point(
                point.year, point.figure, True, url, point.unit_text, point.units, point.said_as
            )
        points.append(point)
    return Series(cell, over_years.main_label(cell), 0, tuple(points))


def _series(standing: Standing, cell: Cell, label: str, depth: int = 0) -> Series:
    url = standing.line_url(cell) if standing.is_several else ""
    points = tuple(standing.over.point(cell, year, url) for year in standing.over.years)
    return Series(cell, label, depth, points)


def _row(standing: Standing, series: Series) -> Row:
    url = standing.line_url(series.cell)
    if series.cell in over_years.MAIN and series.label and _is_main(series):
        url += ("&" if standing.query else "?") + "main=1"
    picture = mark_safe(spark(_drawn(standing, series)))
    return Row(
        series.label, series.depth, url, picture, _figures(standing, series), series.is_whole
    )


def _is_main(series: Series) -> bool:
    return any(point.said_as for point in series.points)


def _figures(standing: Standing, series: Series) -> tuple[Shown, ...]:
    heads = standing.over.heads()
    return tuple(
        Shown(
            point,
            _text(point),
            change_text(series.change(place)),
            heads[place].is_new_form,
        )
        for place, point in enumerate(series.points)
    )


def _text(point: Point) -> str:
    if point.number is not None:
        return number_text(point.number) + point.unit_text
    return ""


def change_text(change: Change | None) -> str:
    """`+3 (+25%)`; nothing where there is nothing to compare with."""
    if change is None or (not change.amount and change.percent is None):
        return ""
    amount = change.amount
    sign = "+" if amount > 0 else "−" if amount < 0 else "±"
    text = sign + number_text(abs(amount))
    if change.percent is None or amount == 0:
        return text
    return f"{text}（{sign}{abs(change.percent)}%）"


def _drawn(standing: Standing, series: Series) -> list[Year]:
    """The points of a picture: years without a number interrupt the line, and so does a unit."""
    drawn = []
    previous: Point | None = None
    for point in series.points:
        broken = previous is not None and (
            point.year != previous.year + 1
            or point.units != previous.units
            or point.unit_text != previous.unit_text
        )
        number = point.number
        amount = Decimal(number) if number is not None else None
        text = _text(point) or figure_words(point.figure, _)
        drawn.append(Year(str(point.year), amount, text, broken and amount is not None))
        previous = point
    return drawn


# --- One line -------------------------------------------------------------------------------------


def _line(request: HttpRequest, standing: Standing, cell: Cell) -> HttpResponse:
    over = standing.over
    if request.GET.get("main") and cell in over_years.MAIN:
        series = main_series(standing, cell)
    else:
        forms = dict(over_years.cells_of(over, cell.table))
        if cell not in forms:
            raise Http404("history.line")
        series = _series(standing, cell, short_label(forms[cell], cell))
    unit_of = next((p.unit_text for p in series.points if p.unit_text), "")
    counted = [Cell.parse(part) for p in series.points for part in p.said_as.split(" + ") if part]
    return render(
        request,
        "history/line.html",
        {
            **_common(standing, person_of(request)),
            "series": series,
            "heads": over.heads(),
            "figures": list(zip(over.heads(), _figures(standing, series), strict=True)),
            "said_as": {
                point.year: _said_as(point.said_as) for point in series.points if point.said_as
            },
            "chart": mark_safe(
                draw_line("line", series.label, unit_of or _("数"), _drawn(standing, series))
            ),
            "matrix": _matrix(standing, counted or [cell]) if standing.is_several else [],
        },
    )


def _said_as(addresses: str) -> str:
    cells = [Cell.parse(address) for address in addresses.split(" + ")]
    return " + ".join(short_label(FORM_2021, cell) for cell in cells)


def _matrix(standing: Standing, cells: list[Cell]) -> list[tuple[Unit, list[tuple[str, str, str]]]]:
    """What every unit has in each year: text, address of the source, and the gap in words."""
    rows = []
    over = standing.over
    for unit in over.units:
        of_unit = []
        for year in over.years:
            known = over.known.get((unit.pk, year))
            found = ("", "", _("没有这一年的数据"))
            if known is not None:
                for cell in dict.fromkeys(cells):
                    figure = known.figures.get(cell)
                    if is_number(figure):
                        text = number_text(figure) + known.amounts_in.get(cell, "")
                        found = (text, known.source(cell), "")
                        break
                else:
                    found = ("", known.url, _("没有这个数字"))
            of_unit.append(found)
        rows.append((unit, of_unit))
    return rows


# --- Files ----------------------------------------------------------------------------------------


def _export(standing: Standing, kind: str) -> HttpResponseBase:
    if kind not in exporting.KINDS:
        raise Http404("history.kind")
    over = standing.over
    lines = [
        exporting.Line(over_years.TABLE_LABELS[table], series)
        for table in over_years.tables_of(over)
        for series in series_of(standing, table)
    ]
    content, media_type = exporting.write(kind, standing.unit, standing.scopes, over, lines)
    name = _("{unit}历年比较").format(unit=standing.unit.short_name)
    return download(content, f"{name}.{kind}", media_type)
