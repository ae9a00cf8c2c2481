"""What the checker finds keeps a document from its review until somebody has decided on it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, NOTHING_SECRET, Road
from tongming.files.actions import keep_finding as keep_file_finding
from tongming.files.actions import mask_findings
from tongming.information import actions, checking
from tongming.information.actions.review import Conclusion
from tongming.information.models import Document
from tongming.information.public import InformationSource
from tongming.information.states import State
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.rights import NotPermitted

MOBILE = "13812345678"
IDENTITY = "220282198001011233"
WITH_MOBILE = replace(
    COMPLETE, body="<p>联系人手机<strong>138</strong>12345678。</p>", summary=f"手机{MOBILE}"
)


def valid_identity() -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    digits = IDENTITY[:17]
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def workbook(*, hidden: bool = True) -> bytes:
    """A list for the public, and a hidden sheet full of identity numbers."""
    book = openpyxl.Workbook()
    book.active.append(["村", "公里"])
    book.active.append(["下戗村", 12])
    secret = book.create_sheet("底册")
    secret.append(["姓名", "身份证号"])
    for _ in range(3):
        secret.append(["张某", valid_identity()])
    secret.sheet_state = "hidden" if hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def review(road: Road, document: Document) -> None:
    actions.pass_secrecy(
        document=document, by=road.cast.secrecy_reviewer, shown=road.shown(document),
        conclusion=Conclusion.MAY_BE_PUBLIC, answers=NOTHING_SECRET,
    )  # fmt: skip


def test_a_number_in_the_text_stops_the_review_until_it_is_masked(road: Road, cast: Cast) -> None:
    document = road.to_secrecy(road.draft(WITH_MOBILE))
    with pytest.raises(Refused, match="还有1处检查结果没有处理"):
        review(road, document)
    (finding,) = checking.body_findings(document)
    with pytest.raises(NotPermitted):
        actions.mask_finding(document=document, digest=finding.digest, by=cast.secrecy_reviewer)
    actions.mask_finding(document=document, digest=finding.digest, by=cast.clerk)
    document = road.fresh(document)
    # An edit like any other: the review starts over.
    assert document.state == State.DRAFT
    assert MOBILE not in document.content.text + document.content.summary
    assert document.content.text == "联系人手机138****5678。"
    assert checking.body_findings(document) == []
    assert road.publish(road.to_signed(document)).is_live


def test_a_number_may_stay_for_a_reason_somebody_answers_for(road: Road, cast: Cast) -> None:
    document = road.to_secrecy(road.draft(WITH_MOBILE))
    (finding,) = checking.body_findings(document)
    with pytest.raises(NotPermitted):
        actions.keep_finding(document=document, digest=finding.digest, reason="同意", by=cast.clerk)
    with pytest.raises(Refused, match="请写明为什么可以公开"):
        actions.keep_finding(
            document=document, digest=finding.digest, reason=" ", by=cast.secrecy_reviewer
        )
    actions.keep_finding(
        document=document, digest=finding.digest, reason="值班手机，本人同意",
        by=cast.secrecy_reviewer,
    )  # fmt: skip
    with pytest.raises(Refused, match="已经处理过"):
        actions.keep_finding(
            document=document, digest=finding.digest, reason="再来", by=cast.secrecy_reviewer
        )
    review(road, document)
    assert road.fresh(document).state == State.SIGN
    # The ledger tells who let it stay, and not the number itself.
    events = Event.objects.about(document).filter(kind="information.finding_kept")
    assert [event.data["reason"] for event in events] == ["值班手机，本人同意"]
    assert MOBILE not in repr([event.data for event in Event.objects.all()])


def test_the_telephone_of_the_organ_is_no_finding(road: Road, cast: Cast) -> None:
    cast.town.phone = MOBILE
    cast.town.save()
    assert checking.body_findings(road.draft(WITH_MOBILE)) == []


def test_a_secrecy_mark_cannot_be_masked(road: Road, cast: Cast) -> None:
    document = road.draft(replace(COMPLETE, body="<p>机密★10年</p><p>正文。</p>"))
    (finding,) = checking.body_findings(document)
    with pytest.raises(Refused, match="不能遮盖"):
        actions.mask_finding(document=document, digest=finding.digest, by=cast.clerk)


def test_a_hidden_sheet_full_of_identity_numbers_is_stopped_and_masked(
    road: Road, cast: Cast
) -> None:
    document = road.draft()
    actions.attach(document=document, content=workbook(), name="里程.xlsx", by=cast.clerk)
    document = road.to_secrecy(road.fresh(document))
    (looked,) = checking.files_of(document.content)
    assert {"id_card", "hidden_content"} <= {one.kind for one in looked.findings}
    with pytest.raises(Refused, match="检查结果没有处理"):
        review(road, document)
    actions.mask_attachment(document=document, file=looked.file.pk, by=cast.clerk)
    document = road.fresh(document)
    (kept,) = document.content.files
    assert kept.name == "里程（已遮盖）.xlsx"
    assert checking.open_count(document) == 0
    document = road.publish(road.to_signed(document))
    item = InformationSource().get(document.key)
    assert item is not None
    (file,) = item.files
    assert "下戗村" in file.text
    assert valid_identity() not in file.text
    assert file.media_type.endswith("spreadsheetml.sheet")
    assert len(document.revisions.get(number=2).content.files) == 1


def test_a_copy_made_on_the_files_own_page_lets_nothing_through_before_it_is_put_in_place(
    road: Road, cast: Cast
) -> None:
    document = road.draft()
    actions.attach(document=document, content=workbook(), name="里程.xlsx", by=cast.clerk)
    (looked,) = checking.files_of(road.fresh(document).content)
    mask_findings(looked.file, looked.findings, by=cast.clerk)
    document = road.to_secrecy(road.fresh(document))
    with pytest.raises(Refused, match="检查结果没有处理"):
        review(road, document)
    actions.mask_attachment(document=document, file=looked.file.pk, by=cast.clerk)
    assert checking.open_count(road.fresh(document)) == 0


def test_a_finding_in_an_attachment_may_stay_for_a_reason(road: Road, cast: Cast) -> None:
    document = road.draft()
    actions.attach(document=document, content=workbook(), name="里程.xlsx", by=cast.clerk)
    document = road.to_secrecy(road.fresh(document))
    (looked,) = checking.files_of(document.content)
    for finding in looked.findings:
        keep_file_finding(finding, reason="法律规定应当公示", by=cast.secrecy_reviewer)
    review(road, document)
    assert road.fresh(document).state == State.SIGN


def test_an_attachment_is_a_change_like_any_other(road: Road, cast: Cast) -> None:
    document = road.to_sign(road.draft())
    with pytest.raises(NotPermitted):
        actions.attach(document=document, content=b"text", name="a.txt", by=cast.leader)
    actions.attach(document=document, content="说明".encode(), name="说明.txt", by=cast.clerk)
    document = road.fresh(document)
    assert document.state == State.DRAFT
    with pytest.raises(Refused, match="已经在附件里了"):
        actions.attach(document=document, content="说明".encode(), name="说明.txt", by=cast.clerk)
    (file,) = document.content.files
    actions.detach(document=document, file=file.pk, by=cast.clerk)
    assert road.fresh(document).content.files == ()


def test_a_file_of_no_known_kind_does_not_get_in(road: Road, cast: Cast) -> None:
    document = road.draft()
    with pytest.raises(Refused):
        actions.attach(document=document, content=b"MZ\x90\x00", name="表格.xlsx", by=cast.clerk)
    assert road.fresh(document).content.files == ()
