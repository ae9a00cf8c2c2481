"""The event: written once, never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongming.ledger.canonical import content_hash
from tongming.units.models import Person, Unit


class Unchangeable(RuntimeError):
    """Somebody's code tried to change or delete an event."""


class EventQuerySet(models.QuerySet["Event"]):
    """Events can be read; what would change them is refused before the database refuses it."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Unchangeable("an event is never changed")

    def delete(self) -> NoReturn:
        raise Unchangeable("an event is never deleted")

    def about(self, subject: models.Model) -> EventQuerySet:
        """The events of one record, oldest first."""
        return self.filter(
            subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
        ).order_by("seq")


class Event(models.Model):
    """One act, as it was recorded."""

    seq = models.BigIntegerField(_("序号"), primary_key=True)
    """1, 2, 3 … without a gap."""
    at = models.DateTimeField(_("记录时间"))
    kind = models.CharField(_("事项"), max_length=60, db_index=True)
    """A word with its room before it: "units.appointed"."""
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("单位")
    )
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    """None: the system itself."""
    subject_type = models.CharField(_("对象类型"), max_length=60, blank=True)
    subject_id = models.CharField(_("对象编号"), max_length=40, blank=True)
    on = models.DateField(_("发生日期"), null=True)
    """The legal day of the act, where it differs from the day it was recorded."""
    data = models.JSONField(_("内容"), default=dict)
    previous_hash = models.CharField(_("前一条指纹"), max_length=64)
    hash = models.CharField(_("指纹"), max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("台账记录")
        verbose_name_plural = _("台账记录")
        ordering = ["-seq"]
        indexes = [
            models.Index(fields=["unit", "seq"]),
            models.Index(fields=["by", "seq"]),
            models.Index(fields=["subject_type", "subject_id", "seq"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable("an event is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Unchangeable("an event is never deleted")

    def expected_hash(self) -> str:
        """The hash that follows from what the event says now."""
        return content_hash(
            seq=self.seq,
            at=self.at,
            kind=self.kind,
            unit=self.unit_id,
            by=self.by_id,
            subject_type=self.subject_type,
            subject_id=self.subject_id,
            on=self.on,
            data=self.data,
            previous_hash=self.previous_hash,
        )


class Anchor(models.Model):
    """The head of the ledger as a day found it, noted to be kept outside: one a day."""

    day = models.DateField(_("日期"), unique=True)
    seq = models.BigIntegerField(_("序号"))
    hash = models.CharField(_("指纹"), max_length=64)
    made_at = models.DateTimeField(_("留存时间"))

    class Meta:
        verbose_name = _("台账留存")
        verbose_name_plural = _("台账留存")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.seq}:{self.hash}"


class Check(models.Model):
    """A look at the chain: how far, and what was found."""

    at = models.DateTimeField(_("核验时间"))
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("核验人")
    )
    """None: the clock."""
    after = models.BigIntegerField(_("起点"))
    """The event before the first that was read; 0: the whole ledger."""
    seq = models.BigIntegerField(_("终点"))
    hash = models.CharField(_("指纹"), max_length=64, blank=True)
    """Of the last event read, where the chain held: the next look goes on from it."""
    broken_at = models.BigIntegerField(_("断开处"), null=True)
    problem = models.TextField(_("问题"), blank=True)

    class Meta:
        verbose_name = _("台账核验")
        verbose_name_plural = _("台账核验")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.after}–{self.seq} {self.broken_at or ''}"
