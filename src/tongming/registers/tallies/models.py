"""What a department counted in a month. Nothing is overwritten: a correction is a later entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.law.administrative import Tallied
from tongming.units.models import Person, Unit


def tallied_kinds() -> list[tuple[str, str]]:
    """Called when asked, so that another kind needs no migration."""
    return [(one.value, gettext(one.label)) for one in Tallied]


class Entry(models.Model):
    """One number of one department for one month, as somebody reported it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    department = models.CharField(_("部门"), max_length=60)
    month = models.DateField(_("月份"))
    """Its first day."""
    kind = models.CharField(_("项目"), max_length=16, choices=tallied_kinds)
    number = models.PositiveIntegerField(_("数量"), null=True, blank=True)
    amount_yuan = models.DecimalField(
        _("金额（元）"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    note = models.CharField(_("更正理由"), max_length=200, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("表格"),
    )  # fmt: skip
    """The workbook it came in with; none where it was typed."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"), default=timezone.now)

    class Meta:
        verbose_name = _("执法数据")
        verbose_name_plural = _("执法数据")
        ordering: ClassVar = ["month", "department", "kind", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(number=None, amount_yuan__gte=0) | Q(number__gte=0, amount_yuan=None),
                name="tally_number_or_amount",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="tally_month_first_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "month"], name="tally_of_month")]

    def __str__(self) -> str:
        return f"{self.department} {self.month:%Y-%m} {self.kind}"

    def get_absolute_url(self) -> str:
        """The page of its month."""
        return month_url(self.unit_id, self.month)

    @property
    def kind_of(self) -> Tallied:
        """The kind with its words."""
        return Tallied(self.kind)

    @property
    def value(self) -> Decimal:
        """The number, or the amount in 元."""
        return self.amount_yuan if self.amount_yuan is not None else Decimal(self.number or 0)

    @property
    def shown(self) -> str:
        """The same as people read it: 12; 3,000.00."""
        return shown_value(self.kind_of, self.value)


def shown_value(kind: Tallied, value: Decimal) -> str:
    """A number, or an amount with its cents."""
    return f"{value:,.2f}" if kind.is_money else str(int(value))


def month_url(unit: int, month: date) -> str:
    """The page of a unit's month."""
    return reverse("tallies:month", args=[unit, month.year, month.month])
