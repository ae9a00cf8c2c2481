"""What the screens of consultations have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongming.engagement.consultations.models import Consultation
from tongming.units.staff import StaffRequest, done

Trail = list[tuple[str, str]]


def trail(found: Consultation | None = None) -> Trail:
    """The way down to a consultation."""
    above = [(reverse("consultations:index"), _("意见征集"))]
    return above + ([(found.get_absolute_url(), found.title)] if found else [])


def act_page(
    request: StaffRequest, form: BaseForm, *, trail: Trail, heading: str, **context: Any
) -> HttpResponse:
    """One verb: `heading`, `help`, `button` (the heading unless named), `danger`."""
    return render(
        request,
        "workbench/act.html",
        {
            "form": form, "trail": trail, "heading": heading, "button": heading,
            "back": trail[-1][0], **context,
        },
        status=422 if form.errors else 200,
    )  # fmt: skip


def acted(
    request: StaffRequest,
    form: BaseForm,
    act: Callable[[dict[str, Any]], object],
    *,
    to: str,
    trail: Trail,
    heading: str,
    told: str,
    **context: Any,
) -> HttpResponse:
    """A form whose one button does something, then leads on."""
    if request.method == "POST" and form.is_valid():
        given = getattr(form, "cleaned_data", {})
        if done(form, lambda: act(given)):
            messages.success(request, told)
            return redirect(to)
    return act_page(request, form, trail=trail, heading=heading, **context)
