"""Who may come in, and how often: an address without a token, a token for its holder."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from tongming.api.models import ApiToken
from tongming.api.problems import TooOften
from tongming.api.tokens.queries import find, touch
from tongming.api.tokens.scopes import Scope
from tongming.law.words import N_, say
from tongming.rates import Rate
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted
from tongming.units.signin import client_address

ADDRESS, TOKEN, WRONG = Rate("api", 60), Rate("api-token", 60), Rate("api-wrong", 60)
MOST_WRONG = 30
"""Tokens that open nothing, from one address in a minute: nobody mistypes so many."""


class ByAddress(BaseThrottle):
    """What anybody may ask, counted by address."""

    def allow_request(self, request: HttpRequest) -> bool:
        return ADDRESS.count(client_address(request)) <= settings.API_PER_MINUTE

    def wait(self) -> float:
        return ADDRESS.left()


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose act a call is, and where."""

    token: ApiToken
    person: Person
    unit: Unit

    def own(self, unit_id: int) -> None:
        """Nothing of another unit is there, whatever its holder may see on the screens."""
        if unit_id != self.unit.pk:
            raise Http404("api.unit")


class Token(HttpBearer):
    """`Authorization: Bearer tm_…`, with a scope."""

    def __init__(self, scope: Scope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        who = client_address(request)
        if WRONG.so_far(who) >= MOST_WRONG:
            raise TooOften(WRONG.left())
        today = localdate()
        found = find(token, today)
        if found is None:
            WRONG.count(who)
            return None
        if TOKEN.count(found.prefix) > settings.API_TOKEN_PER_MINUTE:
            raise TooOften(TOKEN.left())
        touch(found, today)
        if self.scope is not None and self.scope not in found.scopes_of:
            raise NotPermitted(
                say(
                    N_("这个令牌没有“{scope}”（{code}）的权限范围。"),
                    scope=say(self.scope.label),
                    code=self.scope.value,
                )
            )
        return Caller(found, found.person, found.unit)


def caller(request: HttpRequest) -> Caller:
    """Who calls an operation that asks for a token."""
    found = getattr(request, "auth", None)
    assert isinstance(found, Caller)
    return found
