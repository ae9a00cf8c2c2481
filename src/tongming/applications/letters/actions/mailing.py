"""Ask the system to send a letter by e-mail; write down that it came back."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from tongming.applications.applicants.actions import identity_of
from tongming.applications.letters.actions.drafting import locked
from tongming.applications.letters.actions.sending import require_can_go
from tongming.applications.letters.models import Letter, Mailing, Way
from tongming.applications.letters.places import settings_of
from tongming.applications.outgoing import State
from tongming.law import letters as law
from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require


def why_not_mailed(letter: Letter) -> Message | None:
    """Why the system does not send a letter itself; None where it does."""
    if letter.law.to is not law.Addressee.APPLICANT:
        return say(N_("系统只给申请人发送电子邮件。"))
    if settings.MAIL_SERVER is None:
        return say(N_("没有设置发信服务器，系统不能发送电子邮件。请用单位邮箱发出，再在这里登记。"))
    if not settings_of(letter.unit).by_mail:
        return say(N_("单位没有选择由系统发送电子邮件。要用的，请办公室负责人在“文书设置”里打开。"))
    applicant = identity_of(letter.application)
    if applicant is None or not applicant.email:
        return say(N_("申请人没有留电子邮箱。"))
    return None


@transaction.atomic
def ask_to_mail(*, letter: Letter, requested: str = "", by: Person, today: date) -> Mailing:
    """Let the system mail a signed letter, as soon as the mail server takes it.

    Refused where it could not be sent today by hand. Whether it may is asked again when it goes:
    that day is the day of sending.
    """
    letter = locked(letter)
    require(by, Right.APPLICATION_HANDLE, letter.unit)
    if reason := why_not_mailed(letter):
        raise Refused(reason)
    require_can_go(letter, Way.ELECTRONIC, today, requested=requested)
    earlier = Mailing.objects.select_for_update().filter(letter=letter).first()
    if earlier is not None and earlier.state == State.WAITING:
        raise Refused(say(N_("这封邮件已经在等系统发送。")))
    mailing = earlier or Mailing(letter=letter)
    mailing.state, mailing.attempts, mailing.problem = State.WAITING, 0, ""
    mailing.asked_by, mailing.requested, mailing.again_at = by, requested.strip(), now()
    mailing.save()
    record(
        "letters.mail_asked", unit=letter.unit, by=by, subject=letter, on=today,
        letter=letter.kind, application=letter.application.number, number=letter.number,
    )  # fmt: skip
    return mailing


@transaction.atomic
def record_return(*, letter: Letter, returned_on: date, by: Person, today: date) -> None:
    """Write down that the mail came back: it has to go another way."""
    letter = locked(letter)
    require(by, Right.APPLICATION_HANDLE, letter.unit)
    mailing = Mailing.objects.select_for_update().filter(letter=letter, state=State.SENT).first()
    if mailing is None or letter.state != Letter.State.SENT or letter.way != Way.ELECTRONIC:
        raise Refused(say(N_("只有系统用电子邮件发出、还没有登记收到的文书，才登记退信。")))
    sent = letter.sent_on or today
    if not sent <= returned_on <= today:
        raise Refused(say(N_("退信的日期应当在发出之日{sent}和今天之间。"), sent=sent))
    mailing.returned_on = returned_on
    mailing.save(update_fields=["returned_on"])
    record(
        "letters.mail_returned", unit=letter.unit, by=by, subject=letter, on=returned_on,
        letter=letter.kind, application=letter.application.number, number=letter.number,
    )  # fmt: skip
