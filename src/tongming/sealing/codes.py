"""Query codes: shown once, kept as a mark. With a number they let the public follow a record."""

from __future__ import annotations

import re
import secrets
import unicodedata

from tongming.sealing.seals import mark

_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without the letters and digits that people mix up."""


def new_query_code() -> str:
    """Twelve letters and digits (59 bits) in three groups, to be read out on the telephone."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))


def code_mark(code: str, *, of: str) -> str:
    """The mark of a query code however it was typed: any hyphens or none, small or wide letters."""
    letters = unicodedata.normalize("NFKC", code[:60])
    return mark("".join(one for one in letters if one.isalnum()), of=of)


def plain_number(number: str) -> str:
    """A register number in its one spelling: 「第２０２６－３号」 is 2026-3."""
    digits = re.findall(r"\d+", unicodedata.normalize("NFKC", number)[:40])
    return "-".join(part.lstrip("0") for part in digits)
