"""Who signed, for whom, in which order: what does not fit is refused whole, with what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.integration.exchange.conftest import HOW, Two, trust
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.reports.exchange import actions
from tongming.reports.exchange.identity import ring
from tongming.reports.exchange.models import Incoming, PeerKey, ReceivedReport
from tongming.reports.exchange.packages.envelope import seal
from tongming.reports.exchange.packages.faults import Rejected
from tongming.reports.exchange.packages.keys import SigningKey, fingerprint, retire, rotate
from tongming.units.rights import NotPermitted


def sealed(two: Two, text: str, **changed: Any) -> bytes:
    """A package of the county's with something else inside, rightly signed."""
    inside = {**json.loads(text)["payload"], **changed}
    with two.county.at_work():
        return seal(inside, ring().signing)


def refused(two: Two, raw: bytes) -> Rejected:
    counted = (Incoming.objects.count(), ReceivedReport.objects.count(), Event.objects.count())
    with pytest.raises(Rejected) as refusal:
        two.take(raw)
    now = (Incoming.objects.count(), ReceivedReport.objects.count(), Event.objects.count())
    assert now == counted
    return refusal.value


def test_a_package_for_somebody_else_is_not_taken(two: Two) -> None:
    text = two.send().text
    to = {"code": "220000", "name": "吉林省人民政府", "short_name": "吉林省", "level": "province"}
    found = refused(two, sealed(two, text, receiver=to))
    assert found.code == "wrong_receiver"
    assert "吉林省人民政府（220000）" in str(found)
    assert "吉林市人民政府（220200）" in str(found)


def test_an_installation_nobody_named_is_not_known(two: Two) -> None:
    text = two.send().text
    sender = {**json.loads(text)["payload"]["sender"], "code": "229999"}
    assert refused(two, sealed(two, text, sender=sender)).code == "unknown_sender"


def test_a_key_nobody_compared_is_not_trusted_and_a_revoked_one_no_more(two: Two) -> None:
    text = two.send().text
    inside = json.loads(text)["payload"]
    stranger = SigningKey("33" * 32)
    found = refused(two, seal(inside, [stranger]))
    assert found.code == "unknown_key"
    assert fingerprint(stranger.public)[:4] in str(found)
    key = two.beneath.keys.get()
    actions.revoke(key=key, reason="密钥文件外泄", by=two.keeper)
    assert refused(two, text.encode()).code == "revoked_key"
    with pytest.raises(Refused, match="已停用"):
        actions.compare(key=key, digits=fingerprint(key.public), how=HOW, by=two.keeper)
    event = Event.objects.get(kind="exchange.key_revoked")
    assert event.data["reason"] == "密钥文件外泄"


def test_a_key_waits_until_a_person_typed_its_fingerprint(two: Two) -> None:
    text = two.send().text
    PeerKey.objects.filter(peer=two.beneath).update(
        state=PeerKey.State.PENDING, compared_at=None, compared_by=None, how=""
    )
    assert refused(two, text.encode()).code == "pending_key"
    key = two.beneath.keys.get()
    with pytest.raises(Refused, match="指纹与这把公钥的不同"):
        actions.compare(key=key, digits="0" * 32, how=HOW, by=two.keeper)
    with pytest.raises(Refused, match="怎样核对"):
        actions.compare(key=key, digits=key.spoken, how=" ", by=two.keeper)
    with pytest.raises(NotPermitted):
        actions.compare(key=key, digits=key.spoken, how=HOW, by=two.officer)
    trust(two.beneath, two.keeper)
    assert two.take(text.encode()).is_new
    compared = Event.objects.filter(kind="exchange.key_compared").latest("seq")
    assert compared.by == two.keeper
    assert compared.data["compared_how"] == HOW


def test_packages_come_in_their_order_and_none_is_left_out(two: Two) -> None:
    first, second = two.send(), two.send()
    assert (first.serial, second.serial) == (1, 2)
    found = refused(two, second.text.encode())
    assert (found.code, "第 1 号" in str(found)) == ("gap", True)
    two.take(first)
    assert refused(two, sealed(two, second.text, previous="1" * 64)).code == "broken_chain"
    assert refused(two, sealed(two, first.text, year=2021, reports=[])).code == "older_serial"
    assert two.take(second).is_new
    assert not two.take(first).is_new


def test_after_a_restoration_the_chain_begins_anew_where_a_person_agreed(two: Two) -> None:
    first, second = two.send(), two.send()
    two.take(first)
    two.take(second)
    later = "2099-01-01T00:00:00.000000+00:00"
    restored = sealed(two, first.text, created=later)
    assert refused(two, restored).code == "older_serial"
    actions.begin_anew(peer=two.beneath, reason="对方从备份恢复，已电话核实", by=two.keeper)
    older = sealed(two, first.text, created="2020-01-01T00:00:00.000000+00:00")
    assert refused(two, older).code == "older_serial"
    assert two.take(restored).is_new
    assert refused(two, sealed(two, first.text, created=later, serial=7)).code == "gap"


def test_a_rotated_key_is_vouched_for_by_the_old_one_and_still_compared(two: Two) -> None:
    two.take(two.send())
    rotate(two.county.keys)
    assert two.take(two.send()).is_new
    fresh = two.beneath.keys.get(state=PeerKey.State.PENDING)
    assert fresh.vouched
    assert fresh.public == two.county.publics[0]
    retire(two.county.keys)
    waiting = two.send()
    assert refused(two, waiting.text.encode()).code == "pending_key"
    trust(two.beneath, two.keeper)
    assert two.take(waiting).package.key == fresh


def test_each_side_sends_only_its_own_kind(two: Two) -> None:
    package = two.send()
    two.take(package)
    row = ReceivedReport.objects.get(unit_code="songhuahu")
    with two.city.at_work():
        actions.send_back(report=row, words="请更正", by=two.officer)
        back = actions.pack_judgements(peer=two.beneath, by=two.officer)
    inside = json.loads(back.text)["payload"]
    as_county = {
        **inside,
        "sender": json.loads(package.text)["payload"]["sender"],
        "receiver": json.loads(package.text)["payload"]["receiver"],
        "serial": 2,
        "previous": package.sha256,
    }
    with two.county.at_work():
        raw = seal(as_county, ring().signing)
    assert refused(two, raw).code == "wrong_direction"


def test_a_judgement_of_a_report_that_never_went_up_is_refused_whole(two: Two) -> None:
    two.take(two.send())
    row = ReceivedReport.objects.get(unit_code="songhuahu")
    with two.city.at_work():
        actions.send_back(report=row, words="请更正", by=two.officer)
        back = actions.pack_judgements(peer=two.beneath, by=two.officer)
        inside = json.loads(back.text)["payload"]
        inside["judgements"][0]["sha256"] = "0" * 64
        raw = seal(inside, ring().signing)
    with two.county.at_work(), pytest.raises(Rejected) as refusal:
        actions.take(raw, by=two.cast.supervisor)
    assert refusal.value.code == "unknown_report"
    assert not Incoming.objects.filter(kind="judgements").exists()


def test_a_receipt_somebody_else_signed_is_no_receipt(two: Two) -> None:
    package = two.send()
    receipt = two.take(package).package.receipt
    forged = seal(json.loads(receipt)["payload"], [SigningKey("33" * 32)])
    with two.county.at_work(), pytest.raises(Rejected, match="没有登记"):
        actions.take(forged, by=two.cast.supervisor)
    package.refresh_from_db()
    assert package.state == package.State.BY_FILE


def test_ourselves_or_anybody_twice_is_not_named(two: Two) -> None:
    with pytest.raises(Refused, match="已经登记"):
        two.county.know(two.city, "up", two.cast.administrator)
    with pytest.raises(Refused, match="本系统自己"):
        two.county.know(two.county, "up", two.cast.administrator)


def test_with_whom_was_ended_nothing_is_exchanged_and_its_reports_count_no_more(two: Two) -> None:
    package = two.send()
    two.take(package)
    again = two.send()
    actions.end_peer(peer=two.beneath, reason="机构改革", by=two.keeper)
    assert refused(two, again.text.encode()).code == "unknown_sender"
