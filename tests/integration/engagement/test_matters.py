"""A supervised matter from its order to its closure, and everything that is refused on the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404

from tests.conftest import Cast, SignIn
from tests.integration.engagement.matters_kit import (
    TEN,
    TODAY,
    closed,
    fresh,
    issued,
    reported,
    working,
)
from tests.integration.engagement.topics_kit import sent
from tests.unit.files import made
from tongming.engagement.matters import actions
from tongming.engagement.matters.answering import draft
from tongming.engagement.matters.belongings import matters_of
from tongming.engagement.matters.duties import matter_duties
from tongming.engagement.matters.kinds import Counted, Move, Standing, State, Term
from tongming.engagement.matters.models import Matter
from tongming.engagement.matters.queries import (
    counts,
    get_matter,
    matters_for,
    place_of_material,
    standing_is,
)
from tongming.engagement.messages.kinds import Kind
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.models import Person
from tongming.units.people import appoint, create_person
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role


def told(person: Person, today: date = TODAY) -> list[tuple[str, str, date | None]]:
    return [(str(one.what), str(one.button), one.due) for one in matter_duties(person, today)]


def test_a_matter_goes_from_order_to_closure_and_each_side_knows_its_turn(cast: Cast) -> None:
    matter = issued(cast)
    assert (matter.number, matter.stands) == ("督办〔2026〕1号", State.UNSIGNED)
    assert matter.due_on == date(2026, 12, 9)
    assert told(cast.clerk) == [("签收督办事项“政务公开栏目整改”", "签收", date(2026, 12, 9))]
    assert [what for what, *_rest in told(cast.supervisor)] == [
        "等红石砬子镇办理督办事项“政务公开栏目整改”"
    ]
    assert told(cast.stranger) == []
    actions.sign(matter=matter, by=cast.clerk, today=TODAY)
    assert told(cast.clerk)[0][1] == "反馈"
    actions.report(
        matter=matter, text="已补齐。", by=cast.clerk, today=TODAY + timedelta(days=3),
        files=[("整改报告.docx", made.docx(["整改报告"]))],
    )  # fmt: skip
    assert told(cast.clerk) == []
    assert told(cast.supervisor) == [("审核督办反馈“政务公开栏目整改”", "审核", None)]
    back = TODAY + timedelta(days=5)
    actions.send_back(
        matter=matter, reason="缺截图。", term=Term(Counted.CALENDAR, 3), by=cast.supervisor,
        today=back,
    )  # fmt: skip
    matter = fresh(matter)
    assert (matter.stands, matter.due_on) == (State.RETURNED, back + timedelta(days=3))
    assert told(cast.clerk) == [("补办督办事项“政务公开栏目整改”", "补办", matter.due_on)]
    actions.report(matter=matter, text="附截图。", by=cast.clerk, today=back)
    actions.close(matter=matter, result="整改到位。", by=cast.supervisor, today=back)
    matter = fresh(matter)
    assert (matter.stands, matter.standing(back)) == (State.CLOSED, Standing.ON_TIME)
    assert told(cast.supervisor) == []
    moves = ["issued", "signed", "reported", "returned", "reported", "closed"]
    assert [one.move for one in matter.entries.all()] == moves
    kinds = Event.objects.filter(kind__startswith="matters.").order_by("seq")
    assert [one.kind for one in kinds] == [f"matters.{move}" for move in moves]
    file = matter.entries.filter(files__isnull=False).get().files.get()
    place = place_of_material(file, cast.supervisor)
    assert place is not None
    assert place.url == matter.get_absolute_url()
    assert place_of_material(file, cast.stranger) is None


def test_a_unit_orders_itself_and_those_beneath_it_and_nobody_else(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        issued(cast, by=cast.clerk)
    with pytest.raises(NotPermitted):
        issued(cast, by=cast.supervisor, unit=cast.town, department="党政办")
    for handler in (cast.county, cast.other_town):
        with pytest.raises(Refused, match="只能督办本单位和下级单位") as refused:
            issued(cast, unit=cast.town, handler=handler, by=cast.leader)
        assert refused.value.article == "《政府信息公开条例》第四十七条第一款"
    with pytest.raises(Refused, match="承办科室或者选择承办人"):
        issued(cast, unit=cast.town, handler=cast.town, by=cast.leader)
    with pytest.raises(Refused, match="没有任职"):
        issued(cast, person=cast.stranger)
    own = issued(cast, unit=cast.town, by=cast.leader, department="村镇建设办公室")
    assert own.is_internal
    assert own.given_to == "红石砬子镇 村镇建设办公室"
    assert own.number == issued(cast).number == "督办〔2026〕1号"  # each unit has its own row


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"subject": " "}, "请填事由"),
        ({"basis": ""}, "请填依据"),
        ({"requirement": "\n"}, "请写明要求"),
        ({"subject": "解决13844400011反映的问题"}, "看到的人很多"),
        ({"term": Term(Counted.WORKING)}, "请填办结时限的天数"),
        ({"term": Term(Counted.CALENDAR, 0)}, "至少1天"),
        ({"term": Term(Counted.CALENDAR, 400)}, "最长366日"),
        ({"term": Term(Counted.DATE)}, "请填截止日期"),
        ({"term": Term(Counted.DATE, on=TODAY - timedelta(days=1))}, "不能早于2026年11月25日"),
        ({"term": Term(Counted.DATE, on=TODAY + timedelta(days=367))}, "最长366日"),
    ],
)
def test_an_order_that_does_not_say_what_or_by_when_is_refused(
    cast: Cast, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        issued(cast, **given)
    assert not Matter.objects.exists()
    assert issued(cast).serial == 1  # a refused order uses no number


def test_a_term_is_counted_in_working_days_in_days_or_to_a_day(cast: Cast) -> None:
    start = date(2026, 9, 30)  # the day before National Day
    due = {
        term.counted: issued(cast, today=start, term=term).due_on
        for term in (
            Term(Counted.WORKING, 2), Term(Counted.CALENDAR, 2),
            Term(Counted.DATE, on=date(2026, 11, 1)),
        )
    }  # fmt: skip
    assert due[Counted.WORKING] > due[Counted.CALENDAR] == date(2026, 10, 2)
    assert due[Counted.DATE] == date(2026, 11, 1)


def test_a_matter_given_to_somebody_by_name_is_theirs_and_the_office_heads(cast: Cast) -> None:
    matter = issued(cast, person=cast.secrecy_reviewer)
    with pytest.raises(NotPermitted, match="指定赵宁办理"):
        actions.sign(matter=matter, by=cast.clerk, today=TODAY)
    assert told(cast.clerk) == []
    assert told(cast.secrecy_reviewer)[0][1] == "签收"
    actions.sign(matter=matter, by=cast.secrecy_reviewer, today=TODAY)
    actions.report(matter=matter, text="已办。", by=cast.office_head, today=TODAY)
    (belonging,) = matters_of(cast.secrecy_reviewer, TODAY)
    assert belonging.hand_on is not None
    belonging.hand_on(cast.clerk, None, TODAY)
    assert fresh(matter).person == cast.clerk
    assert list(matters_of(cast.secrecy_reviewer, TODAY)) == []


def test_each_act_is_refused_out_of_its_turn(cast: Cast) -> None:
    matter = issued(cast)

    def report(by: Person = cast.clerk) -> None:
        actions.report(matter=matter, text="已办。", by=by, today=TODAY)

    def close(by: Person = cast.supervisor) -> None:
        actions.close(matter=matter, result="好。", by=by, today=TODAY)

    def back(reason: str = "不全。") -> None:
        actions.send_back(matter=matter, reason=reason, term=TEN, by=cast.supervisor, today=TODAY)

    with pytest.raises(Refused, match="请先签收"):
        report()
    with pytest.raises(Refused, match="反馈以后才能办结"):
        close()
    with pytest.raises(NotPermitted):
        actions.sign(matter=matter, by=cast.stranger, today=TODAY)
    actions.sign(matter=matter, by=cast.clerk, today=TODAY)
    with pytest.raises(Refused, match="已经签收"):
        actions.sign(matter=matter, by=cast.clerk, today=TODAY)
    with pytest.raises(Refused, match="没有等待审核的反馈"):
        back()
    with pytest.raises(Refused, match="请写明办理情况"):
        actions.report(matter=matter, text=" ", by=cast.clerk, today=TODAY)
    report()
    with pytest.raises(Refused, match="“已反馈”，不能反馈"):
        report()
    with pytest.raises(Refused, match="不用催办"):
        actions.urge(matter=matter, text="请快办。", by=cast.supervisor, today=TODAY)
    with pytest.raises(Refused, match="办结或者退回补办"):
        actions.extend(matter=matter, term=TEN, reason="忙", by=cast.supervisor, today=TODAY)
    with pytest.raises(NotPermitted):
        close(by=cast.clerk)
    with pytest.raises(Refused, match="退回的理由"):
        back(" ")
    close()
    for act in (report, close, back):
        with pytest.raises(Refused, match="已办结（2026年11月25日）"):
            act()
    with pytest.raises(Refused, match="已办结（2026年11月25日）"):
        actions.revoke(matter=matter, reason="重复", by=cast.supervisor, today=TODAY)


def test_nobody_looks_at_their_own_feedback(cast: Cast) -> None:
    matter = issued(cast, unit=cast.town, by=cast.leader, department="党政办")
    actions.sign(matter=matter, by=cast.office_head, today=TODAY)
    actions.report(matter=matter, text="已办。", by=cast.office_head, today=TODAY)
    with pytest.raises(Refused, match="由另一个人审核"):
        actions.close(matter=matter, result="好。", by=cast.office_head, today=TODAY)
    with pytest.raises(Refused, match="由另一个人审核"):
        actions.send_back(matter=matter, reason="不全", term=TEN, by=cast.office_head, today=TODAY)
    actions.close(matter=matter, result="好。", by=cast.leader, today=TODAY)


def test_the_term_is_moved_with_a_reason_and_a_matter_revoked_keeps_its_number(cast: Cast) -> None:
    matter = working(cast)
    with pytest.raises(Refused, match="变更期限的理由"):
        actions.extend(
            matter=matter, term=Term(Counted.WORKING, 15), reason="", by=cast.supervisor,
            today=TODAY,
        )  # fmt: skip
    with pytest.raises(Refused, match="和原来的一样"):
        actions.extend(matter=matter, term=TEN, reason="忙", by=cast.supervisor, today=TODAY)
    actions.extend(
        matter=matter, term=Term(Counted.WORKING, 15), reason="等招标", by=cast.supervisor,
        today=TODAY,
    )  # fmt: skip
    assert fresh(matter).due_on == date(2026, 12, 16)
    actions.urge(matter=matter, text="请抓紧。", by=cast.supervisor, today=TODAY)
    with pytest.raises(Refused, match="撤销的理由"):
        actions.revoke(matter=matter, reason=" ", by=cast.supervisor, today=TODAY)
    actions.revoke(matter=matter, reason="重复下达", by=cast.supervisor, today=TODAY)
    assert fresh(matter).standing(TODAY) is Standing.REVOKED
    assert [one.move for one in matter.entries.all()][-3:] == [
        Move.EXTENDED, Move.URGED, Move.REVOKED,
    ]  # fmt: skip
    assert issued(cast).serial == 2


def test_a_year_is_counted_and_every_count_opens_onto_its_matters(cast: Cast) -> None:
    due = date(2026, 12, 9)
    on_time, late = closed(cast, due), closed(cast, due + timedelta(days=1))
    revoked = issued(cast)
    actions.revoke(matter=revoked, reason="重复", by=cast.supervisor, today=TODAY)
    # Fed back in time, looked at late: that is in term.
    waiting = reported(cast, due)
    unsigned = issued(cast)
    reported_late = reported(cast, due + timedelta(days=2))
    today = due + timedelta(days=5)
    every = matters_for(cast.supervisor)
    expected = {
        Standing.IN_TERM: [waiting], Standing.OVERDUE: [unsigned, reported_late],
        Standing.ON_TIME: [on_time], Standing.LATE: [late], Standing.REVOKED: [revoked],
    }  # fmt: skip
    assert counts(every, today) == {one: len(those) for one, those in expected.items()}
    for standing, those in expected.items():
        found = every.filter(standing_is(standing, today)).order_by("pk")
        assert list(found) == those
        assert all(one.standing(today) is standing for one in found)
    assert sum(counts(every, due).values()) == every.count()


def test_a_matter_comes_from_a_message_that_only_its_readers_are_shown(
    cast: Cast, sign_in: SignIn
) -> None:
    message, _code = sent(
        cast.town, ("村部收费", "村部收费不开票。"), kind=Kind.COMPLAINT,
        complained_unit=cast.town,
    )  # fmt: skip
    assert message.unit == cast.county  # it went above the unit it complains of
    for number in ("2020-1", "无", message.number + "9"):
        with pytest.raises(Refused, match="没有编号是"):
            issued(cast, message_number=number)
    matter = issued(cast, message_number=f"第{message.number}号")
    assert matter.message == message
    seen = sign_in(cast.supervisor).get(message.get_absolute_url()).content.decode()
    assert matter.number in seen
    assert f"/work/matters/new/{cast.county.pk}/?message={message.number}" in seen
    page = matter.get_absolute_url()
    assert "来源留言" in sign_in(cast.supervisor).get(page).content.decode()
    assert "来源留言" not in sign_in(cast.clerk).get(page).content.decode()


def test_a_drafted_answer_hangs_on_whoever_writes_it(cast: Cast) -> None:
    matter = closed(cast)
    draft(matter=matter, title="整改情况", text="已整改。", by=cast.supervisor)
    (belonging,) = matters_of(cast.supervisor, TODAY)
    assert str(belonging.what) == "督办公开答复草稿“整改情况”"


def test_both_sides_see_a_matter_and_nobody_else_does(cast: Cast) -> None:
    own = issued(cast, unit=cast.town, by=cast.leader, department="党政办")
    given = issued(cast)
    for person in (cast.clerk, cast.leader, cast.supervisor):
        assert set(matters_for(person)) == {own, given}
    with pytest.raises(Http404):
        get_matter(cast.stranger, given.pk)
    with pytest.raises(NotPermitted):
        get_matter(cast.clerk, given.pk, issuing=True)
    newcomer = create_person(username="heyu", full_name="何雨", unit=cast.county)
    assert not matters_for(newcomer).exists()
    appoint(person=newcomer, unit=cast.county, role=Role.LEADER, since=TODAY)
    assert set(matters_for(newcomer)) == {given}
