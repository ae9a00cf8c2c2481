"""The sealed record of an applicant, and the sealed papers that came with an application."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongming.applications.models import Application
from tongming.sealing.models import SealedFile


class Applicant(models.Model):
    """Who applied. The marks let the same person be known again without opening anything."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="applicant"
    )
    sealed = models.BinaryField(editable=False)
    """`Identity.to_data`, sealed; empty once erased."""
    identity_mark = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    """Of the document number."""
    contact_mark = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    """Of name and telephone together: for who gave no number."""
    erased_at = models.DateTimeField(_("清除时间"), null=True, editable=False)

    class Meta:
        verbose_name = _("申请人")
        verbose_name_plural = _("申请人")

    def __str__(self) -> str:
        return f"{self.application_id}"


class Paper(models.Model):
    """A paper of an application: an identity proof, the scan of a letter, what was added later."""

    class Kind(models.TextChoices):
        """What it is."""

        PROOF = "proof", _("身份证明")
        SCAN = "scan", _("申请原件扫描件")
        SUPPLEMENT = "supplement", _("补充材料")
        OPINION = "opinion", _("征求意见的答复")
        OTHER = "other", _("其他材料")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("种类"), max_length=12, choices=Kind.choices)
    file = models.ForeignKey(SealedFile, on_delete=models.PROTECT, related_name="+")
    from_applicant = models.BooleanField(default=False)
    added_at = models.DateTimeField(_("收到时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("申请材料")
        verbose_name_plural = _("申请材料")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"
