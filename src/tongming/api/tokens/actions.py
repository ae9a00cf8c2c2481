"""The verbs: create a token, end one, end those whose holder may not hold them any more."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from tongming.api.models import Answered, ApiToken
from tongming.api.tokens.scopes import Scope, open_to
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted, Right, require, why_not

KEPT = timedelta(hours=24)
"""So long a program may ask again with the same key and be answered the same."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def create(
    *,
    unit: Unit,
    name: str,
    scopes: Collection[Scope],
    expires_on: date,
    by: Person,
    today: date,
) -> tuple[ApiToken, str]:
    """Make a token for oneself; the token, and the whole of it, which is shown this once."""
    require(by, Right.TOKEN_HOLD, unit)
    if not name.strip():
        raise Refused(say(N_("请写明这个令牌给哪个系统用。")))
    if not scopes:
        raise Refused(say(N_("请至少选择一项权限范围。")))
    lacking = [scope for scope in Scope if scope in scopes and scope not in open_to(by, unit)]
    if lacking:
        raise NotPermitted(
            say(
                N_("您自己没有“{scope}”的权限，不能交给令牌。"),
                scope=say(lacking[0].label),
            )
        )
    last = today + timedelta(days=settings.API_TOKEN_DAYS)
    if not today <= expires_on <= last:
        raise Refused(say(N_("有效期从今天起，最迟到{last}。"), last=last))
    prefix = "".join(secrets.choice(_LETTERS) for _n in range(8))
    secret = secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=by,
        unit=unit,
        name=name.strip(),
        prefix=prefix,
        digest=digest_of(secret),
        scopes=[scope.value for scope in Scope if scope in scopes],
        expires_on=expires_on,
    )
    record(
        "api.token_created", unit=unit, by=by, subject=token, token=prefix,
        scopes=token.scopes, expires_on=expires_on,
    )  # fmt: skip
    return token, f"tm_{prefix}_{secret}"


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is random enough to need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def revoke(*, token: ApiToken, by: Person) -> None:
    """End a token at once: its holder, or whoever looks after the tokens of the unit."""
    token = ApiToken.objects.select_for_update(of=("self",)).select_related("unit").get(pk=token.pk)
    if token.person_id != by.pk:
        require(by, Right.TOKEN_REVOKE, token.unit)
    if token.revoked_at is not None:
        raise Refused(say(N_("这个令牌已经停用了。")))
    _end(token, by)


def revoke_all(person: Person) -> int:
    """End every token of a person, inside the transaction of what ended their account."""
    held = ApiToken.objects.filter(person=person, revoked_at=None).select_related("unit")
    return sum(_end(token, None) for token in held)


def revoke_lost(person: Person, today: date) -> int:
    """End the tokens of a person in units where they may hold none any more."""
    held = ApiToken.objects.filter(person=person, revoked_at=None).select_related("unit", "person")
    return sum(_end(token, None) for token in held if not may_hold(token, today))


def sweep(now: datetime) -> int:
    """End what nobody may use any more, and forget answers that were kept long enough.

    Who lost the place lost the token for good: it does not come back with the place.
    """
    today, done = localdate(now), 0
    for pk in ApiToken.objects.filter(revoked_at=None).values_list("pk", flat=True):
        with transaction.atomic():
            token = (
                ApiToken.objects.select_for_update(of=("self",))
                .select_related("unit", "person")
                .get(pk=pk)
            )
            if token.revoked_at is None and not may_hold(token, today):
                done += _end(token, None)
    forgotten, _by_model = Answered.objects.filter(at__lt=now - KEPT).delete()
    return done + forgotten


def may_hold(token: ApiToken, today: date) -> bool:
    """Whether its holder is still who may hold a token in that unit."""
    return why_not(token.person, Right.TOKEN_HOLD, token.unit, today=today) is None


def _end(token: ApiToken, by: Person | None) -> int:
    token.revoked_at, token.revoked_by = timezone.now(), by
    token.save(update_fields=["revoked_at", "revoked_by"])
    record("api.token_revoked", unit=token.unit, by=by, subject=token, token=token.prefix)
    return 1
