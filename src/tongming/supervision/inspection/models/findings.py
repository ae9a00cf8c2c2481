"""The rules of a supervising unit, and what was found by them.

A finding is one fault of one record or page, from the day it was first seen until it is gone.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.law.inspection import Severity
from tongming.law.words import Message
from tongming.supervision.inspection.facts import basis_of, rule_of
from tongming.supervision.inspection.words import evidence_name, kept_message, shown
from tongming.units.models import Person, Unit


def severity_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Severity]


class RuleSet(models.Model):
    """One version of the rules of a supervising unit. The highest number is in force."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("制定单位"))
    number = models.PositiveIntegerField(_("版本"))
    values = models.JSONField(_("规则"), default=dict)
    """What differs from law.inspection: thresholds, off, severities, columns, weights."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("修改人"))
    at = models.DateTimeField(_("修改时间"), auto_now_add=True)
    reason = models.CharField(_("修改理由"), max_length=300)

    class Meta:
        verbose_name = _("检查规则")
        verbose_name_plural = _("检查规则")
        ordering: ClassVar = ["unit", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "number"], name="inspection_rules_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.number}"


class FindingQuerySet(models.QuerySet["Finding"]):
    """Reads over findings."""

    def standing(self) -> FindingQuerySet:
        """Those that stand now."""
        return self.filter(gone_at=None, closed_at=None)

    def between(self, since: datetime, until: datetime) -> FindingQuerySet:
        """Those that stood at some moment from one to another, the second not counted."""
        return (
            self.filter(found_at__lt=until)
            .exclude(closed_as="unfounded")
            .filter(
                Q(gone_at=None) | Q(gone_at__gte=since), Q(closed_at=None) | Q(closed_at__gte=since)
            )
        )


class Finding(models.Model):
    """One thing that is wrong, from the day it was seen until it is gone."""

    class Source(models.TextChoices):
        OWN = "own", _("系统自查")
        CRAWL = "crawl", _("网页巡查")
        SITE_VISIT = "site_visit", _("现场检查")

    class Closing(models.TextChoices):
        UNFOUNDED = "unfounded", _("不成立")
        """It never was a fault: it counts nowhere."""
        SETTLED = "settled", _("已说明情况")
        """It cannot be undone, and was answered for: it counts in its quarter."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    indicator = models.CharField(_("指标"), max_length=12, db_index=True)
    """A check or an indicator of law.inspection."""
    severity = models.CharField(_("程度"), max_length=12, choices=severity_choices)
    subject = models.CharField(_("对象"), max_length=500)
    said = models.JSONField(_("问题"))
    """The sentence, as `words.keep_message` keeps it."""
    evidence = models.JSONField(_("依据"), default=dict, blank=True)
    url = models.CharField(_("所在位置"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(_("来源"), max_length=12, choices=Source.choices)
    found_at = models.DateTimeField(_("发现时间"))
    last_seen_at = models.DateTimeField(_("最近一次见到"))
    gone_at = models.DateTimeField(_("消除时间"), null=True, blank=True)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("检查人")
    )
    """Who entered it on site; the system itself otherwise."""
    place = models.CharField(_("地点"), max_length=120, blank=True)
    closed_at = models.DateTimeField(_("了结时间"), null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("了结人")
    )
    closed_as = models.CharField(_("了结方式"), max_length=10, choices=Closing.choices, blank=True)
    closed_reason = models.CharField(_("了结理由"), max_length=300, blank=True)
    """It is not opened again while it is still seen."""

    objects: ClassVar[FindingQuerySet] = FindingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("检查发现")
        verbose_name_plural = _("检查发现")
        ordering: ClassVar = ["-found_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "gone_at"], name="inspection_open_of_unit")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "source", "indicator", "subject"],
                condition=Q(gone_at=None),
                name="inspection_finding_open_once",
            ),
            models.CheckConstraint(
                condition=Q(last_seen_at__gte=F("found_at"))
                & (Q(gone_at=None) | Q(gone_at__gte=F("found_at"))),
                name="inspection_finding_in_order",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(closed_as="") & ~Q(closed_reason=""),
                name="inspection_closed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.message}"

    def get_absolute_url(self) -> str:
        return reverse("inspection:finding", args=[self.pk])

    @property
    def message(self) -> Message:
        """What is wrong, for any reader's language."""
        return kept_message(self.said)

    @property
    def is_open(self) -> bool:
        """Whether it stands: still there, and nobody closed it for a reason."""
        return self.gone_at is None and self.closed_at is None

    @property
    def severity_kind(self) -> Severity:
        """The severity as the law knows it."""
        return Severity(self.severity)

    @property
    def rule(self) -> str:
        """What its indicator looks at, in Chinese."""
        return rule_of(self.indicator)

    @property
    def basis(self) -> tuple[str, ...]:
        """What its indicator rests on."""
        return basis_of(self.indicator)

    @property
    def seen(self) -> list[tuple[str, str]]:
        """The evidence as names and values."""
        return [(evidence_name(key), shown(value)) for key, value in self.evidence.items()]
