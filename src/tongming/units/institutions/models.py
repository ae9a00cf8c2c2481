"""An institution document, its versions, and who has read which."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.units.institutions.kinds import Kind
from tongming.units.models import Person, Unit

PREFIX = "rule-"


def kind_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another kind needs no migration."""
    return [(kind.value, gettext(kind.label)) for kind in Kind]


class Institution(models.Model):
    """One rule of a unit; what it says is in its versions."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="institutions")
    kind = models.CharField(_("类别"), max_length=20, choices=kind_choices)
    repealed_on = models.DateField(_("废止日期"), null=True, blank=True)
    repeal_reason = models.CharField(_("废止理由"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("工作制度")
        verbose_name_plural = _("工作制度")
        ordering: ClassVar = ["unit__path", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(repealed_on=None) | ~Q(repeal_reason=""),
                name="institution_repealed_with_reason",
            )
        ]

    def __str__(self) -> str:
        newest = self.newest
        return newest.title if newest else gettext(Kind(self.kind).label)

    def get_absolute_url(self) -> str:
        return reverse("institutions:institution", args=[self.pk])

    @property
    def key(self) -> str:
        """What it goes by among the public items."""
        return f"{PREFIX}{self.pk}"

    @property
    def newest(self) -> Version | None:
        """The version last begun."""
        return self.versions.order_by("-number").first()

    @property
    def in_force(self) -> Version | None:
        """The version last approved."""
        approved = self.versions.filter(state=Version.State.APPROVED)
        return approved.order_by("-number").first()


class Version(models.Model):
    """The words of an institution document, from their draft to the next version's approval."""

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SUBMITTED = "submitted", _("待审批")
        APPROVED = "approved", _("已发布")

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版次"))
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default="draft")
    title = models.CharField(_("名称"), max_length=120)
    text = models.TextField(_("正文"), max_length=50000)
    change = models.CharField(_("修改说明"), max_length=300, blank=True)
    """What this version changes and why: told on the public page. None for the first."""
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("起草人"))
    saved_at = models.DateTimeField(_("保存时间"), auto_now=True)
    returned = models.CharField(_("退回意见"), max_length=300, blank=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    approved_at = models.DateTimeField(_("审批时间"), null=True, blank=True)
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("制度版本")
        verbose_name_plural = _("制度版本")
        ordering: ClassVar = ["institution", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["institution"],
                condition=~Q(state="approved"),
                name="one_version_in_hand",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    effective_on__isnull=False,
                ),
                name="version_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED


class Acknowledgement(models.Model):
    """Somebody on the staff says they have read a version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="acknowledgements")
    at = models.DateTimeField(_("签收时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("制度签收")
        verbose_name_plural = _("制度签收")
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "person"], name="acknowledged_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.version}"
