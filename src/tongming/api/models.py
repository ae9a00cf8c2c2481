"""Tokens, and the answers kept for programs that ask twice."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongming.api.tokens.scopes import Scope
from tongming.units.models import Person, Unit


class ApiToken(models.Model):
    """One program's way in: it acts as its holder, in one unit, within its scopes.

    Of the secret only the hash is kept. `prefix` is the part by which people tell tokens apart.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("持有人"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    name = models.CharField(_("用途"), max_length=60)
    prefix = models.CharField(_("令牌编号"), max_length=12, unique=True)
    digest = models.CharField(max_length=64, editable=False)
    scopes: models.JSONField[list[str]] = models.JSONField(_("权限范围"), default=list)
    created_at = models.DateTimeField(_("创建时间"), default=timezone.now)
    expires_on = models.DateField(_("有效期至"))
    """The last day it works."""
    last_used_on = models.DateField(_("最近使用"), null=True)
    revoked_at = models.DateTimeField(_("停用时间"), null=True)
    revoked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("停用人")
    )

    class Meta:
        verbose_name = _("接口令牌")
        verbose_name_plural = _("接口令牌")
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="token_held", condition=Q(revoked_at=None))
        ]

    def __str__(self) -> str:
        return self.prefix

    def get_absolute_url(self) -> str:
        """The list it stands in."""
        return reverse("tokens:index")

    @property
    def scopes_of(self) -> list[Scope]:
        """The scopes as data, in their order; one that a later version gave up is left out."""
        return [scope for scope in Scope if scope.value in self.scopes]

    def is_over(self, today: date) -> bool:
        """Whether it works no longer."""
        return self.revoked_at is not None or self.expires_on < today


class Answered(models.Model):
    """What a program was answered, kept a while for when it asks again with the same key."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="answered")
    key = models.CharField(max_length=100)
    mark = models.CharField(max_length=64)
    """Of the request: the same key with another request is a mistake."""
    status = models.PositiveSmallIntegerField()
    sealed = models.BinaryField(editable=False)
    """The answer, sealed: it may hold a code that is kept nowhere else."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("接口回执")
        verbose_name_plural = _("接口回执")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "key"], name="answered_once")
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="answered_at")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.key}"
