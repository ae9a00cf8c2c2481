"""A consultation, its files and extensions; comments, sealed; opinions, public; the uptake."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.law.consultation import Verdict, Way
from tongming.sealing.models import SealedFile
from tongming.sealing.seals import unseal_data
from tongming.units.models import Person, Unit

PREFIX = "consult-"
UPTAKE_PREFIX = "uptake-"


def way_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another way needs no migration."""
    return [(one.value, gettext(one.label)) for one in Way]


def verdict_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Verdict]


class Consultation(models.Model):
    """A draft on which the public is asked. What it says is frozen from its approval on; the last
    day moves by extensions alone."""

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SUBMITTED = "submitted", _("待审批")
        OPEN = "open", _("已公布")
        WITHDRAWN = "withdrawn", _("提前终止")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    title = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("草案正文"), max_length=50_000, blank=True)
    explanation = models.TextField(_("起草说明"), max_length=5_000)
    ways = models.TextField(_("其他提意见的方式"), max_length=1_000, blank=True)
    days = models.PositiveSmallIntegerField(_("征求意见天数"), default=30)
    short_reason = models.CharField(_("缩短的理由"), max_length=300, blank=True)
    matter = models.CharField(_("所属的决策事项"), max_length=40, blank=True)
    """The key of a matter in a register that this room does not know (`linking`)."""
    matter_title = models.CharField(max_length=200, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default="draft")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("起草人"))
    returned = models.CharField(_("退回意见"), max_length=300, blank=True)
    saved_at = models.DateTimeField(auto_now=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    opened_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    opened_on = models.DateField(_("公布日期"), null=True, blank=True)
    ends_on = models.DateField(_("截止日期"), null=True, blank=True)
    withdrawn_on = models.DateField(_("终止日期"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("终止理由"), max_length=300, blank=True)
    closing_told = models.BooleanField(default=False, editable=False)
    """Whether the public page says already that the period is over."""
    serial = models.PositiveIntegerField(default=0, editable=False)
    """The number last given to a comment."""
    erased_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("意见征集")
        verbose_name_plural = _("意见征集")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=["open", "withdrawn"])
                | Q(
                    opened_at__isnull=False, opened_on__isnull=False, ends_on__isnull=False,
                    approved_by__isnull=False,
                ),
                name="consultation_opened_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="consultation_withdrawn_with_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:consultation", args=[self.pk])

    @property
    def key(self) -> str:
        """What it goes by among the public items."""
        return f"{PREFIX}{self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether the public has been told of it."""
        return self.opened_on is not None

    def is_taking(self, today: date) -> bool:
        """Whether an opinion may be given today."""
        return self.state == self.State.OPEN and self.ends_on is not None and today <= self.ends_on

    def is_over(self, today: date) -> bool:
        """Whether it ran to its last day, and that has passed."""
        return self.state == self.State.OPEN and self.ends_on is not None and today > self.ends_on

    @property
    def uptake_or_none(self) -> Uptake | None:
        """The report on what became of the opinions, once begun."""
        return Uptake.objects.filter(consultation=self).first()


class Attached(models.Model):
    """A file of the draft, as the public gets it."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="attached")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("草案附件")
        verbose_name_plural = _("草案附件")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consultation", "file"], name="draft_attached_once")
        ]

    def __str__(self) -> str:
        return self.file.name


class Extension(models.Model):
    """The period was made longer: told on the public page."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="extensions")
    before = models.DateField(_("原截止日期"))
    after = models.DateField(_("延长后的截止日期"))
    reason = models.CharField(_("延长的理由"), max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField(default=localdate)

    class Meta:
        verbose_name = _("延长")
        verbose_name_plural = _("延长")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Comment(models.Model):
    """What somebody said of a draft. The words and who said them are sealed: the public reads
    opinions, which staff word. One that was set aside counts nowhere and says why."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="comments")
    serial = models.PositiveIntegerField(_("序号"))
    way = models.CharField(_("渠道"), max_length=12, choices=way_choices)
    received_on = models.DateField(_("收到日期"))
    people = models.PositiveIntegerField(_("人数"), default=1)
    """How many people say it: those who signed a letter, those who sat in a meeting."""
    sealed = models.BinaryField(editable=False)
    """The words, the name, how to reach them."""
    query_mark = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )
    """None where the citizen sent it in."""
    at = models.DateTimeField(auto_now_add=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_reason = models.CharField(_("不计入的理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("来稿")
        verbose_name_plural = _("来稿")
        ordering: ClassVar = ["serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consultation", "serial"], name="comment_serial_once"),
            models.CheckConstraint(
                condition=Q(set_aside_at=None) | ~Q(set_aside_reason=""),
                name="comment_set_aside_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What it is known by: the consultation's number and its own."""
        return f"{self.consultation_id}-{self.serial}"

    @property
    def data(self) -> dict[str, Any]:
        """What is sealed; empty once erased."""
        return dict(unseal_data(self.sealed)) if self.sealed else {}

    @property
    def words(self) -> str:
        """What was said."""
        return str(self.data.get("words", ""))


class CommentFile(models.Model):
    """A file sent with a comment."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="files")
    file = models.OneToOneField(SealedFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("来稿附件")
        verbose_name_plural = _("来稿附件")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.file)


class Opinion(models.Model):
    """One thing that was said, by one comment or by many, in words fit for the public; and what
    became of it."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions")
    text = models.TextField(_("意见"), max_length=1_000)
    verdict = models.CharField(
        _("采纳情况"), max_length=12, choices=verdict_choices, blank=True, default=""
    )
    reason = models.TextField(_("理由或者修改情况"), max_length=1_000, blank=True)
    comments: models.ManyToManyField[Comment, Any] = models.ManyToManyField(
        Comment, related_name="opinions", verbose_name=_("来稿")
    )

    class Meta:
        verbose_name = _("意见")
        verbose_name_plural = _("意见")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def verdict_kind(self) -> Verdict | None:
        """What became of it, with its words."""
        return Verdict(self.verdict) if self.verdict else None

    @property
    def counted(self) -> QuerySet[Comment]:
        """The comments behind it that count."""
        return self.comments.filter(set_aside_at=None)


class Uptake(models.Model):
    """意见采纳情况: drafted from what was counted, approved by another, then frozen."""

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SUBMITTED = "submitted", _("待审批")
        PUBLISHED = "published", _("已公布")

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="uptake")
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default="draft")
    summary = models.TextField(_("总体情况"), max_length=5_000)
    """With places for the figures: 〔参与人数〕. A number of it is never typed."""
    closing = models.TextField(_("下一步"), max_length=2_000, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("起草人"))
    returned = models.CharField(_("退回意见"), max_length=300, blank=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    frozen = models.JSONField(null=True, blank=True, editable=False)
    """Figures with the records behind them, opinions and words, as they were approved."""

    class Meta:
        verbose_name = _("意见采纳情况")
        verbose_name_plural = _("意见采纳情况")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(
                    approved_by__isnull=False, published_at__isnull=False, frozen__isnull=False
                ),
                name="uptake_published_by_somebody",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("“{title}”意见采纳情况").format(title=self.consultation.title)

    def get_absolute_url(self) -> str:
        return reverse("consultations:uptake", args=[self.consultation_id])

    @property
    def key(self) -> str:
        """What it goes by among the public items."""
        return f"{UPTAKE_PREFIX}{self.consultation_id}"

    @property
    def title(self) -> str:
        """On paper and on the public page, which are Chinese."""
        return f"关于“{self.consultation.title}”公开征求意见采纳情况的公告"
