"""The register of applications for disclosure (第四十五条: 登记、审核、办理、答复、归档).

What happened is a list of steps, added and never changed; where an application stands is worked out
from them by `law.clock`. Nothing here says who applied: only the kind of applicant that table 3
counts.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.ledger.models import Event
from tongming.units.models import Unit

UNCONFIRMED, DISMISSED = "unconfirmed", "dismissed"
"""States before the law's clock: sent in but not confirmed by both sides; set aside unconfirmed."""


class Form(models.TextChoices):
    """In which form the information is wanted (第二十九条第二款第三项)."""

    ELECTRONIC = "electronic", _("电子文本")
    PAPER = "paper", _("纸质文本")
    LOOK = "look", _("查阅、抄录")


class Way(models.TextChoices):
    """By which way it is wanted (第二十九条第二款第三项)."""

    ONLINE = "online", _("网上获取（凭查询码下载）")
    EMAIL = "email", _("电子邮件")
    POST = "post", _("邮寄")
    COLLECT = "collect", _("当面领取")


APPLICANT_KINDS = [(kind.value, _(kind.label)) for kind in ApplicantKind]
OUTCOMES = [(outcome.value, _(outcome.label)) for outcome in Outcome]


class Application(models.Model):
    """One application, from registration to closing.

    `state`, `due_on` and `provisional` are the clock as a person last accepted it: a step moves
    them, a change of calendar does not until somebody has looked at before and after.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="applications")
    year = models.PositiveSmallIntegerField(_("登记年度"))
    serial = models.PositiveIntegerField(_("序号"))
    subject = models.CharField(_("所需政府信息"), max_length=500)
    subject_before = models.CharField(_("补正前的所需政府信息"), blank=True, max_length=500)
    """What it came with, where a correction (第三十条) says otherwise; erased with who applied."""
    features = models.TextField(_("文号或者其他特征描述"), max_length=2000, blank=True)
    form_wanted = models.CharField(
        _("获取信息的形式"), max_length=12, choices=Form.choices, blank=True
    )
    way_wanted = models.CharField(
        _("获取信息的途径"), max_length=12, choices=Way.choices, blank=True
    )
    channel = models.CharField(_("申请渠道"), max_length=20)
    applicant_kind = models.CharField(_("申请人类型"), max_length=3, choices=APPLICANT_KINDS)
    submitted_at = models.DateTimeField(_("网上提交时间"), null=True, blank=True)
    query_mark = models.CharField(max_length=64, blank=True, editable=False)
    """The mark (`sealing.seals.mark`) of the code the applicant holds; the code is kept nowhere."""
    received_on = models.DateField(_("收到申请之日"), null=True, blank=True)
    """None until both sides have confirmed (第三十一条第三项): no clock runs, nothing counts."""
    dismissed_reason = models.CharField(_("不予登记的原因"), max_length=200, blank=True)
    outcome = models.CharField(_("办理结果"), max_length=32, choices=OUTCOMES, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=24)
    due_on = models.DateField(_("答复期限届满之日"), null=True, blank=True)
    provisional = models.BooleanField(_("期限暂定"), default=False)
    registered_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("政府信息公开申请")
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "serial"], name="application_number"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True)
                | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="application_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=False) | Q(state__in=[UNCONFIRMED, DISMISSED]),
                name="application_received_or_unconfirmed",
            ),
            models.UniqueConstraint(
                fields=["query_mark"], condition=~Q(query_mark=""), name="application_query_code"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "due_on"],
                name="application_open",
                condition=Q(closed_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The register number, unique within the unit: 2026-3."""
        return f"{self.year}-{self.serial}"

    @property
    def is_open(self) -> bool:
        """Whether the application still waits for its outcome."""
        return self.closed_on is None and self.received_on is not None

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it was sent in and waits to be confirmed by both sides."""
        return self.state == UNCONFIRMED

    def get_absolute_url(self) -> str:
        """The application's page on the workbench."""
        from django.urls import reverse

        return reverse("applications:detail", args=[self.pk])


class Step(models.Model):
    """Something that happened to an application, as `law.clock` understands it.

    A step entered by mistake is not removed: it is struck out, with a reason, and stays visible.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=32)
    on = models.DateField(_("日期"))
    details = models.JSONField(default=dict)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """None where the applicant did it: corrected, withdrew, gave reasons on the public pages."""
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_out_at = models.DateTimeField(null=True, blank=True)
    struck_out_reason = models.CharField(_("划去原因"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.kind} {self.on}"


class ApplicationFact(models.Model):
    """What an application counts as, from one moment to the next.

    The annual report counts these rows: `known_from` and `known_until` say when the house knew it
    so, and a report can be worked out again as of any past moment. A change closes the row and
    adds another.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="facts")
    applicant_kind = models.CharField(max_length=3, choices=APPLICANT_KINDS)
    received_on = models.DateField()
    outcome = models.CharField(max_length=32, choices=OUTCOMES, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("申请办理情况")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(known_until__isnull=True),
                name="application_one_current_fact",
            ),
            models.CheckConstraint(
                condition=Q(known_until__isnull=True) | Q(known_until__gte=F("known_from")),
                name="application_fact_known_forward",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "received_on"], name="application_fact_year")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome or '-'}"


class Counter(models.Model):
    """The last serial given out in a unit's year; a number is never given twice."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="application_counter")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}: {self.last}"
