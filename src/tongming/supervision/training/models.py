"""A session from its plan to who was there; its quiz; meetings; accountability.

What counts in the annual report is never changed: it is struck out with a reason and entered anew,
so that a year compiled as of a past day comes out as it did then.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.supervision.training.kinds import Fault, Measure, MeetingKind
from tongming.units.models import Person, Unit


def meeting_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another kind needs no migration."""
    return [(kind.value, gettext(kind.label)) for kind in MeetingKind]


def fault_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(fault.value, gettext(fault.label)) for fault in Fault]


def measure_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(measure.value, gettext(measure.label)) for measure in Measure]


class Recorded(models.Model):
    """Something that counts from the moment it is known until it is struck out."""

    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    known_from = models.DateTimeField(_("登记时间"), auto_now_add=True)
    known_until = models.DateTimeField(_("划去时间"), null=True, blank=True)
    struck_out_reason = models.CharField(_("划去原因"), max_length=200, blank=True)

    class Meta:
        abstract = True


class Session(models.Model):
    """One training: a line of the year's plan until it is held or given up."""

    class State(models.TextChoices):
        PLANNED = "planned", _("计划中")
        HELD = "held", _("已举办")
        CANCELLED = "cancelled", _("已取消")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("举办单位"))
    title = models.CharField(_("培训名称"), max_length=120)
    content = models.TextField(_("培训内容"), max_length=2000)
    planned_on = models.DateField(_("计划日期"))
    place = models.CharField(_("地点"), max_length=120, blank=True)
    trainer = models.CharField(_("主讲人"), max_length=60, blank=True)
    hours = models.DecimalField(
        _("学时"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(80))],
    )
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default="planned")
    held_on = models.DateField(_("举办日期"), null=True, blank=True)
    held_known_from = models.DateTimeField(_("登记时间"), null=True, blank=True)
    end_reason = models.CharField(_("取消事由"), max_length=200, blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("合格线"), default=60, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    """Of a hundred."""
    quiz_open = models.BooleanField(_("测验已开放"), default=False)
    quiz_due = models.DateField(_("测验截止"), null=True, blank=True)

    class Meta:
        verbose_name = _("培训")
        verbose_name_plural = _("培训")
        ordering: ClassVar = ["planned_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="held")
                | Q(held_on__isnull=False, held_known_from__isnull=False),
                name="training_held_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(end_reason=""),
                name="training_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:session", args=[self.pk])


class Attendance(Recorded):
    """Somebody was there. Not everybody trained has an account: names may be typed."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    name = models.CharField(_("姓名"), max_length=60)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="trainings"
    )

    class Meta:
        verbose_name = _("参训")
        verbose_name_plural = _("参训")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(known_until=None, person__isnull=False),
                name="attended_once",
            ),
            models.UniqueConstraint(
                fields=["session", "name"],
                condition=Q(known_until=None, person=None),
                name="attended_once_by_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Material(models.Model):
    """A file handed out."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="materials")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("加入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("培训材料")
        verbose_name_plural = _("培训材料")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "file"], name="material_once")
        ]

    def __str__(self) -> str:
        return str(self.file)


class Question(models.Model):
    """A question of a session's quiz: options, one or several of them right."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="questions")
    text = models.CharField(_("题目"), max_length=300)
    options = models.JSONField(_("选项"))
    """Strings, in the order shown."""
    right = models.JSONField(_("答案"))
    """The places of the right ones, from 0."""

    class Meta:
        verbose_name = _("测验题")
        verbose_name_plural = _("测验题")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text


class Attempt(models.Model):
    """One try at a quiz. Every try is kept."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attempts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="quiz_attempts")
    answers = models.JSONField(_("作答"))
    """For each question by its id, the chosen places."""
    score = models.PositiveSmallIntegerField(_("得分"))
    passed = models.BooleanField(_("合格"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("测验记录")
        verbose_name_plural = _("测验记录")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.person} {self.score}"


class Meeting(Recorded):
    """A meeting about disclosure work that was held."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    kind = models.CharField(_("类别"), max_length=12, choices=meeting_choices)
    title = models.CharField(_("会议名称"), max_length=120)
    held_on = models.DateField(_("日期"))
    chaired_by = models.CharField(_("主持人"), max_length=60, blank=True)
    people = models.PositiveIntegerField(_("参加人数"), null=True, blank=True)
    decided = models.TextField(_("议定事项"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("会议")
        verbose_name_plural = _("会议")
        ordering: ClassVar = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Accountability(Recorded):
    """责任追究: what it was for and what came of it. How many people, never who."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    fault = models.CharField(_("情形"), max_length=20, choices=fault_choices)
    measure = models.CharField(_("处理"), max_length=20, choices=measure_choices)
    decided_on = models.DateField(_("决定日期"))
    organ = models.CharField(_("决定机关"), max_length=120)
    people = models.PositiveIntegerField(_("涉及人数"), default=0)
    """0 where an organ answered for it and nobody in person."""
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("责任追究")
        verbose_name_plural = _("责任追究")
        ordering: ClassVar = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.decided_on} {self.get_measure_display()}"
