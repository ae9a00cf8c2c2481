"""Public opinion from its finding to its evaluation, by the hour."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404

from tests.conftest import Cast
from tests.integration.engagement.opinions_kit import (
    FOUND,
    HERE,
    after,
    assessed,
    entered,
    fresh,
    said,
)
from tongming.engagement.topics import opinions
from tongming.engagement.topics.counting import responded
from tongming.engagement.topics.duties import opinion_duties
from tongming.engagement.topics.models import Opinion
from tongming.engagement.topics.queries import Kept, counts, get_opinion, kept, opinions_for
from tongming.law.responses import Form, Gravity, Stage, Standing
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.models import Person
from tongming.units.rights import NotPermitted, Right

TODAY = FOUND.date()


def told(person: Person) -> list[tuple[str, date | None]]:
    return [(str(one.what), one.due) for one in opinion_duties(person, TODAY)]


def test_an_emergency_is_answered_by_the_hour_and_everybody_knows_their_turn(cast: Cast) -> None:
    opinion = entered(cast)
    assert (opinion.number, opinion.stage) == ("舆情〔2026〕1号", Stage.ASSESS)
    # Nobody has said how grave it is: the gravest class runs.
    assert [clock.limit.hours for clock in opinion.clocks(after(1))] == [5, 24]
    night = date(2026, 11, 28)
    assert told(cast.leader) == [
        ("研判舆情“网传自来水有异味”：最严的要在11-28 03:30以前回应", night)
    ]
    assert told(cast.clerk) == [("等负责人研判舆情“网传自来水有异味”", night)]
    assert told(cast.stranger) == []
    opinions.assess(
        opinion=opinion, gravity=Gravity.MAJOR, assessment="属实。", responsible="市住建局",
        lead="市长", by=cast.leader, now=after(1),
    )  # fmt: skip
    assert told(cast.leader) == []
    assert told(cast.clerk) == [("舆情“网传自来水有异味”：11-28 03:30以前发布权威信息", night)]
    said(cast, opinion, after(4.5))
    assert told(cast.clerk) == [("舆情“网传自来水有异味”：11-28 22:30以前举行新闻发布会", night)]
    said(cast, opinion, after(20), Form.CONFERENCE)
    assert fresh(opinion).stage is Stage.RESPONDED
    assert told(cast.clerk) == [("跟踪舆情“网传自来水有异味”，没有新情况的办结", None)]
    said(cast, opinion, after(60))
    assert fresh(opinion).stage is Stage.FOLLOWED
    said(cast, opinion, after(90), is_last=True)
    opinion = fresh(opinion)
    assert (opinion.stage, kept(opinion, after(900))) == (Stage.CLOSED, Kept.IN_TIME)
    assert opinion.closed_at == after(90) + timedelta(minutes=1)
    assert told(cast.clerk) == []
    with pytest.raises(Refused, match="请写评估"):
        opinions.evaluate(opinion=opinion, text=" ", by=cast.clerk, now=after(100))
    opinions.evaluate(opinion=opinion, text="及时。", by=cast.clerk, now=after(100))
    kinds = Event.objects.filter(kind__startswith="opinions.").order_by("seq")
    assert [one.kind.removeprefix("opinions.") for one in kinds] == [
        "entered", "assessed", "said", "said", "said", "said", "evaluated",
    ]  # fmt: skip
    assert not any("水质检测" in str(one.data) for one in kinds)


def test_a_class_changed_afterwards_changes_the_hours_from_the_same_moment(cast: Cast) -> None:
    opinion = assessed(cast, Gravity.OTHER)
    said(cast, opinion, after(30))
    assert kept(fresh(opinion), after(31)) is Kept.IN_TIME
    opinions.assess(
        opinion=opinion, gravity=Gravity.EXTREME, assessment="扩大了。", responsible="市政府",
        lead="市长", by=cast.office_head, now=after(32),
    )  # fmt: skip
    first, conference = fresh(opinion).clocks(after(33))
    assert first.standing is Standing.LATE
    assert conference.standing is Standing.MISSED
    assert kept(fresh(opinion), after(33)) is Kept.MISSED


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": " "}, "请填舆情名称"),
        ({"summary": ""}, "请写摘要"),
        ({"source": "rumour"}, "请选择来源"),
        ({"title": "13844400011的帖子"}, "看到的人很多"),
        ({"now": FOUND - timedelta(minutes=1)}, "不能晚于现在"),
        ({"found_at": datetime(2006, 11, 27, 9, 0, tzinfo=HERE)}, "请核对年份"),
    ],
)
def test_an_entry_that_cannot_be_so_is_refused_and_uses_no_number(
    cast: Cast, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        entered(cast, **given)
    assert not Opinion.objects.exists()
    assert entered(cast).serial == 1


def test_each_verb_asks_its_right_its_words_and_its_time(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        entered(cast, by=cast.leader)
    opinion = entered(cast)

    def assess(
        by: Person = cast.leader, assessment: str = "属实", responsible: str = "住建局",
        lead: str = "市长",
    ) -> None:  # fmt: skip
        opinions.assess(
            opinion=opinion, gravity=Gravity.OTHER, assessment=assessment,
            responsible=responsible, lead=lead, by=by, now=after(1),
        )  # fmt: skip

    def close(**given: Any) -> None:
        opinions.close(opinion=opinion, by=cast.clerk, now=after(40), **given)

    with pytest.raises(NotPermitted):
        assess(by=cast.clerk)
    with pytest.raises(Refused, match="请写研判意见"):
        assess(assessment=" ")
    with pytest.raises(Refused, match="请填责任单位"):
        assess(responsible=" ")
    with pytest.raises(Refused, match="请填牵头负责人"):
        assess(lead=" ")
    with pytest.raises(Refused, match="先研判等级"):
        close()
    assess()
    with pytest.raises(Refused, match="还没有回应过"):
        close(unmet_reason="谣言")
    with pytest.raises(Refused, match="不能早于发现时间"):
        said(cast, opinion, after(-1))
    with pytest.raises(Refused, match="不能晚于现在"):
        opinions.add_statement(
            opinion=opinion, said=opinions.Said(after(3), Form.NOTICE, "网站", "合格"),
            by=cast.clerk, now=after(2),
        )  # fmt: skip
    for channel, text, words in ((" ", "合格", "请填回应渠道"), ("网站", "", "请写回应的内容")):
        with pytest.raises(Refused, match=words):
            opinions.add_statement(
                opinion=opinion, said=opinions.Said(after(2), Form.NOTICE, channel, text),
                by=cast.clerk, now=after(2),
            )  # fmt: skip
    with pytest.raises(NotPermitted):
        opinions.add_statement(
            opinion=opinion, said=opinions.Said(after(2), Form.NOTICE, "网站", "合格"),
            by=cast.leader, now=after(2),
        )  # fmt: skip
    with pytest.raises(Refused, match="办结以后再评估"):
        opinions.evaluate(opinion=opinion, text="好", by=cast.clerk, now=after(3))
    said(cast, opinion, after(2))
    close()
    for act in (assess, close, lambda: said(cast, opinion, after(41))):
        with pytest.raises(Refused, match="已在2026年11月29日办结"):
            act()


def test_closing_without_a_press_conference_needs_a_reason_and_loses_nothing(cast: Cast) -> None:
    opinion = assessed(cast, Gravity.EXTREME)
    with pytest.raises(Refused, match="还没有举行新闻发布会") as refused:
        said(cast, opinion, after(2), is_last=True)
    assert "80号" in refused.value.article
    assert not opinion.statements.exists()  # neither the statement nor the closing
    said(cast, opinion, after(2), is_last=True, unmet_reason="由省里统一发布")
    opinion = fresh(opinion)
    assert opinion.unmet_reason == "由省里统一发布"
    # How it stood when it was closed stays so.
    assert [one.standing for one in opinion.clocks(after(500))] == [
        Standing.MET, Standing.RUNNING,
    ]  # fmt: skip
    assert kept(opinion, after(500)) is Kept.EXPLAINED


def test_a_statement_struck_out_counts_for_nothing_and_stays_to_be_read(cast: Cast) -> None:
    opinion = assessed(cast, Gravity.OTHER)
    mistake = said(cast, opinion, after(3))
    with pytest.raises(Refused, match="撤销登记的理由"):
        opinions.strike_out(statement=mistake, reason="", by=cast.clerk)
    with pytest.raises(NotPermitted):
        opinions.strike_out(statement=mistake, reason="登错", by=cast.leader)
    opinions.strike_out(statement=mistake, reason="登错了", by=cast.clerk)
    with pytest.raises(Refused, match="已经撤销"):
        opinions.strike_out(statement=mistake, reason="登错了", by=cast.clerk)
    assert fresh(opinion).stage is Stage.RESPOND
    assert fresh(opinion).statements.count() == 1
    with pytest.raises(Refused, match="还没有回应过"):
        opinions.close(opinion=opinion, by=cast.clerk, now=after(5), unmet_reason="谣言")


def test_a_year_is_counted_by_the_worst_clock_of_each(cast: Cast) -> None:
    in_time, late = assessed(cast, Gravity.OTHER), assessed(cast, Gravity.OTHER)
    missed, grave = assessed(cast, Gravity.OTHER), assessed(cast, Gravity.MAJOR)
    said(cast, in_time, after(47))
    said(cast, late, after(49))
    said(cast, grave, after(6))
    every = [fresh(one) for one in (in_time, late, missed, grave)]
    assert counts(every, after(10)) == {
        Kept.RUNNING: 4, Kept.MISSED: 0, Kept.LATE: 0, Kept.EXPLAINED: 0,
        Kept.IN_TIME: 0,
    }  # fmt: skip
    assert counts(every, after(100)) == {
        Kept.RUNNING: 0, Kept.MISSED: 2, Kept.LATE: 1, Kept.EXPLAINED: 0,
        Kept.IN_TIME: 1,
    }  # fmt: skip


def test_it_is_seen_in_the_unit_and_from_above_and_nowhere_else(cast: Cast) -> None:
    opinion = entered(cast)
    for person in (cast.clerk, cast.leader, cast.supervisor):
        assert list(opinions_for(person)) == [opinion]
        assert get_opinion(person, Right.OPINION_VIEW, opinion.pk) == opinion
    with pytest.raises(NotPermitted):
        get_opinion(cast.supervisor, Right.OPINION_HANDLE, opinion.pk)
    with pytest.raises(Http404):
        get_opinion(cast.stranger, Right.OPINION_VIEW, opinion.pk)


def test_an_incident_answered_in_several_ways_counts_once(cast: Cast) -> None:
    answered, silent = assessed(cast, Gravity.OTHER), assessed(cast, Gravity.OTHER)
    said(cast, answered, after(3))
    said(cast, answered, after(9), Form.INTERVIEW)
    assert not silent.said
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert responded(cast.town, *year) == 1
    assert responded(cast.town, date(2027, 1, 1), date(2027, 12, 31)) == 0
    assert responded(cast.county, *year) == 0
