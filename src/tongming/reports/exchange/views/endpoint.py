"""Where other installations send packages: no session, no form; the signature is the sign-in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tongming.law.words import Refused
from tongming.rates import Rate
from tongming.reports.exchange.actions.receiving import receive
from tongming.reports.exchange.models import Incoming
from tongming.reports.exchange.packages.canonical import dump
from tongming.reports.exchange.packages.envelope import unseal
from tongming.reports.exchange.packages.faults import Rejected
from tongming.units.signin import client_address

SENT = Rate("exchange", 60)


@csrf_exempt
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a package in and answer with its receipt, or with why not."""
    with override("zh-hans"):
        try:
            return _answer(200, _receipt(request))
        except Rejected as refusal:
            return _refused(refusal.status, refusal.code, refusal)
        except Refused as refusal:
            return _refused(409, "refused", refusal)


def _receipt(request: HttpRequest) -> bytes:
    if SENT.count(client_address(request)) > settings.EXCHANGE_PER_MINUTE:
        raise Rejected("too_often", seconds=SENT.left())
    most = settings.EXCHANGE_BYTES
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > most:
        raise Rejected("too_large", most=most // 1_048_576)
    envelope = unseal(request.read(most + 1), most=most)
    return receive(envelope, way=Incoming.Way.HTTP, by=None).package.receipt.encode()


def _refused(status: int, code: str, refusal: Refused) -> HttpResponse:
    return _answer(status, dump({"refused": {"code": code, "message": str(refusal.message)}}))


def _answer(status: int, body: bytes) -> HttpResponse:
    response = HttpResponse(body, status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response
