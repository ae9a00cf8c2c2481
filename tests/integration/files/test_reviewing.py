"""A file is scanned, its findings masked or kept with a reason, its pages redacted."""

from __future__ import annotations

import pytest

from tests.conftest import Cast, SignIn
from tests.unit.files import made
from tongming.files import queries
from tongming.files.actions import (
    keep,
    keep_finding,
    keep_findings,
    mask_findings,
    redact_file,
    scan_file,
)
from tongming.files.extraction import extract
from tongming.files.models import Finding, StoredFile
from tongming.files.redaction import Box
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.rights import NotPermitted, Right


@pytest.fixture
def file(cast: Cast) -> StoredFile:
    """A workbook whose hidden sheet is full of identity numbers."""
    return keep(made.full_xlsx(), "低保名单.xlsx", unit=cast.town, by=cast.clerk)


def test_a_file_is_not_publishable_until_every_finding_is_decided(
    cast: Cast, file: StoredFile
) -> None:
    assert not queries.may_be_published(file), "never scanned is not clean"
    scan = scan_file(file, by=cast.clerk)
    waiting = queries.open_findings(file)
    assert waiting.filter(kind="id_card").count() == 51
    assert not queries.may_be_published(file)
    copy = mask_findings(file, list(waiting), by=cast.clerk)
    assert copy.name == "低保名单（已遮盖）.xlsx"
    assert copy.right == file.right
    assert queries.may_be_published(copy)
    assert made.ID.encode() not in made.inside(copy.read())
    assert file.read() == made.full_xlsx() or made.ID.encode() in made.inside(file.read())
    assert set(scan.findings.values_list("decision", "masked_in")) == {("masked", copy.pk)}
    event = Event.objects.about(file).get(kind="files.masked")
    assert event.by == cast.clerk
    assert event.data["covered"]["id_card"] == 51
    assert made.ID not in str(event.data)


def test_a_finding_is_kept_only_with_a_reason_and_only_once(cast: Cast) -> None:
    file = keep("电话13800138000".encode(), "a.txt", unit=cast.town, by=cast.clerk)
    scan_file(file, by=cast.clerk)
    (one,) = queries.open_findings(file)
    with pytest.raises(Refused, match="请写明保留的理由"):
        keep_finding(one, reason=" ", by=cast.clerk)
    kept = keep_finding(one, reason="本人书面同意公开", by=cast.secrecy_reviewer)
    assert (kept.decision, kept.decided_by) == ("kept", cast.secrecy_reviewer)
    assert queries.may_be_published(file)
    with pytest.raises(Refused, match="已经处理过"):
        keep_finding(one, reason="再来一次", by=cast.clerk)
    assert Event.objects.about(file).get(kind="files.finding_kept").data["kept_reason"] == (
        "本人书面同意公开"
    )
    # Looked at again, what was decided stays decided.
    scan_file(file, by=cast.clerk)
    assert queries.may_be_published(file)


def test_what_was_kept_in_a_file_stays_kept_in_its_masked_copy(
    cast: Cast, file: StoredFile
) -> None:
    scan = scan_file(file, by=cast.clerk)
    keep_findings(
        list(scan.findings.filter(kind="document_property", subkind="company")),
        reason="单位名称不是个人信息",
        by=cast.clerk,
    )
    copy = mask_findings(file, list(queries.open_findings(file)), by=cast.clerk)
    assert queries.may_be_published(copy)


def test_the_telephones_of_the_register_raise_no_alarm(cast: Cast) -> None:
    cast.town.phone = "0432-66228888，13800138000"
    cast.town.save()
    file = keep("电话13800138000、13900139000".encode(), "a.txt", unit=cast.town, by=cast.clerk)
    scan_file(file, by=cast.clerk)
    assert [one.masked for one in queries.open_findings(file)] == ["139****9000"]


def test_a_mark_of_secrecy_cannot_be_painted_over(cast: Cast) -> None:
    file = keep("机密★10年\n电话13800138000".encode(), "a.txt", unit=cast.town, by=cast.clerk)
    scan_file(file, by=cast.clerk)
    marks = list(queries.open_findings(file).filter(kind="secrecy_mark"))
    with pytest.raises(Refused, match="密级标志不能遮盖"):
        mask_findings(file, marks, by=cast.clerk)
    copy = mask_findings(file, list(queries.open_findings(file)), by=cast.clerk)
    assert [one.kind for one in queries.open_findings(copy)] == ["secrecy_mark"]


def test_one_of_two_equal_numbers_is_masked_alone(cast: Cast) -> None:
    file = keep("甲13800138000\n乙13800138000".encode(), "a.txt", unit=cast.town, by=cast.clerk)
    scan_file(file, by=cast.clerk)
    first, _second = queries.open_findings(file)
    copy = mask_findings(file, [first], by=cast.clerk)
    assert copy.read().decode() == "甲138****8000\n乙13800138000"


def test_a_pdf_is_redacted_and_its_findings_settled(cast: Cast) -> None:
    content = made.pdf(f"张三 {made.ID}", f"李四 {made.MOBILE}", author="王敏")
    file = keep(content, "名单.pdf", unit=cast.town, by=cast.clerk)
    scan_file(file, by=cast.clerk)
    with pytest.raises(Refused, match="不能直接遮盖"):
        mask_findings(file, list(queries.open_findings(file)), by=cast.clerk)
    copy = redact_file(file, [Box(0, 0, 0, 1, 0.5)], by=cast.clerk)
    assert [one.kind for one in queries.open_findings(copy)] == ["mobile"]
    assert [one.kind for one in queries.open_findings(file)] == ["mobile"]
    assert made.ID not in extract(copy.read(), copy.name).text
    event = Event.objects.about(file).get(kind="files.redacted")
    assert (event.data["pages"], event.data["boxes"]) == ([1], 1)


def test_only_who_may_review_does_so_and_strangers_see_nothing(
    cast: Cast, file: StoredFile, sign_in: SignIn
) -> None:
    scan_file(file, by=None)
    (one, *_rest) = queries.open_findings(file)
    for person in (cast.leader, cast.supervisor, cast.administrator, cast.stranger):
        with pytest.raises(NotPermitted):
            scan_file(file, by=person)
        with pytest.raises(NotPermitted):
            keep_finding(one, reason="没有权限", by=person)
        with pytest.raises(NotPermitted):
            mask_findings(file, [one], by=person)
    address = f"/work/files/{file.pk}/findings/"
    assert sign_in(cast.leader).get(address).status_code == 200
    assert sign_in(cast.leader).post(f"/work/files/{file.pk}/mask/").status_code == 403
    for path in ("findings/", "redact/", "keep/?kind=id_card", "pages/1/"):
        assert sign_in(cast.stranger).get(f"/work/files/{file.pk}/{path}").status_code == 404
    assert Finding.objects.exclude(decision="open").count() == 0


def test_a_file_under_a_stricter_right_stays_under_it(cast: Cast) -> None:
    file = keep(
        f"身份证{made.ID}".encode(),
        "申请.txt",
        unit=cast.town,
        by=cast.handler,
        right=Right.APPLICATION_HANDLE,
    )
    scan_file(file, by=cast.handler)
    copy = mask_findings(file, list(queries.open_findings(file)), by=cast.handler)
    assert copy.right == Right.APPLICATION_HANDLE


def test_the_page_shows_what_was_found_and_never_the_value(
    cast: Cast, file: StoredFile, sign_in: SignIn
) -> None:
    browser = sign_in(cast.clerk)
    address = f"/work/files/{file.pk}/findings/"
    assert "还没有检查过" in browser.get(address).content.decode()
    assert browser.post(f"/work/files/{file.pk}/scan/").status_code == 302
    shown = browser.get(address).content.decode()
    assert "身份证号" in shown
    assert "110105********002X" in shown
    assert made.ID not in shown
    assert "还有 41 处" in shown
    every = browser.get(f"{address}?kind=id_card").content.decode()
    assert every.count("110105********002X") == 50
    kept = browser.post(f"/work/files/{file.pk}/keep/", {"kind": "document_property", "reason": ""})
    assert kept.status_code == 400
    kept = browser.post(
        f"/work/files/{file.pk}/keep/", {"kind": "document_property", "reason": "依法公示"}
    )
    assert kept.status_code == 302
    assert "保留：依法公示" in browser.get(address).content.decode()
    masked = browser.post(f"/work/files/{file.pk}/mask/", follow=True).content.decode()
    assert "没有待处理的内容" in masked


@pytest.mark.parametrize("number", ["0", "9" * 30, "9" * 4900, "x"])
def test_a_finding_there_is_not_is_not_found(
    cast: Cast, sign_in: SignIn, file: StoredFile, number: str
) -> None:
    scan_file(file, by=cast.secrecy_reviewer)
    browser = sign_in(cast.secrecy_reviewer)
    assert browser.get(f"/work/files/{file.pk}/keep/?finding={number}").status_code == 404


def test_a_page_without_javascript_redacts_from_its_lines(cast: Cast, sign_in: SignIn) -> None:
    file = keep(made.pdf(f"张三 {made.ID}"), "名单.pdf", unit=cast.town, by=cast.clerk)
    scan_file(file, by=cast.clerk)
    browser = sign_in(cast.clerk)
    address = f"/work/files/{file.pk}/redact/"
    shown = browser.get(address).content.decode()
    assert "# 身份证号 110105********002X" in shown
    assert browser.post(address, {"boxes": "1,0,0,5"}).status_code == 400
    assert browser.post(address, {"boxes": "# 没有"}).status_code == 400
    assert browser.post(address, {"boxes": "1,0,0,1,0.5 # 全部"}).status_code == 302
    assert not queries.open_findings(file).exists()
    picture = browser.get(f"/work/files/{file.pk}/pages/1/")
    assert picture["Content-Type"] == "image/png"
    assert browser.get(f"/work/files/{file.pk}/pages/2/").status_code == 404


def test_a_copy_in_which_something_is_still_to_be_found_is_not_kept(
    cast: Cast, file: StoredFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof does not trust what writes the copy: here it covers nothing at all."""
    scan_file(file, by=cast.clerk)
    waiting = list(queries.open_findings(file))
    monkeypatch.setattr(
        "tongming.files.actions.reviewing.masked_copy", lambda content, _name, _choices: content
    )
    with pytest.raises(Refused, match="仍然在文件里"):
        mask_findings(file, waiting, by=cast.clerk)
    assert StoredFile.objects.count() == 1
    assert queries.open_findings(file).count() == len(waiting)
