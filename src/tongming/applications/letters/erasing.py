"""What letters say of people is erased with the applicant; kinds, numbers, days and hashes stay."""

from __future__ import annotations

from tongming.applications.letters.models import Attachment, Letter
from tongming.applications.models import Application
from tongming.sealing.actions import erase


def erase_letters(application: Application) -> None:
    """Remove words, papers and attachments for good, inside the transaction of the erasure."""
    for letter in Letter.objects.filter(application=application).select_related("docx", "pdf"):
        for file in (letter.docx, letter.pdf):
            if file is not None and file.erased_at is None:
                erase(file)
        letter.sealed, letter.step = b"", {}
        letter.returned_reason = letter.discarded_reason = ""
        letter.save(update_fields=["sealed", "step", "returned_reason", "discarded_reason"])
    for one in Attachment.objects.filter(letter__application=application).select_related("file"):
        if one.file.erased_at is None:
            erase(one.file)
