"""The screens of reading points and their kiosks, under /work/reading/."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.engagement.reading import places
from tongming.engagement.reading.counting import visits_of
from tongming.engagement.reading.forms import (
    ChangePointForm,
    ClosureForm,
    EndPointForm,
    KioskForm,
    PointForm,
)
from tongming.engagement.reading.models import Point, Transfer
from tongming.engagement.reading.queries import (
    get_closure,
    get_kiosk,
    get_point,
    next_due,
    owed_kinds,
    receivers_of,
)
from tongming.law.reading import PLACES
from tongming.units.models import Unit
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff

PER_PAGE = 50


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """A unit's reading points, its transfers, and how this month went."""
    units = units_for(request.user, Right.READING_VIEW).order_by("path")
    unit = _unit_asked(request, units)
    today = localdate()
    points = Point.objects.filter(unit=unit).order_by("until", "since", "pk")
    month = visits_of(unit).filter(on__gte=today.replace(day=1))
    return render(
        request,
        "reading/index.html",
        {
            "unit": unit,
            "units": units if units.count() > 1 else [],
            "points": [(one, one.is_open(today)) for one in points],
            "owed": owed_kinds(unit, today),
            "owed_by": PLACES,
            "visits": month.count(),
            "by_kiosk": month.exclude(kiosk=None).count(),
            "receivers": [(one, next_due(one)) for one in receivers_of(unit)],
            "transfers": Paginator(
                Transfer.objects.filter(unit=unit).select_related("receiver"), PER_PAGE
            ).get_page(request.GET.get("page")),
            "today": today,
            "may_keep": why_not(request.user, Right.READING_KEEP, unit) is None,
        },
    )


def _unit_asked(request: StaffRequest, units: Any) -> Unit:
    asked = request.GET.get("unit", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) <= 18
    found = units.filter(pk=int(asked)).first() if known else None
    unit: Unit | None = found or units.first()
    if unit is None:
        raise Http404("reading.unit")
    return unit


def home_of(unit: Unit) -> str:
    """The first screen of a unit's reading."""
    return f"{reverse('reading:index')}?unit={unit.pk}"


def act_page(request: StaffRequest, form: BaseForm, **context: Any) -> HttpResponse:
    """One verb: `heading`, `help`, `button`, `back`; `trail` as pairs of address and name."""
    return render(
        request,
        "reading/act.html",
        {"form": form, "back": reverse("reading:index"), "trail": [], **context},
        status=400 if form.errors else 200,
    )


def saved_as(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to save."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


# --- Points ---------------------------------------------------------------------------------------


@staff
def new_point(request: StaffRequest, pk: int) -> HttpResponse:
    """A place to read."""
    unit = get_unit(request.user, Right.READING_KEEP, pk)
    own = {"address": unit.address, "hours": unit.hours, "phone": unit.phone}
    form = PointForm(request.POST or None, initial={**own, "since": localdate()})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, lambda: places.open_point(unit=unit, by=request.user, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("已登记，并会列在本单位的公开指南上。"))
            return redirect(made)
    return act_page(
        request, form, heading=_("登记查阅点"), help=unit.name, button=_("登记"),
        back=home_of(unit),
    )  # fmt: skip


@require_safe
@staff
def point(request: StaffRequest, pk: int) -> HttpResponse:
    """One point: what the guide tells, when it is shut, its kiosks."""
    found = get_point(request.user, Right.READING_VIEW, pk)
    today = localdate()
    return render(
        request,
        "reading/point.html",
        {
            "point": found,
            "is_open": found.is_open(today),
            "today": today,
            "closures": found.closures.filter(last__gte=today),
            "kiosks": found.kiosks.exclude(started_at=None).order_by("ended_at", "-pk")[:20],
            "kiosk_start": request.build_absolute_uri(reverse("kiosk:start")),
            "kiosk_home": request.build_absolute_uri(reverse("kiosk:home", args=[found.unit.code])),
            "may_keep": found.until is None
            and why_not(request.user, Right.READING_KEEP, found.unit) is None,
        },
    )


@staff
def change_point(request: StaffRequest, pk: int) -> HttpResponse:
    """Put right what the guide tells of it."""
    found = get_point(request.user, Right.READING_KEEP, pk)
    fields = ("name", "address", "hours", "phone", "equipment", "idle_seconds")
    form = ChangePointForm(
        request.POST or None, initial={field: getattr(found, field) for field in fields}
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: places.change_point(point=found, by=request.user, **form.cleaned_data),
        )
    ):
        messages.success(request, _("已保存。"))
        return redirect(found)
    return act_page(
        request, form, heading=_("修改查阅点"), help=found.get_kind_display(), button=_("保存"),
        back=found.get_absolute_url(), trail=_trail(found),
    )  # fmt: skip


@staff
def end_point(request: StaffRequest, pk: int) -> HttpResponse:
    """It is open no longer."""
    found = get_point(request.user, Right.READING_KEEP, pk)
    form = EndPointForm(request.POST or None, initial={"until": localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: places.end_point(
                point=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("已登记。公开指南上会去掉它。"))
        return redirect(found)
    return act_page(
        request, form, heading=_("停止开放"), help=found.name, button=_("停止开放"), danger=True,
        back=found.get_absolute_url(), trail=_trail(found),
    )  # fmt: skip


@staff
def add_closure(request: StaffRequest, pk: int) -> HttpResponse:
    """Shut for some days."""
    found = get_point(request.user, Right.READING_KEEP, pk)
    form = ClosureForm(request.POST or None, initial={"first": localdate(), "last": localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: places.add_closure(
                point=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("已登记，公开指南上会写明。"))
        return redirect(found)
    return act_page(
        request, form, heading=_("登记闭馆"), help=found.name, button=_("登记"),
        back=found.get_absolute_url(), trail=_trail(found),
    )  # fmt: skip


@require_POST
@staff
def take_back_closure(request: StaffRequest, pk: int) -> HttpResponse:
    """Open after all."""
    closure = get_closure(request.user, Right.READING_KEEP, pk)
    places.take_back_closure(closure=closure, by=request.user)
    messages.success(request, _("已取消这次闭馆。"))
    return redirect(closure.point)


# --- Kiosks ---------------------------------------------------------------------------------------


@staff
def give_code(request: StaffRequest, pk: int) -> HttpResponse:
    """A code for a device, shown once."""
    found = get_point(request.user, Right.READING_KEEP, pk)
    form = KioskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = attempt(
            form,
            lambda: places.give_code(point=found, by=request.user, **form.cleaned_data),
        )
        if given is not None:
            kiosk, code = given
            response = render(
                request,
                "reading/code.html",
                {
                    "point": found,
                    "kiosk": kiosk,
                    "code": f"{code[:4]} {code[4:]}",
                    "until": kiosk.code_until,
                    "start": request.build_absolute_uri(reverse("kiosk:start")),
                },
            )
            response["Cache-Control"] = "private, no-store"
            return response
    return act_page(
        request, form, heading=_("启用自助查询机"), button=_("取启用码"),
        help=_("在查询机上打开启用页面，输入启用码，这台机器上的查阅就计入“{point}”。").format(
            point=found.name
        ),
        back=found.get_absolute_url(), trail=_trail(found),
    )  # fmt: skip


@require_POST
@staff
def end_kiosk(request: StaffRequest, pk: int) -> HttpResponse:
    """The device counts no more."""
    kiosk = get_kiosk(request.user, Right.READING_KEEP, pk)
    places.end_kiosk(kiosk=kiosk, by=request.user)
    messages.success(request, _("已停用。那台机器还能查，不再计数。"))
    return redirect(kiosk.point)


def _trail(found: Point) -> list[tuple[str, str]]:
    return [(found.get_absolute_url(), found.name)]
