"""What the screens of handling share."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from tongming.applications.models import Application
from tongming.applications.queries import get_application
from tongming.units.rights import Right
from tongming.units.staff import StaffRequest


def handled(request: StaffRequest, pk: int) -> Application:
    """An application the person may handle."""
    return get_application(request.user, Right.APPLICATION_HANDLE, pk)


def viewed(request: StaffRequest, pk: int) -> Application:
    """An application the person may see."""
    return get_application(request.user, Right.APPLICATION_VIEW, pk)


def page(
    request: StaffRequest, template: str, context: dict[str, Any], *forms: BaseForm
) -> HttpResponse:
    """A page; one with a form that could not be done answers 400."""
    wrong = any(form.is_bound and form.errors for form in forms)
    return render(request, f"handling/{template}", context, status=400 if wrong else 200)
