"""What every verb does: lock the document, move it, remember who did it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.utils import timezone

from tongming.information.models import Document, Revision, Step
from tongming.information.states import APPROVALS, State, StepKind
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person

CHANGED_SINCE = N_("您打开页面以后，这份文件有了新的版本。请重新看过再办理。")


def locked(document: Document) -> Document:
    """The document as it stands, until the transaction ends in this one's hands."""
    Document.objects.select_for_update().get(pk=document.pk)
    return Document.objects.select_related("unit", "current", "live", "interprets").get(
        pk=document.pk
    )


def companions(document: Document, *states: State) -> list[Document]:
    """The interpretations that walk beside a policy: approved with it (同步审签)."""
    return [locked(one) for one in document.interpretations.filter(state__in=states).order_by("pk")]


def shown_of(document: Document) -> str:
    """What somebody who opens a step's page has before them: the newest version, and those of the
    interpretations that go along with it."""
    assert document.current is not None
    beside = document.interpretations.filter(state=document.state).order_by("pk")
    digests = [document.current.digest, *beside.values_list("current__digest", flat=True)]
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def require_shown(document: Document, shown: str) -> None:
    """What is passed is what was read: refuse where it has changed since the page was opened, or
    where another interpretation would be passed along unread."""
    if shown_of(document) != shown:
        raise Refused(say(CHANGED_SINCE))


def step(
    document: Document,
    kind: StepKind,
    by: Person | None,
    *,
    opinion: str = "",
    answers: dict[str, Any] | None = None,
    on: date | None = None,
    **data: Any,
) -> Step:
    """Write down what was done, in the ledger and on the document's page."""
    assert document.current is not None
    details = {**data, **({"opinion": opinion} if opinion else {}), **(answers or {})}
    event = record(
        f"information.{kind.value}",
        unit=document.unit,
        by=by,
        subject=document,
        on=on,
        title=document.title,
        revision=document.current.number,
        sha256=document.current.digest,
        **details,
    )
    return Step.objects.create(
        document=document,
        revision=document.current,
        kind=kind.value,
        by=by,
        at=event.at,
        opinion=opinion,
        answers=answers or {},
        event=event,
    )


def void_approvals(document: Document) -> int:
    """What was passed of the version before no longer counts; how many steps that were."""
    return Step.objects.filter(
        document=document, kind__in=APPROVALS, voided_at=None, revision__in=since_live(document)
    ).update(voided_at=timezone.now())


def since_live(document: Document) -> list[Revision]:
    """The revisions the public has not seen."""
    number = document.live.number if document.live else 0
    return list(document.revisions.filter(number__gt=number))


def move(document: Document, state: State, *fields: str) -> None:
    """Put the document where it now belongs."""
    document.state = state.value
    document.save(update_fields=["state", *fields])


def required(text: str, what: str) -> str:
    """A reason that has to be given."""
    words = text.strip()
    if not words:
        raise Refused(say(what))
    return words
