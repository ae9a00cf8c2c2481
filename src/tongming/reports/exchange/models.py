"""With whom packages are exchanged, by which keys, and every package that went or came.

What came and what was decided above is only ever added. A package stands as the very text that was
signed; the rows beside it are what it says, to be looked up.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongming.law.figures import Cell
from tongming.law.forms import FORMS, Form
from tongming.law.organs import Level
from tongming.ledger.models import Event
from tongming.reports.exchange.packages.contents import Party
from tongming.reports.exchange.packages.keys import fingerprint, spoken
from tongming.reports.models import FORM_CHOICES, Added, AddedQuerySet, FrozenReport
from tongming.units.models import Person, Unit, level_choices


class Peer(models.Model):
    """Another installation, above or beneath."""

    class Direction(models.TextChoices):
        UP = "up", _("上级")
        DOWN = "down", _("下级")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("本系统的单位"))
    """Ours: whose reports go up, or beneath which theirs are counted."""
    direction = models.CharField(_("对方是"), max_length=4, choices=Direction.choices)
    code = models.CharField(_("代码"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40)
    level = models.CharField(_("层级"), max_length=40, choices=level_choices)
    address = models.URLField(_("网址"), blank=True)
    """Where it takes packages; empty where they are carried as files."""
    begins_anew = models.BooleanField(_("重新约定起点"), default=False)
    """Whether its next package may begin a new chain: it was restored from a backup."""
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("登记时间"))
    ended_at = models.DateTimeField(_("停用时间"), null=True)

    class Meta:
        verbose_name = _("交换对象")
        verbose_name_plural = _("交换对象")
        ordering = ["direction", "code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exchange:peer", args=[self.pk])

    @property
    def party(self) -> Party:
        """As packages name it."""
        return Party(self.code, self.name, self.short_name, self.level)

    @property
    def is_above(self) -> bool:
        """Whether reports go there and judgements come from there."""
        return self.direction == self.Direction.UP


class PeerKey(models.Model):
    """A public key of another installation, and who compared its fingerprint with whom."""

    class State(models.TextChoices):
        PENDING = "pending", _("待核对")
        TRUSTED = "trusted", _("已核对")
        REVOKED = "revoked", _("已停用")

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="keys")
    public = models.CharField(_("公钥"), max_length=64, unique=True)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.PENDING)
    vouched = models.BooleanField(_("旧密钥作保"), default=False)
    """It came in a package that a trusted key signed too."""
    added_at = models.DateTimeField(_("登记时间"))
    compared_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    compared_at = models.DateTimeField(_("核对时间"), null=True)
    how = models.CharField(_("怎样核对的"), max_length=200, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(_("停用时间"), null=True)
    reason = models.CharField(_("停用理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("公钥")
        verbose_name_plural = _("公钥")
        ordering = ["peer", "-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="trusted") | (Q(compared_at__isnull=False) & ~Q(how="")),
                name="peer_key_trusted_by_comparing",
            )
        ]

    def __str__(self) -> str:
        return self.spoken

    @property
    def spoken(self) -> str:
        """The fingerprint in groups of four."""
        return spoken(fingerprint(self.public))


class Outgoing(models.Model):
    """A package of ours, and how far it has come."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        BY_FILE = "by_file", _("待交送文件")
        REFUSED = "refused", _("对方没有接收")
        RECEIVED = "received", _("对方已签收")

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="outgoing")
    kind = models.CharField(_("种类"), max_length=12)
    serial = models.PositiveIntegerField(_("编号"))
    year = models.PositiveSmallIntegerField(_("报告年度"), null=True)
    text = models.TextField(_("内容"))
    sha256 = models.CharField(_("指纹"), max_length=64, unique=True)
    counted = models.PositiveIntegerField(_("份数"))
    missing = models.PositiveIntegerField(_("没有报告的单位"), default=0)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("生成时间"))
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    state = models.CharField(_("状态"), max_length=8, choices=State.choices)
    attempts = models.PositiveIntegerField(_("发送次数"), default=0)
    next_try_at = models.DateTimeField(_("下次发送"), null=True)
    problem = models.CharField(_("原因"), max_length=500, blank=True)
    receipt = models.TextField(_("回执"), blank=True)
    received_at = models.DateTimeField(_("签收时间"), null=True)

    class Meta:
        verbose_name = _("发出的包")
        verbose_name_plural = _("发出的包")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["peer", "serial"], name="outgoing_serial_once"),
            models.CheckConstraint(
                condition=~Q(state="received") | ~Q(receipt=""), name="outgoing_received_by_receipt"
            ),
        ]
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self) -> str:
        return f"{self.peer} {self.serial}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:sent", args=[self.pk])

    @property
    def file_name(self) -> str:
        """Under which it is saved."""
        return f"{self.kind}-{self.peer.code}-{self.serial}.tmx.json"


class Incoming(Added):
    """A package that came, whole, and the receipt that was given for it."""

    class Way(models.TextChoices):
        HTTP = "http", _("网络")
        FILE = "file", _("文件")

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="incoming")
    key = models.ForeignKey(PeerKey, models.PROTECT, related_name="+")
    kind = models.CharField(_("种类"), max_length=12)
    serial = models.PositiveIntegerField(_("编号"))
    year = models.PositiveSmallIntegerField(_("报告年度"), null=True)
    text = models.TextField(_("内容"))
    sha256 = models.CharField(_("指纹"), max_length=64, unique=True)
    created = models.DateTimeField(_("对方生成时间"))
    counted = models.PositiveIntegerField(_("份数"))
    missing = models.JSONField(_("没有报告的单位"), default=list)
    """As the package writes them: unit and way."""
    ledger_seq = models.BigIntegerField(_("对方台账条数"))
    ledger_hash = models.CharField(_("对方台账指纹"), max_length=64)
    way = models.CharField(_("怎样送来"), max_length=4, choices=Way.choices)
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(_("接收时间"))
    receipt = models.TextField(_("回执"))
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    objects = AddedQuerySet["Incoming"].as_manager()

    class Meta:
        verbose_name = _("收到的包")
        verbose_name_plural = _("收到的包")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["peer", "kind", "year"])]

    def __str__(self) -> str:
        return f"{self.peer} {self.serial}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:package", args=[self.pk])


class ReceivedReport(Added):
    """A report in a package that came."""

    package = models.ForeignKey(Incoming, models.PROTECT, related_name="reports")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    key = models.CharField(_("单位"), max_length=600)
    """The unit among all units of all installations it came through; see `contents.key_of`."""
    unit_code = models.CharField(_("单位代码"), max_length=60)
    unit_name = models.CharField(_("单位全称"), max_length=120)
    unit_short = models.CharField(_("单位简称"), max_length=40)
    level = models.CharField(_("单位层级"), max_length=40)
    via = models.JSONField(_("经过"), default=list)
    """Packages it came in before the one we received, the nearest first."""
    year = models.PositiveSmallIntegerField(_("报告年度"))
    form = models.CharField(_("格式"), max_length=20, choices=FORM_CHOICES)
    version = models.PositiveSmallIntegerField(_("版本"))
    content = models.TextField(_("内容"))
    sha256 = models.CharField(_("指纹"), max_length=64, db_index=True)
    states = models.JSONField(_("进展"), default=list)

    objects = AddedQuerySet["ReceivedReport"].as_manager()

    class Meta:
        verbose_name = _("收到的报告")
        verbose_name_plural = _("收到的报告")
        ordering = ["package", "key"]
        constraints = [
            models.UniqueConstraint(fields=["package", "key"], name="received_unit_once")
        ]
        indexes = [models.Index(fields=["peer", "key", "year"])]

    def __str__(self) -> str:
        return f"{self.name} {self.year} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:received", args=[self.pk])

    @property
    def name(self) -> str:
        """The unit, told apart from one of the same name elsewhere."""
        return name_outside(self.unit_name, self.via, self.peer)

    @property
    def code(self) -> str:
        """Its code, no unit's of this installation."""
        return f"{self.peer.code}/{self.key}"

    @property
    def level_kind(self) -> Level:
        """The level as the law knows it."""
        return Level(self.level)

    @property
    def form_kind(self) -> Form:
        """The form as the law knows it."""
        return FORMS[self.form]


def name_outside(name: str, via: list[dict[str, Any]], peer: Peer) -> str:
    """A unit of another installation: 红石砬子镇 of 桦甸市 is 桦甸市红石砬子镇人民政府."""
    home, short = (via[-1]["name"], via[-1]["short_name"]) if via else (peer.name, peer.short_name)
    return name if name == home or name.startswith(short) else f"{short}{name}"


class ReceivedMark(models.Model):
    """What is wrong at one place of a received report; taken away again only until it is judged."""

    report = models.ForeignKey(ReceivedReport, models.PROTECT, related_name="marks")
    where = models.CharField(_("位置"), max_length=80)
    """A cell as `law.figures.Cell` prints it, or a section's key."""
    words = models.CharField(_("问题"), max_length=300)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("标注时间"))

    class Meta:
        verbose_name = _("标注")
        verbose_name_plural = _("标注")
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"

    @property
    def cell(self) -> Cell | None:
        """The cell it stands at; `None` for a mark on words."""
        return cell_at(self.where)


def cell_at(where: str) -> Cell | None:
    """The cell at an address; `None` for a section."""
    return Cell.parse(where) if where.count("/") == 2 and all(where.split("/")) else None


class Verdict(models.TextChoices):
    """What an office above decides about a report."""

    SENT_BACK = "sent_back", _("退回")
    CLEARED = "cleared", _("审核通过")


class Judgement(models.Model):
    """Our decision about a received report, told to its installation in a package; the latest
    stands."""

    report = models.ForeignKey(ReceivedReport, models.PROTECT, related_name="judgements")
    verdict = models.CharField(_("审核结果"), max_length=12, choices=Verdict.choices)
    words = models.CharField(_("审核意见"), max_length=500, blank=True)
    marks = models.JSONField(_("标注"), default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("审核时间"))
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    outgoing = models.ForeignKey(
        Outgoing, models.PROTECT, null=True, related_name="judgements", verbose_name=_("随包发出")
    )

    class Meta:
        verbose_name = _("审核意见")
        verbose_name_plural = _("审核意见")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.report} {self.verdict}"


class FromAbove(Added):
    """What the office above decided about a report that went up from here."""

    package = models.ForeignKey(Incoming, models.PROTECT, related_name="judgements")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    frozen = models.ForeignKey(FrozenReport, models.PROTECT, null=True, related_name="judged_above")
    """The version it is about, of a unit of ours."""
    received = models.ForeignKey(
        ReceivedReport, models.PROTECT, null=True, related_name="judged_above"
    )
    """Or of one beneath: we pass it on."""
    verdict = models.CharField(_("审核结果"), max_length=12, choices=Verdict.choices)
    words = models.CharField(_("审核意见"), max_length=500, blank=True)
    marks = models.JSONField(_("标注"), default=list)
    by = models.CharField(_("审核人"), max_length=60)
    at = models.DateTimeField(_("审核时间"))

    objects = AddedQuerySet["FromAbove"].as_manager()

    class Meta:
        verbose_name = _("上级审核意见")
        verbose_name_plural = _("上级审核意见")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(frozen__isnull=False, received__isnull=True)
                | Q(frozen__isnull=True, received__isnull=False),
                name="judged_above_one_report",
            )
        ]

    def __str__(self) -> str:
        return f"{self.frozen or self.received} {self.verdict}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:judged", args=[self.pk])
