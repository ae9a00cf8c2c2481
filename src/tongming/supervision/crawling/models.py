"""Sections that are looked at, each look with every address it knows, and what was found."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongming.law.inspection import CHECKS, Severity
from tongming.law.words import N_, Message
from tongming.supervision.crawling.checks.model import HINTS
from tongming.supervision.inspection.words import evidence_name, kept_message
from tongming.units.models import Person, Unit


def _between(least: int, most: int) -> list[Any]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class Section(models.Model):
    """A section somebody looks after: where it stands, and what is to be known about it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    name = models.CharField(_("名称"), max_length=80)
    address = models.CharField(_("首页地址"), max_length=500)
    also = models.TextField(_("还包括的路径"), max_length=2000, blank=True)
    """Further folders of the same host, one a line."""
    profile = models.JSONField(_("页面特征"), default=dict, blank=True)
    """`pages.profile.Profile` as data."""
    domains = models.TextField(_("许可的外部域名"), max_length=4000, blank=True)
    """Besides those everybody may link to; one a line."""
    wording = models.TextField(_("错误表述"), max_length=20000, blank=True)
    """Besides the list shipped; `错词=建议词`, one a line."""
    pages = models.PositiveIntegerField(_("最多多少页"), default=2000, validators=_between(1, 5000))
    depth = models.PositiveSmallIntegerField(_("最多点几层"), default=8, validators=_between(1, 30))
    megabytes = models.PositiveIntegerField(
        _("最多下载多少MB"), default=500, validators=_between(1, 20_000)
    )
    minutes = models.PositiveIntegerField(
        _("最多用多少分钟"), default=240, validators=_between(1, 2880)
    )
    outside = models.PositiveIntegerField(
        _("最多检查多少个外部链接"), default=500, validators=_between(0, 5000)
    )
    pause = models.DecimalField(
        _("两次访问之间停几秒"), max_digits=5, decimal_places=2, default=1,
        validators=_between(0, 120),
    )  # fmt: skip
    is_watched = models.BooleanField(_("每小时看一次能不能打开"), default=False)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    looked_on = models.DateField(_("上次日常检查"), null=True, blank=True)
    light = models.JSONField(_("日常检查结果"), default=dict, blank=True)
    """By indicator what the last light look came to: C28, C29, C33."""

    class Meta:
        verbose_name = _("巡查对象")
        verbose_name_plural = _("巡查对象")
        ordering: ClassVar = ["unit__path", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "address"], name="section_once_a_unit")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("crawling:section", args=[self.pk])


class Crawl(models.Model):
    """One look at a section. All it knows is here, so that any process can go on with it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待开始")
        RUNNING = "running", _("正在巡查")
        PAUSED = "paused", _("稍后继续")
        DONE = "done", _("已完成")
        CANCELLED = "cancelled", _("已取消")
        FAILED = "failed", _("没有完成")

    section = models.ForeignKey(Section, models.PROTECT, related_name="crawls")
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default="waiting")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("提出时间"), auto_now_add=True)
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    """The server asked to wait until then."""
    cancel_asked = models.BooleanField(default=False)
    holder = models.CharField(max_length=40, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    """The process that works on it; one that was killed lets go by itself."""
    pauses = models.PositiveSmallIntegerField(default=0)
    seconds = models.FloatField(default=0)
    """Spent so far, over all processes."""
    bytes = models.BigIntegerField(default=0)
    robots = models.JSONField(null=True, blank=True)
    left_out = models.JSONField(default=dict, blank=True)
    """How many addresses were not visited, by why."""
    complete = models.BooleanField(default=False)
    """Nothing was left out by a limit."""
    reason = models.JSONField(null=True, blank=True)
    """Why it ended or waits, as `inspection.words.keep_message` keeps it."""
    told = models.JSONField(default=dict, blank=True)
    """What came of reporting: opened, seen_again, gone."""

    class Meta:
        verbose_name = _("巡查")
        verbose_name_plural = _("巡查")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["section"],
                condition=Q(state__in=("waiting", "running", "paused")),
                name="one_crawl_of_a_section_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("crawling:crawl", args=[self.pk])

    @property
    def is_going(self) -> bool:
        """Whether something is still to be done."""
        return self.state in (self.State.WAITING, self.State.RUNNING, self.State.PAUSED)

    @property
    def reason_message(self) -> Message | None:
        return kept_message(self.reason) if self.reason else None


class Address(models.Model):
    """An address a crawl knows of, and what came of visiting it."""

    crawl = models.ForeignKey(Crawl, models.CASCADE, related_name="addresses")
    address = models.CharField(max_length=1000)
    kind = models.CharField(max_length=8)
    rank = models.PositiveSmallIntegerField()
    """Pages first, then files, pictures, the rest of the host, other hosts."""
    depth = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.BooleanField(default=False)
    result = models.JSONField(null=True, blank=True)
    """`checks.Visit` without its page, as data."""
    page = models.JSONField(null=True, blank=True)
    """`pages.model.Page` as data; nothing personal in it but masked."""

    class Meta:
        verbose_name = _("巡查地址")
        verbose_name_plural = _("巡查地址")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["crawl", "address"], name="address_once_a_crawl")
        ]
        indexes: ClassVar = [
            models.Index(fields=["crawl", "done", "rank", "depth"], name="crawl_what_is_next")
        ]

    def __str__(self) -> str:
        return self.address


class CrawlFault(models.Model):
    """One thing that was wrong when a section was looked at. Never changed afterwards."""

    crawl = models.ForeignKey(Crawl, models.CASCADE, related_name="faults")
    kind = models.CharField(_("类别"), max_length=20)
    subject = models.CharField(_("对象"), max_length=1100)
    said = models.JSONField(_("问题"))
    url = models.CharField(_("所在页面"), max_length=1000)
    evidence = models.JSONField(_("依据"), default=dict)
    severity = models.CharField(max_length=12, blank=True)
    suspected = models.BooleanField(_("待复查"), default=False)

    class Meta:
        verbose_name = _("巡查发现")
        verbose_name_plural = _("巡查发现")
        ordering: ClassVar = ["kind", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.message}"

    @property
    def message(self) -> Message:
        return kept_message(self.said)

    @property
    def label(self) -> str:
        """What kind it is, in Chinese."""
        return CHECKS[self.kind].rule if self.kind in CHECKS else HINTS.get(self.kind, self.kind)

    @property
    def is_indicator(self) -> bool:
        """Whether the rules of inspection count it; else it is a hint."""
        return self.kind in CHECKS

    @property
    def short_url(self) -> str:
        """Where it is, without what every page of the section has in common."""
        root = self.crawl.section.address.rpartition("/")[0] + "/"
        return self.url.removeprefix(root) or "/"

    @property
    def severity_label(self) -> str:
        return Severity(self.severity).label if self.severity else ""

    @property
    def shown_evidence(self) -> list[tuple[str, str, list[str]]]:
        """Every field as its name, one value, or several."""
        return [
            (evidence_name(key), "" if isinstance(value, list) else str(value),
             [str(one) for one in value] if isinstance(value, list) else [])
            for key, value in self.evidence.items()
        ]  # fmt: skip


class Outside(models.Model):
    """An address on another host that did not open: it counts when it fails another day again."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="outsiders")
    address = models.CharField(max_length=1000)
    first_failed_on = models.DateField()
    last_looked_on = models.DateField()

    class Meta:
        verbose_name = _("打不开的外部链接")
        verbose_name_plural = _("打不开的外部链接")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "address"], name="outside_once_a_section")
        ]

    def __str__(self) -> str:
        return self.address


class Probe(models.Model):
    """One visit to a section's first page, to see whether it opens."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="probes")
    at = models.DateTimeField(db_index=True)
    opened = models.BooleanField()
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    fault = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = _("访问监测")
        verbose_name_plural = _("访问监测")
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.section} {self.at:%Y-%m-%d %H:%M}"


LEFT_OUT = {
    "robots": N_("网站的 robots.txt 不让访问"),
    "pages": N_("超过页数上限"),
    "depth": N_("超过层数上限"),
    "bytes": N_("超过下载量上限"),
    "time": N_("超过时间上限"),
    "shape": N_("同一类地址太多（例如日历、无尽的翻页）"),
    "outside": N_("外部链接超过上限"),
    "cancelled": N_("取消以后没有访问"),
}
"""Why addresses were not visited."""
