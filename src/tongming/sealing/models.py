"""A file nobody reads without the keys: an identity proof, a scan, a letter as sent."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongming.law.words import N_, Refused, say
from tongming.sealing.seals import unseal
from tongming.units.models import Person, Unit


class SealedFile(models.Model):
    """A content of a unit, encrypted on the disk; its name is sealed too, for names tell people."""

    key = models.CharField(max_length=43, unique=True, editable=False)
    """Random: the same content twice is two files, so that equal proofs cannot be told."""
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    sealed_name = models.BinaryField(editable=False)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField(_("大小"))
    kept_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("存入人")
    )
    """None where the applicant did."""
    kept_at = models.DateTimeField(_("存入时间"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("清除时间"), null=True, editable=False)

    class Meta:
        verbose_name = _("加密文件")
        verbose_name_plural = _("加密文件")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.media_type} {self.size}"

    @property
    def path(self) -> Path:
        """Where the encrypted content stands."""
        return Path(settings.SEALED) / self.key[:2] / self.key

    @property
    def name(self) -> str:
        """What it was called; empty once erased."""
        return unseal(self.sealed_name).decode() if self.sealed_name else ""

    def read(self) -> bytes:
        """The content in the clear; refused where it is erased or lost."""
        if self.erased_at is not None:
            raise Refused(
                say(N_("这个文件的保存期限已满，内容已经清除。")), "《个人信息保护法》第四十七条"
            )
        try:
            sealed = self.path.read_bytes()
        except OSError as error:
            raise Refused(say(N_("加密文件已不在存放处，请联系系统管理员从备份恢复。"))) from error
        return unseal(sealed)
