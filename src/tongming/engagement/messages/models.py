"""Messages, what hangs on them, what a unit has set, the published figures of a month."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.engagement.messages.kinds import (
    OPEN,
    Channel,
    Kind,
    Move,
    Redirect,
    Satisfaction,
    State,
)
from tongming.law.words import N_
from tongming.sealing.models import SealedFile
from tongming.sealing.seals import seal, unseal
from tongming.units.models import Person, Unit

PREFIX = "message-"
MONTH_PREFIX = "message-month-"
PETITION_CHANNEL = N_(
    "可以到当地信访工作机构当面提出或者写信，也可以在国家信访局网站"
    "（https://www.gjxfj.gov.cn）提出。"
)
"""[U] Where petitions go differs by place: each unit checks and writes its own."""


class Counter(models.Model):
    """The last number given in a year; one row a year, locked while a number is given."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("留言编号")

    def __str__(self) -> str:
        return f"{self.year}-{self.last}"


class Message(models.Model):
    """One message. What the writer wrote is sealed; the columns hold it with numbers masked.

    `unit` has it now; the number stays when it is forwarded.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("受理单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    serial = models.PositiveIntegerField(_("序号"))
    query_mark = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    kind = models.CharField(_("类型"), max_length=12)
    channel = models.CharField(_("来源"), max_length=10)
    sent_at = models.DateTimeField(_("留言时间"))
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    """Since when it is known here: what came by letter is entered later than it came."""
    title = models.CharField(_("标题"), max_length=100, blank=True)
    text = models.TextField(_("内容"), blank=True)
    sealed = models.BinaryField(default=bytes, editable=False)
    """Title and text as written, name, contact and who is complained of, sealed; empty once
    erased."""
    may_publish = models.BooleanField(_("同意公开"), default=False)
    complained_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("被投诉单位")
    )
    complained_person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("被投诉人")
    )
    complained_asked = models.BooleanField(default=False)
    """Whether somebody has said who is complained of: a unit, a person, or none of these here."""

    state = models.CharField(_("状态"), max_length=12, default=State.NEW.value)
    due_on = models.DateField(_("期限"))
    accepted_at = models.DateTimeField(_("受理时间"), null=True)
    handler = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("承办人")
    )
    extended_from = models.DateField(_("原来的期限"), null=True)
    """Set when the term was extended: once."""
    extension_reason = models.CharField(_("延期原因"), max_length=300, blank=True)

    sealed_answer = models.BinaryField(default=bytes, editable=False)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sent_back_reason = models.CharField(_("退改意见"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("办结时间"), null=True)
    redirect = models.CharField(_("告知的途径"), max_length=12, blank=True)
    closing_reason = models.TextField(_("告知的内容"), blank=True)

    satisfaction = models.CharField(_("满意度"), max_length=12, blank=True)
    rated_at = models.DateTimeField(null=True)

    public_title = models.CharField(_("公开标题"), max_length=100, blank=True)
    public_text = models.TextField(_("公开的留言内容"), blank=True)
    public_answer = models.TextField(_("公开的答复"), blank=True)
    worded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who changed the public wording last; None while it is the masked original."""
    published_at = models.DateTimeField(_("公开时间"), null=True)
    changed_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(_("撤回日期"), null=True)
    withdrawn_reason = models.CharField(_("撤回原因"), max_length=300, blank=True)
    kept_back_reason = models.CharField(_("不公开的原因"), max_length=300, blank=True)
    erased_at = models.DateTimeField(_("清除时间"), null=True, editable=False)

    class Meta:
        verbose_name = _("留言")
        verbose_name_plural = _("留言")
        ordering: ClassVar = ["-sent_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "serial"], name="message_number_once"),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(state=State.ANSWERED.value),
                name="message_public_when_answered",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "due_on"], name="message_queue"),
            models.Index(fields=["unit", "sent_at"], name="message_month"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page on the workbench."""
        return reverse("messages:message", args=[self.pk])

    @property
    def number(self) -> str:
        """As the writer has it: 2026-12."""
        return f"{self.year}-{self.serial}"

    @property
    def key(self) -> str:
        """Of its public page."""
        return f"{PREFIX}{self.pk}"

    @property
    def kind_of(self) -> Kind:
        """The kind as data."""
        return Kind(self.kind)

    @property
    def channel_of(self) -> Channel:
        """The way it came as data."""
        return Channel(self.channel)

    @property
    def state_of(self) -> State:
        """The state as data."""
        return State(self.state)

    @property
    def redirect_of(self) -> Redirect | None:
        """What it really was."""
        return Redirect(self.redirect) if self.redirect else None

    @property
    def satisfaction_of(self) -> Satisfaction | None:
        """What the writer said."""
        return Satisfaction(self.satisfaction) if self.satisfaction else None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state_of in OPEN

    @property
    def is_public(self) -> bool:
        """Whether its page shows it."""
        return self.published_at is not None and self.withdrawn_on is None

    @property
    def sent_on(self) -> date:
        """The day it was sent, in China."""
        return localdate(self.sent_at)

    @property
    def is_late(self) -> bool:
        """Whether it was, or is, closed after its term."""
        last = localdate(self.closed_at) if self.closed_at else localdate()
        return last > self.due_on

    @property
    def answer(self) -> str:
        """What the writer is told; empty before there is a draft, and once erased."""
        return unseal(self.sealed_answer).decode() if self.sealed_answer else ""

    @answer.setter
    def answer(self, words: str) -> None:
        self.sealed_answer = seal(words.encode()) if words else b""

    @property
    def shown_title(self) -> str:
        """The title on screens."""
        return self.title or gettext("（内容已清除）")


class Attachment(models.Model):
    """A file the writer sent. It is never published."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(SealedFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("留言附件")
        verbose_name_plural = _("留言附件")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.message_id} {self.pk}"


class Forward(models.Model):
    """A line of the log: from whom to whom, by whom and why."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="forwards")
    move = models.CharField(_("流转"), max_length=12)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("原因"), max_length=300)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("留言流转")
        verbose_name_plural = _("留言流转")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.message_id} {self.move}"

    @property
    def move_of(self) -> Move:
        """What was done, as data."""
        return Move(self.move)


class KeptFinding(models.Model):
    """Something the checker found in the public wording that may stay, and why."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="kept_findings")
    digest = models.CharField(max_length=64)
    masked = models.CharField(max_length=200)
    reason = models.CharField(_("保留原因"), max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("保留的内容")
        verbose_name_plural = _("保留的内容")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "digest"], name="message_finding_kept_once")
        ]

    def __str__(self) -> str:
        return self.masked


def default_terms() -> dict[str, int]:
    """The days of each kind before a unit has set its own."""
    return {kind.value: kind.days for kind in Kind}


def default_keeping() -> int:
    """As many years as applications are kept."""
    return settings.RETENTION_YEARS


class MessageSettings(models.Model):
    """What a unit has set: local rules differ."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    terms: models.JSONField[dict[str, int]] = models.JSONField(_("期限"), default=default_terms)
    extension_days = models.PositiveSmallIntegerField(_("最多延长"), default=15)
    keep_years = models.PositiveSmallIntegerField(_("保存年限"), default=default_keeping)
    petition_channel = models.TextField(_("信访渠道"), default=PETITION_CHANNEL)

    class Meta:
        verbose_name = _("留言设置")
        verbose_name_plural = _("留言设置")

    def __str__(self) -> str:
        return str(self.unit)

    def days(self, kind: Kind) -> int:
        """The term of a kind in working days."""
        return int(self.terms.get(kind.value, kind.days))


class PublishedMonth(models.Model):
    """The figures of a month as published; published again, they say what changed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField(_("月份"))
    """Its first day."""
    figures: models.JSONField[dict[str, Any]] = models.JSONField(_("统计"))
    published_at = models.DateTimeField(_("公开时间"))
    changed_at = models.DateTimeField()
    changes: models.JSONField[list[list[str]]] = models.JSONField(default=list)
    """Days on which the figures were published anew."""

    class Meta:
        verbose_name = _("留言办理统计")
        verbose_name_plural = _("留言办理统计")
        ordering: ClassVar = ["-month"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "month"], name="message_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%Y-%m}"

    @property
    def key(self) -> str:
        """Of its public page."""
        return f"{MONTH_PREFIX}{self.pk}"
