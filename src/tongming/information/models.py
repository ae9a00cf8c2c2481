"""Documents, their revisions, what people did to them, and the numbers given out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.models import StoredFile
from tongming.information.content import Content
from tongming.information.interpreting import Aspect, Form
from tongming.information.states import State, StepKind
from tongming.law.documents import Attribute, Validity
from tongming.ledger.models import Event
from tongming.units.models import Person, Unit


def state_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another state needs no migration."""
    return [(state.value, gettext(state.label)) for state in State]


def attribute_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Attribute]


class ImportBatch(models.Model):
    """An existing ledger (台账) brought in at once, from one workbook."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("文件"))
    rows = models.PositiveIntegerField(_("行数"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("导入人"))
    at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("台账导入批次")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.unit} {self.file}"


class Document(models.Model):
    """A piece of government information, from its first draft to its last day.

    What it says is in its revisions; the columns here repeat of the newest one what lists filter
    by. `live` is the revision the public sees: an edit changes nothing there until it has gone
    through the chain.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    state = models.CharField(_("状态"), max_length=16, choices=state_choices, default="draft")
    current = models.ForeignKey(
        "Revision", models.PROTECT, null=True, related_name="+", verbose_name=_("当前版本")
    )
    live = models.ForeignKey(
        "Revision", models.PROTECT, null=True, related_name="+", verbose_name=_("公开版本")
    )
    title = models.CharField(_("名称"), max_length=300, blank=True)
    attribute = models.CharField(
        _("公开属性"), max_length=16, choices=attribute_choices, blank=True
    )
    document_number = models.CharField(_("发文字号"), max_length=80, blank=True)
    formed_on = models.DateField(_("成文日期"), null=True, blank=True)
    is_policy = models.BooleanField(_("政策性文件"), default=False)
    is_normative = models.BooleanField(_("行政规范性文件"), default=False)
    ends_on = models.DateField(_("有效期终止日期"), null=True, blank=True)
    reassess_on = models.DateField(_("重新评估日期"), null=True, blank=True)
    statutory_items = models.JSONField(_("法定主动公开事项"), default=list)

    index_number = models.CharField(_("索引号"), max_length=80, blank=True)
    correction = models.CharField(_("更正理由"), max_length=500, blank=True)
    publish_at = models.DateTimeField(_("定时发布时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("首次公开时间"), null=True, blank=True)
    changed_at = models.DateTimeField(_("最近更新时间"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("撤回理由"), max_length=500, blank=True)
    validity = models.CharField(_("有效性"), max_length=12, default=Validity.IN_FORCE.value)
    validity_ended_on = models.DateField(_("废止或者失效日期"), null=True, blank=True)
    interprets = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="interpretations",
        verbose_name=_("所解读的文件"),
    )  # fmt: skip
    repeats = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeated_by",
        verbose_name=_("重复的信息"),
    )  # fmt: skip
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, related_name="documents",
        verbose_name=_("导入批次"),
    )  # fmt: skip
    elsewhere_on = models.DateField(_("原公开日期"), null=True, blank=True)
    """When it was published before this system, as the imported ledger says."""
    elsewhere_url = models.URLField(_("原公开网址"), max_length=500, blank=True)
    is_demo = models.BooleanField(_("演示内容"), default=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("起草人")
    )
    created_at = models.DateTimeField(_("起草时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("政府信息")
        verbose_name_plural = _("政府信息")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["index_number"],
                condition=~Q(index_number=""),
                name="information_index_number",
            ),
            models.CheckConstraint(
                condition=Q(live=None, published_at=None)
                | Q(live__isnull=False, published_at__isnull=False),
                name="information_live_since",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="information_withdrawn_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state"], name="information_queue"),
            models.Index(fields=["unit", "published_at"], name="information_published"),
            models.Index(fields=["document_number"], name="information_number"),
            models.Index(
                fields=["publish_at"],
                name="information_scheduled",
                condition=Q(state="scheduled"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or gettext("（没有名称的草稿）")

    def get_absolute_url(self) -> str:
        """The document's page on the workbench."""
        return reverse("information:detail", args=[self.pk])

    @property
    def key(self) -> str:
        """What it is called in public addresses; it never changes."""
        return f"info-{self.pk}"

    @property
    def state_kind(self) -> State:
        """The state as the chain knows it."""
        return State(self.state)

    @property
    def content(self) -> Content:
        """What the newest revision says."""
        return self.current.content if self.current else Content()

    @property
    def is_live(self) -> bool:
        """Whether the public sees it now."""
        return self.live_id is not None and self.withdrawn_at is None

    @property
    def validity_kind(self) -> Validity:
        """Whether it holds, as last recorded."""
        return Validity(self.validity)


class Revision(models.Model):
    """What a document said after one saving. Never changed."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("版次"))
    data = models.JSONField(_("内容"))
    digest = models.CharField(_("指纹"), max_length=64)
    note = models.CharField(_("修改说明"), max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("保存时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("版本")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="revision_number")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.number}"

    @property
    def previous(self) -> int:
        """The number of the version before."""
        return self.number - 1

    @property
    def content(self) -> Content:
        """What it says."""
        return Content.from_data(self.data)


class Step(models.Model):
    """What a person did to a version: who, when, with what opinion."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="steps")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=24)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"))
    opinion = models.TextField(_("意见"), blank=True)
    answers = models.JSONField(default=dict)
    """The secrecy review's four questions and its conclusion."""
    voided_at = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["document", "kind"], name="step_of_kind")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.kind}"

    @property
    def step_kind(self) -> StepKind:
        """The kind with its words."""
        return StepKind(self.kind)


class KeptFinding(models.Model):
    """Something the checker found in a text that stays, for a reason somebody answers for."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="kept_findings")
    kind = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    """Of the kind and the words found: the words themselves are not kept again."""
    masked = models.CharField(max_length=200)
    reason = models.CharField(_("保留理由"), max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "digest"], name="finding_kept_once_a_document"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.kind}"


class Interpretation(models.Model):
    """The plan for interpreting a policy document (解读方案): who, in what form, what it covers."""

    policy = models.OneToOneField(Document, models.CASCADE, related_name="interpretation_plan")
    form = models.CharField(_("解读形式"), max_length=24)
    outline = models.TextField(_("解读提纲"), blank=True)
    channels = models.CharField(_("解读渠道"), max_length=200, blank=True)
    planned_on = models.DateField(_("解读时间"), null=True, blank=True)
    interpreter = models.CharField(_("解读人"), max_length=60, blank=True)
    contact = models.CharField(_("咨询方式"), max_length=120, blank=True)
    aspects = models.JSONField(_("解读内容"), default=list)

    class Meta:
        verbose_name = _("解读方案")

    def __str__(self) -> str:
        return f"{self.policy_id}: {self.form}"

    @property
    def form_label(self) -> str:
        """The form's name."""
        return Form(self.form).label

    @property
    def aspect_labels(self) -> list[str]:
        """What it covers, by name."""
        return [Aspect(one).label for one in self.aspects]


class LikenessBand(models.Model):
    """One of the eight words by which near-same texts find each other."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="bands")
    band = models.CharField(max_length=20, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "band"], name="likeness_band_once")
        ]

    def __str__(self) -> str:
        return self.band


class FileText(models.Model):
    """The words of an attachment, by its content: what the search finds in it."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()
    media_type = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.sha256[:12]


class IndexCounter(models.Model):
    """The last serial of 索引号 given out in a unit's year; a number is never given twice."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="index_counter")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}: {self.last}"
