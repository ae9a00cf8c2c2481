"""What the first screen asks of each, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import COMPLETE, TODAY, Road
from tests.integration.information.test_chain import WITHHELD
from tongming.information import actions
from tongming.units.duties import duties_for
from tongming.units.models import Person

PEOPLE = ("clerk", "office_head", "secrecy_reviewer", "leader", "handler", "stranger")


def asked(person: Person, today: date = TODAY) -> list[str]:
    """What the documents ask of somebody now; the other rooms' duties left out."""
    found = duties_for(person, today)
    here = [duty for duty in (*found.overdue, *found.now) if "/information/" in duty.url]
    return [str(duty.what) for duty in here]


@pytest.mark.parametrize(
    ("walk", "who", "what"),
    [
        ("submit", "office_head", "审核“{title}”"),
        ("to_secrecy", "secrecy_reviewer", "“{title}”的保密和隐私审查"),
        ("to_sign", "leader", "签发“{title}”"),
    ],
)
def test_each_step_is_asked_of_the_one_whose_turn_it_is_and_its_button_leads_there(
    road: Road, cast: Cast, sign_in: SignIn, walk: str, who: str, what: str
) -> None:
    document = getattr(road, walk)(road.draft())
    for name in PEOPLE:
        wanted = [what.format(title=COMPLETE.title)] if name == who else []
        assert asked(getattr(cast, name)) == wanted, name
    found = duties_for(getattr(cast, who), TODAY)
    (duty,) = [one for one in (*found.overdue, *found.now) if COMPLETE.title in str(one.what)]
    assert sign_in(getattr(cast, who)).get(duty.url).status_code == 200
    waiting = [str(one.what) for one in duties_for(cast.clerk, TODAY).waiting]
    assert len(waiting) == 1
    assert document.title in waiting[0]


def test_the_days_left_are_those_of_article_26(road: Road, cast: Cast) -> None:
    road.draft()
    # Formed on 14 September 2026. 20 September and 10 October are worked by the year's notice;
    # 25 September and 1 to 7 October are not.
    (duty,) = [d for d in duties_for(cast.clerk, TODAY).now if COMPLETE.title in str(d.what)]
    assert duty.article == "《政府信息公开条例》第二十六条"
    assert duty.due == date(2026, 10, 16)
    assert duty.working_days_left == 14
    late = duties_for(cast.clerk, date(2026, 10, 17)).overdue
    assert [str(one.what) for one in late if COMPLETE.title in str(one.what)]


def test_a_returned_draft_and_a_signed_document_are_the_clerks(road: Road, cast: Cast) -> None:
    document = road.submit(road.draft())
    actions.send_back(document=document, by=cast.office_head, reason="改")
    assert asked(cast.clerk) == [f"按退回意见修改“{COMPLETE.title}”"]
    road.to_signed(document)
    assert asked(cast.clerk) == [f"发布“{COMPLETE.title}”"]


def test_whoever_may_not_take_a_step_is_not_asked_to(road: Road, cast: Cast) -> None:
    from tongming.units.actions import appoint
    from tongming.units.roles import Role

    appoint(person=cast.clerk, unit=cast.town, role=Role.SECRECY_REVIEWER, since=date(2020, 1, 1))
    road.to_secrecy(road.draft())
    assert asked(cast.clerk) == []
    assert len(asked(cast.secrecy_reviewer)) == 1


def test_what_is_withheld_comes_back_to_be_looked_at_again(road: Road, cast: Cast) -> None:
    document = road.to_signed(road.draft(replace(WITHHELD, reassess_on=date(2026, 12, 1))))
    assert asked(cast.office_head) == []
    what = f"重新评估不予公开的“{document.title}”"
    assert what in asked(cast.office_head, date(2026, 11, 5))
    found = duties_for(cast.office_head, date(2026, 12, 2)).overdue
    assert [one.article for one in found if str(one.what) == what] == [
        "《政府信息公开条例》第十八条"
    ]


def test_a_document_near_its_end_asks_whether_it_goes_on(road: Road, cast: Cast) -> None:
    end = TODAY + timedelta(days=20)
    road.to_public(replace(COMPLETE, ends_on=end))
    assert asked(cast.clerk) == [f"“{COMPLETE.title}”的有效期要到了：延续还是任其失效"]
    assert asked(cast.clerk, end + timedelta(days=1)) == []
