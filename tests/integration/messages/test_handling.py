"""Accepting, forwarding, answering, closing: who may, when, and what is kept from the accused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from tests.conftest import PASSWORD, Cast
from tests.integration.messages.conftest import (
    ANSWER,
    TODAY,
    accepted,
    answered,
    drafted,
    fresh,
    sent,
)
from tongming.calendars.queries import current_calendar
from tongming.engagement.messages import actions
from tongming.engagement.messages.duties import message_duties
from tongming.engagement.messages.kinds import Kind, Move, Redirect, State
from tongming.engagement.messages.models import Message
from tongming.engagement.messages.queries import (
    get_message,
    lately,
    messages_for,
    newest_public,
    unanswered_since,
)
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.actions import appoint, create_person
from tongming.units.belongings import belongings_of
from tongming.units.models import Person
from tongming.units.rights import NotPermitted, Right
from tongming.units.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def county_clerk(cast: Cast) -> Person:
    """陈刚, clerk of the county."""
    someone = create_person(
        username="chengang", full_name="陈刚", unit=cast.county, password=PASSWORD
    )
    appoint(person=someone, unit=cast.county, role=Role.CLERK, since=cast.county.joined_on)
    return someone


def refused(match: str, act: Any, /, **given: Any) -> None:
    with pytest.raises(Refused, match=match):
        act(**given)


def test_accepting_puts_the_kind_right_and_counts_the_term_from_the_day_it_came(
    cast: Cast,
) -> None:
    message = sent(cast.town)
    calendar = current_calendar()
    assert message.due_on == calendar.after(TODAY, 5).on
    with pytest.raises(NotPermitted):
        actions.accept(message=message, by=cast.leader, today=TODAY)
    with pytest.raises(NotPermitted):
        actions.accept(message=message, by=cast.stranger, today=TODAY)
    actions.accept(
        message=message, kind=Kind.HELP, handler=cast.handler, by=cast.clerk, today=TODAY
    )
    message = fresh(message)
    assert (message.state, message.handler) == (State.HANDLING, cast.handler)
    assert message.due_on == calendar.after(TODAY, 15).on
    refused("状态是", actions.accept, message=message, by=cast.clerk, today=TODAY)
    refused(
        "没有办理这个单位留言的权限",
        actions.assign, message=message, handler=cast.leader, by=cast.clerk,
    )  # fmt: skip
    actions.assign(message=message, handler=cast.clerk, by=cast.clerk)
    assert fresh(message).handler == cast.clerk


def test_a_units_own_terms_hold_for_what_comes_later(cast: Cast) -> None:
    before = sent(cast.town)
    terms = {kind.value: 3 for kind in Kind}
    given: dict[str, Any] = {
        "unit": cast.town, "terms": terms, "extension_days": 5, "keep_years": 10,
        "petition_channel": "镇信访办", "by": cast.office_head,
    }  # fmt: skip
    with pytest.raises(NotPermitted):
        actions.change_settings(**{**given, "by": cast.clerk})
    for wrong, words in (
        ({"terms": {**terms, "question": 0}}, "期限要在1到60"),
        ({"extension_days": 61}, "延长的天数"),
        ({"keep_years": 0}, "保存年限"),
        ({"petition_channel": " "}, "信访渠道"),
    ):
        refused(words, actions.change_settings, **{**given, **wrong})
    actions.change_settings(**given)
    assert sent(cast.town).due_on == current_calendar().after(TODAY, 3).on
    assert sent(cast.other_town).due_on == before.due_on == fresh(before).due_on


def test_an_answer_is_drafted_by_one_and_approved_by_another(cast: Cast) -> None:
    message = accepted(cast)
    refused("请写答复", actions.draft, message=message, answer=" ", by=cast.clerk, today=TODAY)
    refused("最多5000", actions.draft, message=message, answer="长" * 5001, by=cast.clerk,
            today=TODAY)  # fmt: skip
    actions.draft(message=message, answer="先写一稿", by=cast.office_head, today=TODAY)
    refused("拟稿人不能审核", actions.approve, message=message, by=cast.office_head, today=TODAY)
    with pytest.raises(NotPermitted):
        actions.approve(message=message, by=cast.clerk, today=TODAY)
    refused("请写明要改什么", actions.send_back_draft, message=message, reason="", by=cast.leader,
            today=TODAY)  # fmt: skip
    actions.send_back_draft(message=message, reason="写明日期", by=cast.leader, today=TODAY)
    assert (fresh(message).state, fresh(message).sent_back_reason) == (State.HANDLING, "写明日期")
    actions.draft(message=message, answer=ANSWER, by=cast.clerk, today=TODAY)
    actions.approve(message=message, by=cast.leader, today=TODAY)
    done = fresh(message)
    assert (done.state, done.answer, done.approved_by) == (State.ANSWERED, ANSWER, cast.leader)
    assert ANSWER.encode() not in bytes(done.sealed_answer)
    refused("状态是", actions.draft, message=message, answer="又", by=cast.clerk, today=TODAY)


def test_the_log_of_forwarding_tells_every_move_and_the_term_stays(
    cast: Cast, county_clerk: Person
) -> None:
    message = accepted(cast)
    due = message.due_on
    given: dict[str, Any] = {"message": message, "by": cast.clerk, "today": TODAY}
    refused("请写明为什么转办", actions.forward, to=cast.county, reason="", **given)
    refused("已经在这个单位", actions.forward, to=cast.town, reason="x", **given)
    refused("没有可以退回的单位", actions.return_to_sender, reason="x", **given)
    refused("没有转办", actions.recall, reason="x", **given)
    actions.forward(to=cast.county, reason="县里管", **given)
    there = fresh(message)
    assert (there.unit, there.state, there.handler, there.due_on) == (
        cast.county, State.NEW, None, due,
    )  # fmt: skip
    assert message in messages_for(cast.clerk), "who forwarded it sees what becomes of it"
    with pytest.raises(NotPermitted):
        get_message(cast.clerk, Right.MESSAGE_HANDLE, message.pk)
    actions.return_to_sender(message=there, reason="镇里管", by=county_clerk, today=TODAY)
    actions.forward(to=cast.county, reason="请再看", **given)
    with pytest.raises(NotPermitted):
        actions.recall(message=message, reason="x", by=cast.stranger, today=TODAY)
    actions.recall(reason="弄错了", **given)
    actions.forward(to=cast.county, reason="最后一次", **given)
    actions.accept(message=message, by=county_clerk, today=TODAY)
    refused("已经受理，不能收回", actions.recall, reason="x", **given)
    log = [(one.move, one.from_unit, one.to_unit) for one in message.forwards.all()]
    town, county = cast.town, cast.county
    assert log == [
        (Move.FORWARDED, town, county), (Move.RETURNED, county, town),
        (Move.FORWARDED, town, county), (Move.RECALLED, county, town),
        (Move.FORWARDED, town, county),
    ]  # fmt: skip
    assert [one.reason for one in message.forwards.all()][1] == "镇里管"


def test_a_complaint_is_handled_by_nobody_complained_of(cast: Cast, county_clerk: Person) -> None:
    message = sent(cast.town, Kind.COMPLAINT, complained_of="办事窗口")
    refused(
        "先写明被投诉的",
        actions.forward, message=message, to=cast.other_town, reason="x", by=cast.clerk,
        today=TODAY,
    )  # fmt: skip
    actions.name_complained(message=message, unit=cast.town, person=None, by=cast.clerk)
    given: dict[str, Any] = {"message": message, "by": cast.clerk, "today": TODAY}
    refused("不能由它办理", actions.accept, **given)
    refused("不能由它办理", actions.redirect, to=Redirect.PETITION, words="x", **given)
    actions.forward(to=cast.county, reason="投诉的是本单位", **given)
    assert message not in messages_for(cast.clerk), "the accused see it no more"
    refused(
        "不能由它办理",
        actions.forward, message=message, to=cast.town, reason="x", by=county_clerk, today=TODAY,
    )  # fmt: skip
    refused(
        "不能由它办理",
        actions.return_to_sender, message=message, reason="x", by=county_clerk, today=TODAY,
    )  # fmt: skip
    actions.accept(message=message, by=county_clerk, today=TODAY)


def test_the_person_complained_of_neither_handles_nor_sees_it(cast: Cast) -> None:
    message = accepted(cast, Kind.REPORT, complained_of="王敏")
    assert message.handler == cast.clerk
    actions.name_complained(message=message, unit=None, person=cast.clerk, by=cast.office_head)
    assert fresh(message).handler is None
    assert message not in messages_for(cast.clerk)
    with pytest.raises(Http404):
        get_message(cast.clerk, Right.MESSAGE_VIEW, message.pk)
    with pytest.raises(NotPermitted):
        actions.draft(message=message, answer="x", by=cast.clerk, today=TODAY)
    assert not [one for one in message_duties(cast.clerk, TODAY) if message.number in str(one.what)]
    refused("是被投诉的人", actions.assign, message=message, handler=cast.clerk,
            by=cast.office_head)  # fmt: skip
    question = accepted(cast)
    refused(
        "只有投诉、举报",
        actions.name_complained, message=question, unit=None, person=cast.leader, by=cast.clerk,
    )  # fmt: skip


def test_the_term_is_extended_once_before_it_is_over_and_told(cast: Cast) -> None:
    message = accepted(cast)
    given: dict[str, Any] = {"message": message, "by": cast.office_head, "today": TODAY}
    with pytest.raises(NotPermitted):
        actions.extend(days=5, reason="要查档", **{**given, "by": cast.clerk})
    refused("请写明为什么延期", actions.extend, days=5, reason="", **given)
    refused("最多延长15", actions.extend, days=16, reason="要查档", **given)
    late = {**given, "today": message.due_on + timedelta(days=1)}
    refused("已过", actions.extend, days=5, reason="要查档", **late)
    actions.extend(days=5, reason="要查档", **given)
    longer = fresh(message)
    assert longer.due_on == current_calendar().after(message.due_on, 5).on
    assert longer.extended_from == message.due_on
    refused("不能再延", actions.extend, days=5, reason="还要查", **given)


def test_closing_without_an_answer_says_why_and_deletes_nothing(cast: Cast) -> None:
    pointed, abuse = sent(cast.town), accepted(cast)
    refused("请写明为什么、到哪里去办", actions.redirect, message=pointed, to=Redirect.PETITION,
            words=" ", by=cast.clerk, today=TODAY)  # fmt: skip
    actions.redirect(
        message=pointed, to=Redirect.REMEDY, words="请依法申请复议。", by=cast.clerk, today=TODAY
    )
    with pytest.raises(NotPermitted):
        actions.dismiss(message=abuse, reason="广告", by=cast.clerk, today=TODAY)
    refused("请写明为什么不予办理", actions.dismiss, message=abuse, reason="", by=cast.leader,
            today=TODAY)  # fmt: skip
    actions.dismiss(message=abuse, reason="广告", by=cast.leader, today=TODAY)
    assert [fresh(one).state for one in (pointed, abuse)] == [State.REDIRECTED, State.DISMISSED]
    assert fresh(abuse).sealed, "kept whole"
    assert Message.objects.count() == 2
    refused("状态是", actions.dismiss, message=abuse, reason="x", by=cast.leader, today=TODAY)


def test_the_original_is_opened_with_a_reason_by_who_handles_it(cast: Cast) -> None:
    message = sent(cast.town)
    with pytest.raises(NotPermitted):
        actions.open_original(message=message, reason="看看", by=cast.supervisor)
    refused("为什么要看", actions.open_original, message=message, reason=" ", by=cast.clerk)
    seen = actions.open_original(message=message, reason="核对地址", by=cast.clerk)
    assert (seen.name, seen.phone) == ("王小明", "13912345678")
    event = Event.objects.get(kind="messages.opened")
    assert (event.by, event.data["reason"]) == (cast.clerk, "核对地址")


def test_duties_follow_the_message_from_hand_to_hand(cast: Cast) -> None:
    def asked(person: Person) -> list[str]:
        return [str(one.button) for one in message_duties(person, TODAY)]

    message = sent(cast.town)
    assert asked(cast.clerk) == asked(cast.office_head) == ["受理"]
    assert asked(cast.leader) == asked(cast.stranger) == []
    actions.accept(message=message, by=cast.clerk, today=TODAY)
    assert (asked(cast.clerk), asked(cast.office_head)) == (["答复"], [])
    actions.draft(message=message, answer=ANSWER, by=cast.clerk, today=TODAY)
    assert (asked(cast.clerk), asked(cast.leader)) == (["查看"], ["审核"])
    actions.approve(message=message, by=cast.leader, today=TODAY)
    assert asked(cast.clerk) == ["公开"]
    actions.keep_back(message=message, reason="涉及家庭纠纷", by=cast.clerk, today=TODAY)
    assert asked(cast.clerk) == []


def test_what_somebody_handles_goes_to_who_takes_over(cast: Cast) -> None:
    message = accepted(cast)
    answered(cast)
    (one,) = [it for it in belongings_of(cast.clerk, TODAY) if it.key.startswith("messages:")]
    assert one.right is Right.MESSAGE_HANDLE
    assert one.hand_on is not None
    one.hand_on(cast.handler, cast.office_head, TODAY)
    assert fresh(message).handler == cast.handler
    assert drafted(cast).handler == cast.clerk


def test_a_complaint_about_nobody_here_is_forwarded_once_somebody_said_so(cast: Cast) -> None:
    message = sent(cast.town, Kind.REPORT, complained_of="一家采石场")
    actions.name_complained(message=message, unit=None, person=None, by=cast.clerk)
    actions.forward(
        message=message, to=cast.county, reason="县里管", by=cast.clerk, today=TODAY
    )  # fmt: skip
    assert fresh(message).unit == cast.county


def test_what_other_rooms_ask_of_messages(cast: Cast) -> None:
    waiting, done, abuse = sent(cast.town), answered(cast), sent(cast.town)
    actions.dismiss(message=abuse, reason="广告", by=cast.leader, today=TODAY)
    assert set(lately(cast.town, TODAY)) == {waiting, done}
    later = waiting.sent_at + timedelta(days=1)
    assert list(unanswered_since(cast.town, later)) == [waiting]
    assert newest_public(cast.town) is None
    actions.publish(message=done, by=cast.clerk, today=TODAY)
    assert newest_public(cast.town) == done
