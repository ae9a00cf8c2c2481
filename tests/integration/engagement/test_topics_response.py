"""One response to all who asked: proposed from facts, approved by another, told to each."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import Cast
from tests.integration.engagement.topics_kit import (
    answered,
    confirmed,
    found,
    members,
    sent,
)
from tests.unit.engagement.letters_of_citizens import SAME
from tongming.engagement.messages.actions.publicity import publish as publish_message
from tongming.engagement.topics import grouping, responding
from tongming.engagement.topics.belongings import responses_of
from tongming.engagement.topics.counting import responded
from tongming.engagement.topics.models import Topic
from tongming.engagement.topics.responding import TO_WRITE
from tongming.engagement.topics.topic_duties import topic_duties
from tongming.engagement.topics.topic_queries import response_to
from tongming.law.words import Refused
from tongming.portal.topics import ResponseSource
from tongming.publishing.actions import publish_pending
from tongming.units.rights import NotPermitted

TEXT = "水管爆裂，正在抢修。\n\n11月28日恢复供水。"


def drafted(cast: Cast, topic: Topic, text: str = TEXT) -> None:
    responding.draft(topic=topic, title="红石村停水抢修情况", text=text, by=cast.clerk)


def test_a_proposal_says_what_is_known_and_leaves_open_what_is_not(cast: Cast) -> None:
    topic = confirmed(cast)
    first = topic.members.all()[0].message
    answered(cast, first, "抢修人员已经到场。")
    text = responding.proposal(topic)
    today = localdate()
    assert text.startswith(
        f"{today.year}年{today.month}月{today.day}日，有5条留言问到“红石村停水”。"
    )
    assert TO_WRITE in text
    # Nobody agreed to have a message or its answer published.
    assert "抢修人员" not in text
    assert not any(letter in text for _title, letter in SAME)
    assert "已经公开的有关信息" not in text


def test_an_answer_that_is_public_is_quoted(cast: Cast) -> None:
    message, _code = sent(cast.town, SAME[0], may_publish=True)
    answered(cast, message, "抢修人员已经到场。")
    publish_message(message=message, by=cast.office_head, today=localdate())
    topic = confirmed(cast)
    grouping.look(unit=cast.town, now=timezone.now())
    assert "抢修人员已经到场。" in responding.proposal(topic)


def test_a_response_is_written_by_one_and_approved_by_another(cast: Cast) -> None:
    topic = found(cast)
    with pytest.raises(Refused, match="先确认热点"):
        drafted(cast, topic)
    grouping.confirm(
        topic=topic, title="红石村停水", chosen=members(topic), by=cast.clerk, now=timezone.now()
    )
    with pytest.raises(NotPermitted):
        responding.draft(topic=topic, title="停水", text=TEXT, by=cast.leader)
    with pytest.raises(Refused, match="先起草"):
        responding.approve(topic=topic, by=cast.leader, today=localdate())
    for title, text, words in (
        (" ", TEXT, "请写标题"), ("停水", "", "请写回应"),
        ("停水", "找韩梅，电话13844400011", "看到的人很多"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            responding.draft(topic=topic, title=title, text=text, by=cast.clerk)
    drafted(cast, topic, responding.proposal(topic))
    with pytest.raises(Refused, match="没有写完"):
        responding.approve(topic=topic, by=cast.leader, today=localdate())
    responding.draft(topic=topic, title="停水", text=TEXT, by=cast.office_head)
    with pytest.raises(Refused, match="另一个人审批"):
        responding.approve(topic=topic, by=cast.office_head, today=localdate())
    with pytest.raises(NotPermitted):
        responding.approve(topic=topic, by=cast.clerk, today=localdate())
    (duty,) = topic_duties(cast.leader, localdate())
    assert str(duty.what) == "审批热点回应“停水”"
    response = responding.approve(topic=topic, by=cast.leader, today=localdate())
    assert response.asked == 5
    assert not list(topic_duties(cast.leader, localdate()))
    with pytest.raises(Refused, match="已经公开"):
        responding.approve(topic=topic, by=cast.leader, today=localdate())
    with pytest.raises(Refused, match="要改先撤回"):
        drafted(cast, topic)
    with pytest.raises(Refused, match="先撤回回应"):
        grouping.set_aside(topic=topic, by=cast.clerk, now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_it_stands_in_the_section_and_each_who_asked_reads_it_with_their_code(cast: Cast) -> None:
    message, code = sent(cast.town, SAME[0])
    sent_later, other_code = sent(cast.town, ("宅基地审批", "宅基地审批要多久？"))
    topic = confirmed(cast)
    assert topic.members.filter(message=message).exists()
    drafted(cast, topic)
    (belonging,) = responses_of(cast.clerk, localdate())
    assert str(belonging.what) == "热点回应草稿“红石村停水抢修情况”"
    responding.approve(topic=topic, by=cast.leader, today=localdate())
    assert not list(responses_of(cast.clerk, localdate()))
    today = localdate()
    assert responded(cast.town, today, today) == 1
    publish_pending()
    listed = settings.SITE / "hongshilazi" / "interaction" / "responses" / "index.html"
    assert "红石村停水抢修情况" in listed.read_text()
    (page,) = settings.SITE.rglob("*/response-*/index.html")
    text = page.read_text()
    assert "正在抢修" in text
    assert "韩梅" not in text

    def seen(number: str, secret: str) -> str:
        client = Client()
        answer = client.post("/messages/query/", {"number": number, "code": secret}, follow=True)
        return answer.content.decode()

    assert "正在抢修" in seen(message.number, code)
    assert "正在抢修" not in seen(sent_later.number, other_code)
    late, late_code = sent(cast.town, ("红石村还停水", "红石村自来水还停着，何时恢复供水？"))
    grouping.look_everywhere(timezone.now())
    assert topic.members.filter(message=late).exists()
    assert "正在抢修" not in seen(late.number, late_code)  # until a person has said so
    with pytest.raises(Refused, match="撤回的理由"):
        responding.withdraw(topic=topic, reason="", by=cast.leader, today=localdate())
    with pytest.raises(NotPermitted):
        responding.withdraw(topic=topic, reason="有误", by=cast.clerk, today=localdate())
    responding.withdraw(topic=topic, reason="日期有误", by=cast.leader, today=localdate())
    publish_pending()
    assert "日期有误" in page.read_text()
    assert "正在抢修" not in page.read_text()
    assert response_to(message) is None
    with pytest.raises(Refused, match="没有公开的回应"):
        responding.withdraw(topic=topic, reason="有误", by=cast.leader, today=localdate())
    assert list(ResponseSource().keys()) == [f"response-{topic.pk}"]
