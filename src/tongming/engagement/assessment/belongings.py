"""What of the evaluation hangs on a person: the plan, or the result, they are writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.engagement.assessment.models import Assessment
from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, Kind
from tongming.units.models import Person
from tongming.units.rights import Right


def drafts_of(person: Person, today: date) -> Iterator[Belonging]:
    """It is the unit's: whoever may organise it there goes on with it."""
    begun = Assessment.objects.filter(
        author=person, state__in=[Assessment.State.PLAN, Assessment.State.RUNNING]
    )
    for one in begun.select_related("unit").order_by("pk"):
        yield Belonging(
            key=f"assessment:{one.pk}",
            kind=Kind.DRAFT,
            what=say(N_("{year}年度社会评议"), year=one.year),
            url=one.get_absolute_url(),
            unit=one.unit,
            right=Right.ASSESSMENT_KEEP,
        )
