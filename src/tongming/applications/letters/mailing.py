"""Sending the letters that wait to be mailed, one at a time, each under a claim of its own.

The mail server first, then the register, in a transaction: a letter counts as sent on the day it
was taken. Killed between the two, the same message goes again under the same Message-ID. No address
goes to the log.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.timezone import localdate, now

from tongming.applications.applicants.actions import identity_of
from tongming.applications.letters import actions
from tongming.applications.letters.actions.mailing import why_not_mailed
from tongming.applications.letters.actions.sending import require_can_go, verified
from tongming.applications.letters.models import Letter, Mailing, Way
from tongming.applications.letters.places import places_of
from tongming.applications.letters.queries import files_of
from tongming.applications.outgoing import due, message_id, why_not_taken
from tongming.law.words import N_, Refused, say
from tongming.units.rights import Right, require

log = logging.getLogger(__name__)
MOST_AT_ONCE = 20
"""Letters in one run: other jobs wait meanwhile."""
NOT_ENTERED = N_("邮件已经发出，但没有登记上：{reason}")


def run(moment: datetime | None = None) -> int:
    """Send what waits; how many letters went."""
    at = moment or now()
    waiting = list(Mailing.objects.filter(due(at)).order_by("pk")[:MOST_AT_ONCE])
    return sum(1 for mailing in waiting if _deliver(mailing, at))


def _deliver(waiting: Mailing, at: datetime) -> bool:
    mailing = waiting.claim(at)
    if mailing is None:
        return False
    letter, today = mailing.letter, localdate(at)
    try:
        require(mailing.asked_by, Right.APPLICATION_HANDLE, letter.unit)
        if reason := why_not_mailed(letter):
            raise Refused(reason)
        require_can_go(letter, Way.ELECTRONIC, today, requested=mailing.requested)
        message = _message(mailing)
    except Refused as refusal:
        return _given_up(mailing, at, str(refusal.message))
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        mailing.failed(at, why_not_taken(error), for_good=_is_final(error))
        mailing.save()
        log.warning("Mailing %s: %s", mailing.pk, mailing.problem)
        return False
    try:
        with transaction.atomic():
            mailing.sent(at)
            mailing.save()
            actions.send(
                letter=letter, way=Way.ELECTRONIC, on=today, requested=mailing.requested,
                tracking=message.extra_headers["Message-ID"], by=mailing.asked_by, today=today,
            )  # fmt: skip
    except Refused as refusal:
        return _given_up(mailing, at, str(say(NOT_ENTERED, reason=refusal.message)))
    return True


def _given_up(mailing: Mailing, at: datetime, problem: str) -> bool:
    """A person must look; trying again would say the same."""
    mailing.refresh_from_db()
    mailing.failed(at, problem, for_good=True)
    mailing.save()
    return False


def _is_final(error: Exception) -> bool:
    """Whether the server will never take it: trying the same address again only costs time."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    return False


def _message(mailing: Mailing) -> EmailMessage:
    letter: Letter = mailing.letter
    applicant = identity_of(letter.application)
    assert applicant is not None
    contact = places_of(letter.unit).contact
    text = (
        f"您好：\n\n{letter.unit.name}就您的政府信息公开申请（申请编号：{letter.application.number}）"
        f"发给您“{letter.law.title}”（{letter.number}），见附件。\n"
        f"收到后请回复这封邮件告知一声。打不开附件，或者要纸质的，请与我们联系。\n\n{contact}\n"
    )
    message = EmailMessage(
        f"{letter.unit.name}：{letter.law.title}（{letter.number}）",
        text,
        to=[applicant.email],
        headers={"Message-ID": message_id(f"letter-{letter.pk}")},
    )
    for file in files_of(letter):
        kept, content = verified(letter, file.key)
        message.attach(kept.name, content, kept.media_type)
    return message
