"""What the ledger asks of a person: a chain that does not hold never goes unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.law.words import N_, say
from tongming.ledger.anchors import broken
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, why_not


def ledger_duties(person: Person, today: date) -> Iterator[Duty]:
    """See to a broken chain, for whoever may read the ledger of the whole installation."""
    if why_not(person, Right.LEDGER_READ, None, today=today) is not None:
        return
    fault = broken()
    if fault is None:
        return
    yield Duty(
        what=say(N_("台账在第{seq}条处断开，请查明原因"), seq=fault.broken_at),
        url=reverse("ledger:anchors"),
        button=say(N_("查看")),
    )
