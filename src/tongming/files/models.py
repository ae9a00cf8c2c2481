"""The kept file: a name somebody gave to a content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.words import N_, Refused, say
from tongming.units.models import Person, Unit
from tongming.units.rights import Right


def right_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another right needs no migration."""
    return [(right.value, gettext(right.label)) for right in Right]


class StoredFile(models.Model):
    """A document of a unit. Its content stands once on the disk, whoever keeps it."""

    sha256 = models.CharField(_("指纹"), max_length=64, db_index=True)
    size = models.BigIntegerField(_("大小"))
    name = models.CharField(_("文件名"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    right = models.CharField(
        _("查看权限"),
        max_length=40,
        choices=right_choices,
        default=Right.FILE_READ.value,
    )
    """The right that opens it."""
    kept_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("存入人")
    )
    kept_at = models.DateTimeField(_("存入时间"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sha256", "name", "right"], name="file_kept_once_a_unit"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the content stands."""
        return place(self.sha256)

    def read(self) -> bytes:
        """The content, compared with its hash: what was kept, or a refusal that says otherwise."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise Refused(
                say(N_("文件“{name}”已不在存放处，请联系系统管理员从备份恢复。"), name=self.name)
            ) from error
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise Refused(
                say(
                    N_("文件“{name}”的内容与存入时不同，请联系系统管理员从备份恢复。"),
                    name=self.name,
                )
            )
        return content


def place(sha256: str) -> Path:
    """Where a content stands: var/files/ab/cd/abcd…"""
    return Path(settings.FILES) / sha256[:2] / sha256[2:4] / sha256
