"""移交: what a receiver lacks is proposed by itself, handed over, signed for, due in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import Cast, SignIn
from tests.integration.reading.kit import LONG_AGO, TODAY, place, put, receiver_of
from tests.public_items import made_item
from tests.unit.files import made
from tongming.engagement.reading import printing, transfers
from tongming.engagement.reading.kinds import Why
from tongming.engagement.reading.models import Receiver, Transfer
from tongming.engagement.reading.queries import next_due, proposed
from tongming.law.reading import ReceiverKind
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.duties import duties_for
from tongming.units.rights import NotPermitted

SCAN = made.pdf("签收")


def lacks(receiver: Receiver) -> list[tuple[str, Why]]:
    return [(one.key, one.why) for one in proposed(receiver, most=100)]


def handed(cast: Cast, receiver: Receiver) -> Transfer:
    batch = transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    transfers.hand_over(transfer=batch, on=TODAY, by=cast.clerk, today=TODAY)
    return batch


def received(cast: Cast, batch: Transfer, name: str = "刘洋") -> None:
    transfers.receive(
        transfer=batch, on=TODAY, received_by=name, content=SCAN, name="签收单.pdf",
        by=cast.clerk, today=TODAY,
    )  # fmt: skip


def duties(cast: Cast) -> list[str]:
    found = duties_for(cast.clerk, TODAY)
    every = (*found.overdue, *found.now, *found.waiting)
    return [str(one.what) for one in every if "移交" in str(one.what)]


def test_what_is_new_changed_or_withdrawn_since_is_proposed_and_nothing_else(cast: Cast) -> None:
    put(1, 2, 3)
    receiver = receiver_of(cast)
    assert lacks(receiver) == [(f"test-{n}", Why.NEW) for n in (1, 2, 3)]
    handed(cast, receiver)
    assert lacks(receiver) == []
    put(4)
    item = made_item(1)
    place(replace(item, changed_at=item.changed_at + timedelta(days=9)))
    place(made_item(2), "withdrawn")
    place(made_item(9), "withdrawn")  # never handed over: nothing to call back
    assert lacks(receiver) == [
        ("test-1", Why.CHANGED), ("test-2", Why.WITHDRAWN), ("test-4", Why.NEW),
    ]  # fmt: skip
    handed(cast, receiver)
    assert lacks(receiver) == []


def test_each_receiver_gets_everything_for_itself(cast: Cast) -> None:
    put(1)
    archive = receiver_of(cast)
    library = transfers.name_receiver(
        unit=cast.town, kind=ReceiverKind.LIBRARY, name="桦甸市图书馆", every_months=6,
        since=TODAY, by=cast.clerk,
    )  # fmt: skip
    handed(cast, archive)
    assert lacks(library) == [("test-1", Why.NEW)]


def test_a_batch_goes_its_way_and_no_other(cast: Cast) -> None:
    put(1, 2)
    receiver = receiver_of(cast)
    with pytest.raises(NotPermitted):
        transfers.prepare(receiver=receiver, by=cast.leader, today=TODAY)
    batch = transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    assert batch.number == f"{TODAY.year}-1"
    with pytest.raises(Refused, match="已经有待移交"):
        transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    with pytest.raises(Refused, match="还没有移交"):
        received(cast, batch)
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(Refused, match="编制日期和今天之间"):
            transfers.hand_over(transfer=batch, on=day, by=cast.clerk, today=TODAY)
    transfers.hand_over(transfer=batch, on=TODAY, by=cast.clerk, today=TODAY)
    with pytest.raises(Refused, match="已经移交"):
        transfers.take_out(item=batch.items.first(), by=cast.clerk)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="签收人"):
        received(cast, batch, " ")
    received(cast, batch)
    with pytest.raises(Refused, match="已经签收"):
        transfers.drop(transfer=batch, reason="不要了", by=cast.clerk)
    batch.refresh_from_db()
    assert batch.receipt is not None
    assert batch.receipt.read() == SCAN
    told = set(Event.objects.filter(kind__startswith="reading.tr").values_list("kind", flat=True))
    assert told == {f"reading.transfer_{what}" for what in ("prepared", "handed", "received")}


def test_what_is_taken_out_or_dropped_is_proposed_again(cast: Cast) -> None:
    put(1, 2)
    receiver = receiver_of(cast)
    batch = transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    transfers.take_out(item=batch.items.get(key="test-2"), by=cast.clerk)
    assert lacks(receiver) == [("test-2", Why.NEW)]
    with pytest.raises(Refused, match="只剩这一条"):
        transfers.take_out(item=batch.items.get(), by=cast.clerk)
    transfers.drop(transfer=batch, reason="改期", by=cast.clerk)
    assert len(lacks(receiver)) == 2
    again = transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    assert again.number == f"{TODAY.year}-2"


def test_an_empty_batch_is_not_made(cast: Cast) -> None:
    receiver = receiver_of(cast)
    with pytest.raises(Refused, match="不用移交") as refused:
        transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    assert refused.value.article.endswith("第二十五条第三款")


def test_a_transfer_is_a_duty_when_its_time_comes_and_there_is_something(cast: Cast) -> None:
    receiver = receiver_of(cast, months=3, since=LONG_AGO)
    assert next_due(receiver) < TODAY
    assert duties(cast) == []
    put(1)
    assert duties(cast) == ["向桦甸市档案馆移交主动公开的信息"]
    batch = transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    assert duties(cast) == [f"把移交清单{batch}送到桦甸市档案馆"]
    transfers.hand_over(transfer=batch, on=TODAY, by=cast.clerk, today=TODAY)
    assert duties(cast) == [f"等桦甸市档案馆签收移交清单{batch}"]
    received(cast, batch)
    put(2)
    assert duties(cast) == []  # the next quarter has just begun
    assert next_due(receiver) > TODAY + timedelta(days=80)


def test_a_receiver_that_ended_gets_nothing_more(cast: Cast) -> None:
    put(1)
    receiver = receiver_of(cast)
    batch = transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    with pytest.raises(Refused, match="还有待移交"):
        transfers.end_receiver(receiver=receiver, until=TODAY, reason="撤销", by=cast.clerk)
    transfers.drop(transfer=batch, reason="撤销", by=cast.clerk)
    transfers.end_receiver(receiver=receiver, until=TODAY, reason="撤销", by=cast.clerk)
    with pytest.raises(Refused, match="已经停止"):
        transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    assert duties(cast) == []
    receiver_of(cast)
    with pytest.raises(Refused, match="已经登记过"):
        receiver_of(cast)


def test_the_list_says_each_item_once_under_its_reason(cast: Cast) -> None:
    put(1, 2, 3)
    receiver = receiver_of(cast)
    handed(cast, receiver)
    put(4)
    place(made_item(2), "withdrawn")
    batch = transfers.prepare(receiver=receiver, by=cast.clerk, today=TODAY)
    paper = printing.transfer_list(batch)
    assert [group.heading for group in paper.groups] == [
        "新公开（1件）", "已撤回，请停止提供查阅（1件）",
    ]  # fmt: skip
    assert [row[0] for group in paper.groups for row in group.rows] == ["1", "2"]
    assert "共2件" in paper.lines[1]


def test_the_screens_walk_a_batch_to_its_receipt(cast: Cast, sign_in: SignIn) -> None:
    put(1, 2)
    browser = sign_in(cast.clerk)
    made_now = browser.post(
        f"/work/reading/units/{cast.town.pk}/receivers/new/",
        {"kind": "archive", "name": "桦甸市档案馆", "every_months": "3", "since": f"{LONG_AGO}"},
        follow=True,
    )
    assert "桦甸市档案馆" in made_now.content.decode()
    receiver = Receiver.objects.get()
    prepare = f"/work/reading/receivers/{receiver.pk}/prepare/"
    assert "2 件要移交" in browser.get(prepare).content.decode()
    page = browser.post(prepare, follow=True).redirect_chain[-1][0]
    line = Transfer.objects.get().items.get(key="test-2")
    assert "已去掉" in browser.post(f"{page}lines/{line.pk}/", follow=True).content.decode()
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert browser.get(f"{page}list.{kind}").content.startswith(start)
    assert browser.get(f"{page}list.exe").status_code == 404
    browser.post(f"{page}hand-over/", {"on": f"{TODAY}"})
    wrong = SimpleUploadedFile("签收单.exe", b"MZ")
    given = {"on": f"{TODAY}", "received_by": "刘洋"}
    refused = browser.post(f"{page}receive/", {**given, "receipt": wrong})
    assert refused.status_code == 400
    scan = SimpleUploadedFile("签收单.pdf", SCAN)
    done = browser.post(f"{page}receive/", {**given, "receipt": scan}, follow=True)
    assert "已签收" in done.content.decode()
    receipt = Transfer.objects.get().receipt
    assert receipt is not None
    assert browser.get(f"/work/files/{receipt.pk}/").status_code == 200
    assert sign_in(cast.stranger).get(page).status_code == 404
    assert sign_in(cast.leader).get(f"{page}drop/").status_code == 403


def test_the_catalogue_is_printed_by_period_and_class_without_the_withdrawn(
    cast: Cast, sign_in: SignIn
) -> None:
    put(1, 2, 3)
    place(made_item(4, formed_on=None))
    place(made_item(5), "withdrawn")

    def rows(**chosen: object) -> list[str]:
        paper = printing.catalogue(cast.town, printing.Choice(**chosen), today=TODAY)  # type: ignore[arg-type]
        return [row[2] for group in paper.groups for row in group.rows]

    assert len(rows()) == 4
    assert len(rows(item="20-11")) == 2
    paper = printing.catalogue(cast.town, printing.Choice(), today=TODAY)
    assert [row[0] for group in paper.groups for row in group.rows] == ["1", "2", "3", "4"]
    assert paper.groups[0].heading == "（一）行政法规、规章和规范性文件（2条）"
    with pytest.raises(Refused, match="没有公开的信息"):
        rows(first=TODAY, last=TODAY)
    browser, page = sign_in(cast.clerk), f"/work/reading/units/{cast.town.pk}/catalogue/"
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert browser.get(page, {"kind": kind, "order": "day"}).content.startswith(start)
    nothing = browser.get(page, {"kind": "pdf", "first": "2001-01-01", "last": "2001-12-31"})
    assert nothing.status_code == 400
    assert "没有公开的信息" in nothing.content.decode()
    backwards = browser.get(page, {"kind": "pdf", "first": "2026-02-01", "last": "2026-01-01"})
    assert "不能早于开始日期" in backwards.content.decode()
