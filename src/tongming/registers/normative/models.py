"""A clean-up (清理): every normative document in force on its day, and what is to become of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.information.models import Document
from tongming.law.words import shown_date
from tongming.units.models import Person, Unit


class Cleanup(models.Model):
    """One round, over what was in force on a day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    on = models.DateField(_("清理基准日"))
    finished_on = models.DateField(_("完成日期"), null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("规范性文件清理")
        verbose_name_plural = _("规范性文件清理")
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(finished_on=None), name="cleanup_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return gettext("{unit}{day}规范性文件清理").format(
            unit=self.unit.short_name, day=shown_date(self.on, gettext)
        )

    def get_absolute_url(self) -> str:
        """Its page on the workbench."""
        return reverse("normative:cleanup", args=[self.pk])


class Judgement(models.Model):
    """What is to become of one document."""

    class Verdict(models.TextChoices):
        """The words of clean-up results."""

        KEPT = "kept", _("继续有效")
        REVISED = "revised", _("修改")
        REPEALED = "repealed", _("废止")
        EXPIRED = "expired", _("宣布失效")

    cleanup = models.ForeignKey(Cleanup, models.CASCADE, related_name="judgements")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    verdict = models.CharField(_("清理结论"), max_length=10, choices=Verdict, blank=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    judged_at = models.DateTimeField(_("作出时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("清理结论")
        ordering: ClassVar = ["document__formed_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cleanup", "document"], name="cleanup_judged_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.verdict}"
