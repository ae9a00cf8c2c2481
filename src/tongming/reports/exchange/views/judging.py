"""A received report, marked and judged; what the office above said of one of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.law.figures import Cell
from tongming.law.forms import Form
from tongming.law.words import Refused
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import PREFACE
from tongming.reports.exchange import actions
from tongming.reports.exchange.actions.judging import why_not_judge
from tongming.reports.exchange.checking import check_received
from tongming.reports.exchange.duties import needs_mending
from tongming.reports.exchange.models import ReceivedReport, cell_at
from tongming.reports.exchange.queries import (
    before,
    get_from_above,
    get_received,
    judgements_of,
    marks_of,
)
from tongming.reports.freezing import thaw
from tongming.reports.rendering.wording import paragraphs
from tongming.reports.screens.differences import changes, heading_of
from tongming.reports.screens.equations import draw
from tongming.reports.screens.tables import Content, Decorate, short_label, table_view
from tongming.reports.submissions.forms import MarkForm, WordsForm
from tongming.reports.views.common import place_of
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, done, in_words, staff


@require_safe
@staff
def received(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole report as it came, each cell to be marked, and what the checks found."""
    return _page(request, get_received(request.user, pk))


def _page(
    request: StaffRequest,
    row: ReceivedReport,
    *,
    marking: MarkForm | None = None,
    judging: WordsForm | None = None,
) -> HttpResponse:
    refused = why_not_judge(row, request.user)
    checked = check_received(row)
    report = checked.report
    equations = draw(report.form, report.figures, [*checked.violations, *checked.said])
    broken = {cell for equation in equations for cell in equation.cells}
    marks = list(marks_of(row))
    marked = {one.where: one.words for one in marks}
    where = marking["where"].value() if marking else request.GET.get("where", "")
    old = before(row)

    def decorate(cell: Cell) -> Content:
        words = marked.get(str(cell), "")
        return Content(
            url="" if refused else f"{row.get_absolute_url()}?where={cell}#marking",
            tip=_("标注：{words}").format(words=words) if words else "",
            broken=cell in broken,
            changed=bool(words),
        )

    status = 400 if (marking and marking.errors) or (judging and judging.errors) else 200
    return render(
        request,
        "exchange/received.html",
        {
            "row": row,
            "package": row.package,
            "peer": row.peer,
            "title": report.title,
            "refused": refused,
            "sections": _sections(report, decorate, marked),
            "equations": equations,
            "hard": sum(1 for equation in equations if equation.hard),
            "marks": [(one, _place(report.form, one.where)) for one in marks],
            "old": old,
            "since": changes(thaw(old.content), report) if old else None,
            "judgement": judgements_of([row]).get(row.pk),
            "above": [(one, _told(one.marks, report.form)) for one in row.judged_above.all()],
            "marking": marking or MarkForm(initial={"where": where}),
            "where": _place(report.form, where) if _is_place(report, where) else "",
            "judging": judging or WordsForm(),
        },
        status=status,
    )


def _sections(
    report: AnnualReport, decorate: Decorate, marked: Mapping[str, str]
) -> list[dict[str, Any]]:
    return [
        {
            "key": section.key,
            "heading": section.heading,
            "paragraphs": list(paragraphs(report.sections.get(section.key, ""))),
            "table": table_view(report, section, decorate) if section.table else None,
            "marked": marked.get(section.key, ""),
        }
        for section in report.form.sections
    ]


def _is_place(report: AnnualReport, where: str) -> bool:
    return where == PREFACE or where in {
        *(section.key for section in report.form.sections),
        *(str(cell) for cell in report.form.cells()),
    }


def _place(form: Form, where: str) -> str:
    cell = cell_at(where)
    return short_label(form, cell) if cell else heading_of(form, where)


def _told(marks: Sequence[Mapping[str, str]], form: Form) -> list[tuple[str, str]]:
    return [(_place(form, one["where"]), one["words"]) for one in marks]


@require_POST
@staff
def mark(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark one cell or one section."""
    row = get_received(request.user, pk)
    form = MarkForm(request.POST)
    if form.is_valid() and done(
        form, lambda: actions.mark(report=row, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("已标注。"))
        return redirect(row.get_absolute_url() + "#marks")
    return _page(request, row, marking=form)


@require_POST
@staff
def unmark(request: StaffRequest, pk: int, mark_pk: int) -> HttpResponse:
    """Take a mark away."""
    row = get_received(request.user, pk)
    found = marks_of(row).filter(pk=mark_pk).select_related("report").first()
    if found is None:
        raise Http404("reports_exchange.mark")
    try:
        actions.unmark(mark=found, by=request.user)
        messages.success(request, _("已取消标注。"))
    except Refused as refusal:
        messages.error(request, in_words(refusal))
    return redirect(row.get_absolute_url() + "#marks")


@require_POST
@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Send the report back with its marks."""
    said = _("已退回。审核意见还要发给对方：在对方的页面上一次发送。")
    return _judge(request, pk, actions.send_back, said)


@require_POST
@staff
def clear(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept the report."""
    said = _("已审核通过。审核意见还要发给对方：在对方的页面上一次发送。")
    return _judge(request, pk, actions.clear, said)


def _judge(request: StaffRequest, pk: int, judge: Callable[..., object], said: str) -> HttpResponse:
    row = get_received(request.user, pk)
    form = WordsForm(request.POST)
    if form.is_valid() and done(
        form, lambda: judge(report=row, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, said)
        return redirect(row.package)
    return _page(request, row, judging=form)


@require_safe
@staff
def judged(request: StaffRequest, pk: int) -> HttpResponse:
    """What the office above said of a report, at the very cells."""
    found = get_from_above(request.user, pk)
    version = found.frozen or found.received
    assert version is not None
    report = thaw(version.content)
    marked = {one["where"]: one["words"] for one in found.marks}

    def decorate(cell: Cell) -> Content:
        words = marked.get(str(cell), "")
        return Content(
            tip=_("标注：{words}").format(words=words) if words else "", changed=bool(words)
        )

    context: dict[str, Any] = {
        "one": found,
        "peer": found.peer,
        "title": report.title,
        "version": version.version,
        "marks": _told(found.marks, report.form),
        "sections": _sections(report, decorate, marked),
        "received": found.received,
        "open": needs_mending(found),
        "may_see_package": why_not(request.user, Right.EXCHANGE_VIEW, found.peer.unit) is None,
    }
    if found.frozen is not None:
        own = found.frozen.report
        may = why_not(request.user, Right.REPORT_PUBLISH, own.unit) is None
        context |= {"place": place_of(own), "may_correct": may}
    return render(request, "exchange/judged.html", context)
