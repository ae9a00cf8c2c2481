"""Nothing of a hidden document gets out: one rule, tried on every state a document can be in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, Road
from tests.integration.information.test_chain import WITHHELD
from tongming.information import actions
from tongming.information.models import Document
from tongming.information.public import Face, InformationSource, ever_public, face, item_of
from tongming.information.states import State
from tongming.law.documents import Attribute
from tongming.portal.site.renderer import SectionRenderer

SECRET = "绝密的一句话九三七二"
HIDDEN = replace(COMPLETE, title=f"名称{SECRET}", body=f"<p>{SECRET}</p>", summary=SECRET)
ON_REQUEST = replace(HIDDEN, attribute=Attribute.ON_REQUEST.value, reason="只与少数人有关")


def scheduled(road: Road) -> Document:
    document = road.to_signed(road.draft(HIDDEN))
    now = timezone.now()
    actions.schedule(document=document, at=now + timedelta(days=1), by=road.cast.clerk, now=now)
    return road.fresh(document)


def dropped(road: Road) -> Document:
    document = road.draft(HIDDEN)
    actions.drop(document=document, reason="不要了", by=road.cast.clerk)
    return road.fresh(document)


def returned(road: Road) -> Document:
    document = road.submit(road.draft(HIDDEN))
    actions.send_back(document=document, reason="改", by=road.cast.office_head)
    return road.fresh(document)


STATES: dict[str, Callable[[Road], Document]] = {
    "draft": lambda road: road.draft(HIDDEN),
    "office": lambda road: road.submit(road.draft(HIDDEN)),
    "secrecy": lambda road: road.to_secrecy(road.draft(HIDDEN)),
    "sign": lambda road: road.to_sign(road.draft(HIDDEN)),
    "signed": lambda road: road.to_signed(road.draft(HIDDEN)),
    "returned": returned,
    "scheduled": scheduled,
    "dropped": dropped,
    "withheld": lambda road: road.to_signed(road.draft(replace(WITHHELD, body=HIDDEN.body))),
    "on request": lambda road: road.to_signed(road.draft(ON_REQUEST)),
}


@pytest.mark.parametrize("state", STATES)
def test_a_hidden_document_has_no_face_no_item_and_no_key(road: Road, state: str) -> None:
    document = STATES[state](road)
    source = InformationSource()
    assert face(document) is Face.NONE
    assert item_of(document) is None
    assert source.get(document.key) is None
    assert list(source.keys()) == []
    assert not ever_public().exists()


def test_every_state_there_is_is_tried() -> None:
    tried = {"draft", "office", "secrecy", "sign", "signed", "scheduled", "dropped"}
    elsewhere = {State.KEPT, State.ASSESS, State.PUBLISHED, State.WITHDRAWN, State.LEDGER}
    assert {state.value for state in State} == tried | {state.value for state in elsewhere}


def test_an_edit_of_a_public_document_stays_hidden_until_it_is_published(
    road: Road, cast: Cast
) -> None:
    document = road.to_public()
    actions.open_correction(document=document, reason="改", by=cast.clerk)
    actions.save_content(document=document, content=HIDDEN, by=cast.clerk)
    document = road.fresh(document)
    for walk in (road.submit, road.pass_secrecy, road.sign):
        item = InformationSource().get(document.key)
        assert SECRET not in repr(item)
        document = walk(document)
    road.publish(document)
    assert SECRET in repr(InformationSource().get(document.key))


def test_a_correction_to_another_attribute_is_never_shown(road: Road, cast: Cast) -> None:
    """What turns out not to be public is withdrawn; a version that is not public has no face."""
    document = road.to_public()
    document.live = document.revisions.create(
        number=2, data=ON_REQUEST.to_data(), digest=ON_REQUEST.digest, by=cast.clerk
    )
    document.save()
    assert face(document) is Face.NONE
    assert InformationSource().get(document.key) is None
    assert list(InformationSource().keys()) == []


def test_a_tombstone_tells_nothing_but_name_day_and_reason(road: Road, cast: Cast) -> None:
    document = road.to_public(replace(HIDDEN, title="名称"))
    assert SECRET in repr(InformationSource().get(document.key))
    actions.withdraw(document=document, reason="含有不应公开的内容", by=cast.leader)
    assert SECRET not in repr(InformationSource().get(document.key))


def test_a_withdrawn_document_keeps_its_places(road: Road, cast: Cast) -> None:
    """Its line stays in every list it stood in, and tells there that it was withdrawn."""
    theme = "综合政务\\政务公开"
    document = road.to_public(replace(COMPLETE, theme=theme))
    before = InformationSource().get(document.key)
    actions.withdraw(document=document, reason="有误", by=cast.leader)
    after = InformationSource().get(document.key)
    assert before is not None
    assert after is not None
    assert after.tombstone is not None
    places = SectionRenderer().places
    assert list(places(after)) == list(places(before))
    listings = [place.listing for place in places(after)]
    assert "hongshilazi/content/item/21-township-2" in listings
    assert sum("/theme/" in listing for listing in listings) == 1


def test_the_links_of_a_public_document_name_no_hidden_one(road: Road, cast: Cast) -> None:
    from tests.integration.information.test_interpretation import planned_policy

    policy = planned_policy(road)
    interpretation = actions.begin_interpretation(policy=policy, by=cast.clerk)
    unfinished = replace(HIDDEN, body=f"{HIDDEN.body}<p>【请补充】</p>")
    actions.save_content(document=interpretation, content=unfinished, by=cast.clerk)
    policy = road.publish(road.to_signed(policy))
    item = InformationSource().get(policy.key)
    assert item is not None
    assert item.interpretations == ()
    assert SECRET not in repr(item)


@pytest.mark.parametrize(
    "key", ["", "info-", "info-0", "info-01", "info-x", "info--1", "info-９", "info-" + "9" * 40,
            "other-1", "1"]
)  # fmt: skip
def test_a_key_that_is_none_gives_nothing(db: None, key: str) -> None:
    assert InformationSource().get(key) is None
