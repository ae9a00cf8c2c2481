"""The two buttons of the first week."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from tongming.units.newcomers import actions
from tongming.units.staff import StaffRequest, staff


@require_POST
@staff
def tick(request: StaffRequest, key: str) -> HttpResponse:
    """Done."""
    actions.tick(person=request.user, key=key, today=localdate())
    return redirect("workbench:home")


@require_POST
@staff
def dismiss(request: StaffRequest) -> HttpResponse:
    """No more of it."""
    actions.dismiss(person=request.user)
    return redirect("workbench:home")
