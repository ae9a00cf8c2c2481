"""Keep a sealed file, erase it."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from tongming.files.actions.keeping import admit, clean_name, write_once
from tongming.files.sniff import sniff
from tongming.sealing.models import SealedFile
from tongming.sealing.seals import seal
from tongming.units.models import Person, Unit


def keep_sealed(
    content: bytes, name: str, *, unit: Unit, by: Person | None, admitted: bool = False
) -> SealedFile:
    """Keep a content that only the keys open. The caller records the act it belongs to.

    It is checked as every file is (`files.actions.keeping.admit`: size, kind by content, viruses)
    unless the caller has done so outside its transaction already, or made it itself (`admitted`).
    """
    if not admitted:
        admit(content, name)
    called = clean_name(name)
    with transaction.atomic():
        file = SealedFile.objects.create(
            key=secrets.token_urlsafe(32),
            unit=unit,
            sealed_name=seal(called.encode()),
            media_type=sniff(content, called).media,
            size=len(content),
            kept_by=by,
        )
        write_once(file.path, seal(content))
    return file


def erase(file: SealedFile) -> None:
    """Remove the content and the name for good; that there was a file stays known."""
    file.sealed_name, file.erased_at = b"", timezone.now()
    file.save(update_fields=["sealed_name", "erased_at"])
    transaction.on_commit(lambda: file.path.unlink(missing_ok=True))
