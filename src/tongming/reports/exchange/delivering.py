"""Sending what waits, by HTTP, until it is received: in order, and again later where it fails."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.db import transaction

from tongming.law.words import N_, Message, Refused, say
from tongming.reports.exchange.actions.receipts import take_receipt
from tongming.reports.exchange.actions.sending import wait_after
from tongming.reports.exchange.models import Outgoing
from tongming.reports.exchange.packages.envelope import unseal
from tongming.supervision.crawling.fetching.addresses import normal
from tongming.supervision.crawling.fetching.network import Guarded, NoSuchName, NotPublic

PATH = "exchange/receive/"
ANSWER_MOST = 1 << 20
_SECONDS = 30

PRIVATE = N_(
    "{host}在内部网络，没有获准访问。请系统管理员把它的网段写进 TONGMING_EXCHANGE_PRIVATE，"
    "或者改用文件交送。"
)
NO_NAME = N_("找不到{host}。请系统管理员检查对方的网址。")
UNREACHABLE = N_("连不上{host}，稍后会再试。")
NO_ADDRESS = N_("登记的网址不能用。请系统管理员检查对方的网址。")
ODD_ANSWER = N_("{host}的回答（{status}）不是交换系统的回执，稍后会再试。请检查对方的网址。")
ODD_RECEIPT = N_("{host}送来的回执不能用：{why}")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a receipt, or why there is none."""

    receipt: bytes = b""
    problem: Message | str = ""
    is_final: bool = False
    """Whether sending the same again would be answered the same."""


def deliver_due(now: datetime) -> int:
    """Send the oldest package that waits for each peer, and go on while they are received."""
    done = 0
    peers = Outgoing.objects.filter(state=Outgoing.State.WAITING, next_try_at__lte=now)
    for peer in sorted(set(peers.values_list("peer_id", flat=True))):
        while _deliver_next(peer, now):
            done += 1
    return done


def _deliver_next(peer: int, now: datetime) -> bool:
    """Send one package of a peer; whether it was received."""
    waiting = Outgoing.objects.select_related("peer").filter(
        peer_id=peer, state__in=[Outgoing.State.WAITING, Outgoing.State.REFUSED],
        peer__ended_at=None,
    )  # fmt: skip
    first = waiting.order_by("serial").first()
    if (
        first is None
        or first.state == Outgoing.State.REFUSED
        or first.next_try_at is None
        or first.next_try_at > now
    ):
        return False  # a chain is delivered in its order
    answer = post(first.peer.address, first.text.encode())
    if answer.receipt:
        try:
            envelope = unseal(answer.receipt, most=ANSWER_MOST)
            if envelope.kind == "receipt" and envelope.payload["package"] == first.sha256:
                take_receipt(envelope, by=None)
                return True
            why: Message | str = say(N_("不是这个包的回执"))
        except Refused as refusal:
            why = refusal.message
        host = urlsplit(first.peer.address).netloc
        answer = Answer(problem=say(ODD_RECEIPT, host=host, why=why))
    _failed(first.pk, answer, now)
    return False


@transaction.atomic
def _failed(pk: int, answer: Answer, now: datetime) -> None:
    outgoing = Outgoing.objects.select_for_update(of=("self",)).get(pk=pk)
    if outgoing.state != Outgoing.State.WAITING:
        return
    outgoing.attempts += 1
    outgoing.problem = str(answer.problem)[:500]
    if answer.is_final:
        outgoing.state, outgoing.next_try_at = Outgoing.State.REFUSED, None
    else:
        outgoing.next_try_at = now + wait_after(outgoing.attempts)
    outgoing.save(update_fields=["attempts", "problem", "state", "next_try_at"])
    log.warning("package %s: %s", outgoing, outgoing.problem)


def post(base: str, raw: bytes) -> Answer:
    """Send a package to an installation; to the very address that was looked at, and nowhere on."""
    address = normal(base.rstrip("/") + "/" + PATH)
    if address is None:
        return Answer(problem=say(NO_ADDRESS), is_final=True)
    parts = urlsplit(address)
    name, host = parts.hostname or "", parts.netloc
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        there = Guarded(settings.EXCHANGE_PRIVATE).resolve(name, port)
    except NotPublic:
        return Answer(problem=say(PRIVATE, host=host), is_final=True)
    except NoSuchName:
        return Answer(problem=say(NO_NAME, host=host))
    try:
        status, body = _send(address, there, port, host, name, raw)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return Answer(problem=say(UNREACHABLE, host=host))
    if status == 200:
        return Answer(receipt=body)
    return _refusal(status, body, host)


def _send(
    address: str, there: str, port: int, host: str, name: str, raw: bytes
) -> tuple[int, bytes]:
    timeout = httpx.Timeout(_SECONDS, connect=10)
    with httpx.Client(follow_redirects=False, trust_env=False, timeout=timeout) as client:
        request = client.build_request(
            "POST",
            httpx.URL(address).copy_with(host=there, port=port),
            content=raw,
            headers={
                "Host": host,
                "Content-Type": "application/json",
                "Accept-Encoding": "identity",
            },
            extensions={"sni_hostname": name},
        )
        response = client.send(request, stream=True)
        try:
            body = bytearray()
            for piece in response.iter_raw(1 << 16):
                body += piece
                if len(body) > ANSWER_MOST:
                    raise ValueError("too long an answer")
            return response.status_code, bytes(body)
        finally:
            response.close()


def _refusal(status: int, body: bytes, host: str) -> Answer:
    """The other side's own words, where it is one of ours."""
    try:
        said = json.loads(body)["refused"]
        code, words = str(said["code"]), str(said["message"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Answer(problem=say(ODD_ANSWER, host=host, status=status))
    return Answer(problem=words, is_final=code != "too_often")
