"""Village affairs on the workbench."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.law.villages import quarter_of
from tongming.registers.screens import act_page
from tongming.registers.villages import actions
from tongming.registers.villages.forms import CheckForm, EndForm, SettleForm, VillageForm
from tongming.registers.villages.models import Check
from tongming.registers.villages.queries import get_check, get_village, villages_of
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """A unit's villages and how each stands this quarter."""
    units, today = units_for(request.user, Right.REGISTER_VIEW), localdate()
    first = units.first()
    if first is None:
        raise Http404("villages.index")
    asked = request.GET.get("unit", "")
    known = asked.isdecimal() and len(asked) <= 9
    unit = (units.filter(pk=int(asked)).first() if known else None) or first
    quarter = quarter_of(today)
    checks = {
        one.village_id: one
        for one in Check.objects.filter(village__unit=unit, quarter=quarter).select_related(
            "village"
        )
    }
    return render(
        request,
        "villages/index.html",
        {
            "unit": unit,
            "units": units if units.count() > 1 else [],
            "year": quarter.year,
            "quarter": (quarter.month + 2) // 3,
            "lines": [
                {"village": one, "check": checks.get(one.pk)} for one in villages_of(unit, quarter)
            ],
            "earlier": Check.objects.filter(village__unit=unit, quarter__lt=quarter)
            .select_related("village")[:40],
            "may_keep": why_not(request.user, Right.REGISTER_KEEP, unit) is None,
        },
    )  # fmt: skip


def _trail() -> list[tuple[str, str]]:
    return [(reverse("villages:index"), _("村务公开"))]


@staff
def new(request: StaffRequest) -> HttpResponse:
    """Name a village."""
    units = units_for(request.user, Right.REGISTER_KEEP)
    if not units.exists():
        raise Http404("villages.new")
    form = VillageForm(units, request.POST or None, initial={"since": localdate()})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.add_village(by=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("已登记。"))
            return redirect(f"{reverse('villages:index')}?unit={made.unit_id}")
    return act_page(
        request, form, heading=_("登记村（居）"), button=_("登记"),
        back=reverse("villages:index"), trail=_trail(),
    )  # fmt: skip


@staff
def new_check(request: StaffRequest, pk: int) -> HttpResponse:
    """Record a check."""
    village = get_village(request.user, Right.REGISTER_KEEP, pk)
    form = CheckForm(request.POST or None, initial={"on": localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.check(
                village=village, on=given["on"], findings=form.findings, note=given["note"],
                order_until=given["order_until"], by=request.user, today=localdate(),
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("已登记。"))
            return redirect(made)
    return act_page(
        request, form, heading=_("检查村务公开"), button=_("登记"), help=village.name,
        back=reverse("villages:index"), trail=_trail(),
    )  # fmt: skip


@staff
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """Check it no longer."""
    village = get_village(request.user, Right.REGISTER_KEEP, pk)
    form = EndForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.end_village(village=village, by=request.user, **form.cleaned_data),
        )
    ):
        messages.success(request, _("已登记。"))
        return redirect("villages:index")
    return act_page(
        request, form, heading=_("停止检查"), button=_("停止检查"), help=village.name,
        back=reverse("villages:index"), trail=_trail(),
    )  # fmt: skip


@require_safe
@staff
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """One check: what was found, what was ordered, what became of it."""
    found = get_check(request.user, Right.REGISTER_VIEW, pk)
    return render(
        request,
        "villages/check.html",
        {
            "check": found,
            "may_settle": found.is_open
            and why_not(request.user, Right.REGISTER_KEEP, found.village.unit) is None,
        },
    )


@staff
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """Look again."""
    found = get_check(request.user, Right.REGISTER_KEEP, pk)
    form = SettleForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.settle(
                check=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("已登记复查。"))
        return redirect(found)
    return act_page(
        request, form, heading=_("复查整改"), button=_("登记"), help=found.village.name,
        back=found.get_absolute_url(), trail=_trail(),
    )  # fmt: skip
