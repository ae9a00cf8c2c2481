"""The kept file: a name somebody gave to a content."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.files.checking.model import Kind, Severity, subkind_label
from tongming.files.extraction.model import unpack_message
from tongming.law.words import N_, Message, Refused, say
from tongming.units.models import Person, Unit
from tongming.units.rights import Right

FOR_ONE_PERSON = frozenset({Right.APPLICATION_FILE, Right.REMEDY_VIEW})
"""What is kept under these is about one person, and encrypted."""
UNNAMED = "文件"
"""What an encrypted file is called wherever its name may not stand."""


def right_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another right needs no migration."""
    return [(right.value, gettext(right.label)) for right in Right]


class StoredFile(models.Model):
    """A document of a unit. Its content stands once on the disk, whoever keeps it.

    What is for one person stands encrypted, a file for each time it is kept, and its name with it:
    `name` then tells only what kind of file it is, so that ledger, log and lists can say it.
    """

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
    sealed = models.OneToOneField(
        "sealing.SealedFile", models.PROTECT, null=True, related_name="+", editable=False
    )
    """Where content and name stand if it is for one person; kept when they are erased."""
    made_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="copies", editable=False
    )
    """The file it is a masked or redacted copy of."""

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sha256", "name", "right"],
                condition=models.Q(sealed__isnull=True),
                name="file_kept_once_a_unit",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """Its own name, for those who may open it."""
        return (self.sealed.name or self.name) if self.sealed else self.name

    @property
    def path(self) -> Path:
        """Where the content stands."""
        return self.sealed.path if self.sealed else place(self.sha256)

    def read(self) -> bytes:
        """The content, compared with its hash: what was kept, or a refusal that says otherwise."""
        try:
            content = self.sealed.read() if self.sealed else self.path.read_bytes()
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


def unnamed(name: str) -> str:
    """The kind of file a name tells, and nothing else of it."""
    _stem, dot, ending = name.rpartition(".")
    plain = ending.isascii() and ending.isalnum() and len(ending) <= 5
    return f"{UNNAMED}.{ending}" if dot and plain else UNNAMED


def kind_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another kind needs no migration."""
    return [(kind.value, gettext(kind.label)) for kind in Kind]


class Scan(models.Model):
    """One look of the checker at one kept file."""

    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="scans", verbose_name=_("文件")
    )
    at = models.DateTimeField(_("检查时间"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("检查人")
    )
    cautions = models.JSONField(_("需要人工查看"), default=list)
    """What the checker could not read, as packed messages."""

    class Meta:
        verbose_name = _("文件检查")
        verbose_name_plural = _("文件检查")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file} {self.at:%Y-%m-%d %H:%M}"

    @property
    def caution_messages(self) -> list[Message]:
        """The same as sentences."""
        return [unpack_message(packed) for packed in self.cautions]


class Finding(models.Model):
    """What a scan found, without its value, and what somebody decided about it."""

    class Decision(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("待处理")
        MASKED = "masked", _("已遮盖")
        KEPT = "kept", _("保留")

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="findings")
    kind = models.CharField(_("种类"), max_length=40, choices=kind_choices)
    subkind = models.CharField(max_length=40, blank=True)
    severity = models.CharField(max_length=10)
    where = models.JSONField(_("位置"), default=list)
    """A packed message."""
    part = models.IntegerField()
    page = models.IntegerField(null=True)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    masked = models.TextField(_("遮盖后"))
    context = models.TextField(_("上下文"), blank=True)
    """The words around it, masked; of a file for one person none are written down."""
    decision = models.CharField(
        _("处理"), max_length=10, choices=Decision.choices, default=Decision.OPEN
    )
    reason = models.CharField(_("保留理由"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("处理人")
    )
    decided_at = models.DateTimeField(_("处理时间"), null=True)
    masked_in = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("遮盖后的文件")
    )

    class Meta:
        verbose_name = _("检查发现")
        verbose_name_plural = _("检查发现")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(decision="kept") | ~models.Q(reason=""),
                name="finding_kept_with_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision="masked") | models.Q(masked_in__isnull=False),
                name="finding_masked_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.masked}"

    @property
    def place(self) -> Message:
        """Where it is, as a sentence."""
        return unpack_message(self.where)

    @property
    def kind_of(self) -> Kind:
        """The kind as the checker knows it."""
        return Kind(self.kind)

    @property
    def finer(self) -> str:
        """The finer kind in the reader's language."""
        return subkind_label(self.subkind).render(gettext)

    @property
    def is_must(self) -> bool:
        """Whether the rule leaves no choice but a lawful reason."""
        return self.severity == Severity.MUST.value

    @property
    def likeness(self) -> tuple[Any, ...]:
        """What makes two findings of two scans the same one."""
        return (self.kind, self.subkind, self.where_key, self.masked, self.context)

    @property
    def where_key(self) -> str:
        """The place for comparing: a database may give the parts of JSON in another order."""
        return json.dumps(self.where, sort_keys=True)
