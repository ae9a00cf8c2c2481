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
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils.timezone import localdate, now

from tongming.applications.notices import sms
from tongming.applications.notices.models import LEASE, Digest, Notice, State, Way
from tongming.applications.notices.planning import ORGANS_TURN, mobile, plan
from tongming.applications.notices.words import Mail, digest_mail, notice_mail, notice_text

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
    free = Q(claimed_until=None) | Q(claimed_until__lte=at)
    waiting = Q(state=State.WAITING, again_at__lte=at) & free
    notices = Notice.objects.filter(waiting).order_by("due_on", "pk")
    digests = Digest.objects.filter(waiting).order_by("pk")
    yield from list(notices[:MOST_AT_ONCE])
    yield from list(digests[:MOST_AT_ONCE])


def _claim(letter: Notice | Digest, at: datetime) -> Notice | Digest | None:
    """The message as it stands now, if nobody else has it."""
    model = type(letter)
    free = Q(claimed_until=None) | Q(claimed_until__lte=at)
    claimed = model._default_manager.filter(free, pk=letter.pk, state=State.WAITING).update(
        claimed_until=at + LEASE
    )
    return model._default_manager.get(pk=letter.pk) if claimed else None


def _deliver(waiting: Notice | Digest, at: datetime) -> bool:
    letter = _claim(waiting, at)
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
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    EmailMessage(
        mail.subject,
        mail.text,
        to=[to],
        headers={"Message-ID": f"<{key}@{host}>", "Auto-Submitted": "auto-generated"},
    ).send()


def _reason(error: Exception) -> str:
    """Why, in a few words without an address: servers like to repeat whom a letter is for."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _said in error.recipients.values()})
        return f"SMTP {', '.join(map(str, codes))}: recipient refused"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"SMTP {error.smtp_code}"
    if isinstance(error, sms.NotSent):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__


def _forget(at: datetime) -> None:
    for model in (Notice, Digest):
        model._default_manager.filter(made_at__lt=at - KEPT).exclude(state=State.WAITING).delete()
