"""What the checker finds in the public wording, and what may be seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from tongming.engagement.messages.models import Message
from tongming.engagement.messages.original import writer_name
from tongming.files.checking import Kind, check_text
from tongming.files.queries import allowed
from tongming.law.words import N_


@dataclass(frozen=True, slots=True)
class Found:
    """Something in the public wording that waits for a decision."""

    kind: Kind
    where: str
    masked: str
    digest: str

    @property
    def must(self) -> bool:
        """Whether no reason lets it stay: a number that is nobody's but one person's."""
        return self.kind in (Kind.ID_CARD, Kind.BANK_CARD)


def open_findings(message: Message) -> list[Found]:
    """What is found in title, text and answer and was not kept with a reason, each once."""
    kept = set(message.kept_findings.values_list("digest", flat=True))
    public = allowed()
    found: dict[str, Found] = {}
    for where, words in _texts(message):
        for one in check_text(
            words, allowed_phones=public.phones, allowed_addresses=public.addresses,
            masking=public.masking,
        ):  # fmt: skip
            digest = hashlib.sha256(f"{one.kind}:{words[one.start : one.end]}".encode()).hexdigest()
            if digest not in kept:
                found.setdefault(digest, Found(one.kind, where, one.masked, digest))
    return list(found.values())


def says_name(message: Message) -> bool:
    """Whether the writer's name stands in what is to be public (domains.md 13.3)."""
    name = writer_name(message)
    return bool(name) and any(name in words for _where, words in _texts(message))


def _texts(message: Message) -> Iterator[tuple[str, str]]:
    yield N_("标题"), message.public_title
    yield N_("留言内容"), message.public_text
    yield N_("答复"), message.public_answer


def ever_public() -> QuerySet[Message]:
    """Messages whose page is or was public, in order of first publication."""
    return (
        Message.objects.exclude(published_at=None).select_related("unit").order_by("published_at")
    )
