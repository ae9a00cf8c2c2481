"""Words the public reads without a review of their own: nothing personal, nothing marked secret."""

from __future__ import annotations

from collections.abc import Iterable

from tongming.files.checking import check_text
from tongming.files.queries import allowed
from tongming.law.words import N_, Refused, say


def fit_for_the_public(texts: Iterable[str]) -> None:
    """Refuse the first text in which the checker finds something, told covered."""
    public = allowed()
    for text in texts:
        if not text.strip():
            continue
        found = check_text(
            text,
            allowed_phones=public.phones,
            allowed_addresses=public.addresses,
            masking=public.masking,
        )
        if found:
            first = found[0]
            raise Refused(
                say(
                    N_("文字里有{kind}（{masked}），这段文字要公开，请去掉再办。"),
                    kind=say(first.kind.label),
                    masked=first.masked,
                )
            )
