"""Handing out kept files: always as a download, never as a page of this site."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tongming.files.queries import get_file
from tongming.units.staff import StaffRequest, staff


@require_safe
@staff
def download(request: StaffRequest, pk: int) -> HttpResponse:
    """The content of a file, compared with its hash. Whatever it is, a browser only saves it."""
    file = get_file(request.user, pk)
    response = HttpResponse(file.read(), content_type="application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
