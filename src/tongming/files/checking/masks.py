"""Masking: the conventions of domains.md 13.2, keeping the length and the separators."""

from __future__ import annotations

from tongming.files.checking.digits import Hit
from tongming.files.checking.model import Kind, Masking

STAR = "*"


def masked(text: str, hit: Hit, masking: Masking) -> str:
    """What stands in place of a hit: as long as it, nothing of it that must not be read."""
    whole = text[hit.start : hit.end]
    if hit.kind is Kind.ID_CARD:
        # A number of before 1999 ends three digits after the date of birth.
        short = sum(character.isdigit() for character in whole) == 15
        tail = min(masking.id_tail, 3) if short else masking.id_tail
        return _keeping(whole, masking.id_head, tail)
    if hit.kind is Kind.MOBILE:
        places = [i for i, c in enumerate(whole) if c.isdigit()]
        country = len(places) - 11
        return _keeping(whole, country + masking.mobile_head, masking.mobile_tail)
    if hit.kind is Kind.BANK_CARD:
        return _keeping(whole, 0, masking.bank_tail)
    if hit.kind is Kind.ADDRESS:
        return whole[: hit.keep] + STAR * (len(whole) - hit.keep)
    if hit.kind is Kind.BIRTH_DATE:
        return "".join(STAR if c.isdigit() else c for c in whole)
    if hit.kind is Kind.SECRECY_MARK:
        return whole
    return "".join(c if c in "\t\n" else STAR for c in whole)


def _keeping(whole: str, head: int, tail: int) -> str:
    """All but the first and last digits as asterisks; separators stay."""
    places = [i for i, c in enumerate(whole) if c.isdigit() or c in "XxＸｘ"]
    hidden = set(places[head : len(places) - tail])
    return "".join(STAR if i in hidden else c for i, c in enumerate(whole))


def mask_name(name: str) -> str:
    """A person's name with the first character kept: 张**."""
    name = name.strip()
    return name[:1] + STAR * max(len(name) - 1, 1)
