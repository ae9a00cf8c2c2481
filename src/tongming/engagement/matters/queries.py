"""Reads over supervised matters: the one door, the list by term, a year's counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import Http404

from tongming.engagement.matters.kinds import AWAITED, Outcome, Standing, State
from tongming.engagement.matters.models import Answer, Entry, Matter, Reminding
from tongming.files.belonging import Place
from tongming.files.models import StoredFile
from tongming.law.words import N_, Message, say
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require, units_for, why_not


def get_matter(person: Person, pk: int, *, issuing: bool = False) -> Matter:
    """A matter a person sees, on the side that issued it or the side that got it."""
    found = matters_for(person).filter(pk=pk).first()
    if found is None:
        raise Http404("engagement_matters.matter")
    if issuing:
        require(person, Right.MATTER_ISSUE, found.unit)
    return found


def matters_for(person: Person) -> QuerySet[Matter]:
    """Every matter a person sees."""
    units = units_for(person, Right.MATTER_VIEW)
    return Matter.objects.select_related("unit", "handler", "person").filter(
        Q(unit__in=units) | Q(handler__in=units)
    )


def may_be_given(unit: Unit) -> QuerySet[Unit]:
    """The units a unit may order: itself and those beneath it that take part."""
    return Unit.objects.filter(path__startswith=unit.path, left_on=None)


def why_not_handle(person: Person, matter: Matter, today: date) -> Message | None:
    """Why somebody may not work on a matter: it is for those who handle matters where it went,
    and, given to somebody by name, for that person and those who answer for the office."""
    at = person.appointments.in_force(today).filter(unit=matter.handler)
    if matter.person_id == person.pk and person.is_active and at.exists():
        return None
    reason = why_not(person, Right.MATTER_HANDLE, matter.handler, today=today)
    if reason is None and matter.person_id is not None:
        issues = why_not(person, Right.MATTER_ISSUE, matter.handler, today=today)
        if issues is not None:
            return say(N_("这项督办指定{person}办理。"), person=str(matter.person))
    return reason


def standing_is(standing: Standing, today: date) -> Q:
    """The condition that agrees with `Matter.standing`."""
    open_, done = ~Q(state=State.CLOSED.value), Q(outcome=Outcome.DONE.value)
    late_report = Q(reported_on__gt=F("due_on"))
    overdue = late_report | Q(reported_on=None, due_on__lt=today)
    return {
        Standing.REVOKED: Q(outcome=Outcome.REVOKED.value),
        Standing.ON_TIME: done & ~late_report,
        Standing.LATE: done & late_report,
        Standing.OVERDUE: open_ & overdue,
        Standing.IN_TERM: open_ & ~overdue,
    }[standing]


def by_term(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """Those still open first, the earliest term first; then the rest, the latest first."""
    return matters.order_by(F("closed_on").desc(nulls_first=True), "due_on", "pk")


def counts(matters: Iterable[Matter], today: date) -> dict[Standing, int]:
    """How many stand how; each matter is counted once, so they add up to what was issued."""
    found = Counter(one.standing(today) for one in matters)
    return {standing: found[standing] for standing in Standing}


def reminding_of(unit: Unit) -> Reminding:
    """A unit's settings; what usage has where it set none."""
    return Reminding.objects.filter(unit=unit).first() or Reminding(unit=unit)


def awaited() -> QuerySet[Matter]:
    """Matters somebody works on."""
    return Matter.objects.select_related("unit", "handler", "person").filter(state__in=AWAITED)


def cards_of(matters: Iterable[Matter]) -> dict[int, Entry]:
    """The last card of each matter that has one under its present term."""
    found = {}
    rows = Entry.objects.filter(
        matter__in=matters, move__in=("yellow", "red"), due_on=F("matter__due_on")
    )
    for entry in rows.order_by("at", "pk"):
        found[entry.matter_id] = entry
    return found


def ever_public() -> QuerySet[Answer]:
    """Every answer that was published, in the order of first publication."""
    return (
        Answer.objects.select_related("matter__unit", "matter__handler")
        .filter(published_at__isnull=False)
        .order_by("published_at", "pk")
    )


def place_of_material(file: StoredFile, person: Person) -> Place | None:
    """The matter a file was fed back for."""
    entry = Entry.objects.filter(files=file).select_related("matter").first()
    if entry is None or not matters_for(person).filter(pk=entry.matter_id).exists():
        return None
    return Place(
        entry.matter.get_absolute_url(), say(N_("督办事项{number}"), number=entry.matter.number)
    )
