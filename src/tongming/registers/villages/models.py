"""Villages of a town, and what a check found of each in a quarter."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongming.law.villages import MATTERS, Finding, Matter
from tongming.units.models import Person, Unit


class Village(models.Model):
    """A village or residents' committee the unit guides."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    name = models.CharField(_("村（居）名称"), max_length=60)
    place = models.CharField(_("公开栏位置"), max_length=120, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    """The first day it is no longer checked."""

    class Meta:
        verbose_name = _("村（居）")
        verbose_name_plural = _("村（居）")
        ordering: ClassVar = ["unit__path", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="village_once_a_unit"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Check(models.Model):
    """What was found in a quarter; with an order to put it right where something was wrong."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="checks")
    quarter = models.DateField(_("季度"))
    """Its first day."""
    on = models.DateField(_("检查日期"))
    findings = models.JSONField(_("检查情况"), default=dict)
    note = models.TextField(_("说明"), blank=True)
    order_until = models.DateField(_("整改期限"), null=True, blank=True)
    settled_on = models.DateField(_("复查日期"), null=True, blank=True)
    settled_note = models.CharField(_("整改情况"), max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("检查人"))

    class Meta:
        verbose_name = _("村务公开检查")
        verbose_name_plural = _("村务公开检查")
        ordering: ClassVar = ["-quarter", "village__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["village", "quarter"], name="village_check_quarter")
        ]

    def __str__(self) -> str:
        return f"{self.village} {self.quarter:%Y-%m}"

    def get_absolute_url(self) -> str:
        """Its page on the workbench."""
        return reverse("villages:check", args=[self.pk])

    @property
    def found(self) -> list[tuple[Matter, Finding]]:
        """Each matter and what was found of it."""
        return [
            (matter, Finding(self.findings[matter.key]))
            for matter in MATTERS
            if matter.key in self.findings
        ]

    @property
    def wrong(self) -> list[Matter]:
        """What has to be put right."""
        return [matter for matter, finding in self.found if finding.wants]

    @property
    def is_open(self) -> bool:
        """Whether something was ordered and not looked at again."""
        return self.order_until is not None and self.settled_on is None
