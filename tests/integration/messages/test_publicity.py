"""What the public reads: masked, checked, worded by one and published by another, taken down."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as configured

from tests.conftest import Cast, SignIn
from tests.integration.messages.conftest import (
    ANSWER,
    ID_NUMBER,
    TODAY,
    accepted,
    answered,
    fresh,
    sent,
)
from tongming.engagement.messages import actions
from tongming.engagement.messages.kinds import Kind, Redirect
from tongming.engagement.messages.public import open_findings
from tongming.law.words import Refused
from tongming.publishing import sources
from tongming.publishing.actions import publish_pending
from tongming.publishing.rebuilding import rebuild
from tongming.units.rights import NotPermitted

pytestmark = pytest.mark.django_db

TOWN = "hongshilazi"


def site(path: str) -> str:
    return (Path(configured.SITE) / path).read_text(encoding="utf-8")


def published(cast: Cast) -> str:
    """A public answer; where its page stands."""
    message = answered(cast)
    actions.publish(message=message, by=cast.clerk, today=TODAY)
    publish_pending()
    return f"{TOWN}/items/{TODAY.year}/{message.key}/index.html"


def test_the_page_has_its_five_elements_and_nothing_of_who_wrote(cast: Cast) -> None:
    page = site(published(cast))
    for element in ("留言时间", "答复时间", "答复单位", "留言内容", "答复内容"):
        assert element in page
    for personal in (ID_NUMBER, "13912345678", "王小明"):
        assert personal not in page
    assert "村口路灯什么时候修" in page
    assert "王**同志：石门村路灯已安排维修" in page
    assert "村口路灯什么时候修" in site(f"{TOWN}/interaction/messages/index.html")
    kept = [one for one in Path(configured.SITE).rglob("*") if one.is_file()]
    assert not [one for one in kept if "王小明".encode() in one.read_bytes()]


def test_wording_is_checked_and_published_by_another_than_who_changed_it(cast: Cast) -> None:
    message = answered(cast)

    def word(text: str, answer: str = "已修好。") -> None:
        actions.word(message=message, title="路灯", text=text, answer=answer, by=cast.clerk)

    with pytest.raises(NotPermitted):
        actions.word(message=message, title="x", text="x", answer="x", by=cast.leader)
    with pytest.raises(Refused, match="都要有"):
        word(" ")
    word(f"身份证号{ID_NUMBER}的人问路灯")
    with pytest.raises(Refused, match="由另一个人核对"):
        actions.publish(message=message, by=cast.clerk, today=TODAY)
    with pytest.raises(Refused, match="还有1处没有处理") as refusal:
        actions.publish(message=message, by=cast.office_head, today=TODAY)
    assert ID_NUMBER not in str(refusal.value)
    word("王小明问路灯")
    with pytest.raises(Refused, match="留言人的姓名"):
        actions.publish(message=message, by=cast.office_head, today=TODAY)
    word("问路灯")
    actions.publish(message=message, by=cast.office_head, today=TODAY)
    with pytest.raises(Refused, match="已经公开"):
        word("再改")


def test_a_finding_is_kept_with_a_reason_but_never_an_identity_number(cast: Cast) -> None:
    message = answered(cast)
    actions.word(
        message=message, title="路灯", by=cast.office_head, text=f"证号{ID_NUMBER}",
        answer="请打维修电话13844440000。",
    )  # fmt: skip
    card, phone = open_findings(fresh(message))
    with pytest.raises(Refused, match="不能公开"):
        actions.keep_finding(message=message, digest=card.digest, reason="本人同意", by=cast.clerk)
    with pytest.raises(Refused, match="为什么可以保留"):
        actions.keep_finding(message=message, digest=phone.digest, reason="", by=cast.clerk)
    actions.keep_finding(
        message=message, digest=phone.digest, reason="维修队公布的电话", by=cast.clerk
    )
    assert [one.digest for one in open_findings(fresh(message))] == [card.digest]
    with pytest.raises(Refused, match="已经处理过"):
        actions.keep_finding(message=message, digest=phone.digest, reason="x", by=cast.clerk)
    actions.word(
        message=message, title="路灯", by=cast.office_head, text="问路灯",
        answer="请打维修电话13844440000。",
    )  # fmt: skip
    actions.publish(message=message, by=cast.clerk, today=TODAY)
    publish_pending()
    assert "13844440000" in site(f"{TOWN}/items/{TODAY.year}/{message.key}/index.html")


def test_nothing_is_published_without_the_writers_yes_an_answer_and_the_right(cast: Cast) -> None:
    private = answered(cast, may_publish=False)
    with pytest.raises(Refused, match="没有同意公开"):
        actions.publish(message=private, by=cast.clerk, today=TODAY)
    waiting = accepted(cast)
    with pytest.raises(Refused, match="状态是"):
        actions.publish(message=waiting, by=cast.clerk, today=TODAY)
    pointed = sent(cast.town)
    actions.redirect(
        message=pointed, to=Redirect.PETITION, words="信访", by=cast.clerk, today=TODAY
    )
    with pytest.raises(Refused, match="状态是"):
        actions.publish(message=pointed, by=cast.clerk, today=TODAY)
    message = answered(cast)
    for nobody in (cast.handler, cast.leader, cast.stranger, cast.supervisor):
        with pytest.raises(NotPermitted):
            actions.publish(message=message, by=nobody, today=TODAY)
    assert sources.get(message.key) is None
    assert sources.get("message-x") is None


def test_what_is_taken_down_says_when_and_why_and_can_come_back(cast: Cast) -> None:
    path = published(cast)
    message = fresh(answered(cast))
    actions.publish(message=message, by=cast.clerk, today=TODAY)
    with pytest.raises(Refused, match="已经公开"):
        actions.publish(message=message, by=cast.clerk, today=TODAY)
    with pytest.raises(Refused, match="已经公开过"):
        actions.keep_back(message=message, reason="x", by=cast.clerk, today=TODAY)
    with pytest.raises(Refused, match="为什么撤回"):
        actions.unpublish(message=message, reason="", by=cast.clerk, today=TODAY)
    actions.unpublish(message=message, reason="涉及第三人", by=cast.clerk, today=TODAY)
    publish_pending()
    place = f"{TOWN}/items/{TODAY.year}/{message.key}/index.html"
    assert "涉及第三人" in site(place)
    assert "路灯已安排维修" not in site(place)
    with pytest.raises(Refused, match="没有公开"):
        actions.unpublish(message=message, reason="x", by=cast.clerk, today=TODAY)
    actions.publish(message=message, by=cast.clerk, today=TODAY)
    publish_pending()
    assert "路灯已安排维修" in site(place)
    before = site(path), site(place)
    rebuild()
    assert (site(path), site(place)) == before


def test_screens_show_no_number_and_the_original_only_after_a_reason(
    cast: Cast, sign_in: SignIn
) -> None:
    message = answered(cast, Kind.HELP)
    clerk = sign_in(cast.clerk)
    page = clerk.get(message.get_absolute_url()).content.decode()
    assert ID_NUMBER not in page
    assert "13912345678" not in page
    assert ANSWER in page
    address = f"/work/messages/{message.pk}/original/"
    assert clerk.post(address, {"reason": ""}).status_code == 400
    shown = clerk.post(address, {"reason": "核对地址"})
    assert ID_NUMBER in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert sign_in(cast.leader).get(address).status_code == 403
    assert sign_in(cast.stranger).get(address).status_code == 404
