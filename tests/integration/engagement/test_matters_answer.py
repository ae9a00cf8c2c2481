"""The answer to the public: drafted by one, published by another, a page of the section."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.conftest import Cast
from tests.integration.engagement.matters_kit import TODAY, closed, reported
from tongming.engagement.matters import actions, answering
from tongming.engagement.matters.models import Answer, Matter
from tongming.law.words import Refused
from tongming.portal.matters import MatterSource
from tongming.publishing.actions import publish_pending
from tongming.units.models import Person
from tongming.units.people import appoint, create_person
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

TITLE, TEXT = "红石村饮水工程整改情况", "群众反映水质浑浊。\n\n已更换滤料，检测合格。"


def another(cast: Cast) -> Person:
    person = create_person(username="heyu", full_name="何雨", unit=cast.county)
    appoint(person=person, unit=cast.county, role=Role.LEADER, since=TODAY)
    return person


def drafted(cast: Cast, matter: Matter, text: str = TEXT) -> Answer:
    return answering.draft(matter=matter, title=TITLE, text=text, by=cast.supervisor)


def test_an_answer_is_written_checked_and_published_by_another(cast: Cast) -> None:
    early = reported(cast)
    with pytest.raises(Refused, match="办结以后"):
        drafted(cast, early)
    actions.revoke(matter=early, reason="重复", by=cast.supervisor, today=TODAY)
    with pytest.raises(Refused, match="办结以后"):
        drafted(cast, early)
    matter, head = closed(cast), another(cast)
    with pytest.raises(NotPermitted):
        answering.draft(matter=matter, title=TITLE, text=TEXT, by=cast.clerk)
    with pytest.raises(Refused, match="先起草"):
        answering.publish(matter=matter, by=head, today=TODAY)
    with pytest.raises(Refused, match="请写公开标题"):
        drafted(cast, matter, " ")
    with pytest.raises(Refused, match=r"手机号.*138\*+"):
        drafted(cast, matter, "王女士（13844400011）反映的问题已解决。")
    answer = drafted(cast, matter)
    assert MatterSource().get(answer.key) is None
    with pytest.raises(Refused, match="由另一个人发布"):
        answering.publish(matter=matter, by=cast.supervisor, today=TODAY)
    answering.publish(matter=matter, by=head, today=TODAY)
    item = MatterSource().get(answer.key)
    assert item is not None
    assert (item.title, item.body_text, item.columns) == (TITLE, TEXT, ("interaction/matters",))
    assert list(MatterSource().keys()) == [answer.key]
    with pytest.raises(Refused, match="已经发布，要改先撤回"):
        drafted(cast, matter)
    with pytest.raises(Refused, match="已经发布"):
        answering.publish(matter=matter, by=head, today=TODAY)


@pytest.mark.django_db(transaction=True)
def test_it_stands_in_the_list_of_matters_and_a_withdrawn_one_says_why(cast: Cast) -> None:
    matter, head = closed(cast), another(cast)
    answer = drafted(cast, matter)
    with pytest.raises(Refused, match="没有公开的答复"):
        answering.withdraw(matter=matter, reason="有误", by=head, today=TODAY)
    answering.publish(matter=matter, by=head, today=TODAY)
    publish_pending()
    site = settings.SITE
    listed = site / "huadian" / "interaction" / "matters" / "index.html"
    assert TITLE in listed.read_text()
    (page,) = site.rglob(f"*/{answer.key}/index.html")
    text = page.read_text()
    assert "已更换滤料" in text
    assert "督办〔2026〕1号" in text
    assert "红石砬子镇人民政府" in text
    assert "补齐空白栏目" not in text  # what was ordered stays in the house
    with pytest.raises(Refused, match="撤回的理由"):
        answering.withdraw(matter=matter, reason=" ", by=head, today=TODAY)
    answering.withdraw(matter=matter, reason="检测报告有误", by=head, today=TODAY)
    publish_pending()
    text = page.read_text()
    assert "检测报告有误" in text
    assert "已更换滤料" not in text
    # A corrected one goes the same way again.
    drafted(cast, matter, "已更换水源。")
    assert "已更换水源" not in page.read_text()
    answering.publish(matter=matter, by=head, today=TODAY)
    publish_pending()
    assert "已更换水源" in page.read_text()
