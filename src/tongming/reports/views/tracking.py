"""Changes of words: all of them on a page and as a Word document; one taken back or kept."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongming.reports.actions import keep_words, take_draft
from tongming.reports.actions.drafts import section_keys
from tongming.reports.compiling.year import compile_year
from tongming.reports.drafting import PREFACE
from tongming.reports.models import Report
from tongming.reports.queries import get_report
from tongming.reports.rendering import FileKind
from tongming.reports.rendering.tracked import TrackedPart, render_tracked
from tongming.reports.screens.tracking import moments, since_asked, tracked
from tongming.reports.views.common import act_and_return, download, person_of, place_of
from tongming.units.rights import Right


@login_required
@require_GET
def changes(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """What was put in and taken out, part by part, since a return, a signature or the draft."""
    report = get_report(person_of(request), Right.REPORT_VIEW, code, year, form)
    chosen, found = since_asked(report, request.GET.get("since", "")), moments(report)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    parts = tracked(report, compiled, found[chosen])
    return render(
        request,
        "reports/changes.html",
        {
            "place": place_of(report),
            "unit": report.unit,
            "report": report,
            "parts": [part for part in parts if part.changed],
            "chosen": chosen,
            "moment": found[chosen],
            "others": [one for one in found if one is not chosen],
        },
    )


@login_required
@require_GET
def changes_file(request: HttpRequest, code: str, year: int, form: str) -> HttpResponseBase:
    """All words with the changes tracked, for Word and WPS."""
    report = get_report(person_of(request), Right.REPORT_VIEW, code, year, form)
    chosen, found = since_asked(report, request.GET.get("since", "")), moments(report)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    parts = [
        TrackedPart("" if part.key == PREFACE else part.heading, part.spans)
        for part in tracked(report, compiled, found[chosen])
    ]
    content = render_tracked(
        parts, title=compiled.report.title, organ=compiled.report.body, day=localdate()
    )
    name = _("{title}（修订稿）.docx").format(title=compiled.report.title)
    return download(content, name, FileKind.DOCX.media_type)


@login_required
@require_POST
def take(
    request: HttpRequest, code: str, year: int, form: str, key: str, number: int
) -> HttpResponse:
    """Some paragraphs as today's draft has them."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_EDIT, code, year, form)
    _require_key(report, key)
    return act_and_return(
        request,
        lambda: take_draft(
            report=report, key=key, number=number, by=person, based_on=_based_on(request)
        ),
        _("已采用起草稿的这一段。原来的文字仍在历次版本里。"),
        f"{place_of(report).url('part', key)}#redraft",
    )


@login_required
@require_POST
def keep(request: HttpRequest, code: str, year: int, form: str, key: str) -> HttpResponse:
    """The facts have changed and the words stay."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_EDIT, code, year, form)
    _require_key(report, key)
    return act_and_return(
        request,
        lambda: keep_words(report=report, key=key, by=person, based_on=_based_on(request)),
        _("已记下：事实有变，文字保持现在的写法。"),
        place_of(report).url("part", key),
    )


def _based_on(request: HttpRequest) -> int | None:
    asked = request.POST.get("based_on", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def _require_key(report: Report, key: str) -> None:
    if key not in section_keys(report.form_kind):
        raise Http404("reports.section")
