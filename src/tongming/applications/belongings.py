"""What of the register hangs on a person: the applications open where they handle them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.applications.queries import open_applications
from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def open_applications_of(person: Person, today: date) -> Iterator[Belonging]:
    """Every open application: its clock runs on while people change."""
    units = units_for(person, Right.APPLICATION_HANDLE, today=today)
    for application in open_applications().filter(unit__in=units).order_by("due_on", "pk"):
        yield Belonging(
            key=f"applications:{application.pk}",
            kind=Kind.APPLICATION,
            what=say(
                N_("申请{number}：{subject}"),
                number=application.number,
                subject=application.subject[:40],
            ),
            url=application.get_absolute_url(),
            unit=application.unit,
            right=Right.APPLICATION_HANDLE,
        )
