"""The screens of meetings and accountability."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.supervision.training import counting, records
from tongming.supervision.training.forms import AccountabilityForm, MeetingForm, ReasonForm
from tongming.supervision.training.models import Accountability, Meeting
from tongming.supervision.training.views import form_page, year_asked, years_beside
from tongming.units.queries import get_unit
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, done, staff


@require_safe
@staff
def overview(request: StaffRequest, pk: int) -> HttpResponse:
    """A unit's year of 监督保障: the figures of the annual report, and what they count."""
    unit = get_unit(request.user, Right.UNIT_VIEW, pk)
    year = year_asked(request)
    return render(
        request,
        "training/records.html",
        {
            "unit": unit,
            "year": year,
            "years": years_beside(year, localdate().year),
            "figures": [
                (_(words).format(year=year), counting.figure_of(unit, year, figure, None))
                for figure, words in counting.FIGURES.items()
            ],
            "meetings": Meeting.objects.filter(unit=unit, held_on__year=year),
            "cases": Accountability.objects.filter(unit=unit, decided_on__year=year),
            "may_meet": why_not(request.user, Right.TRAINING_RUN, unit) is None,
            "may_account": why_not(request.user, Right.ACCOUNTABILITY_RECORD, unit) is None,
        },
    )


@require_safe
@staff
def choose(request: StaffRequest) -> HttpResponse:
    """On to the records of the unit that was chosen from a list."""
    asked = request.GET.get("unit", "")
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 18:
        raise Http404("training.unit")
    return redirect(_page(int(asked), year_asked(request)))


@staff
def meeting(request: StaffRequest, pk: int) -> HttpResponse:
    """A meeting that was held."""
    unit = get_unit(request.user, Right.TRAINING_RUN, pk)
    form = MeetingForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: records.enter_meeting(
            unit=unit, by=request.user, today=localdate(), **form.cleaned_data
        ),
    ):
        return redirect(_page(pk, form.cleaned_data["held_on"].year))
    return form_page(request, form, _("登记会议"), unit.name)


@staff
def accountability(request: StaffRequest, pk: int) -> HttpResponse:
    """A result of accountability."""
    unit = get_unit(request.user, Right.ACCOUNTABILITY_RECORD, pk)
    form = AccountabilityForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: records.enter_accountability(
            unit=unit, by=request.user, today=localdate(), **form.cleaned_data
        ),
    ):
        return redirect(_page(pk, form.cleaned_data["decided_on"].year))
    return form_page(request, form, _("登记责任追究"), unit.name)


@staff
def strike_out(request: StaffRequest, what: str, pk: int) -> HttpResponse:
    """It was entered by mistake."""
    row: Meeting | Accountability | None
    if what == "meetings":
        row = Meeting.objects.select_related("unit").filter(pk=pk).first()
        right, day = Right.TRAINING_RUN, row.held_on if row else None
    else:
        row = Accountability.objects.select_related("unit").filter(pk=pk).first()
        right, day = Right.ACCOUNTABILITY_RECORD, row.decided_on if row else None
    if row is None or day is None:
        raise Http404("training.record")
    get_unit(request.user, right, row.unit_id)
    found = row
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: records.strike_out(row=found, reason=form.cleaned_data["reason"], by=request.user),
    ):
        return redirect(_page(row.unit_id, day.year))
    return form_page(request, form, _("划去这一条"), str(row), danger=True)


def _page(unit: int, year: int) -> str:
    return reverse("training:records", args=[unit]) + f"?year={year}"
