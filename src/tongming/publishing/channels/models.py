"""An item on a channel: asked for, under way, published, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongming.publishing.channels import problems
from tongming.publishing.channels.kinds import Channel, Means, Next, State
from tongming.publishing.channels.problems import Problem
from tongming.units.models import Person, Unit


def _choices(words: type[Channel] | type[Means] | type[State]) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


def channel_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another channel needs no migration."""
    return _choices(Channel)


def means_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another means needs no migration."""
    return _choices(Means)


def state_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another state needs no migration."""
    return _choices(State)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Reads over deliveries."""

    def published(self) -> DeliveryQuerySet:
        """Those that were published, whether or not they were withdrawn afterwards."""
        return self.exclude(published_on=None)


ALONE = "only-"
"""How the key begins of what stands on a channel and is no item of the section."""


class Delivery(models.Model):
    """One item on one channel of a unit; on 其他方式, once for each means."""

    key = models.CharField(_("信息编号"), max_length=120, db_index=True)
    title = models.CharField(_("名称"), max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    channel = models.CharField(_("渠道"), max_length=20, choices=channel_choices)
    means = models.CharField(_("方式"), max_length=30, choices=means_choices, blank=True)
    state = models.CharField(
        _("状态"), max_length=20, choices=state_choices, default=State.WAITING.value
    )
    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    known_since = models.DateTimeField(_("记录时间"), null=True, blank=True)
    """When the system learnt that it was published: a report is compiled from what was known."""
    by_hand = models.BooleanField(_("人工发布"), default=False)
    link = models.URLField(_("链接"), max_length=500, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    """Where there is no link: the gazette's number, the place of the board."""
    external_id = models.CharField(_("平台编号"), max_length=120, blank=True)
    progress = models.JSONField(_("已走的步骤"), default=dict)
    problem_code = models.CharField(_("错误代码"), max_length=40, blank=True)
    problem_detail = models.CharField(_("平台的原话"), max_length=500, blank=True)
    attempts = models.PositiveIntegerField(_("尝试次数"), default=0)
    again_at = models.DateTimeField(_("下次自动处理"), null=True, blank=True)
    claimed_until = models.DateTimeField(_("处理占用至"), null=True, blank=True)
    """While a process speaks with the platform, no other does."""
    to_withdraw = models.BooleanField(_("待撤回"), default=False)
    """The item was withdrawn from the section and still stands on this channel."""
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    asked_at = models.DateTimeField(_("安排时间"), default=timezone.now)
    changed_at = models.DateTimeField(_("更新时间"), default=timezone.now)

    objects: ClassVar[DeliveryQuerySet] = DeliveryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("渠道发布")
        verbose_name_plural = _("渠道发布")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "channel", "means"], name="delivery_once_a_channel"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.PUBLISHED.value, State.WITHDRAWN.value])
                | Q(published_on__isnull=False),
                name="delivery_published_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "published_on"]),
            models.Index(fields=["again_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("channels:delivery", args=[self.pk])

    @property
    def channel_kind(self) -> Channel:
        return Channel(self.channel)

    @property
    def state_kind(self) -> State:
        return State(self.state)

    @property
    def stands_alone(self) -> bool:
        """Whether it is no item of the public section."""
        return self.key.startswith(ALONE)

    @property
    def is_ours(self) -> bool:
        """Whether it stands on the public section itself, which puts it there and takes it away."""
        return self.channel_kind is Channel.WEBSITE and not self.by_hand

    @property
    def problem(self) -> Problem | None:
        """Why it was not published, with the sentence and the next step of its code."""
        return problems.of(self.problem_code, self.problem_detail)

    @property
    def needs_a_person(self) -> bool:
        """Whether nothing more happens by itself."""
        if self.to_withdraw:
            return True
        problem = self.problem
        return (
            self.state_kind not in (State.PUBLISHED, State.WITHDRAWN)
            and self.again_at is None
            and (problem is None or not problem.next.is_automatic or problem.next is Next.LOOK)
        )

    def publish(self, on: date) -> None:
        """It stands there, since this day."""
        self.state, self.published_on = State.PUBLISHED.value, self.published_on or on
        self.known_since = self.known_since or timezone.now()
        self.problem_code = self.problem_detail = ""
        self.again_at = None
