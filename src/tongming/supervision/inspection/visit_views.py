"""On the spot: a finding from a telephone, and what was done well."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming.supervision.inspection import visiting
from tongming.supervision.inspection.forms import PraiseForm, ReasonForm, VisitForm
from tongming.supervision.inspection.models import Finding, GoodPractice
from tongming.supervision.inspection.photographs import cleaned
from tongming.supervision.inspection.quarter import inspected
from tongming.supervision.inspection.queries import supervised_by
from tongming.supervision.inspection.screens import act_page, number_asked
from tongming.units.models import Unit
from tongming.units.rights import Right, require, units_for
from tongming.units.staff import StaffRequest, attempt, done, staff


@staff
def visit(request: StaffRequest) -> HttpResponse:
    """Enter what was found on the spot."""
    units = units_for(request.user, Right.INSPECT).filter(left_on=None).order_by("path")
    if not units.exists():
        raise Http404("inspection.visit")
    asked = number_asked(request.GET.get("unit", ""))
    form = VisitForm(
        request.POST or None, request.FILES or None, units=units, initial={"unit": asked}
    )
    if form.is_valid():
        made = attempt(form, lambda: _entered(request, form))
        if made is not None:
            messages.success(request, _("已登记。可以接着登记下一项。"))
            return redirect(f"{reverse('inspection:visit')}?unit={made.unit_id}&entered={made.pk}")
    entered = number_asked(request.GET.get("entered", ""))
    return render(
        request,
        "inspection/visit.html",
        {
            "form": form,
            "entered": Finding.objects.filter(
                pk=entered, by=request.user, source=Finding.Source.SITE_VISIT
            ).first()
            if entered
            else None,
        },
        status=422 if form.errors else 200,
    )


def _entered(request: StaffRequest, form: VisitForm) -> Finding:
    given = form.cleaned_data
    require(request.user, Right.INSPECT, given["unit"])
    photo = given["photo"]
    return visiting.enter(
        unit=given["unit"],
        indicator=given["indicator"],
        severity=given["severity"],
        note=given["note"],
        place=given["place"],
        photograph=cleaned(photo.read(), photo.name) if photo else None,
        at=timezone.now(),
        by=request.user,
    )


@staff
def praise(request: StaffRequest, pk: int) -> HttpResponse:
    """Something done well, for the report of the quarter."""
    issuer = supervised_by(request.user).filter(pk=pk).first()
    if issuer is None:
        raise Http404("inspection.praise")
    beneath = [one.pk for one in inspected(issuer, localdate())]
    form = PraiseForm(request.POST or None, units=Unit.objects.filter(pk__in=beneath))
    if form.is_valid() and done(
        form,
        lambda: visiting.praise(
            issuer=issuer, by=request.user, today=localdate(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("已登记。"))
        return redirect("inspection:reports")
    return act_page(
        request, form, heading=_("登记好的做法"), subject=issuer.name, button=_("登记"),
        back=reverse("inspection:reports"),
        trail=[(reverse("inspection:index"), _("检查与整改")),
               (reverse("inspection:reports"), _("检查情况通报"))],
    )  # fmt: skip


@staff
def strike_out_praise(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a good practice out again, with a reason."""
    practice = (
        GoodPractice.objects.filter(issuer__in=supervised_by(request.user), pk=pk)
        .select_related("issuer", "unit")
        .first()
    )
    if practice is None:
        raise Http404("inspection.praise")
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: visiting.strike_out_praise(
            practice=practice, reason=form.cleaned_data["reason"], by=request.user
        ),
    ):
        return redirect("inspection:reports")
    return act_page(
        request, form, heading=_("划去好的做法"), subject=practice.text, button=_("划去"),
        back=reverse("inspection:reports"),
        trail=[(reverse("inspection:index"), _("检查与整改")),
               (reverse("inspection:reports"), _("检查情况通报"))],
    )  # fmt: skip
