"""What the room keeps: readings to be checked, stated figures, drafts, words, signed reports.

Stated figures, words, signed reports and publications are added and never changed: a correction
ends the old figure (`known_until`) and adds another, so that a year can be worked out as it was
known on any past day. Models refuse what would change them, and so does the database
(migration 0002).
"""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORMS, Form
from tongming.ledger.models import Event
from tongming.reports.numerals import number_text
from tongming.units.models import Person, Unit

FORM_CHOICES = [(form.id, form.document) for form in FORMS.values()]
GAP_CHOICES = [(gap.value, _(gap.label)) for gap in Gap]

Row = TypeVar("Row", bound=models.Model, covariant=True)


class Unchangeable(RuntimeError):
    """Somebody's code tried to change or delete what is only ever added."""


class AddedQuerySet(models.QuerySet[Row]):
    """Rows that are only ever added."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Unchangeable(f"{self.model._meta.label} is never changed")

    def delete(self) -> NoReturn:
        raise Unchangeable(f"{self.model._meta.label} is never deleted")


class Added(models.Model):
    """A record that is only ever added."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable(f"{self._meta.label} is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Unchangeable(f"{self._meta.label} is never deleted")


class Reading(models.Model):
    """A published report as the reader understood it, and what a person then decided about it."""

    class State(models.TextChoices):
        CHECKING = "checking", _("待核对")
        CONFIRMED = "confirmed", _("已确认")
        DISCARDED = "discarded", _("未采用")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    source = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name=_("来源文件")
    )
    year = models.PositiveSmallIntegerField(_("报告年度"), null=True)
    """The year reported on, as read; `None` where the report does not say."""
    form = models.CharField(_("格式"), max_length=20, choices=FORM_CHOICES)
    result = models.JSONField(_("读取结果"))
    """The report in its JSON form (`reports.document`)."""
    text = models.TextField(_("原文"), blank=True)
    state = models.CharField(
        _("状态"), max_length=12, choices=State.choices, default=State.CHECKING
    )
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("读取时间"))
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("处理时间"), null=True)

    class Meta:
        verbose_name = _("读取的报告")
        verbose_name_plural = _("读取的报告")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.source}"

    @property
    def is_open(self) -> bool:
        """Whether a person has still to decide."""
        return self.state == self.State.CHECKING


class FigureQuerySet(models.QuerySet["HistoricalFigure"]):
    """Stated figures, by the moment they were known."""

    def known(self, at: datetime | None) -> FigureQuerySet:
        """The figures in force at a moment; `None` is now."""
        if at is None:
            return self.filter(known_until=None)
        return self.filter(known_from__lte=at).filter(Q(known_until=None) | Q(known_until__gt=at))

    def update(self, **kwargs: Any) -> NoReturn:
        raise Unchangeable("a stated figure is never changed; `actions.correct_figure` ends it")

    def delete(self) -> NoReturn:
        raise Unchangeable("a stated figure is never deleted")


class HistoricalFigure(models.Model):
    """A figure somebody stated about a year, as long as it was held to be so.

    Either read from a document (`source`, with the words it was read from), or entered by hand
    with a reason. Exactly one of `number` and `gap` says something.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("报告年度"))
    form = models.CharField(_("格式"), max_length=20, choices=FORM_CHOICES)
    """The form of the report it was read from, or was entered for."""
    address = models.CharField(_("表格位置"), max_length=80)
    """The cell, as `law.figures.Cell` prints it."""
    number = models.CharField(_("数字"), max_length=32, blank=True)
    """As decimal text: databases keep it to the last digit."""
    gap = models.CharField(_("没有数字的原因"), max_length=20, choices=GAP_CHOICES, blank=True)
    unit_text = models.CharField(_("来源所写单位"), max_length=20, blank=True)
    source = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("来源文件")
    )
    quote = models.TextField(_("原文"), blank=True)
    where = models.CharField(_("所在位置"), max_length=200, blank=True)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    known_from = models.DateTimeField(_("自何时起"))
    known_until = models.DateTimeField(_("至何时止"), null=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    """The event that ended it: a correction or a withdrawal, with its reason."""

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("历史数据")
        verbose_name_plural = _("历史数据")
        ordering = ["unit", "year", "form", "address", "known_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "form", "address"],
                condition=Q(known_until=None),
                name="figure_one_in_force",
            ),
            models.CheckConstraint(
                condition=(Q(number="") & ~Q(gap="")) | (~Q(number="") & Q(gap="")),
                name="figure_number_or_gap",
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=False) | ~Q(reason=""),
                name="figure_has_source_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(known_until=None, ended_by=None)
                | Q(known_until__gte=F("known_from"), ended_by__isnull=False),
                name="figure_ends_by_an_event",
            ),
        ]
        indexes = [models.Index(fields=["unit", "year", "known_from"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.address} = {self.number or self.gap}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable("a stated figure is never changed; `end` ends it")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Unchangeable("a stated figure is never deleted")

    def end(self, event: Event) -> None:
        """The one change there is: from this event on the figure is no longer held to be so."""
        if self.known_until is not None:
            raise Unchangeable("this figure has ended already")
        self.known_until, self.ended_by = event.at, event
        super().save(force_update=True, update_fields=["known_until", "ended_by"])

    @property
    def cell(self) -> Cell:
        """The cell it stands in."""
        return Cell.parse(self.address)

    @property
    def figure(self) -> Figure:
        """What it says: a number, or one of the gaps."""
        return parse_figure(self.number, self.gap)


def store_figure(figure: Figure) -> tuple[str, str]:
    """A figure as `(number, gap)`, one of which is empty."""
    if isinstance(figure, Gap):
        return "", figure.value
    return number_text(figure), ""


def parse_figure(number: str, gap: str) -> Figure:
    """The figure that `store_figure` stored."""
    if gap:
        return Gap(gap)
    return Decimal(number) if "." in number else int(number)


class Report(models.Model):
    """One unit's report for one year in one form: the draft, and how far it has come.

    What is signed is kept in `FrozenReport`; a report that is corrected after signature is a draft
    again, and its earlier versions stay.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SUBMITTED = "submitted", _("待签发")
        SIGNED = "signed", _("已签发")
        PUBLISHED = "published", _("已发布")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("报告年度"))
    form = models.CharField(_("格式"), max_length=20, choices=FORM_CHOICES)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.DRAFT)
    correction = models.CharField(_("更正理由"), max_length=500, blank=True)
    """Why a signed report is being corrected; empty for the first version."""
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("开始起草"))
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("提交签发"), null=True)

    class Meta:
        verbose_name = _("年度报告")
        verbose_name_plural = _("年度报告")
        ordering = ["-year", "form"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "form"], name="report_one_a_year_and_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.form}"

    @property
    def form_kind(self) -> Form:
        """The form as the law knows it."""
        return FORMS[self.form]

    @property
    def may_be_edited(self) -> bool:
        """Whether words and figures are still being worked on."""
        return self.state == self.State.DRAFT


class SectionText(Added):
    """The words of one section, as somebody wrote them at a moment; the latest is in force."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="texts")
    key = models.CharField(_("部分"), max_length=40)
    text = models.TextField(_("文字"), blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """`None`: drafted from the figures by the system."""
    written_at = models.DateTimeField(_("写入时间"))
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    objects = AddedQuerySet["SectionText"].as_manager()

    class Meta:
        verbose_name = _("报告文字")
        verbose_name_plural = _("报告文字")
        ordering = ["report", "key", "pk"]
        indexes = [models.Index(fields=["report", "key", "written_at"])]

    def __str__(self) -> str:
        return f"{self.report} {self.key} {self.pk}"


class FrozenReport(Added):
    """A signed report: its canonical JSON, and the hash that proves it unchanged."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField(_("版本"))
    content = models.TextField(_("内容"))
    sha256 = models.CharField(_("指纹"), max_length=64, db_index=True)
    known_at = models.DateTimeField(_("数据截至"))
    """The moment whose knowledge it holds: compiled as of then, it comes out the same."""
    reason = models.CharField(_("更正理由"), max_length=500, blank=True)
    accepted = models.CharField(_("签发说明"), max_length=500, blank=True)
    """Why it was signed although a relation between its figures is broken."""
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    objects = AddedQuerySet["FrozenReport"].as_manager()

    class Meta:
        verbose_name = _("已签发的报告")
        verbose_name_plural = _("已签发的报告")
        ordering = ["report", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="frozen_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.report} v{self.version}"

    @property
    def data(self) -> dict[str, Any]:
        """The frozen content, parsed."""
        parsed: dict[str, Any] = json.loads(self.content)
        return parsed


class Publication(Added):
    """A signed report made public."""

    frozen = models.OneToOneField(FrozenReport, models.PROTECT, related_name="publication")
    published_at = models.DateTimeField(_("发布时间"))
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    objects = AddedQuerySet["Publication"].as_manager()

    class Meta:
        verbose_name = _("发布")
        verbose_name_plural = _("发布")
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return f"{self.frozen} {self.published_at:%Y-%m-%d}"
