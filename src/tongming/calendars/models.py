"""Working-day calendars that the office loads itself: a further year, or a change to one.

The years shipped with the product stand in `law.holidays`; what is loaded here comes on top. A
year is first proposed; it counts from the moment a person has seen what it does to the open clocks
and accepted it.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LoadedYear(models.Model):
    """One year's days off and make-up workdays, from a named notice."""

    class Status(models.TextChoices):
        """Where a loaded year stands."""

        PROPOSED = "proposed", _("待确认")
        IN_FORCE = "in_force", _("已启用")
        REPLACED = "replaced", _("已被替换")
        WITHDRAWN = "withdrawn", _("已撤回")

    year = models.PositiveSmallIntegerField(_("年度"))
    notice = models.CharField(_("通知文号"), max_length=80)
    data = models.JSONField(_("放假和调休安排"))
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("工作日历")
        ordering: ClassVar = ["-year", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(status="in_force"), name="calendar_one_year_in_force"
            ),
            models.UniqueConstraint(
                fields=["year"], condition=Q(status="proposed"), name="calendar_one_year_proposed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.notice}"
