"""What the clock does: reminders before the term ends, yellow and red cards after it.

Usage, not law (decision 1103): each unit sets the days, and 0 switches one off. A reminder or a
card is written down once for a term, however often the clock comes round.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tongming.calendars.queries import current_calendar
from tongming.engagement.matters.actions import happened, locked
from tongming.engagement.matters.kinds import Move
from tongming.engagement.matters.models import Matter, Reminding
from tongming.engagement.matters.queries import awaited, reminding_of
from tongming.law.calendar import Calendar


def remind_all(now: datetime) -> int:
    """Write down every reminder and card that is due; how many there were."""
    today, calendar, done = localdate(now), current_calendar(), 0
    settings: dict[int, Reminding] = {}
    for matter in awaited():
        if matter.unit_id not in settings:
            settings[matter.unit_id] = reminding_of(matter.unit)
        for move in due_moves(matter, settings[matter.unit_id], calendar, today):
            done += _once(matter, move, today)
    return done


def due_moves(matter: Matter, kept: Reminding, calendar: Calendar, today: date) -> list[Move]:
    """What the settings ask for on a day."""
    past = calendar.count(matter.due_on, today)
    if today <= matter.due_on:
        return [Move.URGED] if kept.before and -past <= kept.before else []
    moves = [Move.YELLOW] if kept.yellow and past >= kept.yellow else []
    return [*moves, Move.RED] if kept.red and past >= kept.red else moves


@transaction.atomic
def _once(matter: Matter, move: Move, today: date) -> bool:
    matter = locked(matter)
    # Somebody may have fed back since the list was read.
    if not matter.stands.waits_for_handler:
        return False
    if matter.entries.filter(move=move.value, by=None, due_on=matter.due_on).exists():
        return False
    happened(matter, move, None, today)
    return True
