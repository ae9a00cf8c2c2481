"""What else is kept: good practices, quarterly reports, runs of the checks, accounts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.supervision.inspection.kinds import Platform
from tongming.units.models import Person, Unit


def platforms() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Platform]


class GoodPractice(models.Model):
    """Something a unit does well, as a person who inspects saw it."""

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    on = models.DateField(_("日期"))
    text = models.CharField(_("好的做法"), max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    struck_out_reason = models.CharField(_("划去原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("好的做法")
        verbose_name_plural = _("好的做法")
        ordering: ClassVar = ["on", "pk"]

    def __str__(self) -> str:
        return self.text


class QuarterReport(models.Model):
    """政务公开检查情况通报 of a quarter: drafted from the records, edited, signed, frozen."""

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SUBMITTED = "submitted", _("待签发")
        SIGNED = "signed", _("已签发")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("通报单位"))
    year = models.PositiveSmallIntegerField(_("年份"))
    quarter = models.PositiveSmallIntegerField(_("季度"))
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default="draft")
    words = models.JSONField(_("文字"), default=dict)
    """What a person wrote, by section; the figures in it are bound, never typed."""
    figures = models.JSONField(_("数据"), default=dict)
    """As signed; empty before: until then they are worked out whenever somebody looks."""
    writers: ClassVar = models.ManyToManyField(Person, related_name="+")
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("签发时间"), null=True, blank=True)
    digest = models.CharField(_("指纹"), max_length=64, blank=True)
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("检查情况通报")
        verbose_name_plural = _("检查情况通报")
        ordering: ClassVar = ["-year", "-quarter"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "quarter"], name="inspection_report_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="inspection_report_quarter"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(digest=""),
                name="inspection_report_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}-{self.quarter}"

    def get_absolute_url(self) -> str:
        return reverse("inspection:report", args=[self.pk])


class Run(models.Model):
    """One look of the system at the records of a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField(_("日期"))
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who asked for it; None where the day did."""
    looked = models.PositiveIntegerField(_("检查的指标"))
    opened = models.PositiveIntegerField(_("新发现"))
    gone = models.PositiveIntegerField(_("已消除"))
    failed = models.JSONField(_("没能检查的指标"), default=list)

    class Meta:
        verbose_name = _("检查记录")
        verbose_name_plural = _("检查记录")
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["unit", "day"], name="inspection_run_of_day")]

    def __str__(self) -> str:
        return f"{self.unit} {self.day}"


class Account(models.Model):
    """A 政务新媒体 account of a unit, as 国办发〔2018〕123号 has it filed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("主办单位"))
    platform = models.CharField(_("平台"), max_length=20, choices=platforms)
    name = models.CharField(_("账号名称"), max_length=80)
    platform_id = models.CharField(_("账号ID"), max_length=120, blank=True)
    owner = models.CharField(_("责任人"), max_length=60, blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    opened_on = models.DateField(_("开通日期"))
    closed_on = models.DateField(_("注销日期"), null=True, blank=True)
    last_post_on = models.DateField(_("最近发布日期"), null=True, blank=True)
    """As somebody saw it on the platform; what this system posts is known besides."""

    class Meta:
        verbose_name = _("政务新媒体账号")
        verbose_name_plural = _("政务新媒体账号")
        ordering: ClassVar = ["unit", "platform", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="inspection_account_closed_after_opening",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def platform_kind(self) -> Platform:
        """The platform with its words."""
        return Platform(self.platform)
