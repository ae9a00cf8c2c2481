"""A sum as it was kept: what was added, who was missing, and the hash of the whole."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongming.ledger.models import Event
from tongming.reports.models import FORM_CHOICES, Added, AddedQuerySet
from tongming.units.models import Person, Unit


class Sum(Added):
    """One sum. Made anew, it is another; an old one is never changed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    """Whose reports and those beneath were added."""
    year = models.PositiveSmallIntegerField(_("报告年度"))
    form = models.CharField(_("格式"), max_length=20, choices=FORM_CHOICES)
    scope = models.CharField(_("汇总范围"), max_length=60)
    """The parts chosen, by `gathering.Scope`, with commas between."""
    basis = models.CharField(_("取哪一版"), max_length=12)
    content = models.TextField(_("内容"))
    """JSON: the sum in the published form, and `parts`: unit, version and hash of each report."""
    sha256 = models.CharField(_("指纹"), max_length=64, db_index=True)
    reports = models.PositiveIntegerField(_("计入的报告"))
    missing = models.PositiveIntegerField(_("没有报告的单位"))
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("保存时间"))
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    objects = AddedQuerySet["Sum"].as_manager()

    class Meta:
        verbose_name = _("年度报告汇总")
        verbose_name_plural = _("年度报告汇总")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["unit", "year"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.scope}"


class Release(models.Model):
    """A kept sum on its way to the public: asked for by the office, signed by a leader."""

    class State(models.TextChoices):
        ASKED = "asked", _("待签发")
        PUBLIC = "public", _("已公布")
        RETURNED = "returned", _("签发人退回")

    sum = models.OneToOneField(Sum, models.PROTECT, related_name="release")
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.ASKED)
    reason = models.CharField(_("替代理由"), max_length=500, blank=True)
    """Why it takes the place of a sum of the same year and scope that is public already."""
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("提请时间"))
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("签发时间"), null=True)
    words = models.CharField(_("退回意见"), max_length=500, blank=True)
    number = models.PositiveIntegerField(_("序号"), null=True)
    """Counted from 1 within the unit's year; stands in its address and never changes."""

    class Meta:
        verbose_name = _("公布的汇总")
        verbose_name_plural = _("公布的汇总")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="asked")
                | models.Q(settled_by__isnull=False, settled_at__isnull=False),
                name="sum_release_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="public") | models.Q(number__isnull=False),
                name="sum_release_public_has_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sum} {self.state}"
