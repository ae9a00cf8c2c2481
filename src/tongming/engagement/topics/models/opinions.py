"""Incidents of public opinion and what was said about them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law import responses as law
from tongming.law.responses import Form, Gravity, Stage
from tongming.law.words import N_
from tongming.units.models import Person, Unit

SOURCES = {
    "media": N_("媒体报道"),
    "web": N_("网络帖文"),
    "people": N_("群众反映"),
    "above": N_("上级转办"),
    "other": N_("其他"),
}


def source_choices() -> list[tuple[str, str]]:
    """Called when asked, like those below, so that another member needs no migration."""
    return [(key, gettext(label)) for key, label in SOURCES.items()]


def gravity_choices() -> list[tuple[str, str]]:
    return [(one.value, gettext(one.label)) for one in Gravity]


def form_choices() -> list[tuple[str, str]]:
    return [(one.value, gettext(one.label)) for one in Form]


class Counter(models.Model):
    """The last serial given out in a unit's year; a number is never given twice."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="opinion_counter")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}: {self.last}"


class Opinion(models.Model):
    """An incident of public opinion (政务舆情). Its hours run from the moment it was found."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="opinions", verbose_name=_("登记单位")
    )
    year = models.PositiveSmallIntegerField(_("年份"))
    serial = models.PositiveIntegerField(_("序号"))
    source = models.CharField(_("来源"), max_length=10, choices=source_choices)
    where = models.CharField(_("出处"), max_length=300, blank=True)
    title = models.CharField(_("舆情名称"), max_length=100)
    summary = models.TextField(_("摘要"), max_length=4000)
    found_at = models.DateTimeField(_("发现时间"))
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    gravity = models.CharField(_("等级"), max_length=10, blank=True, choices=gravity_choices)
    """Empty until it is assessed."""
    responsible = models.CharField(_("责任单位"), max_length=120, blank=True)
    lead = models.CharField(_("牵头负责人"), max_length=60, blank=True)
    """Who speaks first: in a grave matter the main leader, who may have no account here."""
    assessment = models.TextField(_("研判意见"), max_length=2000, blank=True)
    assessed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    assessed_at = models.DateTimeField(_("研判时间"), null=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unmet_reason = models.CharField(_("未按要求回应的说明"), max_length=500, blank=True)
    evaluation = models.TextField(_("回应评估"), max_length=4000, blank=True)
    evaluated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    evaluated_at = models.DateTimeField(_("评估时间"), null=True)

    class Meta:
        verbose_name = _("政务舆情")
        verbose_name_plural = _("政务舆情")
        ordering: ClassVar = ["-found_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "serial"], name="opinion_number_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(gravity=""), name="opinion_closed_when_assessed"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("found_at")),
                name="opinion_closed_after_found",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("topics:opinion", args=[self.pk])

    @property
    def number(self) -> str:
        """舆情编号."""
        return f"舆情〔{self.year}〕{self.serial}号"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def of_gravity(self) -> Gravity | None:
        """The class, once it was assessed."""
        return Gravity(self.gravity) if self.gravity else None

    @property
    def running_as(self) -> Gravity:
        """The class whose hours run: until somebody has assessed it, the gravest."""
        return self.of_gravity or Gravity.EXTREME

    @property
    def said(self) -> list[law.Statement]:
        """What was said, as the law knows it; what was struck out was not."""
        return [
            law.Statement(one.at, Form(one.form))
            for one in self.statements.all()
            if not one.struck_reason
        ]

    def clocks(self, now: datetime) -> tuple[law.Clock, ...]:
        """Every limit as it stands; of a closed one, as it stood when it was closed."""
        return law.clocks(self.running_as, self.found_at, self.said, self.closed_at or now)

    @property
    def awaited(self) -> list[law.Clock]:
        """The limits nobody has met; the earliest first. They do not depend on what time it is."""
        last = max((one.at for one in self.said), default=self.found_at)
        return [one for one in self.clocks(last) if one.is_open]

    @property
    def stage(self) -> Stage:
        return law.stage(self.of_gravity, self.found_at, self.said, closed=not self.is_open)


class Statement(models.Model):
    """Something said to the public, when and where."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="statements")
    at = models.DateTimeField(_("发布时间"))
    form = models.CharField(_("形式"), max_length=12, choices=form_choices)
    channel = models.CharField(_("回应渠道"), max_length=100)
    text = models.TextField(_("内容"), max_length=4000)
    address = models.URLField(_("网址"), max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    struck_reason = models.CharField(_("撤销登记的理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("回应")
        verbose_name_plural = _("回应")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.form}"
