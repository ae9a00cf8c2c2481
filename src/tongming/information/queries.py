"""Reads: the one door to a document, the list, what repeats what, and the year's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from tongming.information.models import Document, ImportBatch, Revision, Step
from tongming.information.states import UNDER_WAY, State, StepKind
from tongming.information.texts.likeness import near_same
from tongming.law.documents import Attribute
from tongming.law.numbering import document_number
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for

SHANGHAI = ZoneInfo("Asia/Shanghai")
CANDIDATES = 20
"""So many look-alikes are compared at most; the newest first."""


def get_document(person: Person, right: Right, pk: int) -> Document:
    """A document in which a person means to do something."""
    document = (
        Document.objects.select_related("unit", "current", "live", "interprets", "repeats", "batch")
        .filter(pk=pk)
        .first()
    )
    if document is None:
        raise Http404("information.document")
    guard(person, right, document.unit, seen_with=Right.INFORMATION_VIEW, subject=Document)
    return document


def get_batch(person: Person, right: Right, pk: int) -> ImportBatch:
    """An import of an old ledger."""
    batch = ImportBatch.objects.select_related("unit", "file", "by").filter(pk=pk).first()
    if batch is None:
        raise Http404("information.importbatch")
    guard(person, right, batch.unit, seen_with=Right.INFORMATION_VIEW, subject=ImportBatch)
    return batch


def documents_for(person: Person) -> QuerySet[Document]:
    """Every document a person may see, the newest first."""
    return Document.objects.select_related("unit", "current").filter(
        unit__in=units_for(person, Right.INFORMATION_VIEW)
    )


def batches_for(person: Person) -> QuerySet[ImportBatch]:
    """Every import a person may see, the newest first."""
    return ImportBatch.objects.select_related("unit", "file", "by").filter(
        unit__in=units_for(person, Right.INFORMATION_VIEW)
    )


def steps_of(document: Document) -> QuerySet[Step]:
    """What was done to a document, in order."""
    return document.steps.select_related("by", "revision", "event").order_by("at", "pk")


def revisions_of(document: Document) -> QuerySet[Revision]:
    """Every saving, the newest first."""
    return document.revisions.select_related("by").order_by("-number")


GROUPS: dict[str, tuple[State, ...]] = {
    "draft": (State.DRAFT,),
    "review": (State.OFFICE, State.ASSESS, State.SECRECY, State.SIGN),
    "ready": (State.SIGNED, State.SCHEDULED),
    "public": (State.PUBLISHED,),
    "kept": (State.KEPT,),
    "withdrawn": (State.WITHDRAWN,),
    "ledger": (State.LEDGER,),
    "dropped": (State.DROPPED,),
}


def narrowed(
    found: QuerySet[Document],
    *,
    words: str = "",
    state: str = "",
    attribute: str = "",
    item: str = "",
    year: str = "",
    unit: str = "",
    kind: str = "",
) -> QuerySet[Document]:
    """The list as its filter line asks. What was given up is shown only where it is asked for."""
    if state in GROUPS:
        found = found.filter(state__in=GROUPS[state])
    else:
        found = found.exclude(state=State.DROPPED)
    if attribute in {one.value for one in Attribute}:
        found = found.filter(attribute=attribute)
    if kind == "policy":
        found = found.filter(is_policy=True)
    elif kind == "normative":
        found = found.filter(is_normative=True)
    elif kind == "interpretation":
        found = found.filter(interprets__isnull=False)
    elif kind == "repeated":
        found = found.filter(repeats__isnull=False)
    if item:
        found = found.filter(current__data__statutory_items__icontains=f'"{item}"')
    if year.isascii() and year.isdecimal() and len(year) == 4 and int(year):
        found = found.filter(formed_on__year=int(year))
    if unit.isascii() and unit.isdecimal() and len(unit) < 18:
        found = found.filter(unit_id=int(unit))
    if words:
        match = Q(title__icontains=words) | Q(index_number__icontains=words)
        match |= Q(document_number__icontains=document_number(words))
        found = found.filter(match)
    return found


def filter_choices(found: QuerySet[Document]) -> list[int]:
    """The years there are, newest first."""
    years = found.filter(formed_on__isnull=False).dates("formed_on", "year", order="DESC")
    return [day.year for day in years]


# --- Repeats -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another document that seems to be the same information."""

    document: Document
    same_number: bool


def look_alikes(document: Document) -> list[LookAlike]:
    """Documents of the unit with the same number, or nearly the same text."""
    if document.current is None:
        return []
    others = (
        Document.objects.select_related("current")
        .filter(unit=document.unit_id)
        .exclude(pk=document.pk)
        .exclude(state=State.DROPPED)
        .exclude(interprets=document.pk)
        .exclude(repeats=document.pk)
    )
    if document.interprets_id is not None:
        others = others.exclude(pk=document.interprets_id)
    found: dict[int, LookAlike] = {}
    if document.document_number:
        for other in others.filter(document_number=document.document_number)[:CANDIDATES]:
            found[other.pk] = LookAlike(other, True)
    bands = list(document.bands.values_list("band", flat=True))
    if bands:
        text = document.current.content.text
        alike = (
            others.filter(bands__band__in=bands)
            .annotate(shared=Count("bands"))
            .order_by("-shared", "-pk")[:CANDIDATES]
        )
        for other in alike:
            known = other.pk in found or other.current is None
            if not known and near_same(text, other.content.text):
                found[other.pk] = LookAlike(other, False)
    return list(found.values())


# --- The year's figures --------------------------------------------------------------------------


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def published_in(unit: Unit, year: int) -> QuerySet[Document]:
    """What a unit first published in a year, here or, by its imported ledger, before.

    Repeats are counted once, with the one they repeat; what was withdrawn later was published all
    the same.
    """
    here = Q(
        published_at__gte=_moment(date(year, 1, 1)), published_at__lt=_moment(date(year + 1, 1, 1))
    )
    return Document.objects.filter(unit=unit, repeats=None).filter(
        Q(elsewhere_on__year=year) | (Q(elsewhere_on=None) & here)
    )


@dataclass(frozen=True, slots=True)
class Interpreted:
    """How many policies of a year should be, and are, interpreted."""

    should: int
    done: int


def interpreted_in(unit: Unit, year: int) -> Interpreted:
    """已解读 of 应解读: policies first published in a year, those with a public interpretation."""
    policies = [
        document
        for document in published_in(unit, year).filter(is_policy=True).select_related("live")
        if document.live is not None and not document.live.content.no_interpretation
    ]
    done = sum(
        document.interpretations.filter(live__isnull=False, withdrawn_at=None).exists()
        for document in policies
    )
    return Interpreted(len(policies), done)


def voided_now(document: Document) -> Step | None:
    """The edit that voided the last review, while nothing has been submitted since."""
    last = (
        document.steps.filter(
            kind__in=(StepKind.VOIDED, StepKind.SUBMITTED, StepKind.RETURNED, StepKind.REFUSED)
        )
        .order_by("-pk")
        .first()
    )
    if last is not None and last.kind != StepKind.SUBMITTED and document.state_kind is State.DRAFT:
        return last
    return None


def in_hand(units: QuerySet[Unit]) -> QuerySet[Document]:
    """Everything between draft and publication in some units."""
    return Document.objects.select_related("unit", "current", "live", "interprets").filter(
        unit__in=units, state__in=(State.DRAFT, *UNDER_WAY)
    )
