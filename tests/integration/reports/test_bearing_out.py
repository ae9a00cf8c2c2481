"""What the other rooms give the tasks to bear a progress out."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import Cast
from tests.integration.engagement import asking, matters_kit, topics_kit
from tests.unit.files import made
from tongming.engagement.messages.actions.publicity import publish
from tongming.law.inspection import Severity
from tongming.supervision.inspection import ordering, visiting
from tongming.supervision.tasks.evidence import Record, offered

TODAY = localdate()


def borne_out(cast: Cast, kind: str, year: int = TODAY.year) -> list[Record]:
    return [one for one in offered(cast.town, year) if one.kind == kind]


def test_a_message_bears_out_once_it_is_answered_in_public(cast: Cast) -> None:
    letter = ("红石村停水", "红石村已经停水三天，什么时候恢复？")
    message, _code = topics_kit.sent(cast.town, letter, may_publish=True)
    topics_kit.answered(cast, message, "昨日已恢复供水。")
    assert not borne_out(cast, "message")
    publish(message=message, by=cast.office_head, today=TODAY)
    (record,) = borne_out(cast, "message")
    assert record.title == f"{message.number} 红石村停水"
    assert (record.url, record.on) == (message.get_absolute_url(), TODAY)
    assert not borne_out(cast, "message", TODAY.year - 1)


def test_a_consultation_bears_out_once_it_says_what_became_of_the_opinions(cast: Cast) -> None:
    one = asking.opened(cast)
    assert not borne_out(cast, "uptake")
    uptake = asking.answered(cast, one)
    assert uptake.published_at is not None
    (record,) = borne_out(cast, "uptake", uptake.published_at.year)
    assert (record.title, record.url) == (one.title, uptake.get_absolute_url())


def test_a_supervised_matter_bears_out_for_who_handled_it_once_it_is_closed(cast: Cast) -> None:
    year = matters_kit.TODAY.year
    matters_kit.reported(cast, subject="还没有办结")
    assert not borne_out(cast, "matter", year)
    matter = matters_kit.closed(cast)
    (record,) = borne_out(cast, "matter", year)
    assert record.title == f"{matter.number} {matter.subject}"
    assert not [one for one in offered(cast.county, year) if one.kind == "matter"]


def test_an_order_bears_out_once_what_it_asked_for_was_seen_done(cast: Cast) -> None:
    finding = visiting.enter(
        unit=cast.town, indicator="D-08", severity=Severity.YELLOW, note="公开栏没有更新",
        place="政务公开栏", photograph=None, at=timezone.now(), by=cast.supervisor,
    )  # fmt: skip
    order = ordering.issue(
        issuer=cast.county, findings=[finding], requirement="逐项整改。",
        due_on=TODAY + timedelta(days=15), today=TODAY, by=cast.supervisor,
    )  # fmt: skip
    order = ordering.receive(order=order, today=TODAY, by=cast.clerk)
    order = ordering.answer(
        order=order, text="已更新。", materials=[(made.docx(["情况"]), "情况.docx")], today=TODAY,
        by=cast.clerk,
    )  # fmt: skip
    assert not borne_out(cast, "order")
    ordering.judge(
        item=order.items.get(), mended=True, note="看过", photograph=None, at=timezone.now(),
        today=TODAY, by=cast.supervisor,
    )  # fmt: skip
    ordering.close(order=order, note="", today=TODAY, by=cast.supervisor)
    (record,) = borne_out(cast, "order")
    assert (record.title, record.on) == (order.number, TODAY)
