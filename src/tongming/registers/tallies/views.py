"""Monthly tallies on the workbench."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.law.administrative import Tallied
from tongming.registers.screens import act_page, download
from tongming.registers.tallies import actions, workbook
from tongming.registers.tallies.forms import EntryForm, ImportForm
from tongming.registers.tallies.models import Entry, month_url, shown_value
from tongming.registers.tallies.queries import held, of_year, silent, sums
from tongming.units.models import Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, staff

FIRST_YEAR = 2000


def _get_month(
    request: StaffRequest, right: Right, pk: int, year: int, number: int
) -> tuple[Unit, date]:
    unit = Unit.objects.filter(pk=pk).first()
    if unit is None or not 1 <= number <= 12 or not FIRST_YEAR <= year <= localdate().year + 1:
        raise Http404("tallies.month")
    guard(request.user, right, unit, seen_with=Right.REGISTER_VIEW)
    return unit, date(year, number, 1)


def _asked(request: StaffRequest, name: str, default: int) -> int:
    words = request.GET.get(name, "")
    return int(words) if words.isdecimal() and len(words) <= 9 else default


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """A unit's year: each month's sums, and what the annual report takes of them."""
    units, today = units_for(request.user, Right.REGISTER_VIEW), localdate()
    first = units.first()
    if first is None:
        raise Http404("tallies.index")
    unit = units.filter(pk=_asked(request, "unit", first.pk)).first() or first
    year = min(max(_asked(request, "year", today.year), FIRST_YEAR), today.year)
    entries = of_year(unit, year)
    found = sums(entries)
    months = []
    for number in range(1, 13):
        month = date(year, number, 1)
        if month > today:
            break
        of_month = sums(one for one in entries if one.month == month)
        months.append(
            {"url": month_url(unit.pk, month), "number": number,
             "cells": [(kind, shown_value(kind, of_month[kind].value) if kind in of_month else "")
                       for kind in Tallied]}
        )  # fmt: skip
    return render(
        request,
        "tallies/index.html",
        {
            "unit": unit,
            "units": units if units.count() > 1 else [],
            "year": year,
            "years": range(today.year, max(unit.joined_on.year, FIRST_YEAR) - 1, -1),
            "kinds": list(Tallied),
            "months": months,
            "totals": [
                (kind, shown_value(kind, found[kind].value) if kind in found else "")
                for kind in Tallied
            ],
            "may_keep": units_for(request.user, Right.REGISTER_KEEP).exists(),
        },
    )


@require_safe
@staff
def month(request: StaffRequest, pk: int, year: int, number: int) -> HttpResponse:
    """A month by department, what was corrected, who has not reported."""
    unit, first = _get_month(request, Right.REGISTER_VIEW, pk, year, number)
    rows: dict[str, dict[Tallied, Entry]] = {}
    for one in held(unit, first, first):
        rows.setdefault(one.department, {})[one.kind_of] = one
    corrected = Entry.objects.filter(unit=unit, month=first).exclude(note="")
    return render(
        request,
        "tallies/month.html",
        {
            "unit": unit,
            "month": first,
            "kinds": list(Tallied),
            "rows": [
                (name, [
                    (kind, shown_value(kind, cells[kind].value) if kind in cells else "")
                    for kind in Tallied
                ])
                for name, cells in sorted(rows.items())
            ],
            "silent": silent(unit, first),
            "corrected": corrected.select_related("by").order_by("-at"),
            "may_keep": why_not(request.user, Right.REGISTER_KEEP, unit) is None
            and first <= localdate(),
            "enter": reverse("tallies:enter", args=[pk, year, number]),
        },
    )  # fmt: skip


@staff
def enter(request: StaffRequest, pk: int, year: int, number: int) -> HttpResponse:
    """Enter a department's numbers."""
    unit, first = _get_month(request, Right.REGISTER_KEEP, pk, year, number)
    department = request.GET.get("department", "")[:60]
    initial: dict[str, object] = {"department": department}
    for one in held(unit, first, first):
        if one.department == department:
            initial[one.kind] = one.value if one.kind_of.is_money else one.number
    form = EntryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        count = attempt(
            form,
            lambda: actions.enter(
                unit=unit, department=form.cleaned_data["department"], month=first,
                values=form.values, by=request.user, today=localdate(),
                note=form.cleaned_data["note"],
            ),
        )  # fmt: skip
        if count is not None:
            messages.success(request, _("已登记%(n)s个数。") % {"n": count})
            return redirect(month_url(unit.pk, first))
    shown = _("{year}年{month}月").format(year=first.year, month=first.month)
    return act_page(
        request, form, heading=_("登记执法数据"), button=_("登记"),
        help=_("{unit}，{month}。没有的填0；空着就是还没有报。").format(
            unit=unit.short_name, month=shown
        ),
        back=month_url(unit.pk, first),
        trail=[(reverse("tallies:index"), _("执法数据")), (month_url(unit.pk, first), shown)],
    )  # fmt: skip


@require_safe
@staff
def template(request: StaffRequest) -> HttpResponse:
    """The workbook to fill in."""
    unit = units_for(request.user, Right.REGISTER_KEEP).first()
    if unit is None:
        raise Http404("tallies.import")
    return download(workbook.template(unit.short_name), f"{unit.short_name}-执法数据模板.xlsx")


@staff
def upload(request: StaffRequest) -> HttpResponse:
    """Bring in a workbook, or say row by row what is wrong."""
    units = units_for(request.user, Right.REGISTER_KEEP)
    if not units.exists():
        raise Http404("tallies.import")
    form = ImportForm(units, request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        given, today = form.cleaned_data, localdate()
        content = given["file"].read()
        rows = attempt(form, lambda: workbook.read(content, today=today))
        wrong = [row for row in rows or () if row.errors]
        if rows is not None and not wrong:
            count = attempt(
                form,
                lambda: actions.import_workbook(
                    unit=given["unit"], content=content, name=given["file"].name,
                    by=request.user, today=today, note=given["note"],
                ),
            )  # fmt: skip
            if count is not None:
                messages.success(request, _("已登记%(n)s个数。") % {"n": count})
                return redirect(f"{reverse('tallies:index')}?unit={given['unit'].pk}")
        context["wrong"] = wrong
        return render(request, "tallies/import.html", context, status=400)
    status = 400 if form.errors else 200
    return render(request, "tallies/import.html", context, status=status)
