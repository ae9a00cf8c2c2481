"""What is our own about signing in: no sign-up, one count of failures, secrets kept encrypted.

allauth signs people in and handles the second factor; axes counts failed passwords, in the
database, so that a restart forgets nothing.
"""

from __future__ import annotations

import base64
import hashlib
import time
import unicodedata
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes stand in for one that is lost."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator, not by whoever comes along."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords are counted by axes alone: two counts would answer in two ways."""

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Who has just signed in is not asked for the same password again."""
        needed: bool = super().is_reauthentication_required(app=app)
        if not needed:
            return False
        records = get_authentication_records(context.request, context.request.user)
        latest = max((record["at"] for record in records), default=0)
        return bool(time.time() - latest >= account_settings.REAUTHENTICATION_TIMEOUT)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor, its secret encrypted with the installation's key."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("通行密钥 {number}").format(number=number)

    def encrypt(self, text: str) -> str:
        return str(_cipher().encrypt(text.encode()), "ascii")

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise Refused(
                say(
                    N_(
                        "第二种验证的密钥打不开：系统的密钥文件 secret.key 已经换过。"
                        "请系统管理员清除第二种验证后重新设置。"
                    )
                )
            ) from error


def _cipher() -> MultiFernet:
    """Encrypts with today's key; also opens what an earlier key closed."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    hashlib.sha256(b"second factor:" + force_bytes(key)).digest()
                )
            )
            for key in keys
        ]
    )


def has_second_factor(person: Person) -> bool:
    """Whether a person has a second factor to sign in with."""
    return bool(Authenticator.objects.filter(user=person, type__in=FACTORS).exists())


def display_name(person: Person) -> str:
    """How a person is addressed on the sign-in screens."""
    return str(person)


# --- Failed attempts ------------------------------------------------------------------------------


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """Whose account an attempt is counted against: one name, however it is spelt."""
    given = credentials or {}
    name = given.get("login") or given.get("username") or request.POST.get("login")
    return unicodedata.normalize("NFKC", name).strip().lower()[:150] if name else None


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; the proxy's word counts only where a proxy is declared."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    # The last entry is the one our own proxy wrote; those before it are the visitor's own claim.
    return forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")


def locked_out(
    request: HttpRequest,
    original_response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page for somebody who tried too often."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    response = render(request, "errors/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


# --- What is recorded -----------------------------------------------------------------------------


def _on_locked_out(request: HttpRequest, username: str | None, **kwargs: Any) -> None:
    # Attempts go on after the lock; only the one that locked is an event.
    if getattr(request, "axes_failures_since_start", None) != settings.AXES_FAILURE_LIMIT:
        return
    person = Person.objects.filter(username=username).first()
    if person is not None:
        with transaction.atomic():
            record(
                "units.locked_out",
                unit=person.unit,
                by=None,
                subject=person,
                address=client_address(request),
            )


def _on_password_changed(user: Person, **kwargs: Any) -> None:
    with transaction.atomic():
        user.password_is_temporary = False
        user.save(update_fields=["password_is_temporary"])
        record("units.password_changed", unit=user.unit, by=user, subject=user)


def _own_doing(person: Person) -> bool:
    """Whether the request is the person's own; what an administrator does tells of itself."""
    request = context.request
    return request is not None and request.user.pk == person.pk


def _on_factor_saved(instance: Authenticator, created: bool, **kwargs: Any) -> None:
    if created and _own_doing(instance.user):
        kind = "second_factor_added" if instance.type in FACTORS else "recovery_codes_made"
        _record_factor(kind, instance)


def _on_factor_deleted(instance: Authenticator, **kwargs: Any) -> None:
    if instance.type in FACTORS and _own_doing(instance.user):
        _record_factor("second_factor_removed", instance)


def _record_factor(kind: str, factor: Authenticator) -> None:
    person = factor.user
    with transaction.atomic():
        record(
            f"units.{kind}", unit=person.unit, by=person, subject=person, factor=str(factor.type)
        )


def connect() -> None:
    """Let the ledger know what people do with their accounts.

    Of the second factor by the rows themselves: allauth's own signals come after the commit, and an
    act without its event could be the result.
    """
    user_locked_out.connect(_on_locked_out, dispatch_uid="tongming.locked_out")
    password_changed.connect(_on_password_changed, dispatch_uid="tongming.password_changed")
    post_save.connect(
        _on_factor_saved, sender=Authenticator, dispatch_uid="tongming.second_factor_saved"
    )
    post_delete.connect(
        _on_factor_deleted, sender=Authenticator, dispatch_uid="tongming.second_factor_deleted"
    )
