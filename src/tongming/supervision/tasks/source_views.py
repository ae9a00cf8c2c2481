"""The texts tasks come from, and key points split into tasks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tongming.supervision.tasks import actions
from tongming.supervision.tasks.forms import KeyPointsForm, PointForm
from tongming.supervision.tasks.models import Source
from tongming.supervision.tasks.queries import Piece, get_source, pieces_of
from tongming.supervision.tasks.views import form_page
from tongming.units.queries import get_unit
from tongming.units.rights import Right, require, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, staff


@require_safe
@staff
def source(request: StaffRequest, pk: int) -> HttpResponse:
    """The text word for word, each sentence a task rests on marked."""
    found = get_source(request.user, pk)
    return render(
        request,
        "tasks/source.html",
        {
            "source": found,
            "pieces": pieces_of(found, request.user),
            "today": localdate(),
            "splits": found.kind == Source.Kind.KEY_POINTS
            and why_not(request.user, Right.TASK_RUN, found.unit) is None,
        },
    )


@staff
def key_points(request: StaffRequest, pk: int) -> HttpResponse:
    """Paste the key points of a year."""
    unit = get_unit(request.user, Right.TASK_RUN, pk)
    form = KeyPointsForm(request.POST or None, initial={"year": localdate().year})
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.issue_key_points(unit=unit, by=request.user, **form.cleaned_data),
        )
        if made:
            return redirect(made)
    return form_page(request, form, _("登记工作要点"), unit.name)


@staff
def point(request: StaffRequest, pk: int, start: int) -> HttpResponse:
    """One point becomes a task of each unit responsible."""
    found = get_source(request.user, pk)
    require(request.user, Right.TASK_RUN, found.unit)
    piece = _piece(found, request, start)
    under = units_for(request.user, Right.TASK_RUN).filter(
        path__startswith=found.unit.path, left_on=None
    )  # fmt: skip
    form = PointForm(
        request.POST or None,
        units=under.order_by("path"),
        year=found.year,
        initial={"title": " ".join(piece.text.split())[:300]},
    )
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.set_from_point(
                source=found, start=start, units=list(form.cleaned_data["units"]),
                plan=form.plan(), by=request.user,
            ),
        )  # fmt: skip
        if made:
            said = ngettext("已下达给 {n} 个单位。", "已下达给 {n} 个单位。", len(made))
            messages.success(request, said.format(n=len(made)))
            return redirect(found)
    return form_page(request, form, _("分解任务"), piece.text, found)


def _piece(found: Source, request: StaffRequest, start: int) -> Piece:
    for one in pieces_of(found, request.user):
        if one.start == start and one.said == "point":
            return one
    raise Http404("tasks.point")
