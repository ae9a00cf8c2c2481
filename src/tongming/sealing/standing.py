"""Seal what was kept in the clear before files for one person were sealed.

It may be stopped at any moment and run again: a file is sealed first, its clear content goes after
that is committed, and only where no other file has the same content.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from tongming.files.models import FOR_ONE_PERSON, StoredFile, place, unnamed
from tongming.ledger.actions import record
from tongming.sealing.actions import keep_sealed


def seal_standing() -> int:
    """Seal every file for one person that stands in the clear; how many.

    One that cannot be read any more holds up no other; why is raised when the rest is done.
    """
    done, failed = 0, None
    waiting = StoredFile.objects.filter(
        right__in=[right.value for right in FOR_ONE_PERSON], sealed=None
    )
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        try:
            done += _seal(pk)
        except Exception as error:
            failed = error
    if failed is not None:
        raise failed
    return done


def job(moment: datetime) -> int:
    """What the worker does."""
    return seal_standing()


def _seal(pk: int) -> bool:
    with transaction.atomic():
        file = StoredFile.objects.select_for_update(of=("self",)).get(pk=pk)
        if file.sealed is not None:
            return False
        digest, name = file.sha256, file.name
        file.sealed = keep_sealed(file.read(), name, unit=file.unit, by=file.kept_by, admitted=True)
        file.name = unnamed(name)
        file.save(update_fields=["sealed", "name"])
        for scan in file.scans.all():
            scan.findings.update(context="")
        record("files.sealed", unit=file.unit, by=None, subject=file, sha256=digest)
    _take_away(digest)
    return True


@transaction.atomic
def _take_away(digest: str) -> None:
    """Remove a clear content that nothing refers to.

    Whoever keeps the same content just now writes the row first: they wait here, or are seen.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(StoredFile._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
    if not StoredFile.objects.filter(sha256=digest, sealed=None).exists():
        place(digest).unlink(missing_ok=True)
