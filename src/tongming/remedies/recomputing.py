"""What a change of calendar does to the terms of open cases: shown before it counts.

Nothing is written: a term here is worked out whenever it is asked for, from the day it began.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.calendars.watchers import Effect
from tongming.law.calendar import Calendar
from tongming.remedies.course import open_tasks
from tongming.remedies.queries import live_cases
from tongming.units.models import Person


class OpenTerms:
    """The register's watcher of the calendar."""

    def effects(self, old: Calendar, new: Calendar, today: date) -> Iterator[Effect]:
        """Each open term that would end on another day."""
        cases = list(live_cases())
        after = {
            (task.stage.pk, task.obligation.kind): task.obligation.due
            for _case, task in open_tasks(cases, new, today)
        }
        for case, task in open_tasks(cases, old, today):
            due, then = task.obligation.due, after.get((task.stage.pk, task.obligation.kind))
            if due is None or then is None or (due.on, due.provisional) == (
                then.on, then.provisional,
            ):  # fmt: skip
                continue
            yield Effect(
                subject=f"{case.number} {case.subject}",
                url=case.get_absolute_url(),
                unit=case.unit,
                before=due.on,
                after=then.on,
                provisional_before=due.provisional,
                provisional_after=then.provisional,
            )

    def apply(self, old: Calendar, new: Calendar, *, by: Person, today: date) -> int:
        """How many terms end on another day; there is nothing to write."""
        return sum(1 for _effect in self.effects(old, new, today))
