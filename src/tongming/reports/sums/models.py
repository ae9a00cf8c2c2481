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
