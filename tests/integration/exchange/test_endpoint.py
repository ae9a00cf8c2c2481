"""The address other installations send to: no session, the signature is the sign-in."""

from __future__ import annotations

import json
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import httpx
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.integration.exchange.conftest import Two
from tongming.reports.exchange import actions, delivering
from tongming.reports.exchange.delivering import deliver_due, post
from tongming.reports.exchange.models import Incoming, Outgoing
from tongming.reports.exchange.packages.envelope import unseal

AT = "/exchange/receive/"


@pytest.fixture
def client() -> Client:
    """A stranger, whose form would need a token."""
    return Client(enforce_csrf_checks=True)


def send(client: Client, raw: bytes) -> tuple[int, Any]:
    answer = client.post(AT, raw, content_type="application/json")
    assert "sessionid" not in answer.cookies
    return answer.status_code, json.loads(answer.content)


def test_a_package_is_answered_with_its_receipt_the_same_again(two: Two, client: Client) -> None:
    raw = two.send().text.encode()
    with two.city.at_work():
        status, receipt = send(client, raw)
        assert send(client, raw) == (200, receipt)
    assert status == 200
    came = Incoming.objects.get()
    assert (came.way, came.received_by) == ("http", None)
    assert receipt["payload"]["package"] == came.sha256


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [(b"", 400, "not_canonical"), (b"{}", 400, "schema"), (b"<xml/>", 400, "not_canonical")],
)
def test_what_is_no_package_is_refused_in_words(
    db: None, client: Client, raw: bytes, status: int, code: str
) -> None:
    got, said = send(client, raw)
    assert (got, said["refused"]["code"]) == (status, code)
    assert "请" in said["refused"]["message"]
    assert client.get(AT).status_code == 405


def test_a_card_and_a_package_from_nobody_known_are_refused(two: Two, client: Client) -> None:
    raw = two.send().text.encode()
    actions.end_peer(peer=two.beneath, reason="机构改革", by=two.keeper)
    with two.city.at_work():
        status, said = send(client, raw)
    assert (status, said["refused"]["code"]) == (403, "unknown_sender")


def test_what_is_too_large_or_too_often_is_refused_unread(
    two: Two, client: Client, settings: Settings
) -> None:
    raw = two.send().text.encode()
    settings.EXCHANGE_BYTES = len(raw) - 1
    assert send(client, raw)[0] == 413
    settings.EXCHANGE_PER_MINUTE = 1
    assert send(client, raw)[0] == 429


# --- Delivering -----------------------------------------------------------------------------------


class Line:
    """What stands in for the network between the two: the city's own view, or what it is told."""

    def __init__(self, two: Two, client: Client) -> None:
        self.two, self.client = two, client
        self.answers: list[tuple[int, bytes] | Exception] = []
        self.sent = 0

    def __call__(
        self, address: str, there: str, port: int, host: str, name: str, raw: bytes
    ) -> tuple[int, bytes]:
        self.sent += 1
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        with self.two.city.at_work():
            got = self.client.post(AT, raw, content_type="application/json")
        return got.status_code, got.content


@pytest.fixture
def line(two: Two, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Line:
    made = Line(two, client)
    settings.EXCHANGE_PRIVATE = (ip_network("127.0.0.0/8"),)
    monkeypatch.setattr(delivering, "_send", made)
    actions.change_address(peer=two.above, address="http://127.0.0.1:9", by=two.cast.administrator)
    return made


def test_what_waits_is_sent_by_the_clock_in_its_order_until_it_is_received(
    two: Two, line: Line
) -> None:
    first, second = two.send(), two.send()
    assert first.state == Outgoing.State.WAITING
    now = timezone.now()
    line.answers = [httpx.ConnectError("no")]
    assert deliver_due(now) == 0
    first.refresh_from_db()
    assert (first.state, first.attempts) == (Outgoing.State.WAITING, 1)
    assert "连不上" in first.problem
    assert deliver_due(now) == 0
    assert line.sent == 1  # the second waits for the first
    assert deliver_due(now + timedelta(minutes=2)) == 2
    second.refresh_from_db()
    assert second.state == Outgoing.State.RECEIVED
    assert unseal(second.receipt.encode(), most=1 << 20).payload["serial"] == 2
    assert deliver_due(now + timedelta(days=1)) == 0


def test_a_refusal_is_kept_in_the_other_sides_words_until_a_person_sends_again(
    two: Two, line: Line
) -> None:
    package = two.send()
    actions.revoke(key=two.beneath.keys.get(), reason="外泄", by=two.keeper)
    now = timezone.now()
    assert deliver_due(now) == 0
    package.refresh_from_db()
    assert package.state == Outgoing.State.REFUSED
    assert "已经停用" in package.problem
    assert deliver_due(now + timedelta(days=3)) == 0
    assert line.sent == 1
    actions.deliver_again(outgoing=package, by=two.cast.supervisor)
    deliver_due(timezone.now())
    assert line.sent == 2


@pytest.mark.parametrize(
    "answer",
    [(200, b"<html>"), (200, b"x" * 2000), (502, b"bad gateway"), (302, b""), (429, b"{}")],
)
def test_an_answer_that_is_no_receipt_leaves_the_package_waiting(
    two: Two, line: Line, answer: tuple[int, bytes]
) -> None:
    package = two.send()
    line.answers = [answer]
    assert deliver_due(timezone.now()) == 0
    package.refresh_from_db()
    assert package.state == Outgoing.State.WAITING
    assert package.problem


def test_nothing_is_sent_into_a_network_nobody_allowed(two: Two, settings: Settings) -> None:
    settings.EXCHANGE_PRIVATE = ()
    for address in (
        "http://127.0.0.1:1",
        "http://[::1]:1",
        "http://169.254.169.254",
        "http://10.0.0.1",
    ):
        answer = post(address, b"{}")
        assert answer.is_final
        assert "TONGMING_EXCHANGE_PRIVATE" in str(answer.problem)
    assert post("nothing", b"{}").is_final
