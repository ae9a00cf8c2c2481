"""What the annual report counts of normative documents, as it was known at a moment.

A report that was signed must come out the same when it is compiled again, whatever was corrected,
repealed or judged since. So nothing here is read from the columns that change: the version is the
one that was public at the moment, what happened to it are its steps, and what repeats what is what
the ledger said by then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q
from django.utils.timezone import localdate

from tongming.information.content import Content
from tongming.information.models import Document, Revision, Step
from tongming.information.states import StepKind
from tongming.law.documents import Validity
from tongming.ledger.models import Event
from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class Known:
    """A public normative document as it was known."""

    pk: int
    title: str
    formed_on: date | None
    first_public_on: date
    """Here, or by an imported ledger before."""
    repealed_on: date | None
    ends_on: date | None
    withdrawn_on: date | None

    def in_force_on(self, day: date) -> bool:
        """Formed by then, neither repealed nor past its end."""
        return (
            self.formed_on is not None
            and self.formed_on <= day
            and (self.repealed_on is None or self.repealed_on > day)
            and (self.ends_on is None or self.ends_on >= day)
        )

    def is_shown_on(self, day: date) -> bool:
        """Public by then and not withdrawn; a repealed one is still shown."""
        return self.first_public_on <= day and (
            self.withdrawn_on is None or self.withdrawn_on > day
        )


def normative(unit: Unit, at: datetime | None) -> list[Known]:
    """A unit's public normative documents as known at a moment; `None` is now.

    An unpublished one is no basis for administration and counts nowhere; what repeats another
    counts with it.
    """
    documents = (
        Document.objects.filter(unit=unit)
        .filter(Q(live__isnull=False) | Q(elsewhere_on__isnull=False))
        .filter(Exists(Revision.objects.filter(document=OuterRef("pk"), data__is_normative=True)))
        .exclude(pk__in=_repeats(unit, at))
        .order_by("pk")
    )
    if at is not None:
        documents = documents.filter(created_at__lte=at)
    steps: dict[int, list[Step]] = {}
    for step in (
        Step.objects.filter(document__in=documents, kind__in=_TELLING)
        .select_related("revision", "event")
        .order_by("at", "pk")
    ):
        steps.setdefault(step.document_id, []).append(step)
    first = Revision.objects.filter(
        document__in=documents.filter(elsewhere_on__isnull=False), number=1
    )
    brought = {one.document_id: one.content for one in first}
    known = (
        _known(one, brought.get(one.pk), steps.get(one.pk, []), at) for one in documents.iterator()
    )
    return [one for one in known if one is not None]


_TELLING = (
    StepKind.PUBLISHED, StepKind.CORRECTED, StepKind.REPEALED, StepKind.EXPIRED,
    StepKind.WITHDRAWN,
)  # fmt: skip


def _known(
    document: Document, content: Content | None, steps: list[Step], at: datetime | None
) -> Known | None:
    """`content` is what an imported ledger said of it; `steps` are all, also those after `at`."""
    first, repealed, withdrawn = document.elsewhere_on, None, None
    if not any(step.kind in (StepKind.REPEALED, StepKind.EXPIRED) for step in steps):
        # What had ended before it was brought in has no step that says so.
        repealed = document.validity_ended_on if document.elsewhere_on else None
    ended = repealed if document.validity_kind is Validity.EXPIRED else None
    for step in steps:
        if at is not None and step.at > at:
            break
        if step.kind in (StepKind.PUBLISHED, StepKind.CORRECTED):
            content, withdrawn = step.revision.content, None
            first = first or localdate(step.at)
        elif step.kind == StepKind.REPEALED:
            repealed = step.event.on
        elif step.kind == StepKind.WITHDRAWN:
            withdrawn = localdate(step.at)
    if content is None or first is None or not content.is_normative:
        return None
    ends_on = ended - timedelta(days=1) if ended else content.ends_on
    repealed_on = None if ended else repealed
    return Known(
        document.pk, content.title, content.formed_on, first, repealed_on, ends_on, withdrawn
    )


def _repeats(unit: Unit, at: datetime | None) -> set[int]:
    """The documents that were held to repeat another: by the last judgement of each."""
    events = Event.objects.filter(unit=unit, kind="information.repeat_judged").order_by("seq")
    if at is not None:
        events = events.filter(at__lte=at)
    judged = {event.subject_id: event.data.get("repeats") for event in events.iterator()}
    return {int(pk) for pk, repeated in judged.items() if repeated}


def first_year(unit: Unit, at: datetime | None) -> int | None:
    """The year from which the room holds what a unit published; None before it holds anything."""
    documents = Document.objects.filter(unit=unit)
    if at is not None:
        documents = documents.filter(created_at__lte=at)
    here = documents.filter(published_at__isnull=False)
    if at is not None:
        here = here.filter(published_at__lte=at)
    moments = here.aggregate(first=Min("published_at"))["first"]
    elsewhere = documents.aggregate(first=Min("elsewhere_on"))["first"]
    days = [day for day in (localdate(moments) if moments else None, elsewhere) if day]
    return min(days).year if days else None


# --- The cells ------------------------------------------------------------------------------------

Counts = Callable[[Known, int], bool]


def _issued(one: Known, year: int) -> bool:
    return one.formed_on is not None and one.formed_on.year == year


def _repealed(one: Known, year: int) -> bool:
    return one.repealed_on is not None and one.repealed_on.year == year


def _in_force(one: Known, year: int) -> bool:
    return one.in_force_on(date(year, 12, 31))


def _newly_public(one: Known, year: int) -> bool:
    return one.first_public_on.year == year


def _public_total(one: Known, year: int) -> bool:
    return one.is_shown_on(date(year, 12, 31))


NORMATIVE: dict[str, Counts] = {
    "issued": _issued,
    "repealed": _repealed,
    "in_force": _in_force,
    "made": _issued,
    "newly_public": _newly_public,
    "public_total": _public_total,
}
"""Which document counts in which column of 行政规范性文件, by the form's keys.

Since 2021 制发, 废止 and 现行有效 (国办公开办函〔2021〕30号); in the form of 2019 新制作, 新公开
and 对外公开总数 (国办公开办函〔2019〕60号).
"""
