"""A unit's list, its versions and items, the route each takes, and what asks for the next."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.information.models import Document
from tongming.law.powers import Given, ListKind, Occasion, PowerType, Stage
from tongming.units.models import Person, Unit


def list_kinds() -> list[tuple[str, str]]:
    """Called when asked, so that other words need no migration."""
    return [(one.value, gettext(one.label)) for one in ListKind]


def power_types() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in PowerType]


def given_kinds() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Given]


def occasions() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Occasion]


def stages() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Stage]


class PowerList(models.Model):
    """One list of a unit; what it says is in its versions."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    kind = models.CharField(_("清单"), max_length=12, choices=list_kinds)

    class Meta:
        verbose_name = _("权责清单")
        verbose_name_plural = _("权责清单")
        ordering: ClassVar = ["unit__path", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "kind"], name="power_list_once_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name}{self.kind_label}"

    def get_absolute_url(self) -> str:
        """The list's page on the workbench."""
        return reverse("powers:list", args=[self.pk])

    @property
    def kind_label(self) -> str:
        """What the list is called."""
        return ListKind(self.kind).label


class Version(models.Model):
    """What a list says from a day on. Its items are never changed once it was proposed."""

    power_list = models.ForeignKey(PowerList, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版次"))
    effective_on = models.DateField(_("施行日期"))
    note = models.CharField(_("调整说明"), max_length=500, blank=True)
    stage = models.CharField(_("进度"), max_length=12, choices=stages, default=Stage.DRAFT.value)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("表格"))
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="power_version",
        verbose_name=_("公开的信息"),
    )  # fmt: skip
    """Made once the list is approved; it goes out through review, signature and publication."""
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("清单版本")
        verbose_name_plural = _("清单版本")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["power_list", "number"], name="power_version_number")
        ]

    def __str__(self) -> str:
        return gettext("{list}第{n}版").format(list=self.power_list, n=self.number)

    def get_absolute_url(self) -> str:
        """The version's page on the workbench."""
        return reverse("powers:version", args=[self.pk])

    @property
    def unit(self) -> Unit:
        """Whose list it is."""
        return self.power_list.unit

    @property
    def stage_kind(self) -> Stage:
        """The station it has come to."""
        return Stage(self.stage)

    @property
    def is_public(self) -> bool:
        """Whether the public sees it."""
        return self.document is not None and self.document.is_live


class Item(models.Model):
    """One power or responsibility, as a version has it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(_("序号"))
    code = models.CharField(_("职权编码"), max_length=80, blank=True)
    name = models.CharField(_("事项名称"), max_length=300)
    type = models.CharField(_("权力类型"), max_length=16, choices=power_types)
    basis = models.TextField(_("设定依据"))
    holder = models.CharField(_("行使主体"), max_length=120)
    responsibilities = models.TextField(_("责任事项"), blank=True)
    post = models.CharField(_("责任岗位"), max_length=200, blank=True)
    accountability = models.TextField(_("追责情形"), blank=True)
    chart_name = models.CharField(_("流程图"), max_length=200, blank=True)
    risks = models.TextField(_("廉政风险点"), blank=True)
    phone = models.CharField(_("监督电话"), max_length=60, blank=True)
    given = models.CharField(_("赋权方式"), max_length=12, choices=given_kinds, blank=True)

    class Meta:
        verbose_name = _("权责事项")
        verbose_name_plural = _("权责事项")
        ordering: ClassVar = ["version", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="power_item_place"),
            models.UniqueConstraint(
                fields=["version", "code"], condition=~Q(code=""), name="power_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def type_label(self) -> str:
        """The type's name."""
        return PowerType(self.type).label

    @property
    def given_label(self) -> str:
        """下放 or 委托; empty where the power is the unit's own."""
        return Given(self.given).label if self.given else ""


class Chart(models.Model):
    """A flow chart's file; items name it by its name."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="charts")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("文件"))

    class Meta:
        verbose_name = _("流程图")
        ordering: ClassVar = ["file__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "file"], name="power_chart_once")
        ]

    def __str__(self) -> str:
        return self.file.name


class RouteStep(models.Model):
    """A decision on the route: by whom, when, by what paper; or that it was sent back."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=12, choices=stages)
    returned = models.BooleanField(default=False)
    organ = models.CharField(_("机关"), max_length=120)
    on = models.DateField(_("日期"))
    paper = models.CharField(_("文号"), max_length=120, blank=True)
    opinion = models.TextField(_("意见"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.stage}"

    @property
    def stage_label(self) -> str:
        """The station's name."""
        return Stage(self.stage).label


class Adjustment(models.Model):
    """Something that makes a list out of date: a duty until a version answers it, or a reason."""

    power_list = models.ForeignKey(PowerList, models.PROTECT, related_name="adjustments")
    occasion = models.CharField(_("调整情形"), max_length=16, choices=occasions)
    on = models.DateField(_("发生日期"))
    source = models.CharField(_("依据的文件"), max_length=200)
    what = models.TextField(_("涉及的事项"), blank=True)
    due_on = models.DateField(_("计划完成日期"), null=True, blank=True)
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="adjustments",
        verbose_name=_("落实的版本"),
    )  # fmt: skip
    closed_on = models.DateField(_("了结日期"), null=True, blank=True)
    closed_reason = models.CharField(_("不调整的理由"), max_length=300, blank=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("调整事由")
        verbose_name_plural = _("调整事由")
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(closed_reason="") | Q(version__isnull=False),
                name="power_adjustment_closed_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.source

    @property
    def occasion_label(self) -> str:
        """What happened, by name."""
        return Occasion(self.occasion).label
