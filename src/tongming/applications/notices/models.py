"""What was to be told to whom, and what came of it; what each person wishes to be told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongming.applications.models import Application
from tongming.applications.outgoing import Outgoing
from tongming.units.models import Person


class Way(models.TextChoices):
    """How somebody is told."""

    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")


class Letter(Outgoing):
    """One message to one person of the office."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("人员"))
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices)

    class Meta:
        abstract = True


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
