"""Messages that ask about the same thing, and the one response to them all."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongming.engagement.messages.models import Message
from tongming.units.models import Person, Unit

PREFIX = "response-"


class Looking(models.Model):
    """How far back a unit looks, and how many messages make a topic."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField(
        _("看最近多少天的留言"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    least = models.PositiveSmallIntegerField(
        _("几条相似的算热点"), default=3, validators=[MinValueValidator(2), MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("热点设置")
        verbose_name_plural = _("热点设置")

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.days}/{self.least}"


class Topic(models.Model):
    """A group of messages: proposed by the machine, confirmed or set aside by a person."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("可能的热点")
        CONFIRMED = "confirmed", _("已确认的热点")
        SET_ASIDE = "set_aside", _("不是热点")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="topics", verbose_name=_("单位"))
    title = models.CharField(_("热点名称"), max_length=100)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default="proposed")
    proposed_at = models.DateTimeField(_("发现时间"), default=timezone.now, editable=False)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("热点")
        verbose_name_plural = _("热点")
        ordering: ClassVar = ["-proposed_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("topics:topic", args=[self.pk])


class Member(models.Model):
    """A message in a topic; in one only."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="members")
    message = models.OneToOneField(Message, models.PROTECT, related_name="+")
    sure = models.BooleanField(_("已确认"), default=False)
    """Whether a person said that it belongs here: only then is its writer told the response."""
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("热点留言")
        verbose_name_plural = _("热点留言")
        ordering: ClassVar = ["message__sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.message_id}"


class Response(models.Model):
    """What is said to everybody: edited by one person, approved by another."""

    topic = models.OneToOneField(Topic, models.PROTECT, related_name="response")
    title = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("回应"), max_length=8000)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("拟稿人"))
    saved_at = models.DateTimeField(_("保存时间"))
    asked = models.PositiveIntegerField(_("留言条数"), default=0)
    """How many messages had asked when it was published."""
    published_at = models.DateTimeField(_("回应时间"), null=True)
    """The first time."""
    changed_at = models.DateTimeField(null=True)
    """The last time."""
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(_("撤回日期"), null=True)
    withdrawn_reason = models.CharField(_("撤回理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("热点回应")
        verbose_name_plural = _("热点回应")

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """What it goes by among the public items."""
        return f"{PREFIX}{self.topic_id}"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_on is None
