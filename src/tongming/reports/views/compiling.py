"""The compiled report as the printed form has it, and every figure's own page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongming.law.figures import Cell, Gap
from tongming.law.words import Message
from tongming.reports.actions import open_report, why_not_sign
from tongming.reports.actions.figures import is_counted
from tongming.reports.compiling.evidence import Evidence
from tongming.reports.compiling.year import Compiled, compile_year, end_of
from tongming.reports.doubts import Group, doubts_of, grouped
from tongming.reports.drafting import PREFACE, open_points
from tongming.reports.models import Report
from tongming.reports.numerals import number_text
from tongming.reports.outputs import file_kind
from tongming.reports.queries import (
    find_report,
    get_form,
    get_unit,
    history_of,
    versions_of,
)
from tongming.reports.rendering import FileKind, file_name
from tongming.reports.rendering import render as render_file
from tongming.reports.rendering.records import RecordKind, write
from tongming.reports.rendering.wording import paragraphs
from tongming.reports.screens.basis import counts, sentence
from tongming.reports.screens.equations import Drawn, draw
from tongming.reports.screens.records import records_behind
from tongming.reports.screens.tables import Content, label_of, short_label, table_view
from tongming.reports.submissions.actions import why_not_submit
from tongming.reports.submissions.models import Mark
from tongming.reports.submissions.queries import handed_up, latest_version, open_marks
from tongming.reports.views.common import (
    Place,
    act_and_return,
    download,
    past_day,
    person_of,
    with_day,
)
from tongming.units.models import Person
from tongming.units.rights import Right, why_not

_MANY = 50
"""Records on a page."""


@login_required
@require_GET
def report(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """The year compiled: as of now, or as of the end of a past day."""
    person = person_of(request)
    place = Place(get_unit(person, Right.REPORT_VIEW, code), year, get_form(year, form))
    day_form, day = past_day(request)
    compiled = compile_year(place.unit, year, place.form, end_of(day))
    begun = find_report(place.unit, year, place.form)
    marks = open_marks(begun) if begun and day is None else []
    content = shown(place, compiled, day, marks)
    return render(
        request,
        "reports/report.html",
        {
            "place": place,
            "unit": place.unit,
            "compiled": compiled,
            "begun": begun,
            "day": day,
            "day_form": day_form,
            "versions": versions_of(begun) if begun else [],
            "steps": steps(place, begun, person, is_told=not content["open_points"])
            if day is None else [],
            "kinds": list(FileKind),
            "marks": marks,
            "submission": handed_up(begun) if begun else None,
            "doubts": doubts_for(compiled, begun, person) if day is None else [],
            **content,
        },
    )  # fmt: skip


def shown(
    place: Place, compiled: Compiled, day: date | None, marks: Sequence[Mark] = ()
) -> dict[str, Any]:
    """The report itself for `reports/parts/printed.html`, and what is to be looked at."""
    figures = compiled.report.figures
    equations = draw(place.form, figures, compiled.report.violations)
    broken = {cell for equation in equations if equation.hard for cell in equation.cells}

    marked = {mark.address or mark.section: mark.words for mark in marks}

    def decorate(cell: Cell) -> Content:
        source = sentence(compiled.evidence[cell], _)
        words = marked.get(str(cell))
        return Content(
            url=with_day(place.url("cell", *cell), day),
            tip=_("审核标注：{words}").format(words=words) if words else source,
            broken=cell in broken,
            changed=words is not None,
        )

    return {
        "sections": [
            {
                "key": section.key,
                "heading": section.heading,
                "marked": marked.get(section.key, ""),
                "paragraphs": list(paragraphs(compiled.report.sections.get(section.key, ""))),
                "table": table_view(compiled.report, section, decorate) if section.table else None,
            }
            for section in place.form.sections
        ],
        "preface": list(paragraphs(compiled.report.sections.get(PREFACE, ""))),
        "beside": [
            (cell, short_label(place.form, cell), figure, with_day(place.url("cell", *cell), day))
            for cell, figure in figures.items()
            if cell not in set(place.form.cells())
        ],
        "equations": equations,
        "hard": sum(equation.hard for equation in equations),
        "conflicts": [
            (conflict, short_label(place.form, conflict.cell), place.url("cell", *conflict.cell))
            for conflict in compiled.conflicts
        ],
        "counts": counts(compiled),
        "open_points": [
            what for text in compiled.report.sections.values() for what in open_points(text)
        ],
    }


def doubts_for(compiled: Compiled, begun: Report | None, person: Person) -> list[Group]:
    """What is still to be done about a year nobody has signed yet."""
    if begun is not None and not begun.may_be_edited:
        return []
    return grouped(doubts_of(compiled, begun), compiled, person)


def steps(
    place: Place, begun: Report | None, person: Person, *, is_told: bool
) -> list[dict[str, Any]]:
    """The lawful next steps, the likeliest first, each with why it cannot be taken where it cannot.

    `is_told`: nothing is left to be written.
    """
    may_edit = why_not(person, Right.REPORT_EDIT, place.unit)
    may_enter = why_not(person, Right.REPORT_ENTER, place.unit)

    def step(
        name: str, label: str, reason: Message | None, *, post: bool = False
    ) -> dict[str, Any]:
        return {"url": place.url(name), "label": label, "why_not": reason, "post": post}

    if begun is None:
        return [
            step("open", _("开始编写"), may_edit, post=True),
            step("figures", _("手工填报"), may_enter),
        ]
    if begun.state == Report.State.DRAFT:
        submitting = step("submit", _("提交签发"), may_edit)
        others = [
            step("words", _("编写文字"), may_edit),
            step("figures", _("手工填报"), may_enter),
        ]
        return [submitting, *others] if is_told else [*others, submitting]
    if begun.state == Report.State.SUBMITTED:
        refused = why_not_sign(begun, person)
        may_sign = why_not(person, Right.REPORT_SIGN, place.unit)
        return [
            step("sign", _("签发"), refused),
            step("send_back", _("退回修改"), may_sign),
        ]
    publishing = (
        []
        if begun.state == Report.State.PUBLISHED
        else [
            step("publish", _("发布"), why_not(person, Right.REPORT_PUBLISH, place.unit), post=True)
        ]
    )
    return [*publishing, *_handing_up(place, begun, person), step("correct", _("更正"), may_edit)]


def _handing_up(place: Place, begun: Report, person: Person) -> list[dict[str, Any]]:
    """Handing the latest version up, while it has not been."""
    frozen = latest_version(begun)
    if frozen is None or why_not_submit(frozen, person) is not None:
        return []
    url = reverse("submissions:of_report", args=[place.unit.code, place.year, place.form.id])
    return [{"url": url, "label": _("报送"), "why_not": None, "post": False}]


@login_required
@require_POST
def begin(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """Begin the report: its words are drafted from the figures."""
    person = person_of(request)
    place = Place(get_unit(person, Right.REPORT_EDIT, code), year, get_form(year, form))
    return act_and_return(
        request,
        lambda: open_report(unit=place.unit, year=year, form=place.form, by=person),
        _("已按现有数字起草文字。请补充数字以外的内容。"),
        place.url("words"),
    )


@login_required
@require_GET
def file(request: HttpRequest, code: str, year: int, form: str, kind: str) -> HttpResponseBase:
    """The report as it stands, signed or not, as one of the five files."""
    person = person_of(request)
    place = Place(get_unit(person, Right.REPORT_VIEW, code), year, get_form(year, form))
    chosen = file_kind(kind)
    if chosen is None:
        raise Http404("reports.file")
    _day_form, day = past_day(request)
    compiled = compile_year(place.unit, year, place.form, end_of(day))
    name = _("（未签发）{name}").format(name=file_name(compiled.report, chosen))
    return download(render_file(compiled.report, chosen), name, chosen.media_type)


@login_required
@require_GET
def cell(
    request: HttpRequest, code: str, year: int, form: str, table: str, row: str, column: str
) -> HttpResponse:
    """One figure: what it counts, where it comes from, what was said of it before."""
    person = person_of(request)
    place = Place(get_unit(person, Right.REPORT_VIEW, code), year, get_form(year, form))
    day_form, day = past_day(request)
    compiled = compile_year(place.unit, year, place.form, end_of(day))
    address = Cell(table, row, column)
    evidence = compiled.evidence.get(address)
    if evidence is None:
        raise Http404("reports.cell")
    behind = records_behind(compiled, address, person)
    page = Paginator(behind.source, _MANY).get_page(request.GET.get("page")) if behind else None
    return render(
        request,
        "reports/cell.html",
        {
            "place": place,
            "unit": place.unit,
            "day": day,
            "day_form": day_form,
            "cell": address,
            "label": label_of(place.form, address),
            "short": short_label(place.form, address),
            "figure": compiled.report.figure(address),
            "unit_text": compiled.report.units.get(address, ""),
            "evidence": evidence,
            "sentence": sentence(evidence, _),
            "rests_on": _rests_on(place, compiled, evidence, day),
            "equations": _around(place, compiled, address),
            "behind": behind,
            "page": page,
            "lines": behind.lines(page) if behind and page else [],
            "kinds": list(RecordKind),
            "history": history_of(place.unit, year, address),
            "previous": compiled.previous,
            "may_enter": why_not(person, Right.REPORT_ENTER, place.unit) is None,
            "is_counted": is_counted(place.unit, year, address),
            "report_url": with_day(place.url(), day),
        },
    )


@login_required
@require_GET
def cell_file(
    request: HttpRequest,
    code: str,
    year: int,
    form: str,
    table: str,
    row: str,
    column: str,
    kind: str,
) -> HttpResponseBase:
    """The records one figure counts, as a file: the same ones as its page, all of them."""
    person = person_of(request)
    place = Place(get_unit(person, Right.REPORT_VIEW, code), year, get_form(year, form))
    _day_form, day = past_day(request)
    compiled = compile_year(place.unit, year, place.form, end_of(day))
    address = Cell(table, row, column)
    behind = records_behind(compiled, address, person) if address in compiled.evidence else None
    if behind is None or kind not in set(RecordKind):
        raise Http404("reports.cell_file")
    chosen = RecordKind(kind)
    figure = compiled.report.figure(address)
    about = {
        "unit": place.unit.code,
        "year": year,
        "form": place.form.id,
        "cell": str(address),
        "label": label_of(place.form, address),
        "figure": figure.value if isinstance(figure, Gap) else number_text(figure),
        "as_of": day.isoformat() if day else None,
    }
    name = f"{place.unit.short_name}{year}年{short_label(place.form, address)}.{kind}"
    return download(write(behind.sheet, chosen, about), name, chosen.media_type)


def _rests_on(
    place: Place, compiled: Compiled, evidence: Evidence, day: date | None
) -> list[tuple[str, Any, str]]:
    """The figures a derived one is worked out from, each leading to its own page."""
    return [
        (
            short_label(place.form, other),
            compiled.report.figure(other) if other in compiled.evidence else None,
            with_day(place.url("cell", *other), day) if other in compiled.evidence else "",
        )
        for other in evidence.rests_on
    ]


def _around(place: Place, compiled: Compiled, cell: Cell) -> list[Drawn]:
    """The broken relations the figure stands in."""
    drawn = draw(place.form, compiled.report.figures, compiled.report.violations)
    return [equation for equation in drawn if cell in equation.cells]
