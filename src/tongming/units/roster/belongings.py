"""The shifts to come of a person who leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, HandOn, Kind
from tongming.units.models import Person
from tongming.units.roster.actions import pass_on
from tongming.units.roster.models import Shift


def shifts_of(person: Person, today: date) -> Iterator[Belonging]:
    """Every shift from today on."""
    for shift in person.shifts.filter(day__gte=today).select_related("unit"):
        yield Belonging(
            key=f"shift:{shift.pk}",
            kind=Kind.SHIFT,
            what=say(N_("{day}在{unit}值班"), day=shift.day, unit=shift.unit.short_name),
            url=reverse("roster:unit", args=[shift.unit_id]) + f"#d{shift.day.isoformat()}",
            unit=shift.unit,
            hand_on=_pass_on(shift),
        )


def _pass_on(shift: Shift) -> HandOn:
    def hand_on(successor: Person, by: Person | None, on: date) -> None:
        pass_on(shift=shift, to=successor, by=by, today=on)

    return hand_on
