"""Records as the rooms keep them, put there in one call: documents made public, lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import time_machine
from django.db import transaction

from tongming.information.content import Content
from tongming.information.models import Document, Revision, Step
from tongming.information.states import State, StepKind
from tongming.law.documents import Attribute
from tongming.ledger.actions import record
from tongming.publishing.models import Entry, Listing, Published
from tongming.supervision.inspection.facts import Found, look
from tongming.units.models import Person, Unit

DAY = date(2026, 6, 15)
"""The day the checks are made: a Monday."""
TEXT = "<p>各村：现将农村道路养护有关事项通知如下，请遵照执行。</p>"


def noon(day: date) -> datetime:
    """Noon of a day in the office."""
    return datetime.combine(day, time(4), tzinfo=UTC)


@transaction.atomic
def public(
    unit: Unit,
    by: Person,
    title: str = "关于做好农村道路养护工作的通知",
    *,
    on: date = DAY - timedelta(days=3),
    formed_on: date | None = None,
    body: str = TEXT,
    reviewed: bool = True,
    interprets: Document | None = None,
    is_policy: bool = False,
    is_normative: bool = False,
    no_interpretation: str = "",
    stated: date | None = None,
) -> Document:
    """A document made public on a day; `stated` is the day it says, where that is another."""
    content = Content(
        title=title, body=body, attribute=Attribute.PROACTIVE.value, is_policy=is_policy,
        is_normative=is_normative, formed_on=formed_on or on, statutory_items=("20-10",),
        publisher=unit.name, no_interpretation=no_interpretation,
    )  # fmt: skip
    with time_machine.travel(noon(on), tick=False):
        document = Document.objects.create(
            unit=unit, state=State.PUBLISHED, title=title, attribute=content.attribute,
            formed_on=content.formed_on, is_policy=is_policy, is_normative=is_normative,
            interprets=interprets, created_by=by,
        )  # fmt: skip
        revision = Revision.objects.create(
            document=document, number=1, data=content.to_data(), digest=content.digest, by=by
        )
        kinds = [StepKind.SECRECY_PASSED] if reviewed else []
        for kind in (*kinds, StepKind.PUBLISHED):
            event = record(f"information.{kind.value}", unit=unit, by=by, subject=document)
            Step.objects.create(
                document=document, revision=revision, kind=kind, by=by, at=noon(on), event=event
            )
    document.current = document.live = revision
    document.published_at = noon(stated or on)
    document.index_number = f"test/{document.pk}"
    document.save()
    return document


def listed(unit: Unit, column: str, *days: date) -> None:
    """A list of the site with an item published on each day; without days it is empty."""
    names = [f"{unit.code}/{column}", f"{unit.code}/catalogue"]
    for name in names:
        Listing.objects.get_or_create(name=name)
    for day in sorted(days):
        number = Published.objects.count() + 1
        item = Published.objects.create(
            key=f"made-{number}", unit=unit.code, state=Published.State.PUBLIC,
            line={"published_at": noon(day).isoformat(), "title": f"第{number}条"},
        )  # fmt: skip
        for name in names:
            listing = Listing.objects.get(name=name)
            listing.last += 1
            listing.public += 1
            listing.save()
            Entry.objects.create(listing=listing, position=listing.last, item=item)


def found(indicator: str, unit: Unit, day: date = DAY) -> list[Found]:
    """What one check finds."""
    return look(indicator, unit, day)


def subjects(indicator: str, unit: Unit, day: date = DAY) -> list[str]:
    """Whose faults one check finds."""
    return [one.subject for one in look(indicator, unit, day)]


Make = Callable[..., Document]
