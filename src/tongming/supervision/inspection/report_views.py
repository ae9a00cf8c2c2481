"""Ranking, and the report of a quarter."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.law.words import Refused
from tongming.supervision.inspection import reporting
from tongming.supervision.inspection.forms import (
    ReasonForm,
    WordsForm,
    quarter_asked,
    quarter_of,
)
from tongming.supervision.inspection.models import GoodPractice, QuarterReport
from tongming.supervision.inspection.papers import files_of
from tongming.supervision.inspection.quarter import days_of, inspected, quarter_before
from tongming.supervision.inspection.quarter_paper import TOKENS, paper_of, title_of
from tongming.supervision.inspection.queries import get_report, reports_for, supervised_by
from tongming.supervision.inspection.ranking import standings
from tongming.supervision.inspection.rendering.model import Heading, Table
from tongming.supervision.inspection.rule_form import weight_name
from tongming.supervision.inspection.rules import DEFAULT_WEIGHTS, rules_of
from tongming.supervision.inspection.screens import act_page, given
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, done, staff


@require_safe
@staff
def ranking(request: StaffRequest, pk: int) -> HttpResponse:
    """Where units stand in a quarter, the formula beside it; every figure opens its records."""
    top = supervised_by(request.user).filter(pk=pk).first()
    if top is None:
        raise Http404("inspection.ranking")
    today = localdate()
    now = quarter_of(today)
    year, quarter = quarter_asked(request.GET.get("quarter", ""), now)
    since, until = days_of(year, quarter)
    rules = rules_of(top)
    before = (year - 1, 4) if quarter == 1 else (year, quarter - 1)
    after = (year + 1, 1) if quarter == 4 else (year, quarter + 1)
    return render(
        request,
        "inspection/ranking.html",
        {
            "unit": top,
            "year": year,
            "quarter": quarter,
            "key": f"{year}-{quarter}",
            "before": "{}-{}".format(*before),
            "after": "{}-{}".format(*after) if after <= now else "",
            "lines": standings(inspected(top, until), since, until, rules=rules, today=today),
            "weights": [(weight_name(key), rules.weight(key)) for key in DEFAULT_WEIGHTS],
        },
    )


@require_safe
@staff
def reports(request: StaffRequest) -> HttpResponse:
    """The reports of every quarter one may read, and those to begin."""
    today = localdate()
    tops = list(supervised_by(request.user))
    found = list(reports_for(request.user))
    year, quarter = quarter_before(today)
    begun = {(one.unit_id, one.year, one.quarter) for one in found}
    return render(
        request,
        "inspection/reports.html",
        {
            "reports": [(one, title_of(one)) for one in found],
            "to_begin": [top for top in tops if (top.pk, year, quarter) not in begun],
            "year": year,
            "quarter": quarter,
            "tops": tops,
            "praise": GoodPractice.objects.filter(
                issuer__in=tops, struck_out_reason=""
            ).select_related("unit", "by").order_by("-on", "-pk")[:30],
        },
    )  # fmt: skip


@require_POST
@staff
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin the report of the last quarter that is over."""
    top = supervised_by(request.user).filter(pk=pk).first()
    if top is None:
        raise Http404("inspection.begin")
    year, quarter = quarter_before(localdate())
    try:
        made = reporting.draft(
            unit=top, year=year, quarter=quarter, today=localdate(), by=request.user
        )
    except Refused as refusal:
        messages.error(request, refusal.message.render(_))
        return redirect("inspection:reports")
    return redirect(made)


@require_safe
@staff
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """The report as it will be printed, and what comes next."""
    found = get_report(request.user, pk)
    counted = reporting.figures_of(found, localdate())
    paper = paper_of(found, counted, signed_on=None)
    signs = why_not(request.user, Right.INSPECTION_SIGN, found.unit) is None
    wrote = found.writers.filter(pk=request.user.pk).exists()
    return render(
        request,
        "inspection/report.html",
        {
            "report": found,
            "title": paper.title,
            "blocks": [_shown(block) for block in paper.blocks],
            "counted": counted,
            "key": f"{found.year}-{found.quarter}",
            "digest": reporting.digest_of(counted, found.words),
            "writes": found.state == QuarterReport.State.DRAFT
            and why_not(request.user, Right.INSPECT, found.unit) is None,
            "signs": found.state == QuarterReport.State.SUBMITTED and signs and not wrote,
            "wrote": found.state == QuarterReport.State.SUBMITTED and signs and wrote,
            "sees_records": found.unit in supervised_by(request.user),
        },
    )


def _shown(block: object) -> dict[str, object]:
    if isinstance(block, Table):
        return {"table": block}
    text = getattr(block, "text", "")
    return {"heading": text} if isinstance(block, Heading) else {"text": text}


@staff
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Words between the figures."""
    found = get_report(request.user, pk, Right.INSPECT)
    form = WordsForm(request.POST or None, initial=found.words)
    if form.is_valid() and done(
        form,
        lambda: reporting.edit(report=found, words=form.cleaned_data, by=request.user),
    ):
        messages.success(request, _("已保存。"))
        return redirect(found)
    back = found.get_absolute_url()
    return act_page(
        request, form, heading=_("编写文字"), subject=title_of(found), button=_("保存"),
        help=_("数字不要手写，用标记代替，由系统填入：{tokens}").format(
            tokens="、".join(f"｛{token}｝" for token in TOKENS)
        ),
        back=back, trail=[*_trail(), (back, title_of(found))],
    )  # fmt: skip


@require_POST
@staff
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Ready to be signed."""
    found = get_report(request.user, pk, Right.INSPECT)
    return _pressed(
        request, found, _("已送签。"), lambda: reporting.submit(report=found, by=request.user)
    )


@require_POST
@staff
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign what was seen."""
    found = get_report(request.user, pk, Right.INSPECTION_SIGN)
    return _pressed(
        request, found, _("已签发。"),
        lambda: reporting.sign(
            report=found, seen=request.POST.get("seen", ""), today=localdate(), by=request.user
        ),
    )  # fmt: skip


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Not as it stands."""
    found = get_report(request.user, pk, Right.INSPECTION_SIGN)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: reporting.send_back(
            report=found, reason=form.cleaned_data["reason"], by=request.user
        ),
    ):
        return redirect(found)
    back = found.get_absolute_url()
    return act_page(
        request, form, heading=_("退回修改"), subject=title_of(found), button=_("退回"),
        back=back, trail=[*_trail(), (back, title_of(found))],
    )  # fmt: skip


@require_safe
@staff
def file(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """The paper as signed, or a draft of it."""
    found = get_report(request.user, pk)
    signed = {"docx": found.docx, "pdf": found.pdf}[kind]
    if signed is not None:
        return given(signed)
    counted = reporting.figures_of(found, localdate())
    made = files_of(paper_of(found, counted, signed_on=None))
    content, name = made[0] if kind == "docx" else made[1]
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = (
        content_disposition_header(True, _("（草稿）") + name) or "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _trail() -> list[tuple[str, str]]:
    return [
        (reverse("inspection:index"), _("检查与整改")),
        (reverse("inspection:reports"), _("检查情况通报")),
    ]


def _pressed(
    request: StaffRequest, found: QuarterReport, words: str, act: Callable[[], object]
) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message.render(_))
    else:
        messages.success(request, words)
    return redirect(found)
