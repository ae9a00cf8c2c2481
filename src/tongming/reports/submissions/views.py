"""The unit hands its report up; the office above reads all of them, marks, sends back, clears."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongming.law.figures import Cell
from tongming.reports.drafting import PREFACE
from tongming.reports.freezing import thaw
from tongming.reports.queries import get_report
from tongming.reports.rendering.wording import paragraphs
from tongming.reports.screens.differences import changes, heading_of
from tongming.reports.screens.equations import draw
from tongming.reports.screens.tables import Content, short_label, table_view
from tongming.reports.submissions import actions
from tongming.reports.submissions.checking import check_signed
from tongming.reports.submissions.forms import MarkForm, ReopenForm, WordsForm
from tongming.reports.submissions.models import Mark, Submission
from tongming.reports.submissions.queries import (
    State,
    before,
    get_submission,
    latest_version,
    lines_of,
    submissions_of,
    tops_of,
)
from tongming.reports.views.common import act, act_and_return, person_of, place_of
from tongming.units.rights import Right, units_for

FIRST_YEAR = 2008


@login_required
@require_GET
def latest(request: HttpRequest) -> HttpResponse:
    """Last year's reports: the year that is being reported on."""
    return redirect("submissions:year", localdate().year - 1)


@login_required
@require_GET
def year(request: HttpRequest, year: int) -> HttpResponse:
    """How far the units' reports of a year have come."""
    person, today = person_of(request), localdate()
    if not FIRST_YEAR <= year <= today.year:
        raise Http404("reports.year")
    units = units_for(person, Right.REPORT_VIEW)
    every = lines_of(units, year, today)
    asked = request.GET.get("state", "")
    if asked == "late":
        lines = [line for line in every if line.is_late]
    else:
        lines = [line for line in every if not asked or line.state == asked]
    return render(
        request,
        "submissions/year.html",
        {
            "year": year,
            "years": [n for n in (year + 1, year - 1) if FIRST_YEAR <= n <= today.year],
            "lines": lines,
            "counts": [
                (state, n)
                for state in State
                if (n := sum(1 for line in every if line.state == state))
            ],
            "late": sum(1 for line in every if line.is_late),
            "whole": len(every),
            "asked": asked,
            "reviews": bool(reviewed := list(units_for(person, Right.REPORT_REVIEW))),
            "tops": tops_of(reviewed),
        },
    )


# --- The unit -------------------------------------------------------------------------------------


@login_required
@require_GET
def of_report(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """What was handed up of one report, what came back, and what changed from one to the next."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_VIEW, code, year, form)
    frozen = latest_version(report)
    rounds = list(submissions_of(report))
    return render(
        request,
        "submissions/of_report.html",
        {
            "place": place_of(report),
            "unit": report.unit,
            "report": report,
            "frozen": frozen,
            "why_not": actions.why_not_submit(frozen, person) if frozen else None,
            "rounds": [_round(one) for one in rounds],
        },
    )


def _round(submission: Submission) -> dict[str, Any]:
    report = thaw(submission.frozen.content)
    return {
        "submission": submission,
        "marks": [(mark, _where(mark, submission)) for mark in submission.marks.all()],
        "since": _since(submission),
        "title": report.title,
    }


def _since(submission: Submission) -> dict[str, Any] | None:
    """What this version says otherwise than the one handed up before, and which marks it met."""
    earlier = before(submission)
    if earlier is None:
        return None
    found = changes(thaw(earlier.frozen.content), thaw(submission.frozen.content))
    touched = {line.address for line in found.figures} | {line.key for line in found.sections}
    return {
        "earlier": earlier,
        "changes": found,
        "marks": [
            (mark, _where(mark, earlier), (mark.address or mark.section) in touched)
            for mark in earlier.marks.all()
        ],
    }


def _where(mark: Mark, submission: Submission) -> str:
    form = submission.frozen.report.form_kind
    cell = mark.cell
    return short_label(form, cell) if cell else heading_of(form, mark.section)


@login_required
@require_POST
def submit(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """Hand the latest signed version up."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_PUBLISH, code, year, form)
    frozen = latest_version(report)
    if frozen is None:
        raise Http404("reports.frozenreport")
    return act_and_return(
        request,
        lambda: actions.submit_up(frozen=frozen, by=person),
        _("已报送。上级单位会在“今天要办”里看到它。"),
        _of(report.unit.code, year, form),
    )


def _of(code: str, year: int, form: str) -> str:
    return reverse("submissions:of_report", args=[code, year, form])


# --- The office above -----------------------------------------------------------------------------


@login_required
@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole report as it was handed up, each cell to be marked, and what the checks found."""
    person = person_of(request)
    submission = get_submission(person, Right.REPORT_VIEW, pk)
    return _review(request, submission)


def _review(
    request: HttpRequest,
    submission: Submission,
    *,
    marking: MarkForm | None = None,
    judging: WordsForm | None = None,
) -> HttpResponse:
    person = person_of(request)
    report = thaw(submission.frozen.content)
    refused = actions.why_not_review(submission, person)
    found = check_signed(submission.frozen)
    violations = [one.violation for one in found if one.violation is not None]
    equations = draw(report.form, report.figures, violations)
    broken = {cell for equation in equations for cell in equation.cells}
    marks = list(submission.marks.select_related("made_by"))
    marked = {mark.address or mark.section: mark.words for mark in marks}
    where = marking["where"].value() if marking else request.GET.get("where", "")
    here = reverse("submissions:review", args=[submission.pk])

    def decorate(cell: Cell) -> Content:
        words = marked.get(str(cell), "")
        return Content(
            url="" if refused else f"{here}?where={cell}#marking",
            tip=_("标注：{words}").format(words=words) if words else "",
            broken=cell in broken,
            changed=bool(words),
        )

    return render(
        request,
        "submissions/review.html",
        {
            "submission": submission,
            "unit": submission.frozen.report.unit,
            "place": place_of(submission.frozen.report),
            "title": report.title,
            "refused": refused,
            "sections": [
                {
                    "key": section.key,
                    "heading": section.heading,
                    "paragraphs": list(paragraphs(report.sections.get(section.key, ""))),
                    "table": table_view(report, section, decorate) if section.table else None,
                    "marked": marked.get(section.key, ""),
                }
                for section in report.form.sections
            ],
            "equations": equations,
            "others": [one.message for one in found if one.violation is None],
            "hard": sum(1 for equation in equations if equation.hard),
            "marks": [(mark, _where(mark, submission)) for mark in marks],
            "since": _since(submission),
            "marking": marking or MarkForm(initial={"where": where}),
            "where": _place(where, submission),
            "judging": judging or WordsForm(),
            "reopening": ReopenForm(),
            "may_reopen": submission.state == Submission.State.CLEARED
            and submission.frozen.report.unit in units_for(person, Right.REPORT_REVIEW),
        },
        status=400 if (marking and marking.errors) or (judging and judging.errors) else 200,
    )


def _place(where: str, submission: Submission) -> str:
    """What an address in the query means, in the form's words; empty where it means nothing."""
    form = submission.frozen.report.form_kind
    if where == PREFACE or where in {section.key for section in form.sections}:
        return heading_of(form, where)
    if where in {str(cell) for cell in form.cells()}:
        return short_label(form, Cell.parse(where))
    return ""


@login_required
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one cell or one section."""
    person = person_of(request)
    submission = get_submission(person, Right.REPORT_REVIEW, pk)
    form = MarkForm(request.POST)
    if form.is_valid() and act(
        form, lambda: actions.mark(submission=submission, by=person, **form.cleaned_data)
    ):
        messages.success(request, _("已标注。"))
        return redirect(reverse("submissions:review", args=[pk]) + "#marks")
    return _review(request, submission, marking=form)


@login_required
@require_POST
def unmark(request: HttpRequest, pk: int, mark_pk: int) -> HttpResponse:
    """Take a mark away."""
    person = person_of(request)
    submission = get_submission(person, Right.REPORT_REVIEW, pk)
    found = submission.marks.filter(pk=mark_pk).first()
    if found is None:
        raise Http404("reports_submissions.mark")
    return act_and_return(
        request,
        lambda: actions.unmark(mark=found, by=person),
        _("已取消标注。"),
        reverse("submissions:review", args=[pk]) + "#marks",
    )


@login_required
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the report with its marks."""
    return _judge(request, pk, actions.send_back, _("已退回，标注会显示在填报单位的报告上。"))


@login_required
@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the report."""
    return _judge(request, pk, actions.clear, _("已审核通过。"))


def _judge(request: HttpRequest, pk: int, judge: Callable[..., None], done: str) -> HttpResponse:
    person = person_of(request)
    submission = get_submission(person, Right.REPORT_REVIEW, pk)
    form = WordsForm(request.POST)
    if form.is_valid() and act(
        form, lambda: judge(submission=submission, by=person, **form.cleaned_data)
    ):
        messages.success(request, done)
        return redirect("submissions:year", submission.frozen.report.year)
    return _review(request, submission, judging=form)


@login_required
@require_http_methods(["POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Look again at what was cleared."""
    person = person_of(request)
    submission = get_submission(person, Right.REPORT_REVIEW, pk)
    form = ReopenForm(request.POST)
    reason = form.data.get("reason", "")
    return act_and_return(
        request,
        lambda: actions.reopen(submission=submission, reason=reason, by=person),
        _("已重新打开审核。"),
        reverse("submissions:review", args=[pk]),
    )
