"""A handover, and what was settled about each thing in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.units.belongings import Kind
from tongming.units.models import Person, Unit


def kind_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another kind needs no migration."""
    return [(kind.value, gettext(kind.label)) for kind in Kind]


class Handover(models.Model):
    """One person leaves, or changes to other work: begun, left and resumed, finished or cancelled.

    What hangs on the person is asked of the rooms each time; only what was settled is kept.
    """

    class State(models.TextChoices):
        OPEN = "open", _("交接中")
        FINISHED = "finished", _("已办结")
        CANCELLED = "cancelled", _("已取消")

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="handovers", verbose_name=_("移交人")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    """The one that looks after the person's account."""
    leaving_on = models.DateField(_("计划离岗日期"))
    reason = models.CharField(_("事由"), max_length=200)
    closes_account = models.BooleanField(_("办结时停用账号"), default=True)
    state = models.CharField(
        _("状态"), max_length=12, choices=State.choices, default=State.OPEN.value
    )
    started_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("发起人")
    )
    started_at = models.DateTimeField(_("发起时间"), auto_now_add=True)
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    """The first day without the roles; the day of cancelling."""
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("办结人")
    )
    end_reason = models.CharField(_("取消事由"), max_length=200, blank=True)
    witness = models.CharField(_("监交人"), max_length=60, blank=True)
    signed_on = models.DateField(_("签字日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("工作交接")
        verbose_name_plural = _("工作交接")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="open"), name="handover_once_open"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_on=None)
                | Q(state="finished", ended_on__isnull=False, signed_on__isnull=False)
                | (Q(state="cancelled", ended_on__isnull=False) & ~Q(end_reason="")),
                name="handover_ends_signed_or_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("handover:handover", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Settlement(models.Model):
    """Who takes one thing, or why nobody does."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="settlements")
    key = models.CharField(_("编号"), max_length=80)
    kind = models.CharField(_("类别"), max_length=20, choices=kind_choices)
    what = models.CharField(_("事项"), max_length=600)
    """In Chinese, as the sheet prints it."""
    unit_name = models.CharField(_("单位"), max_length=40, blank=True)
    successor = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("接手人")
    )
    reason = models.CharField(_("说明"), max_length=200, blank=True)
    """Why nobody takes it; with a successor, what to know about it."""
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    at = models.DateTimeField(_("时间"), auto_now=True)
    was_open = models.BooleanField(_("办结时未了"), default=True)
    """False where the person brought it to an end before leaving."""

    class Meta:
        verbose_name = _("交接事项")
        verbose_name_plural = _("交接事项")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handover", "key"], name="settlement_once_a_thing"),
            models.CheckConstraint(
                condition=Q(successor__isnull=False) | ~Q(reason=""),
                name="settlement_successor_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def kind_label(self) -> str:
        """The kind's name."""
        return gettext(Kind(self.kind).label)
