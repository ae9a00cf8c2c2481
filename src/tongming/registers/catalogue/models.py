"""A county's rows, and which of them a town takes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongming.law.catalogue_terms import CatalogueTerm
from tongming.units.models import Person, Unit


class Row(models.Model):
    """A row of the standard catalogue, as 国办发〔2019〕54号 has it."""

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("编制单位"))
    position = models.PositiveIntegerField(_("序号"))
    domain = models.CharField(_("领域"), max_length=60)
    first = models.CharField(_("一级事项"), max_length=120)
    second = models.CharField(_("二级事项"), max_length=120, blank=True)
    content = models.TextField(_("公开内容（要素）"), blank=True)
    basis = models.TextField(_("公开依据"), blank=True)
    time = models.CharField(_("公开时限"), max_length=300)
    """As printed."""
    term = models.JSONField(default=dict)
    """As `law.catalogue_terms.read_term` understood it."""
    holder = models.CharField(_("公开主体"), max_length=200, blank=True)
    channels = models.CharField(_("公开渠道和载体"), max_length=500, blank=True)
    audience = models.CharField(_("公开对象"), max_length=60, blank=True)
    way = models.CharField(_("公开方式"), max_length=60, blank=True)
    level = models.CharField(_("公开层级"), max_length=60, blank=True)
    retired_on = models.DateField(_("停用日期"), null=True, blank=True)
    """The county's newer list no longer has it."""

    class Meta:
        verbose_name = _("标准目录事项")
        verbose_name_plural = _("标准目录事项")
        ordering: ClassVar = ["owner", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "domain", "first", "second"], name="catalogue_row_once"
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """How a document names it: 社会救助 / 最低生活保障 / 审核信息."""
        return " / ".join(part for part in (self.domain, self.first, self.second) if part)

    @property
    def term_kind(self) -> CatalogueTerm:
        """The term as the law's kinds have it."""
        return CatalogueTerm.from_data(self.term)

    @property
    def is_for_townships(self) -> bool:
        """Whether its level names townships: 乡级, 镇级, 乡、村级, 镇街级."""
        return not self.level or any(word in self.level for word in "乡镇街")


class Choice(models.Model):
    """A row a unit takes, from a day on."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    row = models.ForeignKey(Row, models.PROTECT, related_name="choices")
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    """The first day it no longer takes it."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("选用的目录事项")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "row"], condition=Q(until=None), name="catalogue_row_taken_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.row_id}"
