"""What anybody may see: one function decides, and everything public is made from its answer.

`face` knows of three faces only: nothing, a document, a tombstone. Draft, in review, withheld, on
request, scheduled, imported and given up have none; an edit under way changes none, since a face
shows the revision that was signed and published. A unit's documents are that unit's.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tongming.information.content import Content
from tongming.information.models import Document, FileText
from tongming.information.pictures import pictures_of
from tongming.information.states import StepKind
from tongming.law.documents import Attribute
from tongming.publishing.item import Correction, PublicFile, PublicItem, Related, Tombstone

PREFIX = "info-"


class Face(StrEnum):
    """What the public sees of a document."""

    NONE = "none"
    SHOWN = "shown"
    TOMBSTONE = "tombstone"


def face(document: Document) -> Face:
    """The one rule of visibility."""
    if document.live is None or document.published_at is None:
        return Face.NONE
    if document.live.content.attribute != Attribute.PROACTIVE:
        return Face.NONE
    return Face.TOMBSTONE if document.withdrawn_at is not None else Face.SHOWN


def ever_public() -> QuerySet[Document]:
    """Every document with a face; the same rule, asked of the database."""
    return (
        Document.objects.filter(
            live__isnull=False,
            published_at__isnull=False,
            live__data__attribute=Attribute.PROACTIVE.value,
        )
        .select_related("unit", "live", "interprets", "interprets__live")
        .order_by("published_at", "pk")
    )


class InformationSource:
    """The room's public items, for the publishing mechanism (`publishing.item.ItemSource`)."""

    prefix = PREFIX

    def get(self, key: str) -> PublicItem | None:
        """The item as the public may see it now; None where there is nothing public."""
        number = key.removeprefix(PREFIX)
        if number == key or not number.isascii() or not number.isdecimal() or number[0] == "0":
            return None
        if len(number) > 18:
            return None
        document = ever_public().filter(pk=int(number)).first()
        return item_of(document) if document is not None else None

    def keys(self) -> Iterator[str]:
        """Every key that is or was public, in order of first publication."""
        for pk in ever_public().values_list("pk", flat=True).iterator():
            yield f"{PREFIX}{pk}"


def item_of(document: Document) -> PublicItem | None:
    """A document's public face as data."""
    shown = face(document)
    if shown is Face.NONE:
        return None
    assert document.live is not None
    assert document.published_at is not None
    content = document.live.content
    if shown is Face.TOMBSTONE:
        assert document.withdrawn_at is not None
        return PublicItem(
            key=document.key,
            unit=document.unit.code,
            title=content.title,
            published_at=document.published_at,
            changed_at=document.withdrawn_at,
            index_number=document.index_number,
            publisher=content.publisher,
            # Where its line stood it stays, and tells that it was withdrawn.
            statutory_items=content.statutory_items,
            theme=content.theme,
            columns=_columns(content),
            tombstone=Tombstone(localdate(document.withdrawn_at), document.withdrawn_reason),
            is_demo=document.is_demo,
        )
    return PublicItem(
        key=document.key,
        unit=document.unit.code,
        title=content.title,
        published_at=document.published_at,
        changed_at=document.changed_at or document.published_at,
        index_number=document.index_number,
        summary=content.summary,
        subject_words=content.subject_words,
        formed_on=content.formed_on,
        document_number=content.document_number,
        publisher=content.publisher,
        joint_organs=content.joint_organs,
        statutory_items=content.statutory_items,
        theme=content.theme,
        stage=content.stage_kind,
        catalogue_row=content.catalogue_row,
        validity=document.validity_kind,
        effective_on=content.effective_on,
        ends_on=document.validity_ended_on or content.ends_on,
        body_html=content.body,
        body_text=content.text,
        pictures_html=pictures_of(document),
        files=_files(content),
        interpretations=_related(
            document.interpretations.select_related("live").order_by("published_at", "pk")
        ),
        interprets=_related([document.interprets] if document.interprets else []),
        corrections=_corrections(document),
        is_demo=document.is_demo,
        columns=_columns(content),
    )


def _columns(content: Content) -> tuple[str, ...]:
    return (content.column,)


def _files(content: Content) -> tuple[PublicFile, ...]:
    known = FileText.objects.in_bulk([one.sha256 for one in content.files])
    return tuple(
        PublicFile(
            one.name, one.sha256, one.size, known[one.sha256].media_type, known[one.sha256].text
        )
        for one in content.files
    )


def _related(documents: QuerySet[Document] | list[Document]) -> tuple[Related, ...]:
    """Links to what the public sees: no title of a draft gets out through them."""
    return tuple(
        Related(one.key, one.live.content.title)
        for one in documents
        if one.live is not None and face(one) is Face.SHOWN
    )


def _corrections(document: Document) -> tuple[Correction, ...]:
    told = document.steps.filter(Q(kind=StepKind.CORRECTED) & ~Q(opinion=""))
    return tuple(Correction(localdate(step.at), step.opinion) for step in told.order_by("at", "pk"))
