"""The first screen, the page of keys, and the style guide for those who build screens."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongming.units.duties import duties_for
from tongming.units.models import Person, Unit
from tongming.units.newcomers.queries import first_week_of
from tongming.units.roster.queries import on_duty
from tongming.workbench.samples import samples


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """今天要办: everything the rooms say of the person, by legal deadline."""
    assert isinstance(request.user, Person)
    today = localdate()
    duties = duties_for(request.user, today)
    everything = (*duties.overdue, *duties.now, *duties.waiting)
    mine = request.user.appointments.in_force(today)
    units = {duty.unit.pk for duty in everything if duty.unit}
    return render(
        request,
        "workbench/home.html",
        {
            "duties": duties,
            "today": today,
            "with_unit": len(units) > 1,
            "first_week": first_week_of(request.user, today),
            "on_duty": on_duty(Unit.objects.filter(appointments__in=mine).distinct(), today),
        },
    )


@require_safe
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    """The keys that move through lists."""
    return render(request, "workbench/keys.html")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, from the templates the screens use. Only while TONGMING_DEBUG is set."""
    if not settings.DEBUG:
        raise Http404("styleguide")
    return render(request, "workbench/styleguide.html", samples(localdate(), request.GET))
