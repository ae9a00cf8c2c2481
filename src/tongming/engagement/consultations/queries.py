"""Reads: the door to a consultation, what is public, what counts in a year, what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404

from tongming.engagement.consultations.models import Comment, Consultation, Opinion, Uptake
from tongming.law.inspection_list import THRESHOLDS
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def consultations_for(person: Person) -> QuerySet[Consultation]:
    """Those a person may see on the workbench."""
    return Consultation.objects.select_related("unit").filter(
        unit__in=units_for(person, Right.CONSULTATION_VIEW)
    )


def get_consultation(person: Person, right: Right, pk: int) -> Consultation:
    """A consultation in which a person means to do something."""
    found = Consultation.objects.select_related("unit", "author").filter(pk=pk).first()
    if found is None:
        raise Http404("engagement_consultations.consultation")
    guard(person, right, found.unit, seen_with=Right.CONSULTATION_VIEW, subject=Consultation)
    return found


def get_comment(person: Person, right: Right, pk: int) -> Comment:
    """A comment of a consultation a person may see."""
    found = Comment.objects.select_related("consultation__unit").filter(pk=pk).first()
    if found is None:
        raise Http404("engagement_consultations.comment")
    get_consultation(person, right, found.consultation_id)
    return found


def get_opinion(person: Person, right: Right, pk: int) -> Opinion:
    """An opinion of a consultation a person may see."""
    found = Opinion.objects.select_related("consultation__unit").filter(pk=pk).first()
    if found is None:
        raise Http404("engagement_consultations.opinion")
    get_consultation(person, right, found.consultation_id)
    return found


def ever_public() -> QuerySet[Consultation]:
    """Every consultation the public was told of, the first first."""
    return (
        Consultation.objects.select_related("unit")
        .exclude(opened_at=None)
        .order_by("opened_at", "pk")
    )


def taking(today: date) -> QuerySet[Consultation]:
    """Those on which an opinion can be given today, the one that ends first before the others."""
    return (
        ever_public()
        .filter(state=Consultation.State.OPEN, ends_on__gte=today)
        .order_by("ends_on", "pk")
    )


def ended(today: date) -> QuerySet[Consultation]:
    """Those that are over, the latest first."""
    over = Q(state=Consultation.State.WITHDRAWN) | Q(ends_on__lt=today)
    return ever_public().filter(over).order_by("-ends_on", "-pk")


def published_uptakes() -> QuerySet[Uptake]:
    """Every uptake that is public, the first first."""
    return (
        Uptake.objects.filter(state=Uptake.State.PUBLISHED)
        .select_related("consultation__unit")
        .order_by("published_at", "pk")
    )


def result_due(consultation: Consultation) -> date | None:
    """The day by which the result should be public (C18); None before the last day is known."""
    if consultation.ends_on is None:
        return None
    return consultation.ends_on + timedelta(days=settings.CONSULTATION_RESULT_DAYS)


def without_result(unit: Unit, day: date) -> list[Consultation]:
    """C18: those that ended longer ago than the setting allows, with no result published."""
    ended_before = day - timedelta(days=settings.CONSULTATION_RESULT_DAYS)
    return list(
        Consultation.objects.filter(
            unit=unit, state=Consultation.State.OPEN, ends_on__lt=ended_before
        )
        .exclude(uptake__state=Uptake.State.PUBLISHED)
        .order_by("ends_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class LastYear:
    """C19: how many were opened in twelve months; the benchmark is unconfirmed."""

    opened: int
    wanted: int

    @property
    def is_short(self) -> bool:
        """Whether there were fewer."""
        return self.opened < self.wanted


def last_year(unit: Unit, day: date) -> LastYear:
    """The twelve months up to a day."""
    opened = Consultation.objects.filter(
        unit=unit, opened_on__gt=day - timedelta(days=365), opened_on__lte=day
    ).count()
    return LastYear(opened, THRESHOLDS["consultations"].default)
