"""Which letters wait for a person: to be signed, to be changed, to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.applications.clocks import correction_notice_by
from tongming.applications.letters.actions.signing import why_not_sign
from tongming.applications.letters.models import Letter
from tongming.applications.letters.queries import waiting
from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Calendar
from tongming.law.words import N_, Message, say
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right

_SERVICE = "国办公开办函〔2016〕235号"


def letter_duties(person: Person, today: date) -> Iterator[Duty]:
    """Handed-in letters to sign, returned ones to change, signed ones to send."""
    calendar = current_calendar()
    for letter in waiting(person, Right.APPLICATION_SIGN, Letter.State.SUBMITTED):
        if why_not_sign(letter, person, today) is None:
            what = N_("签发{letter}：申请{number}")
            yield _duty(letter, what, say(N_("签发")), "第四十五条", calendar, today)
    states = (Letter.State.DRAFT, Letter.State.SIGNED)
    for letter in waiting(person, Right.APPLICATION_HANDLE, *states):
        if letter.state == Letter.State.SIGNED:
            what = N_("发出{letter}：申请{number}")
            yield _duty(letter, what, say(N_("发出")), _SERVICE, calendar, today)
        elif letter.returned_reason:
            what = N_("修改退回的{letter}：申请{number}")
            yield _duty(letter, what, say(N_("修改")), "第四十五条", calendar, today)


def _duty(
    letter: Letter, what: str, button: Message, article: str, calendar: Calendar, today: date
) -> Duty:
    due = _due(letter, today)
    return Duty(
        what=say(what, letter=say(letter.law.title), number=letter.application.number),
        url=letter.get_absolute_url(),
        button=button,
        due=due,
        working_days_left=calendar.count(today, due) if due else None,
        article=article,
        unit=letter.unit,
    )


def _due(letter: Letter, today: date) -> date | None:
    """The day it must be out by: that of the reply, or of the correction notice while it counts."""
    application = letter.application
    if letter.kind == "P2" and application.received_on:
        last = correction_notice_by(application.received_on)
        if last is not None and last >= today:
            return last
    return application.due_on
