"""What the rooms beside the tasks can bear out: they cannot know of one another, this room can."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from tongming.engagement.consultations.models import Uptake
from tongming.engagement.matters.models import Matter
from tongming.engagement.messages.models import Message
from tongming.information.public import Face, ever_public, face
from tongming.registers.normative.models import Cleanup
from tongming.registers.villages.models import Check
from tongming.supervision.inspection.kinds import OrderState, StepKind
from tongming.supervision.inspection.models import OrderStep
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


def messages_of(unit: Unit, year: int) -> Iterator[Record]:
    """Citizens' messages answered in public, in their public wording, which names nobody."""
    public = Message.objects.filter(unit=unit, published_at__year=year, withdrawn_on=None)
    for one in public.order_by("-published_at", "-pk"):
        if one.published_at is not None:
            title = f"{one.number} {one.public_title}"
            yield Record(title, one.get_absolute_url(), localdate(one.published_at))


def uptakes_of(unit: Unit, year: int) -> Iterator[Record]:
    """What became of the opinions given on drafts, as published."""
    found = Uptake.objects.filter(consultation__unit=unit, published_at__year=year)
    for one in found.select_related("consultation").order_by("-published_at", "-pk"):
        if one.published_at is not None:
            title, url = one.consultation.title, one.get_absolute_url()
            yield Record(title, url, localdate(one.published_at))


def matters_of(unit: Unit, year: int) -> Iterator[Record]:
    """Supervised matters brought to an end."""
    for one in Matter.objects.filter(handler=unit, closed_on__year=year).order_by("-closed_on"):
        yield Record(f"{one.number} {one.subject}", one.get_absolute_url(), one.closed_on)


def orders_of(unit: Unit, year: int) -> Iterator[Record]:
    """Rectification orders the unit complied with: looked at again, and closed."""
    closed = OrderStep.objects.filter(
        order__unit=unit, order__state=OrderState.CLOSED, kind=StepKind.CLOSED, on__year=year
    )
    for one in closed.select_related("order").order_by("-on", "-pk"):
        yield Record(one.order.number, one.order.get_absolute_url(), one.on)
