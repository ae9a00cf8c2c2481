"""The standard catalogue on the workbench."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.files.actions import keep
from tongming.files.queries import get_file
from tongming.registers.catalogue import actions, workbook
from tongming.registers.catalogue.forms import ImportForm
from tongming.registers.catalogue.queries import (
    Standing,
    coverage,
    owner_of,
    rows_of,
    taken_by,
)
from tongming.registers.screens import download
from tongming.units.models import Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, staff


def _get_unit(request: StaffRequest, right: Right, pk: int) -> Unit:
    found = Unit.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("units.unit")
    guard(request.user, right, found, seen_with=Right.REGISTER_VIEW)
    return found


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Each unit: how many rows it takes, how many are public, due and overdue."""
    units, today = list(units_for(request.user, Right.REGISTER_VIEW)), localdate()
    lines = []
    for one in units:
        counts = Counter(covered.standing for covered in coverage(one, today))
        lines.append(
            {"unit": one, "total": counts.total(), "covered": counts[Standing.COVERED],
             "due": counts[Standing.DUE], "overdue": counts[Standing.OVERDUE]}
        )  # fmt: skip
    return render(
        request,
        "catalogue/index.html",
        {"lines": lines, "may_keep": units_for(request.user, Right.REGISTER_KEEP).exists()},
    )


@require_safe
@staff
def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """The rows a unit takes and how each stands."""
    found = _get_unit(request, Right.REGISTER_VIEW, pk)
    every = coverage(found, localdate())
    wanted = request.GET.get("standing", "")
    shown = [one for one in every if not wanted or one.standing == wanted]
    return render(
        request,
        "catalogue/unit.html",
        {
            "unit": found,
            "owner": owner_of(found),
            "groups": [
                (domain, list(rows)) for domain, rows in groupby(shown, lambda one: one.row.domain)
            ],
            "counts": [
                (one.value, one.label, sum(row.standing is one for row in every))
                for one in Standing
            ],
            "total": len(every),
            "wanted": wanted,
            "may_keep": why_not(request.user, Right.REGISTER_KEEP, found) is None,
        },
    )


@staff
def choose(request: StaffRequest, pk: int) -> HttpResponse:
    """Tick the rows the unit takes."""
    found = _get_unit(request, Right.REGISTER_KEEP, pk)
    if request.method == "POST":
        ticked = [int(one) for one in request.POST.getlist("row") if one.isdecimal()][:5000]
        added, gone = actions.choose(unit=found, rows=ticked, by=request.user, today=localdate())
        messages.success(
            request, _("新选用%(added)s项，不再选用%(gone)s项。") % {"added": added, "gone": gone}
        )
        return redirect("catalogue:unit", found.pk)
    owner = owner_of(found)
    rows = rows_of(owner) if owner is not None else ()
    return render(
        request,
        "catalogue/choose.html",
        {
            "unit": found,
            "owner": owner,
            "groups": [
                (domain, list(ones)) for domain, ones in groupby(rows, lambda row: row.domain)
            ],
            "taken": set(taken_by(found).values_list("row", flat=True)),
        },
    )


@require_safe
@staff
def template(request: StaffRequest) -> HttpResponse:
    """The workbook to fill in."""
    first = units_for(request.user, Right.REGISTER_KEEP).first()
    if first is None:
        raise Http404("catalogue.import")
    return download(workbook.template(first.short_name), f"{first.short_name}-标准目录模板.xlsx")


@staff
def upload(request: StaffRequest) -> HttpResponse:
    """Choose a workbook; it is looked at, not imported."""
    units = units_for(request.user, Right.REGISTER_KEEP)
    if not units.exists():
        raise Http404("catalogue.import")
    form = ImportForm(units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        owner, given = form.cleaned_data["unit"], form.cleaned_data["file"]
        content = given.read()
        lines = attempt(form, lambda: workbook.read(content))
        if lines is not None:
            wrong = [line for line in lines if line.errors]
            context: dict[str, object] = {
                "lines": lines, "wrong": wrong, "name": given.name, "unit": owner,
            }  # fmt: skip
            if not wrong:
                context["kept"] = keep(
                    content, given.name, unit=owner, by=request.user, right=Right.REGISTER_VIEW
                )
            status = 400 if wrong else 200
            return render(request, "catalogue/preview.html", context, status=status)
    status = 400 if form.errors else 200
    return render(request, "catalogue/import.html", {"form": form}, status=status)


@require_POST
@staff
def confirm(request: StaffRequest, file: int) -> HttpResponse:
    """Import the workbook that was looked at, as it was kept then."""
    kept = get_file(request.user, file)
    count = actions.import_rows(
        owner=kept.unit, content=kept.read(), name=kept.name, by=request.user, today=localdate()
    )
    messages.success(request, _("已导入%(n)s行。接着选用本单位的事项。") % {"n": count})
    return redirect("catalogue:choose", kept.unit.pk)
