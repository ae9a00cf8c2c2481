"""An act through the API: once, however often a program asks for it.

The act, the line in the ledger that says through which token it came, and the answer kept for a
second asking stand in one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from ninja import Header

from tongming.api.doors import Caller, caller
from tongming.api.fields import Told
from tongming.api.models import Answered, ApiToken
from tongming.api.problems import Conflict
from tongming.api.tokens.actions import KEPT
from tongming.law.words import N_
from tongming.ledger.actions import record
from tongming.sealing.seals import mark, seal_data, unseal_data

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{1,100}$",
        max_length=100,
        description=N_("同一个键在24小时内重复提交，只办一次，答复相同"),
        examples=["oa-2026-000123"],
    ),
]


def once(
    request: HttpRequest,
    key: str | None,
    act: Callable[[Caller], Told],
    *,
    status: int = 201,
) -> HttpResponse:
    """Do an act for whoever calls; with a key known from before, answer as before instead.

    What was refused is not kept: once the reason is gone the same request may go through.
    """
    who = caller(request)
    with transaction.atomic():
        # The token's row is the lock: the same key sent twice at one moment is one act.
        ApiToken.objects.select_for_update(of=("self",), no_key=True).get(pk=who.token.pk)
        asked = _mark(request)
        if key is not None and (answer := _answered(who, key, asked)):
            return answer
        told = act(who).model_dump(mode="json")
        record(
            "api.acted", unit=who.unit, by=who.person, subject=who.token, token=who.token.prefix,
            operation=_operation(request),
        )  # fmt: skip
        if key is not None:
            Answered.objects.create(
                token=who.token, key=key, mark=asked, status=status, sealed=seal_data(told)
            )
    return _json(told, status)


def _answered(who: Caller, key: str, asked: str) -> HttpResponse | None:
    before = Answered.objects.filter(token=who.token, key=key).first()
    if before is None:
        return None
    if before.at < now() - KEPT:
        before.delete()
        return None
    if before.mark != asked:
        raise Conflict
    answer = _json(unseal_data(before.sealed), before.status)
    answer["Idempotency-Replayed"] = "true"
    return answer


def _mark(request: HttpRequest) -> str:
    """By which the same request is known again, and from which nobody in it can be told."""
    said = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return mark(said.hex(), of="api request")


def _operation(request: HttpRequest) -> str:
    """The method and the address as it stands in the document, without what was asked about."""
    route = request.resolver_match.route if request.resolver_match else ""
    return f"{request.method} /{route}"


def _json(told: object, status: int) -> HttpResponse:
    content = json.dumps(told, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type="application/json; charset=utf-8")
