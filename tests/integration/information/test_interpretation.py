"""A policy and its interpretation: planned with it, approved with it, linked both ways, in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, TODAY, Road
from tongming.calendars.queries import current_calendar
from tongming.information import actions
from tongming.information.interpreting import Aspect, Form
from tongming.information.models import Document
from tongming.information.public import InformationSource
from tongming.information.queries import interpreted_in
from tongming.information.states import State
from tongming.information.timing import interpretation_due
from tongming.law.words import Refused
from tongming.units.duties import duties_for
from tongming.units.rights import NotPermitted

POLICY = replace(COMPLETE, title="红石砬子镇农村道路养护补助办法", is_policy=True)


def planned_policy(road: Road) -> Document:
    policy = road.draft(POLICY)
    actions.plan_interpretation(
        policy=policy, by=road.cast.clerk, form=Form.QUESTIONS,
        aspects=[Aspect.BACKGROUND, Aspect.STANDARDS], interpreter="李建国",
        planned_on=date(2026, 9, 21), contact="党政办公室 0432-66000000",
    )  # fmt: skip
    return policy


def written(road: Road, policy: Document) -> Document:
    interpretation = actions.begin_interpretation(policy=policy, by=road.cast.clerk)
    body = interpretation.content.body.replace("【请补充】", "这里说明办法的来由和标准。")
    actions.save_content(
        document=interpretation, content=replace(interpretation.content, body=body),
        by=road.cast.clerk,
    )  # fmt: skip
    return interpretation


def test_the_interpretation_begins_with_a_heading_for_each_planned_aspect(road: Road) -> None:
    interpretation = actions.begin_interpretation(policy=planned_policy(road), by=road.cast.clerk)
    assert interpretation.title == "《红石砬子镇农村道路养护补助办法》政策解读"
    assert interpretation.content.text.split("\n") == [
        "政策背景依据", "【请补充】", "执行标准", "【请补充】",
        "咨询方式：党政办公室 0432-66000000",
    ]  # fmt: skip


def test_nobody_signs_an_interpretation_that_came_after_the_page_was_opened(road: Road) -> None:
    policy = road.to_sign(planned_policy(road))
    read = road.shown(policy)
    later = road.to_sign(written(road, policy))
    with pytest.raises(Refused, match="新的版本"):
        actions.sign(document=policy, by=road.cast.leader, shown=read, today=TODAY)
    assert road.fresh(later).state == State.SIGN
    assert road.sign(policy).state == State.SIGNED
    assert road.fresh(later).state == State.SIGNED


def test_an_interpretation_is_approved_with_its_policy_and_linked_both_ways(road: Road) -> None:
    policy = planned_policy(road)
    interpretation = written(road, policy)
    for walk in (road.submit, road.pass_office, road.pass_secrecy, road.sign, road.publish):
        policy = walk(policy)
        assert road.fresh(interpretation).state == policy.state
    source = InformationSource()
    one, other = source.get(policy.key), source.get(interpretation.key)
    assert one is not None
    assert other is not None
    assert [related.key for related in one.interpretations] == [interpretation.key]
    assert [related.key for related in other.interprets] == [policy.key]
    assert interpreted_in(road.cast.town, timezone.localdate().year).done == 1


def test_a_returned_policy_brings_its_interpretation_back(road: Road, cast: Cast) -> None:
    policy = planned_policy(road)
    interpretation = written(road, policy)
    road.to_secrecy(policy)
    actions.send_back(document=policy, by=cast.secrecy_reviewer, reason="改第二条")
    assert road.fresh(interpretation).state == State.DRAFT


def test_an_interpretation_never_comes_before_its_policy(road: Road) -> None:
    policy = planned_policy(road)
    interpretation = road.to_signed(written(road, policy))
    with pytest.raises(Refused, match="所解读的文件还没有公开"):
        road.publish(interpretation)
    road.publish(road.to_signed(policy))
    assert road.fresh(interpretation).state == State.PUBLISHED


def test_who_drafts_interprets_and_the_plan_covers_something(road: Road, cast: Cast) -> None:
    policy = road.draft(POLICY)
    with pytest.raises(NotPermitted):
        actions.plan_interpretation(
            policy=policy, by=cast.leader, form=Form.TEXT, aspects=[Aspect.AIMS]
        )
    with pytest.raises(Refused, match="至少选一项解读内容"):
        actions.plan_interpretation(policy=policy, by=cast.clerk, form=Form.TEXT, aspects=[])
    ordinary = road.draft()
    with pytest.raises(Refused, match="只有政策性文件需要解读"):
        actions.plan_interpretation(
            policy=ordinary, by=cast.clerk, form=Form.TEXT, aspects=[Aspect.AIMS]
        )
    actions.plan_interpretation(policy=policy, by=cast.clerk, form=Form.TEXT, aspects=[Aspect.AIMS])
    road.submit(policy)
    # What the approver reads is what was sent up: nobody changes it behind that person's back.
    with pytest.raises(Refused, match="解读方案和它一起报批"):
        actions.plan_interpretation(
            policy=policy, by=cast.clerk, form=Form.VIDEO, aspects=[Aspect.AIMS]
        )


def test_a_policy_may_say_why_it_needs_none(road: Road) -> None:
    policy = road.to_public(replace(POLICY, no_interpretation="只转发上级文件"))
    assert interpretation_due(policy, current_calendar()) is None


def test_a_published_policy_asks_for_its_interpretation_within_three_working_days(
    road: Road, cast: Cast, settings: Settings
) -> None:
    policy = road.publish(road.to_signed(planned_policy(road)))
    calendar = current_calendar()
    today = timezone.localdate()
    assert interpretation_due(policy, calendar) == calendar.after(today, 3).on
    settings.INTERPRETATION_DAYS = 5
    assert interpretation_due(policy, calendar) == calendar.after(today, 5).on
    asked = [duty for duty in duties_for(cast.clerk, today).now if "解读" in str(duty.what)]
    assert [str(duty.what) for duty in asked] == [f"公开“{POLICY.title}”的解读"]
    # Written after the policy, it walks by itself.
    interpretation = road.publish(road.to_signed(written(road, policy)))
    assert interpretation.is_live
    assert interpretation_due(road.fresh(policy), calendar) is None
