"""What the first screen shows of somebody's first week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongming.units.models import Person
from tongming.units.newcomers.models import FirstWeek
from tongming.units.newcomers.steps import Step, steps_for


@dataclass(frozen=True, slots=True)
class Line:
    """A step, where it leads, and whether it is done."""

    step: Step
    url: str
    done: bool

    @property
    def by_hand(self) -> bool:
        """Whether the person ticks it."""
        return self.step.seen_done is None and not self.done


def first_week_of(person: Person, today: date) -> list[Line]:
    """The steps while there is one left to do; nothing where it is over, dismissed or never was."""
    if not FirstWeek.objects.filter(person=person, dismissed_at=None).exists():
        return []
    roles = [held.role_kind for held in person.appointments.in_force(today)]
    ticked = set(person.ticks.values_list("step", flat=True))
    lines = [
        Line(
            step,
            step.address(person),
            step.seen_done(person, today) if step.seen_done else step.key in ticked,
        )
        for step in steps_for(roles)
    ]
    return [] if all(line.done for line in lines) else lines
