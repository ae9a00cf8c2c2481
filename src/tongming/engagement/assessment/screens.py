"""What the screens of the evaluation have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongming.engagement.assessment.models import Assessment
from tongming.units.staff import StaffRequest, done


def trail(found: Assessment | None = None) -> list[tuple[str, str]]:
    """The way down to an evaluation."""
    above = [(reverse("assessment:index"), _("社会评议"))]
    return above + ([(found.get_absolute_url(), str(found))] if found else [])


def acted(
    request: StaffRequest,
    found: Assessment,
    form: BaseForm,
    act: Callable[[dict[str, Any]], object],
    *,
    heading: str,
    told: str,
    to: str = "",
    **context: Any,
) -> HttpResponse:
    """A form whose one button does something, then leads on."""
    if request.method == "POST" and form.is_valid():
        given = getattr(form, "cleaned_data", {})
        if done(form, lambda: act(given)):
            messages.success(request, told)
            return redirect(to or found.get_absolute_url())
    return page(request, form, trail(found), heading, **context)


def page(
    request: StaffRequest,
    form: BaseForm,
    way: list[tuple[str, str]],
    heading: str,
    **context: Any,
) -> HttpResponse:
    """One verb: its form, what it is called, the way back."""
    return render(
        request,
        "workbench/act.html",
        {
            "form": form, "trail": way, "heading": heading, "button": heading,
            "back": way[-1][0], **context,
        },
        status=422 if form.errors else 200,
    )  # fmt: skip
