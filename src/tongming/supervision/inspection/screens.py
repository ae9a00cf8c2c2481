"""What the screens of this room have in common: a page with one form, a file to look at."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from tongming.files.models import StoredFile
from tongming.units.staff import StaffRequest

_PICTURES = {".jpg": "image/jpeg"}


def act_page(request: StaffRequest, form: BaseForm, **context: Any) -> HttpResponse:
    """One verb: `heading`, `subject`, `button`, `back`; `trail` as pairs of address and name."""
    return render(
        request,
        "inspection/act.html",
        {"form": form, **context},
        status=422 if form.errors else 200,
    )


def given(file: StoredFile) -> HttpResponse:
    """A file of a record: a photograph, as this room made it, is shown; the rest only saved."""
    kind = _PICTURES.get(file.name[-4:].lower())
    if kind and not file.read().startswith(b"\xff\xd8\xff"):
        kind = None
    response = HttpResponse(file.read(), content_type=kind or "application/octet-stream")
    disposition = content_disposition_header(as_attachment=kind is None, filename=file.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def number_asked(asked: str) -> int | None:
    """A record's number in an address, or None."""
    plain = asked.isascii() and asked.isdecimal() and len(asked) <= 9
    return int(asked) if plain else None
