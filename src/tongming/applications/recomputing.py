"""What a change of calendar does to the open clocks: shown first, written only once accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.applications.actions import accept_clock
from tongming.applications.clocks import changed_clocks
from tongming.applications.queries import open_applications
from tongming.calendars.watchers import Effect
from tongming.law.calendar import Calendar
from tongming.ledger.actions import record
from tongming.units.models import Person


class OpenClocks:
    """The register's watcher of the calendar."""

    def effects(self, old: Calendar, new: Calendar, today: date) -> Iterator[Effect]:
        """Each open application whose date would move, as it stands and as it would."""
        for application, after in changed_clocks(
            open_applications().iterator(500), old, new, today
        ):
            yield Effect(
                subject=f"{application.number} {application.subject}",
                url=application.get_absolute_url(),
                unit=application.unit,
                before=application.due_on,
                after=after.due,
                provisional_before=application.provisional,
                provisional_after=after.provisional,
            )

    def apply(self, old: Calendar, new: Calendar, *, by: Person, today: date) -> int:
        """Write the moved dates, an event each."""
        moved = 0
        for application, after in changed_clocks(list(open_applications()), old, new, today):
            before = application.due_on
            accept_clock(application, after)
            record(
                "applications.recomputed", unit=application.unit, by=by, subject=application,
                before=before, after=after.due, provisional=after.provisional,
            )  # fmt: skip
            moved += 1
        return moved
