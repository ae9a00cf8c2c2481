"""Entering figures by hand, correcting one, withdrawing one."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongming.law.figures import Cell
from tongming.law.forms import CHANNELS, FORM_OWN, FORMS, Form, Kind
from tongming.reports.actions import correct_figure, enter_figures, withdraw_figure
from tongming.reports.actions.figures import is_counted, place
from tongming.reports.compiling.year import compile_year, forms_for
from tongming.reports.document import AnnualReport
from tongming.reports.forms import CorrectForm, FiguresForm, ReasonForm, entry_text
from tongming.reports.models import HistoricalFigure
from tongming.reports.queries import get_figure, get_form, get_unit
from tongming.reports.screens.tables import Content, TableView, short_label, table_view
from tongming.reports.views.common import Place, act, person_of, posted
from tongming.units.models import Unit
from tongming.units.rights import Right

FEE = Cell("stated", "processing_fee_yuan", "value")


@login_required
@require_http_methods(["GET", "POST"])
def figures(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """The printed tables with a field in every cell that a person may fill."""
    person = person_of(request)
    at = Place(get_unit(person, Right.REPORT_ENTER, code), year, get_form(year, form))
    cells = enterable(at.unit, year, at.form)
    entry = FiguresForm(
        posted(request),
        report_form=at.form,
        cells=cells,
        label=lambda cell: short_label(at.form, cell),
        held=_held(at),
        kind=lambda cell: kind_of(at.form, cell),
    )
    if (
        request.method == "POST"
        and entry.is_valid()
        and act(
            entry,
            lambda: enter_figures(
                unit=at.unit,
                year=year,
                form=at.form,
                entries=entry.entries(),
                reason=entry.cleaned_data["reason"],
                by=person,
            ),
        )
    ):
        messages.success(request, _("已保存。改动前的数字仍可在每格的页面上看到。"))
        return redirect(at.url())
    return render(
        request,
        "reports/figures.html",
        {
            "place": at,
            "unit": at.unit,
            "form": entry,
            "tables": _tables(at, entry),
            "beside": [
                field for cell, field in entry.inputs().items() if cell not in set(at.form.cells())
            ],
        },
        status=400 if entry.errors else 200,
    )


def enterable(unit: Unit, year: int, form: Form) -> list[Cell]:
    """The cells a person may state: those of the form the register does not count, and what a
    report tells in words beside its tables."""
    cells = [cell for cell in form.cells() if not is_counted(unit, year, cell)]
    if not form.has("channels"):
        cells += [Cell("channels", key, "items") for key, _label in CHANNELS]
    if not form.has("stated"):
        cells.append(FEE)
    return cells


def kind_of(form: Form, cell: Cell) -> Kind:
    """What numbers a cell may hold."""
    row, column = place(form, cell)
    return row.kind or column.kind


def _held(at: Place) -> Mapping[Cell, HistoricalFigure]:
    rows = HistoricalFigure.objects.known(None).filter(unit=at.unit, year=at.year, form=at.form.id)
    return {row.cell: row for row in rows}


def _tables(at: Place, entry: FiguresForm) -> list[TableView]:
    """The form's tables; a cell that may not be entered shows what the register counts."""
    inputs = entry.inputs()
    compiled = compile_year(at.unit, at.year, at.form).report
    shown = AnnualReport("", "", at.year, at.form, dict(compiled.figures))
    return [
        table_view(
            shown,
            section,
            lambda cell: Content(field=str(inputs[cell])) if cell in inputs else Content(),
        )
        for section in at.form.sections
        if section.table is not None
    ]


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """State another figure in the place of one."""
    person = person_of(request)
    get_unit(person, Right.REPORT_ENTER, code)
    old = get_figure(person, Right.REPORT_ENTER, pk)
    form = CorrectForm(
        posted(request),
        kind=kind_of(FORMS[old.form], old.cell),
        initial={"figure": entry_text(old.figure)},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and act(
            form,
            lambda: correct_figure(
                old=old,
                figure=form.cleaned_data["figure"].figure,
                reason=form.cleaned_data["reason"],
                by=person,
            ),
        )
    ):
        messages.success(request, _("已更正。原来的数字和更正理由都保留。"))
        return redirect(_cell_page(old))
    return _figure_page(request, "reports/correct_figure.html", old, form)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A figure no longer stands, and nothing takes its place."""
    person = person_of(request)
    get_unit(person, Right.REPORT_ENTER, code)
    old = get_figure(person, Right.REPORT_ENTER, pk)
    form = ReasonForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and act(form, lambda: withdraw_figure(old=old, by=person, **form.cleaned_data))
    ):
        messages.success(request, _("已撤回。这个数字和撤回理由都保留。"))
        return redirect(_cell_page(old))
    return _figure_page(request, "reports/withdraw_figure.html", old, form)


def _cell_page(figure: HistoricalFigure) -> str:
    """The page of its cell, in a form of the year that has one."""
    cell = figure.cell
    read_in = FORMS[figure.form]
    shown = next(
        (form for form in (read_in, *forms_for(figure.year)) if form.has(cell.table)), None
    )
    return Place(figure.unit, figure.year, shown or read_in).url("cell", *cell)


def _figure_page(
    request: HttpRequest, template: str, old: HistoricalFigure, form: CorrectForm | ReasonForm
) -> HttpResponse:
    known = FORMS[old.form]
    return render(
        request,
        template,
        {
            "unit": old.unit,
            "old": old,
            "label": short_label(known if known.has(old.cell.table) else FORM_OWN, old.cell),
            "back": _cell_page(old),
            "place": Place(old.unit, old.year, known),
            "form": form,
        },
        status=400 if form.errors else 200,
    )
