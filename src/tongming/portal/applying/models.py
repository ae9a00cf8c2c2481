"""What an applicant has filled in and not sent, sealed; and how applicants rate the handling."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongming.sealing.models import SealedFile
from tongming.units.models import Unit


class Draft(models.Model):
    """An application being filled in. The key is in the visitor's session alone."""

    key = models.CharField(max_length=43, unique=True, editable=False)
    sealed = models.BinaryField(default=bytes, editable=False)
    """What was filled in, sealed; empty once it is sent."""
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    receipts = models.BinaryField(default=bytes, editable=False)
    """Applications and their query codes, sealed: to be shown till the draft is forgotten."""

    class Meta:
        verbose_name = _("未提交的申请")
        verbose_name_plural = _("未提交的申请")
        indexes: ClassVar = [models.Index(fields=["touched_at"], name="draft_touched")]

    def __str__(self) -> str:
        return f"{self.touched_at:%Y-%m-%d %H:%M}"


class HeldFile(models.Model):
    """A file of a draft: admitted, sealed, never asked for again."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(SealedFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("未提交的材料")
        verbose_name_plural = _("未提交的材料")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.draft_id}"


class Rating(models.Model):
    """What an applicant thinks of the handling. Nothing leads from here to the application.

    The mark only keeps one application from being rated twice; without the keys it tells nothing.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    stars = models.PositiveSmallIntegerField(_("评分"))
    words = models.CharField(_("一句话"), max_length=100, blank=True)
    once = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("申请人评价")
        verbose_name_plural = _("申请人评价")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5), name="rating_one_to_five"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.stars}"
