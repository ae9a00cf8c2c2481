"""Cases over the work of disclosure (第五十一条), from the first notice to what was done about it.

A reconsideration is a case; a suit is a case, whatever courts it passes through; a suit after a
reconsideration is a case of its own that names it. What each court or authority did is a stage.
Who applied or sued stands nowhere here but in the kept papers.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.applications.letters.models import Letter
from tongming.applications.models import Application
from tongming.files.models import StoredFile
from tongming.law.remedy_counting import Reading
from tongming.law.remedy_course import Proceeding
from tongming.law.remedy_results import Instance, Procedure, Result, Standing, Way
from tongming.law.words import N_
from tongming.ledger.models import Event
from tongming.units.models import Unit


def instance_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another member needs no migration; so are the others."""
    return [(one.value, gettext(one.label)) for one in Instance]


def procedure_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Procedure]


def result_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Result]


def standing_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Standing]


def way_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Way]


def reading_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(one.value, gettext(one.label)) for one in Reading]


PAPERS = (
    ("request", N_("复议申请书或者起诉状副本")),
    ("notice", N_("通知书")),
    ("answer", N_("答复书或者答辩状")),
    ("evidence", N_("证据和依据")),
    ("decision", N_("决定书或者裁判文书")),
    ("carried_out", N_("履行情况")),
    ("other", N_("其他材料")),
)
"""What a kept paper is, in the order a case has them."""


def paper_choices() -> list[tuple[str, str]]:
    """Called when asked."""
    return [(code, gettext(label)) for code, label in PAPERS]


class Case(models.Model):
    """One reconsideration, or one suit.

    `standing` and `concluded_on` are what the stages come to, kept for the list.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("登记年度"))
    serial = models.PositiveIntegerField(_("序号"))
    way = models.CharField(_("类别"), max_length=8, choices=way_choices)
    subject = models.CharField(_("争议事项"), max_length=300)
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("相关申请"),
    )  # fmt: skip
    letter_number = models.CharField(_("被争议文书的文号"), max_length=80, blank=True)
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("被争议文书"),
    )  # fmt: skip
    """The letter with that number, where it was written here."""
    earlier = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later",
        verbose_name=_("此前的行政复议"),
    )  # fmt: skip
    standing = models.CharField(
        _("结果"), max_length=10, choices=standing_choices, default=Standing.PENDING.value
    )
    entered_on = models.DateField(_("受理日期"))
    concluded_on = models.DateField(_("审结日期"), null=True, blank=True)
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("复议诉讼案件")
        ordering: ClassVar = ["-entered_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "serial"], name="remedy_case_number"),
            models.CheckConstraint(
                condition=Q(standing=Standing.PENDING.value, concluded_on__isnull=True)
                | (~Q(standing=Standing.PENDING.value) & Q(concluded_on__isnull=False)),
                name="remedy_case_concluded_with_result",
            ),
            models.CheckConstraint(
                condition=Q(earlier__isnull=True) | Q(way=Way.AFTER.value),
                name="remedy_case_earlier_is_a_review",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "entered_on"], name="remedy_case_list")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The register number, unique within the unit: 2026-1."""
        return f"{self.year}-{self.serial}"

    @property
    def kind(self) -> Way:
        """The group of table 4 it counts in."""
        return Way(self.way)

    @property
    def is_review(self) -> bool:
        return self.kind is Way.REVIEW

    @property
    def is_void(self) -> bool:
        return bool(self.void_reason)

    @property
    def is_open(self) -> bool:
        """Whether it is still before an authority or a court."""
        return self.concluded_on is None and not self.is_void

    @property
    def stands(self) -> Standing:
        """What has become of it."""
        return Standing(self.standing)

    def get_absolute_url(self) -> str:
        """The case's page on the workbench."""
        return reverse("remedies:detail", args=[self.pk])


class Stage(models.Model):
    """A case before one authority or court."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField(_("次序"))
    instance = models.CharField(_("审级"), max_length=8, choices=instance_choices)
    body = models.CharField(_("复议机关或者法院"), max_length=100)
    case_number = models.CharField(_("案号"), max_length=80, blank=True)
    procedure = models.CharField(
        _("程序"), max_length=10, choices=procedure_choices, default=Procedure.ORDINARY.value
    )
    notified_on = models.DateField(_("收到副本的日期"))
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    answer_by = models.DateField(_("通知书写明的答辩期限"), null=True, blank=True)
    answered_on = models.DateField(_("提交答复或者答辩的日期"), null=True, blank=True)
    result = models.CharField(_("结果"), max_length=24, choices=result_choices, blank=True)
    decided_on = models.DateField(_("作出日期"), null=True, blank=True)
    received_on = models.DateField(_("收到决定或者裁判的日期"), null=True, blank=True)
    counted_as = models.CharField(
        _("表四计入"), max_length=10, choices=standing_choices, blank=True
    )
    """Where a person had it counted otherwise than the map has it; empty: by the map."""
    counted_reason = models.CharField(_("改计的理由"), max_length=200, blank=True)
    acts_again = models.BooleanField(_("责令重新作出或者履行"), default=False)
    act_by = models.DateField(_("履行期限"), null=True, blank=True)
    acted_on = models.DateField(_("履行日期"), null=True, blank=True)
    new_letter_number = models.CharField(_("重新答复的文号"), max_length=80, blank=True)
    new_letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("重新答复"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("审理阶段")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="remedy_stage_number"),
            models.CheckConstraint(
                condition=Q(counted_as="") | ~Q(counted_reason=""),
                name="remedy_counted_otherwise_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(result="", decided_on__isnull=True)
                | (~Q(result="") & Q(decided_on__isnull=False)),
                name="remedy_stage_decided_with_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.instance}"

    @property
    def of(self) -> Instance:
        """Before whom it is."""
        return Instance(self.instance)

    @property
    def outcome(self) -> Result | None:
        """What was decided."""
        return Result(self.result) if self.result else None

    @property
    def proceeding(self) -> Proceeding:
        """The same as the law reads it; `Refused` where its days cannot be."""
        return Proceeding(
            instance=self.of,
            notified_on=self.notified_on,
            accepted_on=self.accepted_on,
            procedure=Procedure(self.procedure),
            answer_by=self.answer_by,
            answered_on=self.answered_on,
            decided_on=self.decided_on,
            received_on=self.received_on,
            result=self.outcome,
            counted_as=Standing(self.counted_as) if self.counted_as else None,
            acts_again=self.acts_again,
            act_by=self.act_by,
            acted_on=self.acted_on,
        )


class CaseFact(models.Model):
    """What a case counts as, from one moment to the next: a row for each stretch it was pending.

    The annual report counts these rows: `known_from` and `known_until` say when the house knew it
    so, and a report can be worked out again as of any past moment.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="facts")
    episode = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=8, choices=way_choices)
    entered_on = models.DateField()
    concluded_on = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=10, choices=standing_choices)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("复议诉讼情况")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "episode"],
                condition=Q(known_until__isnull=True),
                name="remedy_one_current_fact",
            ),
            models.CheckConstraint(
                condition=Q(known_until__isnull=True) | Q(known_until__gte=F("known_from")),
                name="remedy_fact_known_forward",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "entered_on"], name="remedy_fact_year")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.standing}"


class Keeping(models.Model):
    """From which year on a unit keeps all its cases here, and how they enter table 4.

    Before that year nothing is counted: a part would be printed as the whole.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since_year = models.PositiveSmallIntegerField(_("起始年度"))
    reading = models.CharField(
        _("计入口径"), max_length=10, choices=reading_choices, default=Reading.HANDLED.value
    )
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("复议诉讼登记的起始年度")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(known_until__isnull=True),
                name="remedy_one_current_keeping",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.since_year}"


class Paper(models.Model):
    """A kept paper of a case. The file is opened by those who see the case, and nobody else."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    kind = models.CharField(_("材料种类"), max_length=12, choices=paper_choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("案件材料")
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "file"], name="remedy_paper_once_a_case")
        ]

    def __str__(self) -> str:
        return str(self.file)


class Lesson(models.Model):
    """What was learnt from a case (经验教训)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="lessons")
    text = models.TextField(_("经验教训"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("经验教训")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:40]


class Counter(models.Model):
    """The last serial given out in a unit's year; a number is never given twice."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="remedy_counter")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}: {self.last}"
