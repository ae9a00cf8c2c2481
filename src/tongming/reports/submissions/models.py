"""A signed report on its way to the office above, and what that office marked in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongming.law.figures import Cell
from tongming.ledger.models import Event
from tongming.reports.models import FrozenReport
from tongming.units.models import Person, Unit


class Submission(models.Model):
    """One signed version, handed up once. A later version handed up takes its place."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("待审核")
        SENT_BACK = "sent_back", _("已退回")
        CLEARED = "cleared", _("已通过")
        REPLACED = "replaced", _("已被新版本替代")

    frozen = models.OneToOneField(
        FrozenReport, models.PROTECT, related_name="submission", verbose_name=_("报送的版本")
    )
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("报送给"))
    state = models.CharField(
        _("状态"), max_length=12, choices=State.choices, default=State.SUBMITTED
    )
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("报送时间"))
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("审核时间"), null=True)
    words = models.CharField(_("审核意见"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("报送")
        verbose_name_plural = _("报送")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["submitted", "replaced"])
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="submission_settled_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["state", "submitted_at"])]

    def __str__(self) -> str:
        return f"{self.frozen} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether the office above has still to decide."""
        return self.state == self.State.SUBMITTED


class Mark(models.Model):
    """What the office above says of one cell or one section. Taken away again only while the
    submission is open; what went back with a report stays."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="marks")
    address = models.CharField(_("表格位置"), max_length=80, blank=True)
    """The cell, as `law.figures.Cell` prints it; empty for a mark on words."""
    section = models.CharField(_("部分"), max_length=40, blank=True)
    words = models.CharField(_("问题"), max_length=300)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("标注时间"))

    class Meta:
        verbose_name = _("标注")
        verbose_name_plural = _("标注")
        ordering = ["submission", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(address="") & ~Q(section="")) | (~Q(address="") & Q(section="")),
                name="mark_on_a_cell_or_a_section",
            )
        ]

    def __str__(self) -> str:
        return f"{self.address or self.section}: {self.words}"

    @property
    def cell(self) -> Cell | None:
        """The cell it stands at; `None` for a mark on words."""
        return Cell.parse(self.address) if self.address else None


class CountyCheck(models.Model):
    """A county's reports of a year checked together, kept so that the page opens at once.

    Nothing rests on it: it is worked out from the reports, and anew when one of them has changed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("等待核对")
        RUNNING = "running", _("正在核对")
        DONE = "done", _("已核对")
        FAILED = "failed", _("没有核对完")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name=_("单位"))
    """Whose reports and those beneath are checked."""
    year = models.PositiveSmallIntegerField(_("报告年度"))
    inputs = models.CharField(_("依据"), max_length=64)
    """A hash of what was to be checked; another one: there is something new."""
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(_("报告数"), default=0)
    done = models.PositiveIntegerField(_("已核对"), default=0)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("提出时间"))
    touched_at = models.DateTimeField(_("最近进展"))
    result = models.JSONField(_("结果"), default=list)

    class Meta:
        verbose_name = _("一起核对")
        verbose_name_plural = _("一起核对")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="county_check_one_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.state}"

    @property
    def is_going(self) -> bool:
        """Whether it waits or is at work."""
        return self.state in (self.State.WAITING, self.State.RUNNING)
