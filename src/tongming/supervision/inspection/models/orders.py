"""Orders to put right (整改通知): their findings, and what was done about them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.supervision.inspection.kinds import OrderState, StepKind
from tongming.supervision.inspection.models.findings import Finding
from tongming.units.models import Person, Unit


def order_states() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in OrderState]


def step_kinds() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in StepKind]


class Order(models.Model):
    """Findings of one unit that are to be put right by a day."""

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("发出单位"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("整改单位"))
    year = models.PositiveSmallIntegerField(_("年份"))
    serial = models.PositiveIntegerField(_("序号"))
    requirement = models.TextField(_("整改要求"), max_length=2000)
    issued_on = models.DateField(_("发出日期"))
    due_on = models.DateField(_("整改期限"))
    state = models.CharField(_("状态"), max_length=12, choices=order_states, default="issued")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("发出人"))
    findings: ClassVar = models.ManyToManyField(Finding, through="OrderItem")

    class Meta:
        verbose_name = _("整改通知")
        verbose_name_plural = _("整改通知")
        ordering: ClassVar = ["-issued_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issuer", "year", "serial"], name="inspection_order_number"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("issued_on")), name="inspection_order_due_after_issue"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("inspection:order", args=[self.pk])

    @property
    def number(self) -> str:
        """What the letter is numbered."""
        return f"政务公开整改〔{self.year}〕{self.serial}号"

    @property
    def state_kind(self) -> OrderState:
        """The state with its words."""
        return OrderState(self.state)

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed without an answer that was accepted or waits to be."""
        return self.state_kind.awaits_unit and self.due_on < today


class OrderItem(models.Model):
    """A finding of an order, and what the last look at it came to."""

    class Outcome(models.TextChoices):
        OPEN = "", _("待复查")
        MENDED = "mended", _("已整改")
        SETTLED = "settled", _("已说明情况")
        NOT_MENDED = "not_mended", _("没有整改到位")

    order = models.ForeignKey(Order, models.PROTECT, related_name="items")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="items")
    outcome = models.CharField(
        _("复查结果"), max_length=12, choices=Outcome.choices, blank=True, default=""
    )
    looked_at = models.DateTimeField(_("复查时间"), null=True, blank=True)
    looked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("复查情况"), max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("整改事项")
        verbose_name_plural = _("整改事项")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "finding"], name="inspection_ordered_once")
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.finding_id}"

    @property
    def is_done(self) -> bool:
        """Whether nothing more is asked about it."""
        return self.outcome in (self.Outcome.MENDED, self.Outcome.SETTLED)


class OrderStep(models.Model):
    """What was done about an order: by whom, when, with what words and papers."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="steps")
    kind = models.CharField(_("步骤"), max_length=12, choices=step_kinds)
    on = models.DateField(_("日期"))
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    text = models.TextField(_("内容"), max_length=4000, blank=True)
    due_on = models.DateField(_("期限"), null=True, blank=True)
    files: ClassVar = models.ManyToManyField(StoredFile, related_name="+")

    class Meta:
        verbose_name = _("整改步骤")
        verbose_name_plural = _("整改步骤")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.kind}"

    @property
    def step_kind(self) -> StepKind:
        """The kind with its words."""
        return StepKind(self.kind)
