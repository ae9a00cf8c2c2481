"""Keep a document."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import transaction

from tongming.files.clamav import look_for_viruses
from tongming.files.models import FOR_ONE_PERSON, StoredFile, place, unnamed
from tongming.files.sniff import sniff
from tongming.files.vault import erase_from_vault, keep_in_vault
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right


def keep(
    content: bytes,
    name: str,
    *,
    unit: Unit,
    by: Person | None,
    right: Right = Right.FILE_READ,
    any_kind: bool = False,
) -> StoredFile:
    """Keep a content under a name for a unit; the same one again gives the file kept before.

    `right` is the right that opens it later. What is not one of the kinds an office may attach, or
    is named for another, is refused; `any_kind` keeps it all the same: for what is kept as
    evidence of how it arrived and is never published.
    """
    admit(content, name, any_kind=any_kind)
    return store(content, name, unit=unit, by=by, right=right)


def admit(content: bytes, name: str, *, any_kind: bool = False) -> None:
    """Refuse what may not be kept. It asks clamd and may take long: not inside a transaction."""
    if len(content) > settings.MAX_FILE_BYTES:
        raise Refused(
            say(
                N_("文件“{name}”有 {size} MB，超过每个文件 {limit} MB 的上限。"),
                name=name,
                size=-(-len(content) // 1_048_576),
                limit=settings.MAX_FILE_BYTES // 1_048_576,
            )
        )
    if not any_kind:
        sniff(content, clean_name(name))
    look_for_viruses(content, clean_name(name))


@transaction.atomic
def store(
    content: bytes,
    name: str,
    *,
    unit: Unit,
    by: Person | None,
    right: Right,
    made_from: StoredFile | None = None,
) -> StoredFile:
    """Write down what was admitted: encrypted where the right is of what is for one person.

    Such a file is kept anew each time, for it is erased with the case it was kept for.
    """
    digest = hashlib.sha256(content).hexdigest()
    if right in FOR_ONE_PERSON:
        file, new = (
            StoredFile.objects.create(
                unit=unit,
                sha256=digest,
                name=unnamed(clean_name(name)),
                right=right.value,
                size=len(content),
                kept_by=by,
                sealed=keep_in_vault(content, name, unit=unit, by=by),
                made_from=made_from,
            ),
            True,
        )
    else:
        file, new = StoredFile.objects.get_or_create(
            unit=unit,
            sha256=digest,
            name=clean_name(name),
            right=right.value,
            defaults={"size": len(content), "kept_by": by, "made_from": made_from},
        )
        # After the row: whoever takes an unneeded content away looks at the rows first.
        write_once(place(digest), content)
    if new:
        record(
            "files.kept",
            unit=unit,
            by=by,
            subject=file,
            name=file.name,
            sha256=digest,
            size=file.size,
            right=right,
        )
    return file


@transaction.atomic
def open_file(file: StoredFile, *, by: Person) -> bytes:
    """The content, for whoever was let through the door; of what is for one person the ledger
    keeps who opened it."""
    content = file.read()
    if file.sealed is not None:
        record("files.opened", unit=file.unit, by=by, subject=file, name=file.name)
    return content


def erase(file: StoredFile) -> None:
    """Remove content and name of a file for one person; kind, size, days and hash stay.

    The caller records the act it belongs to.
    """
    if file.sealed is not None and file.sealed.erased_at is None:
        erase_from_vault(file.sealed)


def clean_name(name: str) -> str:
    """A file's own name without folders or control characters, at most 200 characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(character for character in last if character.isprintable()).strip(" .")
    stem, dot, ending = (shown or "文件").rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: 199 - len(ending)]}.{ending}"
    return (shown or "文件")[:200]


def write_once(path: Path, content: bytes) -> None:
    """Write a content where it belongs, whole or not at all, and let it survive a power failure.

    A content that stands there already is left alone; one that was damaged since is mended.
    """
    if path.exists() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    for folder in (path.parent, path.parent.parent):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
