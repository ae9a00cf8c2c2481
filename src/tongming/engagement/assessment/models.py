"""An evaluation from its plan to its published result; its questions; the questionnaires."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.assessment import Mark, Rule, Side, Stage
from tongming.sealing.seals import unseal
from tongming.units.models import Person, Unit

PREFIX = "assess-"


def side_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Side]


class Assessment(models.Model):
    """社会评议 of the work of a year."""

    class State(models.TextChoices):
        PLAN = "plan", _("制定方案")
        PLAN_SUBMITTED = "plan_submitted", _("方案待审批")
        RUNNING = "running", _("组织实施")
        RESULT_SUBMITTED = "result_submitted", _("结果待审批")
        PUBLISHED = "published", _("结果已公布")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("评议的年度"))
    plan = models.TextField(_("评议方案"), max_length=10_000, blank=True)
    opens_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=20, choices=State.choices, default="plan")
    rule = models.JSONField(_("评定规则"))
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("起草人"))
    returned = models.CharField(_("退回意见"), max_length=300, blank=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("方案审批人")
    )
    approved_at = models.DateTimeField(_("方案审批时间"), null=True, blank=True)
    conclusion = models.TextField(_("评议结论"), max_length=5_000, blank=True)
    measures = models.TextField(_("改进措施"), max_length=5_000, blank=True)
    signed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("结果审批人")
    )
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    frozen = models.JSONField(null=True, blank=True, editable=False)
    """What was counted, scored and graded, as it was signed."""
    serial = models.PositiveIntegerField(default=0, editable=False)
    closing_told = models.BooleanField(default=False, editable=False)
    erased_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("社会评议")
        verbose_name_plural = _("社会评议")
        ordering: ClassVar = ["-year", "unit__path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="assessed_once_a_year"),
            models.CheckConstraint(
                condition=Q(state__in=["plan", "plan_submitted"])
                | Q(
                    opens_on__isnull=False,
                    ends_on__isnull=False,
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                ),
                name="assessment_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(signed_by__isnull=False, published_at__isnull=False, frozen__isnull=False),
                name="assessment_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return gettext("{unit}{year}年度社会评议").format(unit=self.unit.short_name, year=self.year)

    def get_absolute_url(self) -> str:
        return reverse("assessment:assessment", args=[self.pk])

    @property
    def key(self) -> str:
        """What it goes by among the public items."""
        return f"{PREFIX}{self.pk}"

    @property
    def title(self) -> str:
        """On the public page, which is Chinese."""
        return f"{self.unit.name}{self.year}年度政府信息公开工作社会评议"

    @property
    def ruling(self) -> Rule:
        """How answers come to a grade."""
        return Rule.from_data(self.rule)

    def is_taking(self, today: date) -> bool:
        """Whether a questionnaire may be answered on the Internet today."""
        return (
            self.state == self.State.RUNNING
            and self.opens_on is not None
            and self.ends_on is not None
            and self.opens_on <= today <= self.ends_on
        )

    def is_over(self, today: date) -> bool:
        """Whether the last day has passed and the result is still to come."""
        return (
            self.state == self.State.RUNNING and self.ends_on is not None and today > self.ends_on
        )

    def stage(self, today: date) -> Stage:
        """Which of the four steps it is in."""
        if self.state in (self.State.PLAN, self.State.PLAN_SUBMITTED):
            return Stage.PLAN
        if self.state == self.State.RUNNING:
            return Stage.GRADE if self.is_over(today) else Stage.RUN
        return Stage.RESULT


class Question(models.Model):
    """A question: one of the four, by the key the law's list has, or the unit's own."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=20, editable=False)
    text = models.CharField(_("题目"), max_length=200)

    class Meta:
        verbose_name = _("题目")
        verbose_name_plural = _("题目")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "key"], name="question_key_once")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_own(self) -> bool:
        """Whether the unit asks it beside the four."""
        return self.key.startswith("own")


class Sheet(models.Model):
    """One questionnaire as it was answered. Nobody's name stands on it."""

    class Way(models.TextChoices):
        ONLINE = "online", _("网上")
        PAPER = "paper", _("纸质")

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="sheets")
    serial = models.PositiveIntegerField(_("序号"))
    side = models.CharField(_("类别"), max_length=12, choices=side_choices)
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices)
    answers = models.JSONField(_("作答"))
    """Marks by the key of the question; what was left blank is not there."""
    sealed_words = models.BinaryField(blank=True, default=b"", editable=False)
    """What was written beside: sealed, for people write of themselves."""
    filled_on = models.DateField(_("填写日期"))
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("录入人")
    )
    at = models.DateTimeField(auto_now_add=True)
    struck_out_at = models.DateTimeField(null=True, blank=True)
    struck_out_reason = models.CharField(_("划去原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("问卷")
        verbose_name_plural = _("问卷")
        ordering: ClassVar = ["serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "serial"], name="sheet_serial_once"),
            models.CheckConstraint(
                condition=Q(struck_out_at=None) | ~Q(struck_out_reason=""),
                name="sheet_struck_out_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.serial)

    @property
    def marks(self) -> Mapping[str, Mark]:
        """The answers."""
        return {key: Mark(value) for key, value in self.answers.items()}

    @property
    def words(self) -> str:
        """What was written beside."""
        return unseal(self.sealed_words).decode() if self.sealed_words else ""
