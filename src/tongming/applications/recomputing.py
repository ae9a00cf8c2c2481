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
        for application, change in changed_clocks(open_applications(), old, new, today):
            after = change.after
            yield Effect(
                subject=f"{application.number} {application.subject}",
                url=application.get_absolute_url(),
                unit=application.unit,
                before=application.due_on,
                after=after.due if after else None,
                provisional_before=application.provisional,
                provisional_after=after is not None and after.provisional,
                refusal=change.refusal.message if change.refusal else None,
            )

    def apply(self, old: Calendar, new: Calendar, *, by: Person, today: date) -> int:
        """Write the moved dates, an event each; how many moved.

        Where a step already taken would not be lawful under the new calendar, nothing moves: the
        application keeps its date, and its page says which step a person must look at.
        """
        moved = 0
        for application, change in changed_clocks(list(open_applications()), old, new, today):
            before, after = application.due_on, change.after
            if after is not None:
                accept_clock(application, after)
                moved += 1
            record(
                "applications.recomputed", unit=application.unit, by=by, subject=application,
                before=before, after=after.due if after else before,
                provisional=application.provisional,
                note=str(change.refusal.message) if change.refusal else "",
            )  # fmt: skip
        return moved
