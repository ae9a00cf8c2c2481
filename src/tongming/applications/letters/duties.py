"""Which letters wait for a person: to be signed, to be changed, to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tongming.applications.clocks import correction_told_by
from tongming.applications.duties import given_up
from tongming.applications.letters.actions.signing import why_not_sign
from tongming.applications.letters.lawful import STEPS
from tongming.applications.letters.models import Letter
from tongming.applications.letters.queries import waiting
from tongming.applications.outgoing import State
from tongming.calendars.queries import current_calendar
from tongming.law.calendar import Calendar
from tongming.law.words import N_, Message, say
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right

_SERVICE = "国办公开办函〔2016〕235号"


def letter_duties(person: Person, today: date) -> Iterator[Duty]:
    """Handed-in letters to sign or wait for, returned ones to change, signed ones to send."""
    calendar = current_calendar()
    to_sign = set()
    for letter in waiting(person, Right.APPLICATION_SIGN, Letter.State.SUBMITTED):
        if why_not_sign(letter, person, today) is None:
            to_sign.add(letter.pk)
            what = N_("签发{letter}：申请{number}")
            yield _duty(letter, what, say(N_("签发")), _signing_rule(letter), calendar, today)
    states = (Letter.State.DRAFT, Letter.State.SUBMITTED, Letter.State.SIGNED)
    for letter in waiting(person, Right.APPLICATION_HANDLE, *states).exclude(pk__in=to_sign):
        if letter.state == Letter.State.SIGNED:
            yield _to_send(letter, calendar, today)
        elif letter.state == Letter.State.SUBMITTED:
            what = N_("等签发{letter}：申请{number}")
            duty = _duty(letter, what, say(N_("查看")), _signing_rule(letter), calendar, today)
            # Who signs may be late; the office that owes the reply is late with them.
            yield duty if duty.is_overdue(today) else replace(duty, kind=Kind.WAITING)
        elif letter.returned_reason:
            what = N_("修改退回的{letter}：申请{number}")
            yield _duty(letter, what, say(N_("修改")), "第四十五条", calendar, today)

    returned = waiting(person, Right.APPLICATION_HANDLE, Letter.State.SENT)
    for letter in returned.filter(mailing__returned_on__isnull=False):
        what = N_("邮件被退回，换一种方式送达{letter}：申请{number}")
        duty = _duty(letter, what, say(N_("送达")), _SERVICE, calendar, today)
        # The register has it as sent: there is no term left, and no time to lose.
        yield replace(duty, due=today, working_days_left=0)


def _to_send(letter: Letter, calendar: Calendar, today: date) -> Duty:
    """A signed letter: to be sent, in the system's hands, or not taken by the mail server."""
    mailing = getattr(letter, "mailing", None)
    if mailing is not None and mailing.state == State.FAILED:
        what = N_("邮件没有发出，换一种方式送达{letter}：申请{number}")
        return _duty(letter, what, say(N_("处理")), _SERVICE, calendar, today)
    if mailing is not None and mailing.state == State.WAITING:
        what = N_("等系统用邮件发出{letter}：申请{number}")
        duty = _duty(letter, what, say(N_("查看")), _SERVICE, calendar, today)
        return duty if duty.is_overdue(today) else replace(duty, kind=Kind.WAITING)
    return _duty(
        letter, N_("发出{letter}：申请{number}"), say(N_("发出")), _SERVICE, calendar, today
    )


def _signing_rule(letter: Letter) -> str:
    """Why somebody else signs: an extension wants the head's consent, the others the procedure."""
    return "第三十三条第二款" if letter.kind == "P4" else "第四十五条"


def _duty(
    letter: Letter, what: str, button: Message, article: str, calendar: Calendar, today: date
) -> Duty:
    application = letter.application
    # What the applicant let pass is nobody's term for telling them.
    due = None if given_up(application, today) else application.due_on
    if letter.kind == "P2" and application.received_on is not None:
        due = correction_told_by(application.received_on, today) or due
    return Duty(
        what=say(what, letter=say(letter.law.title), number=application.number),
        url=letter.get_absolute_url(),
        button=button,
        due=due,
        working_days_left=calendar.count(today, due) if due else None,
        article=article,
        unit=letter.unit,
        told=say(
            N_("{letter}，申请{number}"),
            letter=say(letter.law.title),
            number=application.number,
        ),
        instead_of=application.get_absolute_url() if letter.kind in STEPS else "",
    )
