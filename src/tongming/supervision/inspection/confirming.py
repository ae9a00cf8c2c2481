"""The guide read again and found right: nothing in it changes, and it is no longer stale."""

from __future__ import annotations

from django.db import transaction

from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

CONFIRMED = "inspection.guide_confirmed"


@transaction.atomic
def confirm_guide(*, unit: Unit, by: Person) -> None:
    """Somebody of the unit has read the guide, and it is as it should be (第十二条)."""
    require(by, Right.INSPECTION_ANSWER, unit)
    record(CONFIRMED, unit=unit, by=by, subject=unit)
