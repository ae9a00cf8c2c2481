"""Giving files, watching them being read, saying whose they are, accepting and setting aside."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongming.law.forms import FORMS
from tongming.law.words import Refused
from tongming.reports.forms import ReasonForm
from tongming.reports.history import actions, queries
from tongming.reports.history.forms import GiveForm, PlaceForm
from tongming.reports.history.models import Batch, Given
from tongming.reports.history.reading import candidates
from tongming.reports.models import Reading
from tongming.reports.queries import get_unit
from tongming.reports.screens.tables import short_label
from tongming.reports.views.common import (
    act,
    act_and_return,
    download,
    person_of,
    posted,
    refusal_text,
)
from tongming.units.models import Person
from tongming.units.rights import Right, why_not

_PAGE = 50


@login_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, code: str) -> HttpResponse:
    """The batches given so far, and a form for another."""
    person = person_of(request)
    unit = get_unit(person, Right.REPORT_IMPORT, code)
    form = GiveForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        uploads = [(file.name or "", file.read()) for file in form.cleaned_data["reports"]]
        try:
            batch = actions.give(
                unit=unit, files=uploads, page=form.cleaned_data["page"], by=person
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("reports", refusal_text(refusal))
        else:
            return redirect(_batch(batch))
    page = Paginator(queries.batches_of(unit), _PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "history/give.html",
        {
            "unit": unit,
            "form": form,
            "page": page,
            "has_below": candidates(Batch(unit=unit, made_by=person)).count() > 1,
        },
        status=400 if form.errors else 200,
    )


@login_required
@require_safe
def batch(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """How far the reading is, and every file with what was found."""
    person = person_of(request)
    found = _get_batch(person, Right.REPORT_VIEW, code, pk)
    counts = queries.counts_of(found)
    page = Paginator(queries.files_of(found), _PAGE).get_page(request.GET.get("page"))
    lines = queries.lines_of(page)
    return render(
        request,
        "history/batch.html",
        {
            "batch": found,
            "unit": found.unit,
            "counts": counts,
            "done": counts["number"] - counts["waiting"],
            "lines": lines,
            "page": page,
            "clean": sum(line.is_clean for line in lines),
            "may": why_not(person, Right.REPORT_IMPORT, found.unit) is None,
        },
    )


@login_required
@require_POST
def accept_clean(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Accept every file with nothing to look at."""
    person = person_of(request)
    found = _get_batch(person, Right.REPORT_IMPORT, code, pk)
    done, refused = actions.accept_clean(batch=found, by=person)
    text = ngettext("确认了 {n} 份报告。", "确认了 {n} 份报告。", done)
    messages.success(request, text.format(n=done))
    if refused:
        names = "、".join(line.given.name for line in refused)
        messages.error(request, _("这些没有确认，请逐份核对：{names}").format(names=names))
    return redirect(_batch(found))


@login_required
@require_POST
def accept(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Accept one file as it is."""
    person = person_of(request)
    given = _get_given(person, Right.REPORT_IMPORT, code, pk)
    return act_and_return(
        request,
        lambda: actions.accept(given=given, by=person),
        _("已确认，这些数字成为历史数据。"),
        _batch(given.batch),
    )


@login_required
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say whose report it is and of which year."""
    person = person_of(request)
    given = _get_given(person, Right.REPORT_IMPORT, code, pk)
    units = candidates(given.batch).order_by("path")
    unit = given.reading.unit if given.reading else given.likely
    form = PlaceForm(posted(request), units=units, initial={"unit": unit, "year": given.year})
    if (
        request.method == "POST"
        and form.is_valid()
        and act(form, lambda: actions.place(given=given, by=person, **form.cleaned_data))
    ):
        messages.success(request, _("已记下单位和年度，请核对数字。"))
        return redirect(_batch(given.batch))
    return render(
        request,
        "history/place.html",
        {"given": given, "unit": given.batch.unit, "form": form},
        status=400 if form.errors else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The file is not used, and why."""
    person = person_of(request)
    given = _get_given(person, Right.REPORT_IMPORT, code, pk)
    form = ReasonForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and act(form, lambda: actions.set_aside(given=given, by=person, **form.cleaned_data))
    ):
        messages.success(request, _("已记为不采用。来源文件仍然保留。"))
        return redirect(_batch(given.batch))
    return render(
        request,
        "history/set_aside.html",
        {"given": given, "unit": given.batch.unit, "form": form},
        status=400 if form.errors else 200,
    )


@login_required
@require_safe
def differences(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Two readings of one year, cell by cell where they do not say the same."""
    person = person_of(request)
    given = _get_given(person, Right.REPORT_VIEW, code, pk)
    (line,) = queries.lines_of([given])
    twins = [one for one in line.twins if isinstance(one, Reading)]
    if given.reading is None or not twins:
        raise Http404("history.twin")
    other = Reading.objects.select_related("source").get(pk=twins[0].pk)
    form = FORMS[given.reading.form]
    rows = [
        (short_label(form, cell), one, two)
        for cell, one, two in queries.differing(given.reading, other)
    ]
    return render(
        request,
        "history/differences.html",
        {"given": given, "unit": given.batch.unit, "other": other, "rows": rows},
    )


@login_required
@require_safe
def source(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """Download a file as it was given."""
    given = _get_given(person_of(request), Right.REPORT_VIEW, code, pk)
    if given.source is None:
        raise Http404("files.storedfile")
    return download(given.source.read(), given.source.name, "application/octet-stream")


def _get_batch(person: Person, right: Right, code: str, pk: int) -> Batch:
    found = queries.get_batch(person, right, pk)
    if found.unit.code != code:
        raise Http404("history.batch")
    return found


def _get_given(person: Person, right: Right, code: str, pk: int) -> Given:
    given = queries.get_given(person, right, pk)
    if given.batch.unit.code != code:
        raise Http404("history.given")
    return given


def _batch(batch: Batch) -> str:
    return reverse("history:batch", args=(batch.unit.code, batch.pk))
