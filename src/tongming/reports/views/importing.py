"""Reading a published report: give it, look at what was read, confirm it or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongming.law.figures import Figure, is_number
from tongming.law.relations import Violation, compare_stated
from tongming.law.relations import check as check_relations
from tongming.law.words import Refused
from tongming.reports.actions import (
    confirm_reading,
    discard_reading,
    read_document,
    read_pasted,
)
from tongming.reports.actions.readings import entries_of, names_another, replaced_by
from tongming.reports.compiling.combine import TOLD_BESIDE
from tongming.reports.compiling.year import forms_for
from tongming.reports.document import AnnualReport, from_json
from tongming.reports.forms import ConfirmForm, ImportForm, ReasonForm
from tongming.reports.models import Reading
from tongming.reports.queries import get_reading, get_unit
from tongming.reports.screens.equations import draw
from tongming.reports.screens.tables import Content, short_label, tables
from tongming.reports.views.common import act, person_of, posted, refusal_text
from tongming.units.models import Person
from tongming.units.rights import Right


@login_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Upload a report or paste its text; what was read is then shown for checking."""
    person = person_of(request)
    unit = get_unit(person, Right.REPORT_IMPORT, code)
    form = ImportForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if upload := form.cleaned_data["file"]:
                reading = read_document(
                    unit=unit, content=upload.read(), name=upload.name, by=person
                )
            else:
                reading = read_pasted(unit=unit, text=form.cleaned_data["text"], by=person)
        except Refused as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            return redirect("reports:reading", unit.code, reading.pk)
    return render(
        request,
        "reports/import.html",
        {"unit": unit, "form": form},
        status=400 if form.errors else 200,
    )


@dataclass(frozen=True, slots=True)
class Replaced:
    """A figure already stated that a reading says otherwise."""

    label: str
    held: Figure
    read: Figure
    source: str


@login_required
@require_GET
def check(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What was read, beside the source: to be compared by a person."""
    person = person_of(request)
    reading = _reading(person, Right.REPORT_VIEW, code, pk)
    return _check_page(request, reading, ConfirmForm(initial={"year": reading.year}))


@login_required
@require_http_methods(["POST"])
def confirm(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The figures are as the source has them."""
    person = person_of(request)
    reading = _reading(person, Right.REPORT_IMPORT, code, pk)
    form = ConfirmForm(request.POST)
    if form.is_valid() and act(
        form, lambda: confirm_reading(reading=reading, by=person, **form.cleaned_data)
    ):
        messages.success(request, _("已确认，这些数字成为历史数据。"))
        return redirect("reports:year", code, form.cleaned_data["year"])
    return _check_page(request, reading, form, status=400)


@login_required
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The reading is not used, and why."""
    person = person_of(request)
    reading = _reading(person, Right.REPORT_IMPORT, code, pk)
    form = ReasonForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and act(form, lambda: discard_reading(reading=reading, by=person, **form.cleaned_data))
    ):
        messages.success(request, _("已记为不采用。来源文件仍然保留。"))
        return redirect("reports:years", code)
    return render(
        request,
        "reports/discard.html",
        {"unit": reading.unit, "reading": reading, "form": form},
        status=400 if form.errors else 200,
    )


def _reading(person: Person, right: Right, code: str, pk: int) -> Reading:
    get_unit(person, right, code)
    return get_reading(person, right, pk)


def _check_page(
    request: HttpRequest, reading: Reading, form: ConfirmForm, status: int = 200
) -> HttpResponse:
    report = from_json(reading.result)
    year = reading.year
    return render(
        request,
        "reports/reading.html",
        {"reading": reading, "unit": reading.unit, "form": form, **_shown(reading, report, year)},
        status=status,
    )


def _shown(reading: Reading, report: AnnualReport, year: int | None) -> dict[str, Any]:
    """What the page of a reading shows besides its form."""
    quotes = {cell: entry.quote for cell, entry in entries_of(reading).items()}
    equations = draw(report.form, report.figures, _violations(reading, report))
    broken = {cell for equation in equations if equation.hard for cell in equation.cells}
    numbers = [figure for figure in report.figures.values() if is_number(figure)]
    return {
        "report": report,
        "another": names_another(reading) if reading.is_open else "",
        "sections": [
            (section.heading, text)
            for section in report.form.sections
            if (text := report.sections.get(section.key, "").strip())
        ],
        "tables": tables(
            report, lambda cell: Content(tip=quotes.get(cell, ""), broken=cell in broken)
        ),
        "beside": _beside(report),
        "equations": equations,
        "hard": sum(equation.hard for equation in equations),
        "warnings": reading.result.get("warnings", ()),
        "numbers": len(numbers),
        "expected_form": forms_for(year)[0] if year and forms_for(year) else None,
        "replaced": _replaced(reading, report, year) if year and reading.is_open else [],
    }


def _violations(reading: Reading, report: AnnualReport) -> list[Violation]:
    """What the reader found broken, worked again so that it can be told in any language.

    The reader also knows which cells it could not make out, and finds nothing broken through them;
    the unit's level (R6) is known better here.
    """
    found = {(v["relation"], v["where"]) for v in reading.result.get("violations", ())}
    again = check_relations(report.form, report.figures, level=reading.unit.level_kind)
    again += compare_stated(report.figures)
    return [v for v in again if (v.relation, v.where) in found or v.relation == "R6"]


def _beside(report: AnnualReport) -> list[tuple[str, Figure]]:
    """The figures the report tells in words, and those of tables its form does not have."""
    own = set(report.form.cells())
    return [
        (short_label(report.form, cell), figure)
        for cell, figure in sorted(report.figures.items())
        if cell not in own and (cell.table in TOLD_BESIDE or is_number(figure))
    ]


def _replaced(reading: Reading, report: AnnualReport, year: int) -> list[Replaced]:
    return [
        Replaced(
            short_label(report.form, cell),
            row.figure,
            report.figure(cell),
            row.source.name if row.source else _("手工填报"),
        )
        for cell, row in replaced_by(reading, year).items()
    ]
