"""A batch of files somebody gave, and what has become of each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.law.labelled import Labelled
from tongming.law.words import N_, Message, say
from tongming.reports.models import Reading
from tongming.units.models import Person, Unit


class Doubt(Labelled):
    """Why a person must say whose report it is, or of which year: nothing is guessed."""

    NO_NAME = "no_name", N_("报告里没有读出机关名称")
    UNKNOWN = "unknown", N_("您负责导入的单位里没有这个名称")
    SIMILAR = "similar", N_("机关名称与单位名称相近，但不完全相同")
    SEVERAL = "several", N_("不止一个单位用过这个名称")
    NO_YEAR = "no_year", N_("没有读出年度")
    WRONG_YEAR = "wrong_year", N_("读出的年度不会有年度报告")


class Batch(models.Model):
    """Files given together, for a unit or for it and those beneath."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    page = models.URLField(_("原来公布的网址"), max_length=500, blank=True)
    """Where they were published, if whoever gave them said so."""
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("交来时间"))

    class Meta:
        verbose_name = _("一批年度报告")
        verbose_name_plural = _("各批年度报告")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit} {self.made_at:%Y-%m-%d %H:%M}"


class Given(models.Model):
    """One file of a batch, or of an archive in it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待读取")
        UNPACKED = "unpacked", _("已解开")
        DOUBTFUL = "doubtful", _("待确定单位和年度")
        PLACED = "placed", _("已读取")
        UNREADABLE = "unreadable", _("没有读出")
        SET_ASIDE = "set_aside", _("不采用")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="files")
    archive = models.ForeignKey("self", models.PROTECT, null=True, related_name="members")
    """The archive it was found in."""
    name = models.CharField(_("文件"), max_length=500)
    """As it was given; with its folders where it came out of an archive."""
    source = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """None for a member that was not taken out of its archive."""
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.WAITING)
    held_until = models.DateTimeField(null=True)
    """A process works on it until then; afterwards another may."""
    tries = models.PositiveSmallIntegerField(default=0)
    problem_text = models.CharField(max_length=500, blank=True)
    problem_values = models.JSONField(default=dict)
    title = models.CharField(_("标题"), max_length=500, blank=True)
    body = models.CharField(_("机关"), max_length=200, blank=True)
    """The organ as the report names it."""
    year = models.PositiveSmallIntegerField(_("报告年度"), null=True)
    """As read, then as a person said."""
    likely = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    """The unit it may be of: shown to whoever decides, and to nobody else as a fact."""
    doubt = models.CharField(max_length=12, blank=True)
    numbers = models.PositiveIntegerField(default=0)
    hard = models.PositiveIntegerField(default=0)
    """Relations that do not hold."""
    soft = models.PositiveIntegerField(default=0)
    """What the reader was not sure of, and what should be looked at."""
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("交来的文件")
        verbose_name_plural = _("交来的文件")
        ordering = ["batch", "pk"]
        indexes = [models.Index(fields=["state", "held_until"])]

    def __str__(self) -> str:
        return self.name

    @property
    def problem(self) -> Message | None:
        """Why nothing could be read."""
        return say(self.problem_text, **self.problem_values) if self.problem_text else None

    @property
    def doubt_label(self) -> str:
        """Why a person must decide, as a sentence."""
        return Doubt(self.doubt).label if self.doubt else ""
