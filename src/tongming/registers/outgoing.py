"""Put a register's files to the document by which it becomes public, all or none."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from tongming.information import actions as information
from tongming.information.models import Document
from tongming.law.words import N_, Refused
from tongming.units.models import Person

NOT_WHOLE = N_("附件没有放进去，重新办理")


def attach_all(document: Document, files: Iterable[tuple[str, bytes]], by: Person) -> Document:
    """Attach the files in their order; where one is refused, the draft is given up with it, so
    that the register can hand over again once the file is mended.

    Each is looked into by the checker, which may take long: not inside a transaction.
    """
    try:
        for name, content in files:
            information.attach(document=document, content=content, name=name, by=by)
    except Refused:
        information.drop(document=document, reason=gettext(NOT_WHOLE), by=by)
        raise
    return document
