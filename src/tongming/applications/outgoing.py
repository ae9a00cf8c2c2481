"""What waits to be handed to a mail server or a gateway: claimed, tried, tried again, given up."""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""How long after each failure it is tried again; after the last one a person must look."""
LEASE = timedelta(minutes=5)
"""While one process sends, no other does; a killed one holds it no longer than this."""


class State(models.TextChoices):
    """What came of it."""

    WAITING = "waiting", _("待发")
    SENT = "sent", _("已发")
    FAILED = "failed", _("没有发出")
    DROPPED = "dropped", _("不用发了")
    """There was nothing to be said any more before it could be sent."""


class Outgoing(models.Model):
    """One message, from being due to being sent."""

    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    problem = models.CharField(_("没有发出的原因"), max_length=200, blank=True)
    again_at = models.DateTimeField(_("下次尝试"), default=timezone.now)
    claimed_until = models.DateTimeField(_("处理占用至"), null=True, blank=True)
    made_at = models.DateTimeField(_("生成时间"), default=timezone.now)
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)

    class Meta:
        abstract = True

    def claim(self, at: datetime) -> Self | None:
        """The message as it stands now, if nobody else has it."""
        free = Q(claimed_until=None) | Q(claimed_until__lte=at)
        rows = type(self)._default_manager.filter(free, pk=self.pk, state=State.WAITING)
        claimed = rows.update(claimed_until=at + LEASE)
        return type(self)._default_manager.get(pk=self.pk) if claimed else None

    def sent(self, at: datetime) -> None:
        """It was handed over."""
        self.state, self.sent_at, self.problem, self.claimed_until = State.SENT, at, "", None

    def failed(self, at: datetime, problem: str, *, for_good: bool = False) -> None:
        """It was not: it is tried again later, and given to a person after the last time."""
        self.problem, self.claimed_until = problem[:200], None
        if self.attempts < len(BACK_OFF) and not for_good:
            self.again_at = at + BACK_OFF[self.attempts]
        else:
            self.state = State.FAILED
        self.attempts += 1


def due(at: datetime) -> Q:
    """What waits, is due to be tried and is in nobody's hands."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=at)
    return Q(state=State.WAITING, again_at__lte=at) & free


def message_id(key: str) -> str:
    """The same message goes again under the same name, so that the other side can tell."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return f"<{key}@{host}>"


def why_not_taken(error: Exception) -> str:
    """Why, in a few words without an address: servers like to repeat whom a letter is for."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _said in error.recipients.values()})
        return f"SMTP {', '.join(map(str, codes))}: recipient refused"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"SMTP {error.smtp_code}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__
