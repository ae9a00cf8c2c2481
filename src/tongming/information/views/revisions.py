"""Earlier versions, what changed between two, and the printed form of the review."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from tongming.comparing import compare
from tongming.information import review_form
from tongming.information.models import Document, Revision
from tongming.information.queries import get_document, revisions_of
from tongming.information.views.common import registration_of
from tongming.units.rights import Right
from tongming.units.staff import StaffRequest, staff

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _revision(document: Document, number: int) -> Revision:
    revision = document.revisions.select_related("by").filter(number=number).first()
    if revision is None:
        raise Http404("information.revision")
    return revision


@require_safe
@staff
def history(request: StaffRequest, pk: int) -> HttpResponse:
    """Every version, the newest first."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    return render(
        request,
        "information/revisions.html",
        {"document": document, "revisions": revisions_of(document)},
    )


@require_safe
@staff
def revision(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One version as it was."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    shown = _revision(document, number)
    content = shown.content
    return render(
        request,
        "information/revision.html",
        {
            "document": document,
            "revision": shown,
            "content": content,
            "body": mark_safe(content.body),
            "facts": registration_of(document, content),
        },
    )


@require_safe
@staff
def differences(request: StaffRequest, pk: int, old: int, new: int) -> HttpResponse:
    """What changed from one version to another, word by word."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    before, after = _revision(document, old), _revision(document, new)
    facts = dict(registration_of(document, before.content))
    later = dict(registration_of(document, after.content))
    labels = list(dict.fromkeys([*facts, *later]))
    return render(
        request,
        "information/differences.html",
        {
            "document": document,
            "before": before,
            "after": after,
            "title": compare(before.content.title, after.content.title)
            if before.content.title != after.content.title
            else (),
            "lines": compare(before.content.text, after.content.text),
            "same_text": before.content.text == after.content.text,
            "facts": [
                (label, facts.get(label, "—"), later.get(label, "—"))
                for label in labels
                if facts.get(label) != later.get(label)
            ],
            "files_out": set(before.content.files) - set(after.content.files),
            "files_in": set(after.content.files) - set(before.content.files),
        },
    )


@require_safe
@staff
def form_page(request: StaffRequest, pk: int) -> HttpResponse:
    """保密审查表, to print."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    return render(
        request,
        "information/review_form.html",
        {"document": document, "form": review_form.of(document)},
    )


@require_safe
@staff
def form_docx(request: StaffRequest, pk: int) -> HttpResponse:
    """The same as a Word document."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    response = HttpResponse(review_form.docx(review_form.of(document)), content_type=DOCX)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"保密审查表-{document.title[:40]}.docx") or "attachment"
    )
    return response
