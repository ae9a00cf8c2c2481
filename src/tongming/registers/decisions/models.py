"""A year's catalogue of decisions, its rows, and what was done of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.information.models import Document
from tongming.law.decisions import ALWAYS, CHOSEN, Done, Step
from tongming.units.models import Person, Unit


def step_choices() -> list[tuple[str, str]]:
    """Called when asked, so that other words need no migration."""
    return [(one.value, gettext(one.label)) for one in Step]


class Catalogue(models.Model):
    """决策事项目录 of a year: published with the Party committee's consent (第三条)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    agreed_on = models.DateField(_("同级党委同意日期"), null=True, blank=True)
    paper = models.CharField(_("文号"), max_length=120, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="decision_catalogue",
        verbose_name=_("公开的信息"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("重大行政决策事项目录")
        verbose_name_plural = _("重大行政决策事项目录")
        ordering: ClassVar = ["-year", "unit__path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="decision_catalogue_once")
        ]

    def __str__(self) -> str:
        return gettext("{unit}{year}年重大行政决策事项目录").format(
            unit=self.unit.short_name, year=self.year
        )

    def get_absolute_url(self) -> str:
        """Its page on the workbench."""
        return reverse("decisions:catalogue", args=[self.pk])


class Decision(models.Model):
    """A matter to be decided in the year."""

    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="decisions")
    name = models.CharField(_("决策事项"), max_length=200)
    undertaker = models.CharField(_("承办单位"), max_length=120)
    planned_on = models.DateField(_("计划决定日期"))
    basis = models.CharField(_("依据"), max_length=500, blank=True)
    chosen = models.JSONField(_("应履行的程序"), default=list)
    dropped_on = models.DateField(_("移出目录日期"), null=True, blank=True)
    dropped_reason = models.CharField(_("移出目录的理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("重大行政决策")
        verbose_name_plural = _("重大行政决策")
        ordering: ClassVar = ["planned_on", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page on the workbench."""
        return reverse("decisions:decision", args=[self.pk])

    @property
    def required(self) -> tuple[Step, ...]:
        """The steps it takes, in their order."""
        chosen = {Step(one) for one in self.chosen}
        return tuple(one for one in Step if one in ALWAYS or (one in chosen and one in CHOSEN))

    def done(self) -> dict[Step, Done]:
        """What was done of each step, as last recorded."""
        return {
            Step(one.step): Done(one.began, one.ended, one.words)
            for one in self.records.order_by("pk")
        }


class StepRecord(models.Model):
    """A step as it was recorded; a later record of the same step takes its place."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="records")
    step = models.CharField(_("程序"), max_length=16, choices=step_choices)
    began = models.DateField(_("开始日期"))
    ended = models.DateField(_("结束日期"))
    words = models.TextField(_("情况"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.step}"

    @property
    def step_kind(self) -> Step:
        """The step with its words."""
        return Step(self.step)
