"""Sending what waits, one message at a time, each under a claim of its own.

A process killed before a message was handed over loses nothing: its claim runs out and another
sends it. Killed between handing over and writing that down, the same message goes again under the
same Message-ID or id, so that the other side can tell; no protocol here knows how to do better.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.utils.timezone import localdate, now

from tongming.applications.notices import sms
from tongming.applications.notices.models import Digest, Notice, Way
from tongming.applications.notices.planning import ORGANS_TURN, mobile, plan
from tongming.applications.notices.words import Mail, digest_mail, notice_mail, notice_text
from tongming.applications.outgoing import State, due, message_id, why_not_taken

log = logging.getLogger(__name__)
MOST_AT_ONCE = 200
"""Messages in one run: other jobs wait meanwhile."""
KEPT = timedelta(days=400)
"""So long one can see what was sent; the register itself keeps the deadlines."""


def run(moment: datetime | None = None) -> int:
    """Write down what is due, then send what waits; how much was sent."""
    at = moment or now()
    plan(at)
    _forget(at)
    return sum(1 for letter in _due(at) if _deliver(letter, at))


def _due(at: datetime) -> Iterator[Notice | Digest]:
    yield from list(Notice.objects.filter(due(at)).order_by("due_on", "pk")[:MOST_AT_ONCE])
    yield from list(Digest.objects.filter(due(at)).order_by("pk")[:MOST_AT_ONCE])


def _deliver(waiting: Notice | Digest, at: datetime) -> bool:
    letter = waiting.claim(at)
    if letter is None:
        return False
    act = _act(letter, at)
    if act is None:
        letter.state, letter.claimed_until = State.DROPPED, None
        letter.save()
        return False
    try:
        act()
    except (OSError, smtplib.SMTPException, sms.NotSent) as error:
        letter.failed(at, _reason(error))
        # Neither address nor number goes to the log.
        log.warning("%s %s: %s", type(letter).__name__, letter.pk, letter.problem)
    else:
        letter.sent(at)
    letter.save()
    return letter.state == State.SENT


def _act(letter: Notice | Digest, at: datetime) -> Callable[[], object] | None:
    """What sends it; None where there is nothing to be said any more."""
    person = letter.person
    if not person.is_active:
        return None
    if isinstance(letter, Digest):
        if letter.day != localdate(at) or not (mail := digest_mail(letter)):
            return None
        return lambda: _send(mail, person.email, f"digest-{letter.pk}")
    application = letter.application
    still = application.is_open and application.state in ORGANS_TURN
    if not still or application.due_on != letter.due_on:
        return None
    key = f"notice-{letter.pk}"
    if letter.way == Way.SMS:
        text = notice_text(letter, localdate(at))
        return lambda: sms.send(number=mobile(person), text=text, key=key)
    told = notice_mail(letter, localdate(at))
    return lambda: _send(told, person.email, key)


def _send(mail: Mail, to: str, key: str) -> None:
    EmailMessage(
        mail.subject,
        mail.text,
        to=[to],
        headers={"Message-ID": message_id(key), "Auto-Submitted": "auto-generated"},
    ).send()


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, sms.NotSent) else why_not_taken(error)


def _forget(at: datetime) -> None:
    for model in (Notice, Digest):
        model._default_manager.filter(made_at__lt=at - KEPT).exclude(state=State.WAITING).delete()
