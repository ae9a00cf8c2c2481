"""A year's budget or final account: when it was approved, its tables, what changed and why."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.information.models import Document
from tongming.law.budget_tables import HEADLINES, AccountKind
from tongming.units.models import Person, Unit


def account_kinds() -> list[tuple[str, str]]:
    """Called when asked, so that other words need no migration."""
    return [(one.value, gettext(one.label)) for one in AccountKind]


class Account(models.Model):
    """One of the rows of a year: 政府预算, 政府决算, 部门预算 or 部门决算."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    kind = models.CharField(_("种类"), max_length=20, choices=account_kinds)
    approved_on = models.DateField(_("批准或者批复日期"))
    approver = models.CharField(_("批准或者批复的机关"), max_length=120)
    paper = models.CharField(_("文号"), max_length=120, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("表格"),
    )  # fmt: skip
    tables = models.JSONField(_("各表"), default=list)
    """As `tables.Table.to_data` writes them; amounts are 万元."""
    words = models.JSONField(_("说明"), default=dict)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="budget_account",
        verbose_name=_("公开的信息"),
    )  # fmt: skip
    page_digest = models.CharField(max_length=64, blank=True)
    """Of the page's text as it was made from the tables: pictures stand beside that text only."""
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("预算决算")
        verbose_name_plural = _("预算决算")
        ordering: ClassVar = ["-year", "unit__path", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "kind"], name="budget_account_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return gettext("{unit}{year}年{kind}").format(
            unit=self.unit.short_name, year=self.year, kind=gettext(self.kind_of.label)
        )

    def get_absolute_url(self) -> str:
        """Its page on the workbench."""
        return reverse("budgets:account", args=[self.pk])

    @property
    def kind_of(self) -> AccountKind:
        """The kind as the law knows it."""
        return AccountKind(self.kind)


class Comparison(models.Model):
    """A figure held against another: the year before, or the budget; and why it differs."""

    class Basis(models.TextChoices):
        """Against what."""

        YEAR_BEFORE = "year_before", _("上年")
        BUDGET = "budget", _("本年预算")

    account = models.ForeignKey(Account, models.CASCADE, related_name="comparisons")
    figure = models.CharField(max_length=20)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    amount_wan = models.DecimalField(_("本年数（万元）"), max_digits=16, decimal_places=2)
    before_wan = models.DecimalField(
        _("对比数（万元）"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    """None: there is nothing to compare with."""
    stated = models.BooleanField(default=False)
    """Whether a person stated it, no earlier account being in the system."""
    explanation = models.CharField(_("增减原因"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("增减变化")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "figure", "basis"], name="budget_compared_once"
            ),
            models.CheckConstraint(
                condition=Q(stated=False) | Q(before_wan__isnull=False),
                name="budget_stated_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.figure} {self.basis}"

    @property
    def label(self) -> str:
        """What the figure is called."""
        return next(one.label for one in HEADLINES if one.key == self.figure)

    @property
    def change_wan(self) -> Decimal | None:
        """By how much it rose; negative where it fell."""
        return None if self.before_wan is None else self.amount_wan - self.before_wan

    @property
    def percent(self) -> Decimal | None:
        """The same in percent of what it is compared with, to one place."""
        if self.change_wan is None or not self.before_wan:
            return None
        return (self.change_wan * 100 / self.before_wan).quantize(Decimal("0.1"))

    @property
    def wants_words(self) -> bool:
        """Whether it changed and nobody has said why."""
        return bool(self.change_wan) and not self.explanation
