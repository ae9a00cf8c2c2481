"""A supervised matter, what happened in it, and what the public was told."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.engagement.matters.kinds import (
    Counted,
    Move,
    Outcome,
    Standing,
    State,
    choices_of,
)
from tongming.engagement.messages.models import Message
from tongming.files.models import StoredFile
from tongming.units.models import Person, Unit

PREFIX = "matter-"


def counted_choices() -> list[tuple[str, str]]:
    """Called when asked, like those below, so that another member needs no migration."""
    return choices_of(Counted)


def state_choices() -> list[tuple[str, str]]:
    return choices_of(State)


def outcome_choices() -> list[tuple[str, str]]:
    return choices_of(Outcome)


def move_choices() -> list[tuple[str, str]]:
    return choices_of(Move)


class Counter(models.Model):
    """The last serial given out in a unit's year; a number is never given twice."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="matter_counter")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}: {self.last}"


class Reminding(models.Model):
    """When a unit's matters are reminded of, and carded. Usage, not law: each unit sets its own."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    before = models.PositiveSmallIntegerField(
        _("到期前几个工作日催办"), default=3, validators=[MaxValueValidator(60)]
    )
    yellow = models.PositiveSmallIntegerField(
        _("逾期几个工作日黄牌警示"), default=1, validators=[MaxValueValidator(250)]
    )
    red = models.PositiveSmallIntegerField(
        _("逾期几个工作日红牌警示"), default=5, validators=[MaxValueValidator(250)]
    )
    """0 in any of them: not at all."""

    class Meta:
        verbose_name = _("催办设置")
        verbose_name_plural = _("催办设置")

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.before}/{self.yellow}/{self.red}"


class Matter(models.Model):
    """What a unit orders done, by whom and by when."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="matters_issued", verbose_name=_("督办单位")
    )
    year = models.PositiveSmallIntegerField(_("年份"))
    serial = models.PositiveIntegerField(_("序号"))
    handler = models.ForeignKey(
        Unit, models.PROTECT, related_name="matters_received", verbose_name=_("承办单位")
    )
    department = models.CharField(_("承办科室"), max_length=60, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="matters", verbose_name=_("承办人")
    )
    """Whoever it was given to by name; None: whoever handles matters there."""
    subject = models.CharField(_("事由"), max_length=120)
    basis = models.CharField(_("依据"), max_length=300)
    requirement = models.TextField(_("要求"), max_length=4000)
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="+", verbose_name=_("来源留言")
    )
    """Told to nobody who may not read it: the one it complains of may be the one in charge."""
    issued_on = models.DateField(_("下达日期"))
    counted = models.CharField(_("时限计法"), max_length=10, choices=counted_choices)
    days = models.PositiveSmallIntegerField(_("时限天数"), null=True)
    due_on = models.DateField(_("办结时限"))
    state = models.CharField(
        _("状态"),
        max_length=10,
        choices=state_choices,
        default=State.UNSIGNED.value,
    )
    reported_on = models.DateField(_("反馈日期"), null=True)
    """The last feedback that was not returned."""
    result = models.TextField(_("结果"), max_length=2000, blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=outcome_choices)
    closed_on = models.DateField(_("办结日期"), null=True)

    class Meta:
        verbose_name = _("督办事项")
        verbose_name_plural = _("督办事项")
        ordering: ClassVar = ["-year", "-serial", "unit__path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "serial"], name="matter_number_once"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("issued_on")), name="matter_due_after_issue"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_on=None, outcome=""),
                name="matter_closed_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("matters:matter", args=[self.pk])

    @property
    def number(self) -> str:
        """督办编号, as official papers are numbered."""
        return f"督办〔{self.year}〕{self.serial}号"

    @property
    def stands(self) -> State:
        return State(self.state)

    @property
    def given_to(self) -> str:
        """Unit, department and person, as far as they were named."""
        named = (self.handler.short_name, self.department, str(self.person or ""))
        return " ".join(one for one in named if one)

    @property
    def is_internal(self) -> bool:
        """Whether a unit gave it to its own department or person."""
        return self.unit_id == self.handler_id

    def standing(self, today: date) -> Standing:
        """How it stands by its term. Feedback stops it: how long it is looked at is no fault of
        whoever gave it."""
        if self.outcome == Outcome.REVOKED:
            return Standing.REVOKED
        reached = self.reported_on or today
        if self.stands is State.CLOSED:
            return Standing.ON_TIME if reached <= self.due_on else Standing.LATE
        return Standing.IN_TERM if reached <= self.due_on else Standing.OVERDUE


class Entry(models.Model):
    """Something that happened, for good."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="entries")
    move = models.CharField(max_length=10, choices=move_choices)
    on = models.DateField(_("日期"))
    at = models.DateTimeField(_("时间"), default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """None where the clock did it."""
    text = models.TextField(_("内容"), max_length=4000, blank=True)
    due_on = models.DateField(_("办结时限"))
    """The term as it stood after this."""
    files = models.ManyToManyField(StoredFile, related_name="+")

    class Meta:
        verbose_name = _("办理经过")
        verbose_name_plural = _("办理经过")
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "move", "due_on"],
                condition=Q(by=None),
                name="matter_reminded_once_a_term",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.move}"

    @property
    def label(self) -> str:
        return gettext(Move(self.move).label)

    @property
    def is_card(self) -> bool:
        return self.move in (Move.YELLOW, Move.RED)


class Answer(models.Model):
    """What the public is told of a matter: written by one person, published by another."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="answer")
    title = models.CharField(_("公开标题"), max_length=120)
    text = models.TextField(_("公开答复"), max_length=8000)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("拟稿人"))
    saved_at = models.DateTimeField(_("保存时间"))
    published_at = models.DateTimeField(_("公开时间"), null=True)
    """The first time."""
    changed_at = models.DateTimeField(null=True)
    """The last time."""
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(_("撤回日期"), null=True)
    withdrawn_reason = models.CharField(_("撤回理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("公开答复")
        verbose_name_plural = _("公开答复")

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """What it goes by among the public items."""
        return f"{PREFIX}{self.matter_id}"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_on is None
