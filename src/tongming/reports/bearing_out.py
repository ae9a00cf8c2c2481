"""What the rooms beside the tasks can bear out: they cannot know of one another, this room can."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from tongming.information.public import Face, ever_public, face
from tongming.registers.normative.models import Cleanup
from tongming.registers.villages.models import Check
from tongming.supervision.tasks.evidence import Record
from tongming.units.models import Unit


def information_of(unit: Unit, year: int) -> Iterator[Record]:
    """What was published, lists and budgets among it, and is still to be read."""
    documents = ever_public().filter(unit=unit, published_at__year=year)
    for one in documents.order_by("-published_at", "-pk"):
        if face(one) is Face.SHOWN and one.live is not None and one.published_at is not None:
            yield Record(one.live.content.title, one.get_absolute_url(), one.published_at.date())


def villages_of(unit: Unit, year: int) -> Iterator[Record]:
    """The checks of village affairs."""
    checks = Check.objects.filter(village__unit=unit, on__year=year).select_related("village")
    for one in checks.order_by("-on", "-pk"):
        yield Record(one.village.name, one.get_absolute_url(), one.on)


def cleanups_of(unit: Unit, year: int) -> Iterator[Record]:
    """The clean-ups of normative documents that were finished."""
    for one in Cleanup.objects.filter(unit=unit, finished_on__year=year).order_by("-finished_on"):
        yield Record(str(one), reverse("normative:cleanup", args=[one.pk]), one.finished_on)
