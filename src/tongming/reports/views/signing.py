"""Submitting, signing, sending back, publishing, correcting; and the signed versions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongming.law.words import Refused
from tongming.reports.actions import (
    correct_report,
    publish_report,
    send_back,
    sign_report,
    submit_report,
    why_not_sign,
)
from tongming.reports.actions.signing import fingerprint
from tongming.reports.compiling.year import compile_year
from tongming.reports.forms import AcceptForm, ReasonForm
from tongming.reports.freezing import thaw
from tongming.reports.models import Report
from tongming.reports.outputs import file_kind, output_of, outputs_of
from tongming.reports.queries import get_frozen, get_report, versions_of
from tongming.reports.reproducing import reproduce
from tongming.reports.screens.differences import changes, heading_of
from tongming.reports.screens.tables import short_label
from tongming.reports.screens.tracking import Since, moments, tracked
from tongming.reports.submissions.queries import open_marks
from tongming.reports.views.common import (
    act,
    act_and_return,
    download,
    person_of,
    place_of,
    posted,
)
from tongming.reports.views.compiling import shown
from tongming.units.rights import Right


@login_required
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """Look once more, then hand the report to the leader."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_EDIT, code, year, form)
    place = place_of(report)
    if request.method == "POST":
        return act_and_return(
            request,
            lambda: submit_report(report=report, by=person),
            _("已提交签发。分管领导会在“今天要办”里看到它。"),
            place.url(),
        )
    compiled = compile_year(report.unit, report.year, report.form_kind)
    return render(
        request,
        "reports/submit.html",
        {
            "place": place,
            "unit": report.unit,
            "report": report,
            "compiled": compiled,
            **shown(place, compiled, None),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """The whole report, and the signature under it."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_SIGN, code, year, form)
    place = place_of(report)
    if reason := why_not_sign(report, person):
        raise Refused(reason)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    signature = AcceptForm(posted(request), initial={"shown": fingerprint(compiled)})
    if (
        request.method == "POST"
        and signature.is_valid()
        and act(
            signature,
            lambda: sign_report(report=report, by=person, **signature.cleaned_data),
        )
    ):
        messages.success(request, _("已签发。报告已冻结，指纹已写入办理台账。"))
        return redirect(place.url())
    earlier = versions_of(report).first()
    # Against a signed version the changes below say all, words and figures.
    since, moment = next(iter(moments(report).items()))
    parts = [] if since is Since.SIGNED else tracked(report, compiled, moment)
    return render(
        request,
        "reports/sign.html",
        {
            "place": place,
            "unit": report.unit,
            "report": report,
            "compiled": compiled,
            "form": signature,
            "earlier": earlier,
            "since": since,
            "reworded": [part for part in parts if part.changed],
            "changes": changes(thaw(earlier.content), compiled.report) if earlier else None,
            **shown(place, compiled, None),
        },
        status=400 if signature.errors else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def back(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """Return the report to its writers."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_SIGN, code, year, form)
    words = ReasonForm(posted(request))
    if (
        request.method == "POST"
        and words.is_valid()
        and act(words, lambda: send_back(report=report, by=person, **words.cleaned_data))
    ):
        messages.success(request, _("已退回。"))
        return redirect(place_of(report).url())
    return _reason_page(request, "reports/send_back.html", report, words)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """Open a signed report again, saying why."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_EDIT, code, year, form)
    words = ReasonForm(posted(request), initial={"reason": _asked_for(report)})
    if (
        request.method == "POST"
        and words.is_valid()
        and act(words, lambda: correct_report(report=report, by=person, **words.cleaned_data))
    ):
        messages.success(request, _("已重新打开。已签发的版本保留，新版本签发后两版的差别会列出。"))
        return redirect(place_of(report).url())
    return _reason_page(request, "reports/correct.html", report, words)


def _asked_for(report: Report) -> str:
    """What the office above marked, where it sent the report back: nobody types it once more. It
    is part of the report, so it is Chinese, whoever looks."""
    marks = open_marks(report)
    if not marks:
        return ""
    where = [
        short_label(report.form_kind, mark.cell)
        if mark.cell
        else heading_of(report.form_kind, mark.section)
        for mark in marks
    ]
    return f"按上级单位审核意见更正：{'；'.join(where)}"


def _reason_page(
    request: HttpRequest, template: str, report: Report, form: ReasonForm
) -> HttpResponse:
    return render(
        request,
        template,
        {"place": place_of(report), "unit": report.unit, "report": report, "form": form},
        status=400 if form.errors else 200,
    )


@login_required
@require_POST
def publish(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """Make the latest signed version public."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_PUBLISH, code, year, form)
    frozen = versions_of(report).first()
    if frozen is None:
        raise Http404("reports.frozenreport")
    return act_and_return(
        request,
        lambda: publish_report(frozen=frozen, by=person),
        _("已发布，公开页面上可以看到。"),
        place_of(report).url(),
    )


@login_required
@require_GET
def version(request: HttpRequest, code: str, year: int, form: str, number: int) -> HttpResponse:
    """A signed version: proved unchanged, and against the version before and today's figures."""
    person = person_of(request)
    frozen = get_frozen(person, Right.REPORT_VIEW, code, year, form, number)
    report = frozen.report
    content = thaw(frozen.content)
    before = versions_of(report).filter(version=number - 1).first()
    now = compile_year(report.unit, report.year, report.form_kind).report
    latest = versions_of(report).first()
    return render(
        request,
        "reports/version.html",
        {
            "place": place_of(report),
            "unit": report.unit,
            "report": report,
            "frozen": frozen,
            "files": outputs_of(frozen),
            "proof": reproduce(frozen),
            "before": before,
            "since_before": changes(thaw(before.content), content) if before else None,
            "since_signed": changes(content, now) if frozen == latest else None,
        },
    )


@login_required
@require_GET
def version_file(
    request: HttpRequest, code: str, year: int, form: str, number: int, kind: str
) -> HttpResponseBase:
    """One of the five files of a signed version."""
    person = person_of(request)
    frozen = get_frozen(person, Right.REPORT_VIEW, code, year, form, number)
    chosen = file_kind(kind)
    if chosen is None:
        raise Http404("reports.file")
    output = output_of(frozen, chosen)
    return download(output.read(), output.name, output.kind.media_type)
