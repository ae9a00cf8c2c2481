"""The screens of questionnaires: entering paper, looking at each, striking out."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.engagement.assessment import actions
from tongming.engagement.assessment.counting import counted
from tongming.engagement.assessment.forms import GRID_KEYS, GridForm, ReasonForm
from tongming.engagement.assessment.models import Assessment
from tongming.engagement.assessment.queries import get_assessment, get_sheet
from tongming.engagement.assessment.screens import acted
from tongming.units.rights import Right
from tongming.units.staff import StaffRequest, attempt, staff

PER_PAGE = 50


@staff
def enter(request: StaffRequest, pk: int) -> HttpResponse:
    """Paper, ten questionnaires a page."""
    found = get_assessment(request.user, Right.ASSESSMENT_KEEP, pk)
    if found.state != Assessment.State.RUNNING:
        raise Http404("assessment.enter")
    form = GridForm(request.POST or None, questions=list(found.questions.all()))
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.enter_sheets(
                assessment=found, side=form.cleaned_data["side"],
                filled_on=form.cleaned_data["filled_on"], rows=form.rows(), by=request.user,
                today=localdate(),
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("录入了{n}份。").format(n=len(made)))
            return redirect("assessment:enter", found.pk)
    return render(
        request,
        "assessment/enter.html",
        {"one": found, "form": form, "keys": _(GRID_KEYS), "sheets": counted(found).count()},
        status=422 if form.errors else 200,
    )


@require_safe
@staff
def sheets(request: StaffRequest, pk: int) -> HttpResponse:
    """Every questionnaire, what was written beside; those struck out too."""
    found = get_assessment(request.user, Right.ASSESSMENT_KEEP, pk)
    shown = Paginator(found.sheets.order_by("-serial"), PER_PAGE).get_page(request.GET.get("page"))
    keys = [one.key for one in found.questions.all()]
    return render(
        request,
        "assessment/sheets.html",
        {
            "one": found,
            "page": shown,
            "numbers": range(1, len(keys) + 1),
            "rows": [
                (sheet, [marks[key].label if key in marks else "" for key in keys])
                for sheet in shown
                for marks in [sheet.marks]
            ],
            "is_running": found.state == Assessment.State.RUNNING,
        },
    )


@staff
def strike_out(request: StaffRequest, pk: int) -> HttpResponse:
    """It counts no longer."""
    sheet = get_sheet(request.user, Right.ASSESSMENT_KEEP, pk)
    found = sheet.assessment
    return acted(
        request, found, ReasonForm(request.POST or None),
        lambda given: actions.strike_out(sheet=sheet, by=request.user, **given),
        heading=_("划去这一份"), told=_("已划去。"), danger=True,
        to=reverse("assessment:sheets", args=[found.pk]),
        help=_("录错的、重复的可以划去。答得不好不是理由。"),
    )  # fmt: skip
