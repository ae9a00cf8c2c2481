"""The blank form, for those who would rather write by hand."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongming.portal.applying.blank import blank_form, docx, pdf
from tongming.portal.applying.forms import taking_applications

_KINDS = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


@require_safe
def form(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of a unit, or of nobody in particular."""
    if kind not in _KINDS:
        raise Http404("applying.form")
    write, media = _KINDS[kind]
    unit = taking_applications().filter(code=request.GET.get("unit", "")).first()
    blank = blank_form(unit)
    response = HttpResponse(write(blank), content_type=media)
    name = quote(f"{blank.title}.{kind}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
