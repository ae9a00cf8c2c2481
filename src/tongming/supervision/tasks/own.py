"""What the rooms this one may import can bear out."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from tongming.supervision.tasks.evidence import Record
from tongming.supervision.training.models import Meeting, Session
from tongming.units.institutions.models import Version
from tongming.units.models import Unit


def trainings_of(unit: Unit, year: int) -> Iterator[Record]:
    """The trainings held."""
    held = Session.objects.filter(unit=unit, state=Session.State.HELD, held_on__year=year)
    for one in held.order_by("-held_on", "-pk"):
        yield Record(one.title, one.get_absolute_url(), one.held_on)


def meetings_of(unit: Unit, year: int) -> Iterator[Record]:
    """The meetings held."""
    page = reverse("training:records", args=[unit.pk])
    for one in Meeting.objects.filter(unit=unit, held_on__year=year, known_until=None):
        yield Record(one.title, f"{page}?year={year}#m{one.pk}", one.held_on)


def institutions_of(unit: Unit, year: int) -> Iterator[Record]:
    """The institution documents approved."""
    approved = Version.objects.filter(
        institution__unit=unit, state=Version.State.APPROVED, effective_on__year=year
    )
    for one in approved.select_related("institution").order_by("-effective_on", "-pk"):
        yield Record(one.title, one.institution.get_absolute_url(), one.effective_on)
