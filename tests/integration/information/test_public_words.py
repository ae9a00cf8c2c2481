"""Whatever of a document becomes public is checked, and not only its text and attachments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from django.urls import reverse

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import COMPLETE, Road
from tests.integration.information.test_findings import MOBILE, review
from tests.integration.information.test_interpretation import planned_policy
from tongming.information import actions, checking
from tongming.information.content import Content
from tongming.information.models import Document
from tongming.information.public import InformationSource
from tongming.information.states import State
from tongming.law.words import Refused
from tongming.ledger.models import Event

SAID = f"联系人手机{MOBILE}"
MASKED = "138****5678"

CHANGES: dict[str, Callable[[Content], Content]] = {
    "title": lambda now: replace(now, title=SAID),
    "document number": lambda now: replace(now, document_number=SAID),
    "summary": lambda now: replace(now, summary=SAID),
    "subject words": lambda now: replace(now, subject_words=("养护", SAID)),
    "publisher": lambda now: replace(now, publisher=SAID),
    "joint organs": lambda now: replace(now, joint_organs=(now.publisher, SAID)),
    "theme": lambda now: replace(now, theme=SAID),
    "catalogue row": lambda now: replace(now, catalogue_row=SAID),
    "text": lambda now: replace(now, body=f"<p>{SAID}</p>"),
    "link": lambda now: replace(now, body=f'<p><a href="tel:{MOBILE}">电话</a></p>'),
}
UNSEEN = {
    "attribute", "ground", "ground_kind", "reason", "forbidding_law", "reassess_on", "is_policy",
    "is_normative", "formed_on", "statutory_items", "stage", "column", "effective_on", "ends_on",
    "term", "triggered_on", "no_interpretation",
}  # fmt: skip
"""Chosen from lists, dates, or never on a public page."""


@pytest.mark.parametrize("place", CHANGES)
def test_a_number_anywhere_stops_the_review_until_it_is_masked_in_one_click(
    road: Road, cast: Cast, place: str
) -> None:
    document = road.to_secrecy(road.draft(CHANGES[place](COMPLETE)))
    with pytest.raises(Refused, match="还有1处检查结果没有处理"):
        review(road, document)
    (finding,) = checking.body_findings(document)
    actions.mask_finding(document=document, digest=finding.digest, by=cast.clerk)
    document = road.publish(road.to_signed(road.fresh(document)))
    shown = repr(InformationSource().get(document.key))
    assert MOBILE not in shown
    assert MASKED in shown


def test_every_text_of_a_content_is_tried() -> None:
    """A new field of `Content` is either checked or said here to be unseen."""
    tried = {
        "title", "document_number", "summary", "subject_words", "publisher", "joint_organs",
        "theme", "catalogue_row", "body", "files",
    }  # fmt: skip
    assert {field.name for field in fields(Content)} == tried | UNSEEN


def test_a_number_in_the_name_of_an_attachment_is_masked_in_the_name(
    road: Road, cast: Cast
) -> None:
    document = road.draft()
    actions.attach(
        document=document, content="说明".encode(), name=f"说明_{MOBILE}.txt", by=cast.clerk
    )
    document = road.to_secrecy(road.fresh(document))
    with pytest.raises(Refused, match="还有1处检查结果没有处理"):
        review(road, document)
    (finding,) = checking.body_findings(document)
    assert finding.where == ("附件名称",)
    actions.mask_finding(document=document, digest=finding.digest, by=cast.clerk)
    document = road.publish(road.to_signed(road.fresh(document)))
    item = InformationSource().get(document.key)
    assert item is not None
    assert [file.name for file in item.files] == [f"说明_{MASKED}.txt"]


def test_one_number_in_two_places_is_one_finding_that_names_both(road: Road) -> None:
    document = road.draft(replace(COMPLETE, title=SAID, subject_words=(SAID,)))
    (finding,) = checking.body_findings(document)
    assert finding.where == ("名称", "主题词")


def test_the_reason_of_a_correction_is_reviewed_with_it(road: Road, cast: Cast) -> None:
    document = road.to_public()
    actions.open_correction(document=document, reason=f"更正：{SAID}", by=cast.clerk)
    actions.save_content(
        document=road.fresh(document), content=replace(COMPLETE, summary="改了"), by=cast.clerk
    )
    document = road.submit(road.fresh(document))
    with pytest.raises(Refused, match="还有1处检查结果没有处理"):
        review(road, document)
    (finding,) = checking.body_findings(document)
    assert finding.where == ("更正理由",)
    actions.mask_finding(document=document, digest=finding.digest, by=cast.clerk)
    document = road.fresh(document)
    assert document.correction == f"更正：联系人手机{MASKED}"
    assert Event.objects.about(document).filter(kind="information.correction_masked").count() == 1
    # Nothing that was passed has changed: the review goes on.
    review(road, document)
    document = road.publish(road.sign(road.fresh(document)))
    item = InformationSource().get(document.key)
    assert item is not None
    assert [one.what for one in item.corrections] == [f"更正：联系人手机{MASKED}"]


def test_the_reason_of_a_withdrawal_is_public_at_once_and_tells_no_number(
    road: Road, cast: Cast
) -> None:
    document = road.to_public()
    with pytest.raises(Refused, match=r"里面有个人信息（138\*{4}5678）"):
        actions.withdraw(document=document, reason=f"误公开了{MOBILE}", by=cast.leader)
    assert road.fresh(document).state == State.PUBLISHED
    actions.withdraw(document=document, reason=f"误公开了{MOBILE}", by=cast.leader, mask=True)
    document = road.fresh(document)
    assert document.withdrawn_reason == f"误公开了{MASKED}"
    assert MOBILE not in repr([event.data for event in Event.objects.about(document)])


def test_a_withdrawal_is_not_stopped_by_the_name_of_a_mark(road: Road, cast: Cast) -> None:
    document = road.to_public()
    actions.withdraw(document=document, reason="内部文件 注意保存，误公开", by=cast.leader)
    assert road.fresh(document).state == State.WITHDRAWN


def test_on_the_page_of_the_withdrawal_a_second_button_masks_the_reason(
    road: Road, cast: Cast, sign_in: SignIn
) -> None:
    document = road.to_public()
    browser = sign_in(cast.leader)
    address = reverse("information:act", args=[document.pk, "withdraw"])
    assert "遮盖理由后撤回" not in browser.get(address).content.decode()
    asked = browser.post(address, {"reason": SAID})
    assert asked.status_code == 400
    page = asked.content.decode()
    assert '<button class="button" name="mask" value="true">遮盖理由后撤回</button>' in page
    assert SAID in page
    assert browser.post(address, {"reason": SAID, "mask": ["", "true"]}).status_code == 302
    assert road.fresh(document).withdrawn_reason == f"联系人手机{MASKED}"


def test_an_interpretation_is_checked_as_its_policy_is(road: Road, cast: Cast) -> None:
    policy = planned_policy(road)
    interpretation: Document = actions.begin_interpretation(policy=policy, by=cast.clerk)
    actions.save_content(
        document=interpretation,
        content=replace(interpretation.content, body=f"<p>{SAID}</p>"),
        by=cast.clerk,
    )
    policy = road.to_secrecy(policy)
    with pytest.raises(Refused, match="一起报批的解读"):
        review(road, policy)
