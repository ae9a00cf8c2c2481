"""What the registers' screens have in common: a page with one form, a file to save."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from tongming.units.staff import StaffRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def act_page(request: StaffRequest, form: BaseForm, **context: Any) -> HttpResponse:
    """One verb: `heading`, `help`, `button`, `back`; `trail` as pairs of address and name."""
    return render(
        request,
        "registers/act.html",
        {"form": form, **context},
        status=400 if form.errors else 200,
    )


def download(content: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    """A file to save."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
