"""Reads: whose list a unit goes by, what it takes, and how each row stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tongming.calendars.queries import current_calendar
from tongming.information.models import Document
from tongming.information.queries import in_hand
from tongming.information.timing import due_of
from tongming.law.words import N_
from tongming.registers.catalogue.models import Choice, Row
from tongming.units.models import Unit


class Standing(StrEnum):
    """How a row stands; `tone` is its badge."""

    label: str
    tone: str

    def __new__(cls, code: str, label: str = "", tone: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label, member.tone = code, label, tone
        return member

    OVERDUE = "overdue", N_("逾期未公开"), "overdue"
    DUE = "due", N_("待公开"), "soon"
    COVERED = "covered", N_("已公开"), "done"


@dataclass(frozen=True, slots=True)
class Covered:
    """A row a unit takes, how it stands and by what."""

    row: Row
    standing: Standing
    due: date | None = None
    """The last day of a term that comes round, or of what is being written."""
    newest: Document | None = None
    count: int = 0


def owner_of(unit: Unit) -> Unit | None:
    """The unit whose list a unit goes by: the nearest one upwards, itself included, that has
    one."""
    above = [int(pk) for pk in unit.path.strip("/").split("/") if pk]
    owners = Row.objects.filter(owner__in=above).values_list("owner", flat=True)
    found = set(owners.distinct())
    nearest = next((pk for pk in reversed(above) if pk in found), None)
    return Unit.objects.get(pk=nearest) if nearest is not None else None


def rows_of(owner: Unit) -> QuerySet[Row]:
    """The rows of a list that hold."""
    return Row.objects.filter(owner=owner, retired_on=None)


def taken_by(unit: Unit) -> QuerySet[Choice]:
    """The rows a unit takes."""
    return Choice.objects.filter(unit=unit, until=None, row__retired_on=None).select_related("row")


def coverage(unit: Unit, today: date) -> list[Covered]:
    """Every row a unit takes and how it stands, in the order of the list."""
    public: dict[str, list[Document]] = {}
    live = Document.objects.filter(unit=unit, live__isnull=False, withdrawn_at=None).exclude(
        live__data__catalogue_row=""
    )
    for document in live.select_related("live", "unit").order_by("published_at", "pk"):
        assert document.live is not None
        public.setdefault(_key(document.live.content.catalogue_row), []).append(document)
    calendar = current_calendar()
    written: dict[str, date] = {}
    for document in in_hand(Unit.objects.filter(pk=unit.pk)):
        deadline = due_of(document, calendar)
        key = _key(document.content.catalogue_row)
        if deadline is not None and key:
            written[key] = min(written.get(key, deadline.on), deadline.on)
    choices = taken_by(unit).order_by("row__position")
    return [_stands(choice, public, written, today) for choice in choices]


def _stands(
    choice: Choice,
    public: dict[str, list[Document]],
    written: dict[str, date],
    today: date,
) -> Covered:
    row = choice.row
    keys = _keys(row)
    documents = [one for key in keys for one in public.get(key, ())]
    newest = max(documents, key=_published, default=None)
    waiting = min((written[key] for key in keys if key in written), default=None)
    term = row.term_kind
    if term.is_periodic:
        first, last = term.period(today)
        if newest is not None and _published(newest) >= first:
            return Covered(row, Standing.COVERED, last, newest, len(documents))
        # What a unit took on after the day it was due is not overdue this time round.
        due = last if choice.since <= last else None
        standing = Standing.OVERDUE if due is not None and due < today else Standing.DUE
        return Covered(row, standing, due, newest, len(documents))
    if waiting is not None and waiting < today:
        return Covered(row, Standing.OVERDUE, waiting, newest, len(documents))
    standing = Standing.COVERED if documents else Standing.DUE
    return Covered(row, standing, waiting, newest, len(documents))


def _published(document: Document) -> date:
    moment = document.changed_at or document.published_at
    assert moment is not None
    return localdate(moment)


def _keys(row: Row) -> set[str]:
    """The ways a document may name a row: all three parts, or its domain and its last part."""
    last = row.second or row.first
    return {_key(row.reference), _key(f"{row.domain} / {last}")}


def _key(reference: str) -> str:
    return "/".join(part.strip() for part in reference.replace("／", "/").split("/"))
