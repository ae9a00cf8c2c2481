"""What many ask about: found among other messages, sorted by a person, never undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import Cast
from tests.integration.engagement.topics_kit import (
    confirmed,
    found,
    fresh,
    members,
    sent,
    sent_all,
    titles,
)
from tests.unit.engagement.letters_of_citizens import HEATING, OTHERS, SAME
from tongming.engagement.messages.kinds import Kind
from tongming.engagement.messages.models import Message
from tongming.engagement.topics import grouping
from tongming.engagement.topics.models import Member, Topic
from tongming.engagement.topics.topic_duties import topic_duties
from tongming.engagement.topics.topic_queries import get_topic, members_seen, topics_for
from tongming.law.words import Refused
from tongming.units.models import Person
from tongming.units.rights import NotPermitted, Right


def told(person: Person) -> list[str]:
    return [str(one.what) for one in topic_duties(person, localdate())]


def test_five_of_twenty_five_messages_are_found_and_the_office_is_told(cast: Cast) -> None:
    topic = found(cast)
    assert titles(topic) == {title for title, _text in SAME}
    assert told(cast.clerk) == [f"5条留言像是在问同一件事：“{topic.title}”"]
    assert told(cast.leader) == told(cast.stranger) == []
    # Looking again finds nothing new, whoever looks.
    assert grouping.look(unit=cast.town, now=timezone.now(), by=cast.clerk) == 0
    assert grouping.look_everywhere(timezone.now()) == 0
    with pytest.raises(NotPermitted):
        grouping.look(unit=cast.town, now=timezone.now(), by=cast.stranger)


def test_what_came_later_joins_and_waits_for_a_person(cast: Cast) -> None:
    topic = confirmed(cast)
    assert told(cast.clerk) == ["回应热点“红石村停水”"]
    sent(cast.town, ("红石村还是停水", "红石村自来水又停了，什么时候恢复供水？"))
    assert grouping.look_everywhere(timezone.now()) == 1
    assert topic.members.filter(sure=False).count() == 1
    assert told(cast.clerk) == ["又有1条留言像是问“红石村停水”"]
    grouping.confirm(
        topic=topic, title="红石村停水", chosen=members(topic), by=cast.clerk, now=timezone.now()
    )
    assert topic.members.filter(sure=True).count() == 6


def test_another_matter_becomes_another_topic(cast: Cast) -> None:
    topic = found(cast)
    sent_all(cast.town, HEATING)
    grouping.look_everywhere(timezone.now())
    other = Topic.objects.exclude(pk=topic.pk).get()
    assert titles(other) == {title for title, _text in HEATING}
    assert titles(topic) == {title for title, _text in SAME}


def test_old_messages_reports_and_complaints_about_somebody_are_left_out(cast: Cast) -> None:
    now = timezone.now()
    sent(cast.town, SAME[0], at=now - timedelta(days=31))
    sent(cast.town, SAME[1], kind=Kind.REPORT)
    sent(cast.county, SAME[2], kind=Kind.COMPLAINT, complained_unit=cast.town)
    sent_all(cast.town, [*SAME[3:], *OTHERS])
    grouping.look_everywhere(now)
    assert not Topic.objects.exists()  # two are no topic
    sent(cast.town, SAME[0])
    grouping.look_everywhere(now)
    assert Member.objects.count() == 3


def test_a_unit_sets_how_far_back_and_from_how_many_on(cast: Cast) -> None:
    def set_to(days: int, least: int) -> None:
        grouping.set_looking(unit=cast.town, days=days, least=least, by=cast.clerk)

    now = timezone.now()
    for letter in (SAME[0], SAME[2]):
        sent(cast.town, letter, at=now - timedelta(days=40))
    sent_all(cast.town, OTHERS)
    with pytest.raises(ValidationError):
        set_to(30, 1)
    with pytest.raises(NotPermitted):
        grouping.set_looking(unit=cast.town, days=60, least=2, by=cast.leader)
    assert grouping.look(unit=cast.town, now=now) == 0
    set_to(60, 2)
    assert grouping.look(unit=cast.town, now=now) == 2


def test_what_a_person_parts_stays_parted(cast: Cast) -> None:
    topic = found(cast)
    now = timezone.now()
    with pytest.raises(Refused, match="请勾选留言"):
        grouping.split(topic=topic, chosen=[], by=cast.clerk, now=now)
    with pytest.raises(Refused, match="全部分出去"):
        grouping.split(topic=topic, chosen=members(topic), by=cast.clerk, now=now)
    with pytest.raises(NotPermitted):
        grouping.split(topic=topic, chosen=members(topic)[:2], by=cast.leader, now=now)
    two = grouping.split(topic=topic, chosen=members(topic)[:2], by=cast.clerk, now=now)
    assert (two.state, two.members.count(), topic.members.count()) == ("proposed", 2, 3)
    one = grouping.split(topic=topic, chosen=members(topic)[:1], by=cast.clerk, now=now)
    assert one.state == Topic.State.SET_ASIDE
    apart = [titles(each) for each in (two, one, topic)]
    grouping.look_everywhere(now)
    for each, before in zip((two, one, topic), apart, strict=True):
        # Whatever joins, joins: nothing that was parted comes back.
        assert titles(each) & {title for title, _text in SAME} == before
    # And together again.
    grouping.merge(topic=two, into=topic, by=cast.clerk, now=now)
    assert titles(topic) >= apart[0] | apart[2]
    assert fresh(two).merged_into == topic
    assert list(topics_for(cast.clerk).filter(pk=two.pk)) == []


def test_what_is_no_topic_is_not_proposed_again(cast: Cast) -> None:
    topic = found(cast)
    now = timezone.now()
    with pytest.raises(NotPermitted):
        grouping.set_aside(topic=topic, by=cast.leader, now=now)
    grouping.set_aside(topic=topic, by=cast.clerk, now=now)
    assert told(cast.clerk) == []
    assert grouping.look_everywhere(now) == 0
    for act in (
        lambda: grouping.set_aside(topic=topic, by=cast.clerk, now=now),
        lambda: grouping.split(topic=topic, chosen=members(topic)[:1], by=cast.clerk, now=now),
        lambda: grouping.confirm(
            topic=topic, title="停水", chosen=members(topic), by=cast.clerk, now=now
        ),
    ):
        with pytest.raises(Refused, match="不是热点"):
            act()


def test_confirming_asks_for_a_name_that_names_nobody(cast: Cast) -> None:
    topic, now = found(cast), timezone.now()
    for title, words in ((" ", "请填热点名称"), ("13844400011反映的停水", "看到的人很多")):
        with pytest.raises(Refused, match=words):
            grouping.confirm(
                topic=topic, title=title, chosen=members(topic), by=cast.clerk, now=now
            )
    with pytest.raises(Refused, match="请勾选留言"):
        grouping.confirm(topic=topic, title="停水", chosen=[], by=cast.clerk, now=now)
    assert fresh(topic).state == Topic.State.PROPOSED


def test_only_topics_of_one_unit_are_merged(cast: Cast) -> None:
    topic = found(cast)
    sent_all(cast.other_town, SAME[:3])
    grouping.look_everywhere(timezone.now())
    other = Topic.objects.get(unit=cast.other_town)
    now = timezone.now()
    with pytest.raises(NotPermitted):
        grouping.merge(topic=topic, into=other, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="另一个热点"):
        grouping.merge(topic=topic, into=topic, by=cast.clerk, now=now)


def test_a_topic_is_seen_in_its_unit_and_a_message_by_whoever_sees_messages(cast: Cast) -> None:
    topic = found(cast)
    assert get_topic(cast.supervisor, Right.OPINION_VIEW, topic.pk) == topic
    with pytest.raises(Http404):
        get_topic(cast.stranger, Right.OPINION_VIEW, topic.pk)
    assert members_seen(cast.clerk, topic).count() == 5
    # A message that turns out to complain of the clerk is hidden from the clerk.
    message = topic.members.all()[0].message
    Message.objects.filter(pk=message.pk).update(complained_person=cast.clerk)
    assert members_seen(cast.clerk, topic).count() == 4
