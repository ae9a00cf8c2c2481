"""Addresses as pictures for a telephone: the only way out of a kiosk."""

from __future__ import annotations

from io import BytesIO

import segno
from django.http import Http404, HttpResponse


def picture(address: str) -> HttpResponse:
    """A QR code of an address."""
    drawn = BytesIO()
    try:
        code = segno.make(address, error="m", micro=False)
    except segno.DataOverflowError:
        # Longer than any code holds: the page shows the address in words.
        raise Http404("kiosk.code") from None
    code.save(drawn, kind="svg", border=2, xmldecl=False, omitsize=True)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
