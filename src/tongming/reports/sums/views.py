"""Choosing a scope, the sum with what stands behind each figure, and the sums that were kept."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongming.law.figures import Cell
from tongming.law.words import Refused
from tongming.reports.document import AnnualReport, from_json
from tongming.reports.freezing import digest
from tongming.reports.queries import get_unit
from tongming.reports.rendering import FileKind
from tongming.reports.rendering import render as render_file
from tongming.reports.screens.equations import draw
from tongming.reports.screens.tables import Content, label_of, short_label, tables
from tongming.reports.sums import actions, releasing
from tongming.reports.sums.forms import AskForm, ReturnForm, ScopeForm
from tongming.reports.sums.gathering import Basis, Gathered, Scope, gather
from tongming.reports.sums.models import Release, Sum
from tongming.reports.sums.queries import get_sum
from tongming.reports.views.common import (
    act,
    act_and_return,
    download,
    person_of,
    refusal_text,
)
from tongming.units.models import Unit
from tongming.units.rights import Right, units_for

_KINDS = {"json": "application/json", "xlsx": FileKind.XLSX.media_type}


@login_required
@require_GET
def chosen(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The choice, and under it the sum once a scope is chosen."""
    unit = get_unit(person_of(request), Right.REPORT_REVIEW, code)
    form = ScopeForm(request.GET if "basis" in request.GET else None)
    gathered = _gathered(unit, year, form)
    return render(
        request,
        "sums/sum.html",
        {
            "unit": unit,
            "year": year,
            "form": form,
            "gathered": gathered,
            "query": request.GET.urlencode(),
            "shown": digest(actions.content_of(gathered)) if gathered and gathered.report else "",
            "kept": Sum.objects.filter(unit=unit, year=year).select_related("made_by", "release"),
            **(_drawn(gathered, request.GET) if gathered else {}),
        },
        status=400 if form.is_bound and not form.is_valid() else 200,
    )


def _gathered(unit: Unit, year: int, form: ScopeForm) -> Gathered | None:
    if not (form.is_bound and form.is_valid()):
        return None
    scopes = [Scope(one) for one in form.cleaned_data["scope"]]
    gathered = gather(unit, year, scopes, Basis(form.cleaned_data["basis"]))
    if gathered is None:
        raise Http404("reports.year")
    return gathered


def _drawn(gathered: Gathered, query: QueryDict) -> dict[str, Any]:
    report = gathered.report
    if report is None:
        return {}
    equations = draw(report.form, report.figures, report.violations)
    broken = {cell for equation in equations if equation.hard for cell in equation.cells}

    def decorate(cell: Cell) -> Content:
        at = reverse("sums:cell", args=[gathered.unit.code, gathered.year, *cell])
        return Content(url=f"{at}?{query.urlencode()}", broken=cell in broken)

    return {
        "tables": tables(report, decorate),
        "equations": equations,
        "warnings": report.warnings,
        "places": [(one, one.url()) for one in gathered.taken],
    }


@login_required
@require_GET
def cell(
    request: HttpRequest, code: str, year: int, table: str, row: str, column: str
) -> HttpResponse:
    """One figure of a sum: what every report has there."""
    unit = get_unit(person_of(request), Right.REPORT_REVIEW, code)
    form = ScopeForm(request.GET)
    gathered = _gathered(unit, year, form)
    address = Cell(table, row, column)
    if gathered is None or gathered.report is None or address not in gathered.report.figures:
        raise Http404("reports.cell")
    return render(
        request,
        "sums/cell.html",
        {
            "unit": unit,
            "year": year,
            "query": request.GET.urlencode(),
            "short": short_label(gathered.form, address),
            "label": label_of(gathered.form, address),
            "figure": gathered.report.figure(address),
            "unit_text": gathered.report.units.get(address, ""),
            "gathered": gathered,
            "parts": [
                {
                    "unit": one.unit,
                    "frozen": one.frozen,
                    "figure": figure,
                    "url": one.url(address),
                    "origin": one.origin,
                }
                for one, figure in gathered.parts(address)
            ],
        },
    )


@login_required
@require_POST
def keep(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Keep the sum as it was shown."""
    person = person_of(request)
    unit = get_unit(person, Right.REPORT_REVIEW, code)
    query = QueryDict(request.POST.get("query", ""))
    gathered = _gathered(unit, year, ScopeForm(query))
    back = reverse("sums:sum", args=[code, year])
    if gathered is None:
        messages.error(request, _("请先选择汇总范围。"))
        return redirect(back)
    try:
        kept = actions.keep(gathered=gathered, shown=request.POST.get("shown", ""), by=person)
    except Refused as refused:
        messages.error(request, refusal_text(refused))
        return redirect(f"{back}?{query.urlencode()}")
    messages.success(request, _("已保存。以后下级单位再更正，这份汇总不变。"))
    return redirect("sums:kept", code, year, kept.pk)


def _get_sum(request: HttpRequest, code: str, year: int, pk: int) -> tuple[Sum, dict[str, Any]]:
    one = get_sum(person_of(request), code, year, pk)
    return one, json.loads(one.content)


@login_required
@require_GET
def kept(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """A sum as it was kept, whether its reports have changed since, and how far it is public."""
    one, data = _get_sum(request, code, year, pk)
    return _kept(request, one, data)


def _kept(
    request: HttpRequest,
    one: Sum,
    data: dict[str, Any],
    asking: AskForm | None = None,
    returning: ReturnForm | None = None,
) -> HttpResponse:
    person = person_of(request)
    report: AnnualReport = from_json(data["report"])
    scopes = [Scope(scope) for scope in data["scope"]]
    now = gather(one.unit, one.year, scopes, Basis(data["basis"]))
    versions = {part["unit"]: part["version"] for part in data["parts"]}
    since = [t for t in now.taken if versions.get(t.unit.code) != t.frozen.version] if now else []
    release = Release.objects.filter(sum=one).select_related("asked_by", "settled_by").first()
    before = releasing.replaces(one)
    reviews = units_for(person, Right.REPORT_REVIEW).filter(pk=one.unit_id).exists()
    bad = (asking and asking.errors) or (returning and returning.errors)
    return render(
        request,
        "sums/kept.html",
        {
            "unit": one.unit,
            "year": one.year,
            "sum": one,
            "scopes": scopes,
            "basis": Basis(data["basis"]),
            "parts": data["parts"],
            "missing": data["missing"],
            "tables": tables(report, lambda _cell: Content()),
            "intact": digest(one.content) == one.sha256,
            "since": since,
            "kinds": list(_KINDS),
            "release": release,
            "address": _public_address(release) if release else "",
            "why_not_ask": releasing.why_not_ask(one, person),
            "why_not_sign": releasing.why_not_sign(release, person) if release else None,
            "reviews": reviews,
            "before": before,
            "asking": asking or AskForm(needed=before is not None),
            "returning": returning or ReturnForm(),
        },
        status=400 if bad else 200,
    )


def _public_address(release: Release) -> str:
    if release.number is None:
        return ""
    unit, year = release.sum.unit.code, release.sum.year
    return f"{settings.SITE_PREFIX}{unit}/sums/{year}/{release.number}/"


@login_required
@require_POST
def ask(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """Ask a leader to sign the sum for the public."""
    one, data = _get_sum(request, code, year, pk)
    form = AskForm(request.POST, needed=releasing.replaces(one) is not None)
    reason = request.POST.get("reason", "")
    if form.is_valid() and act(
        form, lambda: releasing.ask(kept=one, reason=reason, by=person_of(request))
    ):
        messages.success(request, _("已提请签发。签发以后就公布在政府信息公开年报栏目。"))
        return redirect("sums:kept", code, year, pk)
    return _kept(request, one, data, asking=form)


def _release(one: Sum) -> Release:
    found = Release.objects.filter(sum=one).first()
    if found is None:
        raise Http404("reports_sums.release")
    return found


@login_required
@require_POST
def sign(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """Sign the sum: it is public from here on."""
    one, _data = _get_sum(request, code, year, pk)
    return act_and_return(
        request,
        lambda: releasing.sign(release=_release(one), by=person_of(request)),
        _("已签发并公布。"),
        reverse("sums:kept", args=[code, year, pk]),
    )


@login_required
@require_POST
def send_back(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """Return the sum to the office unsigned."""
    one, data = _get_sum(request, code, year, pk)
    form = ReturnForm(request.POST)
    if form.is_valid() and act(
        form,
        lambda: releasing.send_back(
            release=_release(one), words=form.cleaned_data["words"], by=person_of(request)
        ),
    ):
        messages.success(request, _("已退回。"))
        return redirect("sums:kept", code, year, pk)
    return _kept(request, one, data, returning=form)


@login_required
@require_GET
def file(request: HttpRequest, code: str, year: int, pk: int, kind: str) -> HttpResponseBase:
    """A kept sum as JSON (the form `tongming report rollup` prints) or as a workbook."""
    _one, data = _get_sum(request, code, year, pk)
    if kind not in _KINDS:
        raise Http404("reports.file")
    name = f"{data['report']['title']}.{kind}"
    if kind == "json":
        content = json.dumps(data["report"], ensure_ascii=False, indent=1).encode()
    else:
        content = render_file(from_json(data["report"]), FileKind.XLSX)
    return download(content, name, _KINDS[kind])
