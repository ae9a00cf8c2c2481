"""What the applicant's pages have in common."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from tongming.files.sniff import Kind
from tongming.law.words import Refused
from tongming.portal.applying import drafts
from tongming.portal.applying.models import Draft
from tongming.portal.visitors.pages import Pages, sentence
from tongming.portal.visitors.uploads import take_in
from tongming.units.models import Unit

PAGES = Pages("applying/refused.html")
private, refused, please_wait = PAGES.private, PAGES.refused, PAGES.please_wait


def hold_uploads(
    request: HttpRequest, draft: Draft, name: str, kinds: frozenset[Kind], unit: Unit
) -> list[str]:
    """Keep every good file of a field; what is wrong with the others."""
    wrong = []
    for upload in request.FILES.getlist(name):
        assert isinstance(upload, UploadedFile)
        if not upload.name:
            continue
        try:
            drafts.hold_file(draft, *take_in(upload, kinds), unit=unit)
        except Refused as refusal:
            wrong.append(sentence(refusal.message))
    return wrong
