"""Reading points with their kiosks, visits, what was wanted, transfers to archive and library."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.engagement.reading.kinds import Satisfaction, Wanted, Way, Why
from tongming.files.models import StoredFile
from tongming.law.reading import PointKind, ReceiverKind
from tongming.units.models import Person, Unit

IDLE_SECONDS = 60
"""So long a kiosk waits for a visitor who has gone, where its point says nothing else."""


def point_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another kind needs no migration."""
    return [(kind.value, gettext(kind.label)) for kind in PointKind]


def way_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(way.value, gettext(way.label)) for way in Way]


def satisfaction_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Satisfaction]


def wanted_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Wanted]


def receiver_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in ReceiverKind]


def why_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Why]


# --- Places ---------------------------------------------------------------------------------------


class Point(models.Model):
    """政府信息查阅点: a place where the public reads what is disclosed (第二十五条)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reading_points")
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("类型"), max_length=20, choices=point_choices)
    address = models.CharField(_("地址"), max_length=200)
    hours = models.CharField(_("开放时间"), max_length=120)
    phone = models.CharField(_("电话"), max_length=60, blank=True)
    equipment = models.CharField(_("设施设备"), max_length=200, blank=True)
    since = models.DateField(_("开放日期"))
    until = models.DateField(_("停止开放日期"), null=True, blank=True)
    """The first day it is no longer open."""
    ended_at = models.DateTimeField(_("登记停止的时间"), null=True, blank=True)
    end_reason = models.CharField(_("停止原因"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    listed = models.BooleanField(_("列在指南上"), default=True)
    """What the guide shows; the clock takes a closed point off, so that the guide's finished page
    is the same at whatever hour it is made."""
    idle_seconds = models.PositiveSmallIntegerField(
        _("查询机无人操作多少秒后复位"),
        default=IDLE_SECONDS,
        validators=[MinValueValidator(30), MaxValueValidator(600)],
    )

    class Meta:
        verbose_name = _("查阅点")
        verbose_name_plural = _("查阅点")
        ordering: ClassVar = ["unit__path", "since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="point_once_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since"), ended_at__isnull=False),
                name="point_ends_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reading:point", args=[self.pk])

    @property
    def kind_of(self) -> PointKind:
        """The kind as the law knows it."""
        return PointKind(self.kind)

    def is_open(self, on: date) -> bool:
        """Whether it serves the public on a day, closures aside."""
        return self.since <= on and (self.until is None or on < self.until)


class Closure(models.Model):
    """Days on which a point is shut though it is open otherwise."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="closures")
    first = models.DateField(_("从哪天"))
    last = models.DateField(_("到哪天"))
    """Shut on this day too."""
    reason = models.CharField(_("原因"), max_length=100)
    listed = models.BooleanField(_("列在指南上"), default=True)
    """False once it is over or was taken back."""
    taken_back = models.BooleanField(_("已取消"), default=False)

    class Meta:
        verbose_name = _("闭馆安排")
        verbose_name_plural = _("闭馆安排")
        ordering: ClassVar = ["first", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="closure_ends_later")
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


class Kiosk(models.Model):
    """A device that counts its visits for a point. It knows a secret; here is its mark alone."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="kiosks")
    name = models.CharField(_("名称"), max_length=40)
    code_mark = models.CharField(_("启用码"), max_length=64, blank=True, db_index=True)
    """Of the code the keeper was shown; empty once it was used."""
    code_until = models.DateTimeField(_("启用码有效至"), null=True, blank=True)
    secret_mark = models.CharField(_("设备标记"), max_length=64, blank=True)
    started_at = models.DateTimeField(_("启用时间"), null=True, blank=True)
    seen_on = models.DateField(_("最近使用"), null=True, blank=True)
    ended_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("自助查询机")
        verbose_name_plural = _("自助查询机")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


# --- Visits ---------------------------------------------------------------------------------------


class Visit(models.Model):
    """查阅登记. A kiosk writes one too, without anybody's name and without what was typed.

    What counts is never changed: it is struck out with a reason and entered anew.
    """

    point = models.ForeignKey(Point, models.PROTECT, related_name="visits")
    on = models.DateField(_("日期"))
    kiosk = models.ForeignKey(Kiosk, models.PROTECT, null=True, related_name="visits")
    """The device that counted it; empty where a person entered it."""
    visitor = models.BinaryField(_("查阅人"), default=b"")
    """Sealed; empty where the visitor gave no name, or its time is over."""
    looked_at = models.CharField(_("查阅内容"), max_length=200, blank=True)
    item = models.CharField(_("内容类别"), max_length=40, blank=True)
    """The key of a statutory item (第二十条、第二十一条)."""
    found = models.BooleanField(_("查到了"), default=True)
    way = models.CharField(_("查阅方式"), max_length=20, choices=way_choices)
    copied_pages = models.PositiveIntegerField(_("复制页数"), default=0)
    satisfaction = models.CharField(
        _("满意度"), max_length=20, choices=satisfaction_choices, blank=True
    )
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("接待人")
    )
    known_from = models.DateTimeField(_("登记时间"), auto_now_add=True)
    known_until = models.DateTimeField(_("划去时间"), null=True, blank=True)
    struck_out_reason = models.CharField(_("划去原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("查阅登记")
        verbose_name_plural = _("查阅登记")
        ordering: ClassVar = ["-on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["point", "on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kiosk__isnull=True, by__isnull=False)
                | Q(kiosk__isnull=False, by=None, visitor=b""),
                name="visit_by_person_or_kiosk",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.point}"


class Demand(models.Model):
    """How often something was wanted at the kiosks of a point in a month."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="demands")
    month = models.DateField(_("月份"))
    """Its first day."""
    kind = models.CharField(_("种类"), max_length=20, choices=wanted_choices)
    what = models.CharField(_("内容"), max_length=120)
    """The key of an item, or the words looked for."""
    times = models.PositiveIntegerField(_("次数"), default=0)

    class Meta:
        verbose_name = _("查阅需求")
        verbose_name_plural = _("查阅需求")
        ordering: ClassVar = ["-times", "what"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["point", "month", "kind", "what"], name="wanted_once")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.times}"


# --- Transfers ------------------------------------------------------------------------------------


class Receiver(models.Model):
    """An archive or a library that is given what the unit publishes."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receivers")
    kind = models.CharField(_("类型"), max_length=20, choices=receiver_choices)
    name = models.CharField(_("接收单位"), max_length=120)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    every_months = models.PositiveSmallIntegerField(
        _("每几个月移交一次"), validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    since = models.DateField(_("从哪天起移交"))
    until = models.DateField(_("停止移交日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("接收单位")
        verbose_name_plural = _("接收单位")
        ordering: ClassVar = ["unit__path", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="receiver_once_a_unit"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Transfer(models.Model):
    """移交: a batch, from the list to the signed receipt."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("待移交")
        HANDED = "handed", _("待签收")
        RECEIVED = "received", _("已签收")
        DROPPED = "dropped", _("已作废")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="transfers")
    receiver = models.ForeignKey(Receiver, models.PROTECT, related_name="transfers")
    year = models.PositiveSmallIntegerField(_("年份"))
    serial = models.PositiveIntegerField(_("批次"))
    state = models.CharField(_("状态"), max_length=12, choices=State, default=State.PREPARED)
    prepared_on = models.DateField(_("编制日期"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("编制人"))
    handed_on = models.DateField(_("移交日期"), null=True, blank=True)
    received_on = models.DateField(_("签收日期"), null=True, blank=True)
    received_by = models.CharField(_("签收人"), max_length=60, blank=True)
    receipt = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("签收单")
    )
    end_reason = models.CharField(_("作废原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("移交批次")
        verbose_name_plural = _("移交批次")
        ordering: ClassVar = ["-year", "-serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "serial"], name="transfer_number"),
            models.CheckConstraint(
                condition=~Q(state="received")
                | Q(received_on__isnull=False, receipt__isnull=False) & ~Q(received_by=""),
                name="transfer_received_with_receipt",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("reading:transfer", args=[self.pk])

    @property
    def number(self) -> str:
        """2026-3: the third of the year."""
        return f"{self.year}-{self.serial}"


class TransferItem(models.Model):
    """A line of a transfer, as the item was on that day."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="items")
    key = models.CharField(max_length=120, db_index=True)
    why = models.CharField(_("事由"), max_length=12, choices=why_choices)
    changed_at = models.DateTimeField()
    """Which version it was."""
    index_number = models.CharField(_("索引号"), max_length=120, blank=True)
    title = models.CharField(_("名称"), max_length=500)
    document_number = models.CharField(_("发文字号"), max_length=120, blank=True)
    formed_on = models.DateField(_("生成日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("移交条目")
        verbose_name_plural = _("移交条目")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["transfer", "key"], name="item_once_a_transfer")
        ]

    def __str__(self) -> str:
        return self.title
