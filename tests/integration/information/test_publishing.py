"""What becomes public, when, under which number; corrected, withdrawn, repealed, expired."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, TODAY, Road
from tongming.information import actions
from tongming.information.actions.common import locked
from tongming.information.models import Document, IndexCounter
from tongming.information.public import Face, InformationSource, face
from tongming.information.states import State
from tongming.information.worker import run_due
from tongming.law.documents import Validity
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.publishing.models import Pending
from tongming.units.rights import NotPermitted

SOURCE = InformationSource()


def test_numbers_follow_one_another_within_the_unit_and_year_by_the_template(
    road: Road, cast: Cast, settings: Settings
) -> None:
    cast.town.credit_code = "11220282MB0W12345X"
    cast.town.save()
    year = timezone.localdate().year
    assert road.to_public().index_number == f"11220282MB0W12345X/{year}-00001"
    settings.INDEX_TEMPLATE = "{unit_code}_{year}{month}-{serial:03}"
    month = f"{timezone.localdate().month:02}"
    second = road.to_public(replace(COMPLETE, title="第二件", document_number=""))
    assert second.index_number == f"hongshilazi_{year}{month}-002"


def test_what_is_not_published_takes_no_number(road: Road) -> None:
    road.to_signed(road.draft())
    assert not IndexCounter.objects.exists()


def test_a_number_of_an_imported_ledger_is_passed_over(road: Road, cast: Cast) -> None:
    year = timezone.localdate().year
    taken = road.draft(replace(COMPLETE, title="以前公开的"))
    taken.index_number = f"HONGSHILAZI/{year}-00001"
    taken.save()
    assert road.to_public().index_number == f"HONGSHILAZI/{year}-00002"


def test_a_withdrawn_document_keeps_its_number_and_nobody_gets_it_again(
    road: Road, cast: Cast
) -> None:
    first = road.to_public()
    actions.withdraw(document=first, reason="附件里有个人信息", by=cast.leader)
    second = road.to_public(replace(COMPLETE, title="第二件"))
    assert road.fresh(first).index_number.endswith("00001")
    assert second.index_number.endswith("00002")


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_the_same_moment_get_two_numbers(road: Road, cast: Cast) -> None:
    signed = [road.to_signed(road.draft(replace(COMPLETE, title=f"第{n}件"))) for n in range(4)]
    ready = threading.Barrier(4)
    failed: list[Exception] = []

    def publish(document: Document) -> None:
        try:
            ready.wait(timeout=20)
            actions.publish(document=document, by=cast.clerk)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=(document,)) for document in signed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    numbers = set(Document.objects.values_list("index_number", flat=True))
    assert {number[-5:] for number in numbers} == {"00001", "00002", "00003", "00004"}


def test_publication_asks_the_publishing_mechanism_in_its_own_transaction(road: Road) -> None:
    document = road.to_public()
    assert Pending.objects.filter(key=document.key).exists()


def test_the_public_item_says_what_was_signed(road: Road) -> None:
    document = road.to_public()
    item = SOURCE.get(document.key)
    assert item is not None
    assert item.title == COMPLETE.title
    assert item.document_number == "红政发〔2026〕18号"
    assert item.statutory_items == ("20-10", "21-township-2")
    assert item.index_number == document.index_number
    assert "每公里800元" in item.body_text
    assert list(SOURCE.keys()) == [document.key]


# --- At a time ------------------------------------------------------------------------------------


def test_a_scheduled_document_is_published_when_its_time_has_come_and_not_before(
    road: Road, cast: Cast
) -> None:
    document = road.to_signed(road.draft())
    now = datetime(2026, 9, 21, 1, 0, tzinfo=UTC)
    at = now + timedelta(hours=8)
    with pytest.raises(Refused, match="要晚于现在"):
        actions.schedule(document=document, at=now, by=cast.clerk, now=now)
    with pytest.raises(NotPermitted):
        actions.schedule(document=document, at=at, by=cast.leader, now=now)
    actions.schedule(document=document, at=at, by=cast.clerk, now=now)
    assert run_due(at - timedelta(minutes=1)).published == 0
    assert face(road.fresh(document)) is Face.NONE
    assert run_due(at).published == 1
    document = road.fresh(document)
    assert (document.state, document.published_at) == (State.PUBLISHED, at)
    assert document.steps.order_by("-pk")[0].by is None
    assert run_due(at + timedelta(hours=1)).published == 0


def test_what_is_edited_as_the_clock_strikes_is_not_published(
    road: Road, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the list of what is due and the lock, somebody saves: that version nobody signed."""
    document = road.to_signed(road.draft())
    now = timezone.now()
    actions.schedule(document=document, at=now + timedelta(hours=1), by=cast.clerk, now=now)

    def late(one: Document) -> Document:
        changed = replace(COMPLETE, title="没有签发的名称")
        actions.save_content(document=one, content=changed, by=cast.clerk)
        return locked(one)

    monkeypatch.setattr("tongming.information.actions.publishing.locked", late)
    assert actions.publish_due(now + timedelta(hours=2)) == []
    assert face(road.fresh(document)) is Face.NONE
    assert not Pending.objects.exists()


@pytest.mark.parametrize(
    "broken", ["actions.common.record", "handing.publishing.request"], ids=["ledger", "request"]
)
def test_a_failure_on_the_way_leaves_nothing_half_done(
    road: Road, cast: Cast, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    document = road.to_signed(road.draft())

    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError("away")

    steps, events = document.steps.count(), Event.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(f"tongming.information.{broken}", fail)
        with pytest.raises(RuntimeError, match="away"):
            actions.publish(document=document, by=cast.clerk)
    document = road.fresh(document)
    assert (document.state, document.index_number) == (State.SIGNED, "")
    assert face(document) is Face.NONE
    assert (document.steps.count(), Event.objects.count()) == (steps, events)
    assert not Pending.objects.exists()
    assert road.publish(document).index_number.endswith("-00001")


def test_a_schedule_can_be_taken_back(road: Road, cast: Cast) -> None:
    document = road.to_signed(road.draft())
    now = timezone.now()
    actions.schedule(document=document, at=now + timedelta(days=1), by=cast.clerk, now=now)
    actions.unschedule(document=document, by=cast.clerk)
    assert run_due(now + timedelta(days=2)).published == 0
    assert road.fresh(document).state == State.SIGNED


def test_the_command_does_what_is_due(
    road: Road, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    document = road.to_signed(road.draft())
    now = timezone.now() - timedelta(days=1)
    actions.schedule(document=document, at=now + timedelta(hours=1), by=cast.clerk, now=now)
    call_command("publish_due")
    assert "information: 1\n" in capsys.readouterr().out


# --- Corrected ------------------------------------------------------------------------------------


def test_a_correction_shows_nothing_until_it_is_signed_and_then_says_why(
    road: Road, cast: Cast
) -> None:
    document = road.to_public()
    with pytest.raises(Refused, match="现在的状态是“已公开”"):
        actions.save_content(document=document, content=document.content, by=cast.clerk)
    with pytest.raises(Refused, match="请写明更正的理由"):
        actions.open_correction(document=document, reason="", by=cast.clerk)
    actions.open_correction(document=document, reason="补助标准写错了", by=cast.clerk)
    with pytest.raises(Refused, match="还没有改动"):
        road.submit(document)
    content = road.fresh(document).content
    actions.save_content(
        document=document, content=replace(content, body=content.body.replace("800", "600")),
        by=cast.clerk,
    )  # fmt: skip
    document = road.submit(document)
    # The shorter way: no office head, but the review and the signature.
    assert document.state == State.SECRECY
    item = SOURCE.get(document.key)
    assert item is not None
    assert "800元" in item.body_text
    assert item.corrections == ()
    document = road.publish(road.sign(road.pass_secrecy(document)))
    item = SOURCE.get(document.key)
    assert item is not None
    assert "600元" in item.body_text
    assert [correction.what for correction in item.corrections] == ["补助标准写错了"]
    assert item.changed_at > item.published_at


def test_a_correction_given_up_leaves_the_public_version(road: Road, cast: Cast) -> None:
    document = road.to_public()
    actions.open_correction(document=document, reason="改名称", by=cast.clerk)
    actions.save_content(
        document=document, content=replace(document.content, title="改了"), by=cast.clerk
    )
    actions.drop_correction(document=document, by=cast.clerk)
    document = road.fresh(document)
    assert (document.state, document.title) == (State.PUBLISHED, COMPLETE.title)
    assert document.live is not None
    assert document.content == document.live.content
    assert document.revisions.count() == 3


# --- Withdrawn ------------------------------------------------------------------------------------


def test_a_withdrawal_leaves_a_tombstone_with_its_reason(road: Road, cast: Cast) -> None:
    document = road.to_public()
    with pytest.raises(NotPermitted):
        actions.withdraw(document=document, reason="错", by=cast.handler)
    with pytest.raises(Refused, match="请写明撤回的理由"):
        actions.withdraw(document=document, reason=" ", by=cast.secrecy_reviewer)
    actions.withdraw(document=document, reason="含有个人信息", by=cast.secrecy_reviewer)
    item = SOURCE.get(document.key)
    assert item is not None
    assert item.tombstone is not None
    assert item.tombstone.reason == "含有个人信息"
    assert (item.body_html, item.body_text, item.files, item.summary) == ("", "", (), "")
    with pytest.raises(Refused, match="不能“撤回”"):
        actions.withdraw(document=document, reason="再撤一次", by=cast.leader)


def test_a_withdrawn_document_can_come_back_only_through_review(road: Road, cast: Cast) -> None:
    document = road.to_public()
    actions.withdraw(document=document, reason="含有个人信息", by=cast.leader)
    actions.open_correction(document=document, reason="删去个人信息后重新公开", by=cast.clerk)
    content = road.fresh(document).content
    actions.save_content(
        document=document, content=replace(content, body="<p>删去后的正文。</p>"), by=cast.clerk
    )
    document = road.pass_secrecy(road.submit(document))
    assert face(document) is Face.TOMBSTONE
    document = road.publish(road.sign(document))
    assert face(document) is Face.SHOWN
    assert document.index_number.endswith("00001")


# --- Validity -------------------------------------------------------------------------------------


def test_a_repealed_document_stays_public_and_says_so(road: Road, cast: Cast) -> None:
    document = road.to_public()
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.repeal(
            document=document, on=TODAY + timedelta(days=1), reason="新文件", by=cast.clerk,
            today=TODAY,
        )  # fmt: skip
    with pytest.raises(Refused, match="不能早于成文日期"):
        actions.repeal(
            document=document, on=date(2026, 1, 1), reason="新文件", by=cast.clerk, today=TODAY
        )
    with pytest.raises(NotPermitted):
        actions.repeal(document=document, on=TODAY, reason="新文件", by=cast.leader, today=TODAY)
    actions.repeal(
        document=document, on=TODAY, reason="红政发〔2026〕20号废止", by=cast.clerk, today=TODAY
    )
    item = SOURCE.get(document.key)
    assert item is not None
    assert item.validity is Validity.REPEALED
    assert "800元" in item.body_text
    with pytest.raises(Refused, match="已经废止或者失效"):
        actions.repeal(document=document, on=TODAY, reason="又", by=cast.clerk, today=TODAY)


def test_a_document_expires_the_day_after_its_last(road: Road) -> None:
    document = road.to_public(replace(COMPLETE, ends_on=date(2026, 9, 30)))
    assert actions.expire_due(date(2026, 9, 30)) == []
    assert actions.expire_due(date(2026, 10, 1)) == [document]
    document = road.fresh(document)
    assert (document.validity, document.validity_ended_on) == ("expired", date(2026, 10, 1))
    assert actions.expire_due(date(2026, 10, 2)) == []


def test_a_correction_under_way_does_not_keep_the_public_version_from_expiring(
    road: Road, cast: Cast
) -> None:
    document = road.to_public(replace(COMPLETE, ends_on=date(2026, 9, 30)))
    actions.open_correction(document=document, reason="延长有效期", by=cast.clerk)
    longer = replace(road.fresh(document).content, ends_on=date(2031, 9, 30))
    actions.save_content(document=document, content=longer, by=cast.clerk)
    assert actions.expire_due(date(2026, 9, 30)) == []
    assert actions.expire_due(date(2026, 10, 1)) == [document]
    item = SOURCE.get(document.key)
    assert item is not None
    assert item.validity is Validity.EXPIRED


def test_what_is_withheld_is_looked_at_again_and_may_be_opened(road: Road, cast: Cast) -> None:
    from tests.integration.information.test_chain import WITHHELD

    document = road.to_signed(road.draft(WITHHELD))
    assert document.state == State.KEPT
    with pytest.raises(NotPermitted):
        actions.reassess(
            document=document, disclose=False, reason="仍在讨论", by=cast.clerk, today=TODAY
        )
    with pytest.raises(Refused, match="请写明重新评估的结论"):
        actions.reassess(document=document, disclose=False, reason="", by=cast.office_head,
                         today=TODAY)  # fmt: skip
    actions.reassess(
        document=document, disclose=False, reason="仍在讨论", by=cast.office_head, today=TODAY,
        next_on=date(2027, 3, 1),
    )  # fmt: skip
    assert road.fresh(document).reassess_on == date(2027, 3, 1)
    actions.reassess(
        document=document, disclose=True, reason="已经形成决定", by=cast.office_head, today=TODAY
    )
    document = road.fresh(document)
    assert (document.state, document.reassess_on) == (State.DRAFT, None)
    assert face(document) is Face.NONE
    actions.save_content(document=document, content=COMPLETE, by=cast.clerk)
    assert road.publish(road.to_signed(document)).is_live


def test_a_draft_is_given_up_with_a_reason_but_what_was_public_is_only_withdrawn(
    road: Road, cast: Cast
) -> None:
    draft = road.draft()
    with pytest.raises(Refused, match="请写明为什么作废"):
        actions.drop(document=draft, reason="", by=cast.clerk)
    actions.drop(document=draft, reason="重复建了", by=cast.clerk)
    assert road.fresh(draft).state == State.DROPPED
    public = road.to_public()
    actions.open_correction(document=public, reason="改", by=cast.clerk)
    with pytest.raises(Refused, match="只能撤回"):
        actions.drop(document=public, reason="不要了", by=cast.clerk)
