"""What the room's views share."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def as_file(content: str | bytes, name: str) -> HttpResponse:
    """A package, a receipt or a card, to save and carry."""
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
