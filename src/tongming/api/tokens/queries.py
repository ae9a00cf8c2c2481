"""Reads: whose tokens one sees, and whose token a request brings."""

from __future__ import annotations

import re
import secrets
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from tongming.api.models import ApiToken
from tongming.api.tokens.actions import digest_of, may_hold
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

_WHOLE = re.compile(r"tm_([a-z0-9]{8})_([A-Za-z0-9_-]{43})")


def tokens_for(person: Person) -> QuerySet[ApiToken]:
    """One's own tokens, and those of the units where one may end them."""
    looked_after = Q(unit__in=units_for(person, Right.TOKEN_REVOKE))
    found = ApiToken.objects.filter(Q(person=person) | looked_after)
    return found.select_related("person", "unit", "revoked_by")


def get_token(person: Person, pk: int) -> ApiToken:
    """A token a person may end."""
    found = tokens_for(person).filter(pk=pk).first()
    if found is None:
        raise Http404("api.apitoken")
    return found


def find(whole: str, today: date) -> ApiToken | None:
    """The token a request brought, if it works today and its holder still may hold it."""
    told = _WHOLE.fullmatch(whole)
    if told is None:
        return None
    token = ApiToken.objects.select_related("person", "unit").filter(prefix=told[1]).first()
    same = secrets.compare_digest(token.digest if token else "-", digest_of(told[2]))
    if token is None or not same or token.is_over(today) or not may_hold(token, today):
        return None
    return token


def touch(token: ApiToken, today: date) -> None:
    """Remember that it was used: the day is enough, and reading then writes once a day."""
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
