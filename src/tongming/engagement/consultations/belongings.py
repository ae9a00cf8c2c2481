"""What of consultations hangs on a person: the draft, or the uptake, they are writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.engagement.consultations.models import Consultation, Uptake
from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, Kind
from tongming.units.models import Person
from tongming.units.rights import Right


def drafts_of(person: Person, today: date) -> Iterator[Belonging]:
    """A draft is the unit's: whoever may draft there goes on with it."""
    begun = Consultation.objects.filter(author=person, state=Consultation.State.DRAFT)
    for one in begun.select_related("unit").order_by("pk"):
        yield Belonging(
            key=f"consultation:{one.pk}",
            kind=Kind.DRAFT,
            what=say(N_("意见征集草稿“{title}”"), title=one.title),
            url=one.get_absolute_url(),
            unit=one.unit,
            right=Right.CONSULTATION_KEEP,
        )
    reports = Uptake.objects.filter(author=person, state=Uptake.State.DRAFT)
    for uptake in reports.select_related("consultation__unit").order_by("pk"):
        yield Belonging(
            key=f"uptake:{uptake.pk}",
            kind=Kind.DRAFT,
            what=say(N_("“{title}”的采纳情况"), title=uptake.consultation.title),
            url=uptake.get_absolute_url(),
            unit=uptake.consultation.unit,
            right=Right.CONSULTATION_KEEP,
        )
