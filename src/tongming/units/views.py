"""Screens for units, and the choice of language."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import LANGUAGE_QUERY_PARAMETER
from django.views.i18n import set_language as set_language_cookie

from tongming.units import actions, history
from tongming.units.forms import ChangeUnitForm, ContactForm, NewUnitForm, ReasonedDayForm
from tongming.units.models import Appointment
from tongming.units.organisation import places_of
from tongming.units.queries import get_unit, people_of
from tongming.units.rights import Right, units_for, why_not
from tongming.units.roster.queries import on_duty
from tongming.units.setting_up import still_to_do
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Every unit the person may see, as the tree they form."""
    units = list(
        units_for(request.user, Right.UNIT_VIEW).prefetch_related(
            Prefetch(
                "appointments",
                Appointment.objects.in_force(localdate()).select_related("person"),
                to_attr="in_office",
            )
        )
    )
    top = min((unit.path.count("/") for unit in units), default=0)
    may_add = units_for(request.user, Right.UNIT_MANAGE).exists()
    lines = [("　" * (unit.path.count("/") - top), unit) for unit in units]
    return render(request, "units/index.html", {"lines": lines, "may_add": may_add})


@require_safe
@staff
def unit_page(request: StaffRequest, pk: int) -> HttpResponse:
    """One unit: how to reach it, who works there, what it was."""
    unit = get_unit(request.user, Right.UNIT_VIEW, pk)
    today = localdate()
    held = unit.appointments.select_related("person")
    return render(
        request,
        "units/unit.html",
        {
            "unit": unit,
            "in_office": held.in_force(today),
            "to_come": held.filter(since__gt=today),
            "past": held.filter(until__lte=today).order_by("-until"),
            "people": people_of(unit),
            "periods": unit.periods.select_related("parent").order_by("-since"),
            "children": units_for(request.user, Right.UNIT_VIEW).filter(parent=unit),
            "to_set_up": [] if unit.left_on else still_to_do(unit, request.user),
            "why_not_manage": why_not(request.user, Right.UNIT_MANAGE, unit),
            "why_not_move": why_not(request.user, Right.UNIT_MANAGE, unit.parent),
        },
    )


@require_safe
@staff
def organisation(request: StaffRequest, pk: int) -> HttpResponse:
    """组织领导: who holds which place, and which nobody holds."""
    unit = get_unit(request.user, Right.UNIT_VIEW, pk)
    today = localdate()
    return render(
        request,
        "units/organisation.html",
        {
            "unit": unit,
            "places": places_of(unit, today),
            "on_duty": on_duty([unit], today),
            "why_not_manage": why_not(request.user, Right.UNIT_MANAGE, unit),
        },
    )


@require_safe
@staff
def network_history(request: StaffRequest) -> HttpResponse:
    """Who joined and left in which year: a figure, and the records behind it."""
    units = units_for(request.user, Right.UNIT_VIEW)
    records = history.changes(units)
    year, kind = request.GET.get("year", ""), request.GET.get("kind", "")
    heading = _("全部变动")
    if year.isascii() and year.isdecimal() and len(year) == 4:
        records = records.filter(on__year=int(year))
        heading = _("{year}年的变动").format(year=year)
    if kind in history.KINDS:
        records = records.filter(kind=history.KINDS[kind][0])
        heading = f"{heading}{_('：')}{_(history.KINDS[kind][1])}"
    labels = dict(history.KINDS.values())
    return render(
        request,
        "units/history.html",
        {
            "years": [
                {"year": one.year, "cells": one.counts.items(), "at_end": one.at_end}
                for one in history.years(units, localdate())
            ],
            "kinds": [(key, label) for key, (_kind, label) in history.KINDS.items()],
            "records": [
                {
                    "on": one.on,
                    "unit": one.unit,
                    "unit_id": one.unit_id,
                    "change": labels[one.kind],
                    "data": one.data,
                    "by": one.by,
                }
                for one in records
            ],
            "heading": heading,
            "filtered": bool(year or kind),
        },
    )


@staff
def new_unit(request: StaffRequest) -> HttpResponse:
    """A unit joins."""
    form = NewUnitForm(
        request.POST or None,
        manager=request.user,
        initial={"parent": request.GET.get("parent", "")},
    )
    if form.is_valid():
        unit = attempt(form, lambda: actions.create_unit(by=request.user, **form.cleaned_data))
        if unit:
            messages.success(request, _("“{unit}”已经加入。").format(unit=unit.name))
            return redirect("units:unit", unit.pk)
    return render(request, "units/form.html", {"form": form, "heading": _("加入单位")})


@staff
def edit_unit(request: StaffRequest, pk: int) -> HttpResponse:
    """How to reach a unit."""
    unit = get_unit(request.user, Right.UNIT_MANAGE, pk)
    form = ContactForm(request.POST or None, instance=unit)
    if form.is_valid() and done(
        form, lambda: actions.edit_unit(unit, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("联系方式已保存。"))
        return redirect("units:unit", unit.pk)
    return render(
        request, "units/form.html", {"form": form, "unit": unit, "heading": _("编辑联系方式")}
    )


@staff
def change_unit(request: StaffRequest, pk: int) -> HttpResponse:
    """A unit is renamed, raised or put under another."""
    unit = get_unit(request.user, Right.UNIT_MANAGE, pk)
    form = ChangeUnitForm(request.POST or None, unit=unit, manager=request.user)
    if form.is_valid() and done(
        form, lambda: actions.change_unit(unit, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("变动已登记，以前的名称和隶属保留在沿革里。"))
        return redirect("units:unit", unit.pk)
    return render(
        request,
        "units/form.html",
        {"form": form, "unit": unit, "heading": _("登记更名、升格或隶属变动")},
    )


@staff
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    """A unit takes part no longer, or again."""
    unit = get_unit(request.user, Right.UNIT_MANAGE, pk)
    joining = unit.left_on is not None
    form = ReasonedDayForm(
        request.POST or None,
        day_label=_("重新加入日期") if joining else _("退出日期"),
        day_help="" if joining else _("从这一天起不再参加"),
    )
    act = actions.rejoin if joining else actions.leave
    if form.is_valid() and done(form, lambda: act(unit, by=request.user, **form.cleaned_data)):
        messages.success(request, _("已登记重新加入。") if joining else _("已登记退出。"))
        return redirect("units:unit", unit.pk)
    heading = _("登记重新加入") if joining else _("登记退出")
    return render(
        request,
        "units/form.html",
        {"form": form, "unit": unit, "heading": heading, "danger": not joining},
    )


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the screens; a signed-in person's choice is remembered."""
    wanted = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    person = request.user
    if not isinstance(person, AnonymousUser) and wanted in dict(settings.LANGUAGES):
        person.language = wanted
        person.save(update_fields=["language"])
    return set_language_cookie(request)
