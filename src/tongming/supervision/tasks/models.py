"""A task from the sentence it comes from to a result somebody else has confirmed.

What the annual report tells is never changed: a conclusion ends and another is made, so that a year
compiled as of a past day comes out as it did then.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongming.units.models import Person, Unit


class Source(models.Model):
    """A text tasks come from, word for word: a part of a report, or the key points of a year."""

    class Kind(models.TextChoices):
        REPORT = "report", _("年度报告")
        KEY_POINTS = "key_points", _("工作要点")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    """Whose report it is, or who issued the key points."""
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    """The year reported on; of key points the year they are for."""
    title = models.CharField(_("标题"), max_length=200)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    url = models.CharField(_("地址"), max_length=300, blank=True)
    """The page of the whole document."""
    text = models.TextField(_("原文"))
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("任务来源")
        verbose_name_plural = _("任务来源")
        ordering: ClassVar = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tasks:source", args=[self.pk])


class Task(models.Model):
    """Something a unit sets right or gets done in a year."""

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("上年度的问题")
        IMPROVEMENT = "improvement", _("上年度的改进措施")
        KEY_POINT = "key_point", _("年度工作要点")
        OWN = "own", _("自行安排")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待核对")
        OPEN = "open", _("办理中")
        CONCLUDED = "concluded", _("待确认")
        SETTLED = "settled", _("已确认")
        DISMISSED = "dismissed", _("不列入")
        MERGED = "merged", _("已合并")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("责任单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    kind = models.CharField(_("来源"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("任务"), max_length=300)
    measure = models.CharField(_("完成标准"), max_length=300, blank=True)
    department = models.CharField(_("责任部门"), max_length=60, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="tasks", verbose_name=_("责任人")
    )
    due_on = models.DateField(_("完成期限"), null=True)
    set_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("下达单位")
    )
    """The unit above that set it: title, term and measure are its."""
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default="proposed")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    end_reason = models.CharField(_("不列入的理由"), max_length=300, blank=True)
    opened_at = models.DateTimeField(_("列入时间"), null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    """When it was dismissed or merged."""

    class Meta:
        verbose_name = _("任务")
        verbose_name_plural = _("任务")
        ordering: ClassVar = ["due_on", "pk"]
        indexes: ClassVar = [models.Index(fields=["unit", "year", "state"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=["open", "concluded", "settled"])
                | Q(opened_at__isnull=False, due_on__isnull=False) & ~Q(measure=""),
                name="task_open_with_term_and_measure",
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(end_reason="") & Q(ended_at__isnull=False),
                name="task_dismissed_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="merged") | Q(merged_into__isnull=False, ended_at__isnull=False),
                name="task_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tasks:task", args=[self.pk])

    @property
    def next_day(self) -> date | None:
        """The first checkpoint that is not met, or the term."""
        waiting = [one.on for one in self.checkpoints.all() if one.met_on is None]
        return min([*waiting, *([self.due_on] if self.due_on else [])], default=None)


class Sentence(models.Model):
    """The stretch of a source a task rests on."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="sentences")
    start = models.PositiveIntegerField(_("从"))
    end = models.PositiveIntegerField(_("到"))
    task = models.ForeignKey(Task, models.PROTECT, related_name="sentences")

    class Meta:
        verbose_name = _("原句")
        verbose_name_plural = _("原句")
        ordering: ClassVar = ["source", "start", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "start", "task"], name="sentence_once_a_task")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The words as they stand in the source, blank lines aside."""
        return " ".join(self.source.text[self.start : self.end].split())

    def get_absolute_url(self) -> str:
        return f"{self.source.get_absolute_url()}#s{self.start}"


class Checkpoint(models.Model):
    """What is to be reached by a day on the way, as a rule the end of a quarter."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="checkpoints")
    on = models.DateField(_("检查日期"))
    aim = models.CharField(_("应达到"), max_length=200)
    met_on = models.DateField(_("达到日期"), null=True)

    class Meta:
        verbose_name = _("检查点")
        verbose_name_plural = _("检查点")
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "on"], name="checkpoint_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.aim}"


class Progress(models.Model):
    """What was done on a day. Never changed."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="progress")
    on = models.DateField(_("日期"))
    text = models.CharField(_("做了什么"), max_length=1000)
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, null=True, related_name="+")
    """The checkpoint it reached."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("进展")
        verbose_name_plural = _("进展")
        ordering: ClassVar = ["on", "pk"]

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """A record of the system, or a public page, that bears a progress out."""

    progress = models.ForeignKey(Progress, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("类别"), max_length=30)
    """As `evidence.register_evidence` knows it; "page" for an address typed by hand."""
    title = models.CharField(_("名称"), max_length=300)
    url = models.CharField(_("地址"), max_length=300)

    class Meta:
        verbose_name = _("佐证")
        verbose_name_plural = _("佐证")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title


class Conclusion(models.Model):
    """What came of a task, as one person says and another confirms. Ended, never changed."""

    class Result(models.TextChoices):
        DONE = "done", _("已完成")
        PARTLY = "partly", _("部分完成")
        NOT_DONE = "not_done", _("没有完成")

    task = models.ForeignKey(Task, models.PROTECT, related_name="conclusions")
    result = models.CharField(_("结果"), max_length=10, choices=Result.choices)
    did = models.CharField(_("做了什么"), max_length=1000)
    """The annual report tells these words."""
    reason = models.CharField(_("没有全部完成的原因"), max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("提出时间"), auto_now_add=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)
    ended_at = models.DateTimeField(_("失效时间"), null=True)
    end_reason = models.CharField(_("退回或者重新办理的理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("结果")
        verbose_name_plural = _("结果")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(ended_at=None), name="conclusion_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(result="done") | ~Q(reason=""), name="conclusion_short_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(end_reason=""), name="conclusion_ends_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_result_display()} {self.did}"
