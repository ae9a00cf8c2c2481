"""A shift is a day and who is on duty; a window is what of a unit's roster the public sees."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongming.units.models import Person, Unit


class Shift(models.Model):
    """Who is on duty in a unit on a day. Not everybody on a rota has an account."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="shifts", verbose_name=_("单位"))
    day = models.DateField(_("日期"))
    name = models.CharField(_("值班人"), max_length=60)
    phone = models.CharField(_("值班电话"), max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="shifts")
    """The account of whoever is on duty, where there is one: a handover gives it to another."""

    class Meta:
        verbose_name = _("值班")
        verbose_name_plural = _("值班")
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "day", "name"], name="shift_once_a_day")
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="roster_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Window(models.Model):
    """The days of the roster that stand on a unit's guide: seven from this one.

    A finished page must come out the same whenever it is written, so the day is kept here and
    moved by the clock, and never read while a page is written.
    """

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="roster_window")
    since = models.DateField(_("自"))

    class Meta:
        verbose_name = _("公开的值班日期")
        verbose_name_plural = _("公开的值班日期")

    def __str__(self) -> str:
        return f"{self.unit} {self.since}"
