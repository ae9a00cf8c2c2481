"""What was to be told to whom, and what came of it; what each person wishes to be told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongming.applications.models import Application
from tongming.units.models import Person

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""How long after each failure it is tried again; after the last one a person must look."""
LEASE = timedelta(minutes=5)
"""While one process sends, no other does; a killed one holds it no longer than this."""


class Way(models.TextChoices):
    """How somebody is told."""

    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")


class State(models.TextChoices):
    """What came of it."""

    WAITING = "waiting", _("待发")
    SENT = "sent", _("已发")
    FAILED = "failed", _("没有发出")
    DROPPED = "dropped", _("不用发了")
    """The application was answered, or its date moved, before it could be sent."""


class Letter(models.Model):
    """One message to one person, from being due to being sent."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("人员"))
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    problem = models.CharField(_("没有发出的原因"), max_length=200, blank=True)
    again_at = models.DateTimeField(_("下次尝试"), default=timezone.now)
    claimed_until = models.DateTimeField(_("处理占用至"), null=True, blank=True)
    made_at = models.DateTimeField(_("生成时间"), default=timezone.now)
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)

    class Meta:
        abstract = True

    def sent(self, at: datetime) -> None:
        """It was handed over."""
        self.state, self.sent_at, self.problem, self.claimed_until = State.SENT, at, "", None

    def failed(self, at: datetime, problem: str) -> None:
        """It was not: it is tried again later, and given to a person after the last time."""
        self.problem, self.claimed_until = problem[:200], None
        if self.attempts < len(BACK_OFF):
            self.again_at = at + BACK_OFF[self.attempts]
        else:
            self.state = State.FAILED
        self.attempts += 1


class Notice(Letter):
    """That an application's last day is near, or past."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="notices", verbose_name=_("申请")
    )
    threshold = models.PositiveSmallIntegerField(_("提前的工作日"))
    """7, 3 or 1 working days before; 0 once it is overdue."""
    due_on = models.DateField(_("答复期限届满之日"))

    class Meta:
        verbose_name = _("期限提醒")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "threshold", "due_on", "person", "way"],
                name="notice_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["again_at"], name="notice_waiting", condition=Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.threshold} {self.due_on} {self.person}"


class Digest(Letter):
    """What a person has to do, once a working day."""

    day = models.DateField(_("日期"))

    class Meta:
        verbose_name = _("每日汇总")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day", "way"], name="digest_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.person}"


class Wishes(models.Model):
    """What a person wishes to be told besides what the deadlines demand."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    digest = models.BooleanField(_("每日汇总"), default=False)
    feed_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    """SHA-256 of the secret in the calendar's address; the secret itself is kept nowhere."""
    feed_made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("提醒设置")

    def __str__(self) -> str:
        return f"{self.person_id}"
