"""Whose first week it is, and what they have ticked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongming.units.models import Person


class FirstWeek(models.Model):
    """Somebody new to a role: shown the steps until all are done or they want no more of it."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="first_week")
    begun_on = models.DateField(_("开始日期"))
    dismissed_at = models.DateTimeField(_("不再显示的时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("新人第一周")
        verbose_name_plural = _("新人第一周")

    def __str__(self) -> str:
        return f"{self.person} {self.begun_on}"


class Tick(models.Model):
    """A step the person says is done."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="ticks")
    step = models.CharField(_("步骤"), max_length=40)
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("完成的步骤")
        verbose_name_plural = _("完成的步骤")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "step"], name="step_ticked_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.step}"
