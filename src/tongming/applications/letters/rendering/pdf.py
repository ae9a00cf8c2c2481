"""A letter as a PDF, with the organ's seal over the signature where there is one."""

from __future__ import annotations

from pathlib import Path

from tongming.applications.letters.contents import LetterText
from tongming.typesetting import pages
from tongming.typesetting.wording import SEAL_MM, sealed_signature, title_lines

_TEMPLATE = Path(__file__).with_name("letter.typ")


def render(letter: LetterText, seal: bytes | None = None) -> bytes:
    """The letter's bytes. `Refused` where a character cannot be printed."""
    signature = sealed_signature(letter.organ, letter.signed_on)
    return pages.pdf(
        _TEMPLATE,
        {
            "title": letter.title,
            "title_lines": title_lines(letter.title, letter.organ),
            "author": letter.organ,
            "number": letter.number,
            "addressee": letter.addressee,
            "paragraphs": list(letter.paragraphs),
            "attachments": list(letter.attachments),
            "signature": [{"text": line.text, "indent": line.indent} for line in signature.lines],
            "seal": list(seal) if seal else None,
            "seal_centre": signature.centre,
            "seal_mm": SEAL_MM,
        },
        day=letter.signed_on,
    )
