"""Every screen opens for those who may see it, says why where it may not, and loses nothing."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import COMPLETE, Road
from tests.integration.information.test_importing import GOOD, filled
from tongming.information import actions
from tongming.information.chain import Act
from tongming.information.models import Document
from tongming.information.states import State
from tongming.information.views.acting import PAGES

HOME = "/work/information/"


def form_of(client: Client, url: str) -> dict[str, str]:
    """The fields of a page's form as a browser would send them back unchanged."""
    form = client.get(url).context["form"]
    data: dict[str, str] = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            if value:
                data[bound.html_name] = "on"
        elif value is not None and value != "":
            data[bound.html_name] = bound.field.prepare_value(value)
    return data


def test_every_page_opens_and_a_stranger_finds_nothing(
    road: Road, cast: Cast, sign_in: SignIn
) -> None:
    document = road.to_public()
    actions.open_correction(document=document, reason="改", by=cast.clerk)
    content = road.fresh(document).content
    actions.save_content(
        document=document, content=replace(content, title="改过的名称"), by=cast.clerk
    )
    pages = [
        "", "edit/", "revisions/", "revisions/1/", "revisions/1/2/", "review-form/",
        "review-form.docx", "act/submit/", "act/drop-correction/", "act/withdraw/",
    ]  # fmt: skip
    clerk, stranger = sign_in(cast.clerk), sign_in(cast.stranger)
    for page in pages:
        url = f"{HOME}{document.pk}/{page}"
        assert clerk.get(url).status_code == 200, page
        assert stranger.get(url).status_code == 404, page
    for page in ("", "new/", "import/", "import/template.xlsx"):
        assert clerk.get(HOME + page).status_code == 200
    assert sign_in(cast.leader).get(f"{HOME}new/").status_code == 404
    assert Client().get(HOME).status_code == 302


def test_a_page_in_english_opens_too(road: Road, cast: Cast, sign_in: SignIn) -> None:
    cast.clerk.language = "en"
    cast.clerk.save()
    client = sign_in(cast.clerk)
    document = road.draft()
    for page in ("", f"{document.pk}/", f"{document.pk}/edit/", f"{document.pk}/act/submit/"):
        assert client.get(HOME + page).status_code == 200


def test_every_verb_of_the_chain_has_its_page() -> None:
    assert set(PAGES) == set(Act) - {Act.EDIT, Act.INTERPRET}


def test_what_cannot_be_done_is_refused_on_its_page_with_the_reason(
    road: Road, cast: Cast, sign_in: SignIn
) -> None:
    document = road.to_sign(road.draft())
    clerk = sign_in(cast.clerk)
    refused = clerk.get(f"{HOME}{document.pk}/act/sign/")
    assert refused.status_code == 403
    assert "签发政府信息的权限" in refused.content.decode()
    early = clerk.get(f"{HOME}{document.pk}/act/publish/")
    assert early.status_code == 409
    assert "现在的状态是“待签发”" in early.content.decode()
    assert clerk.get(f"{HOME}{document.pk}/act/nothing/").status_code == 404


def test_a_draft_is_begun_from_a_file_and_edited_in_the_browser(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.clerk)
    empty = client.post(f"{HOME}new/", {"unit": cast.town.pk})
    assert empty.status_code == 400
    assert "请填名称，或者选一个文件。" in empty.content.decode()
    word = docx.Document()
    word.add_paragraph("关于秋季防火的通告")
    word.add_paragraph("防火期内，林区和林缘五百米以内禁止一切野外用火，违者依法处理。")
    out = io.BytesIO()
    word.save(out)
    response = client.post(
        f"{HOME}new/",
        {"unit": cast.town.pk, "file": SimpleUploadedFile("通告.docx", out.getvalue())},
    )
    document = Document.objects.get()
    assert response["Location"] == f"{HOME}{document.pk}/edit/"
    assert document.title == "关于秋季防火的通告"
    assert document.content.summary.startswith("防火期内")

    url = f"{HOME}{document.pk}/edit/"
    data = form_of(client, url)
    suggested = client.post(
        url, {**data, "body": "不是标签的文字，第一句话说明来意。", "suggest": "1"}
    )
    assert suggested.context["form"]["summary"].value() == "不是标签的文字，第一句话说明来意。"
    assert document.revisions.count() == 1
    changed = {**data, "attribute": "withheld", "body": "<p>甲<b>乙</b><script>x</script></p>"}
    client.post(url, changed)
    document.refresh_from_db()
    assert document.content.body == "<p>甲<strong>乙</strong></p>"
    assert document.attribute == "withheld"
    overtaken = client.post(url, {**changed, "title": "后来的"})
    assert overtaken.status_code == 400
    assert "王敏保存了第2版" in overtaken.content.decode()
    assert 'value="后来的"' in overtaken.content.decode()


def test_the_editor_needs_no_inline_script_and_the_policy_stays_strict(
    road: Road, cast: Cast, sign_in: SignIn
) -> None:
    response = sign_in(cast.clerk).get(f"{HOME}{road.draft().pk}/edit/")
    assert "script-src 'self';" in response["Content-Security-Policy"] + ";"
    assert "style-src 'self';" in response["Content-Security-Policy"] + ";"
    page = response.content.decode()
    assert "<textarea" in page
    assert "importmap" not in page


def test_the_chain_can_be_walked_on_the_screens(road: Road, cast: Cast, sign_in: SignIn) -> None:
    document = road.draft()

    def do(person: str, act: str, **data: str) -> None:
        client = sign_in(getattr(cast, person))
        url = f"{HOME}{document.pk}/act/{act}/"
        response = client.post(url, {**form_of(client, url), **data})
        assert response.status_code == 302, response.content.decode()

    do("clerk", "submit")
    do("office_head", "office", opinion="同意")
    do(
        "secrecy_reviewer", "secrecy", state_secret="no", work_secret="no", trade_secret="no",
        privacy="no", conclusion="public",
    )  # fmt: skip
    do("leader", "sign")
    do("clerk", "publish")
    document = road.fresh(document)
    assert document.state == State.PUBLISHED
    page = sign_in(cast.clerk).get(f"{HOME}{document.pk}/").content.decode()
    for word in ("办公室审核通过", "保密和隐私审查通过", "同意", "孙立群", document.index_number):
        assert word in page


def test_the_printed_form_says_who_reviewed_what_and_leaves_open_what_nobody_has(
    road: Road, cast: Cast, sign_in: SignIn
) -> None:
    document = road.to_secrecy(road.draft())
    client = sign_in(cast.secrecy_reviewer)
    page = client.get(f"{HOME}{document.pk}/review-form/").content.decode()
    assert "李建国" in page
    assert "☑" not in page
    document = road.pass_secrecy(document)
    word = docx.Document(io.BytesIO(client.get(f"{HOME}{document.pk}/review-form.docx").content))
    cells = [cell.text for row in word.tables[0].rows for cell in row.cells]
    assert "涉及国家秘密" in cells
    assert any("可以公开" in cell and "赵宁" in cell for cell in cells)
    assert not any("孙立群" in cell for cell in cells)


def test_filters_stand_in_the_address_and_the_count_is_true(
    road: Road, cast: Cast, sign_in: SignIn
) -> None:
    road.to_public()
    road.draft(replace(COMPLETE, title="另一份草稿", document_number="", statutory_items=("20-1",)))
    client = sign_in(cast.clerk)

    def titles(query: str) -> list[str]:
        response = client.get(f"{HOME}?{query}")
        found = [str(item) for item in response.context["page"]]
        assert f"共{len(found)}条" in response.content.decode()
        return found

    public, draft = COMPLETE.title, "另一份草稿"
    assert set(titles("")) == {public, draft}
    assert titles("state=public") == [public]
    assert titles("state=draft") == [draft]
    assert titles("words=红政发[2026]18号") == [public]
    assert titles("item=20-1") == [draft]
    assert titles("item=20-10") == [public]
    assert titles("year=2025") == []
    assert titles("attribute=withheld") == []
    assert set(titles("state=nonsense&year=x&unit=x")) == {public, draft}
    assert list(sign_in(cast.stranger).get(HOME).context["page"]) == []


def test_a_ledger_is_checked_then_imported_then_undone_on_the_screens(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.clerk)

    def upload(content: bytes) -> tuple[int, str]:
        response = client.post(
            f"{HOME}import/",
            {"unit": cast.town.pk, "file": SimpleUploadedFile("台账.xlsx", content)},
        )
        return response.status_code, response.content.decode()

    status, page = upload(filled({**GOOD, "名称": ""}))
    assert status == 400
    assert "请填名称" in page
    status, page = upload(filled(GOOD))
    assert status == 200
    assert not Document.objects.exists()
    confirm = re.search(r'action="([^"]*confirm[^"]*)"', page)
    assert confirm
    batch = client.post(confirm[1])["Location"]
    assert Document.objects.count() == 1
    assert "撤销这次导入" in client.get(batch).content.decode()
    client.post(f"{batch}undo/")
    assert Document.objects.count() == 0
    assert "这次导入已经撤销" in client.get(batch).content.decode()


@pytest.mark.parametrize("role", ["clerk", "supervisor", "leader"])
def test_the_list_asks_few_questions_of_the_database(
    road: Road, cast: Cast, sign_in: SignIn, settings: Settings, role: str,
    django_assert_max_num_queries: object,
) -> None:  # fmt: skip
    for n in range(5):
        road.draft(replace(COMPLETE, title=f"第{n}件", document_number=""))
    client = sign_in(getattr(cast, role))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        client.get(HOME)


@pytest.mark.parametrize("name", ["formed_on", "triggered_on", "effective_on", "ends_on"])
def test_a_year_typed_wrong_is_refused_before_it_stops_everybodys_day(
    road: Road, cast: Cast, sign_in: SignIn, name: str
) -> None:
    """Saved, no term can be counted from it: the first page of the whole unit would not open."""
    document = road.draft()
    browser = sign_in(cast.clerk)
    for wrong in ("9999-12-31", "0206-01-01"):
        answer = browser.post(
            f"/work/information/{document.pk}/edit/",
            {"base": 1, "title": "题", "column": "content", "term": "general", name: wrong},
        )
        assert answer.status_code == 400
        assert "请核对年份" in answer.content.decode()
    assert browser.get("/work/").status_code == 200


@pytest.mark.parametrize("asked", ["year=0000", "year=9999", "unit=99999999999999999"])
def test_an_odd_filter_finds_nothing_and_breaks_nothing(
    road: Road, cast: Cast, sign_in: SignIn, asked: str
) -> None:
    road.draft()
    assert sign_in(cast.clerk).get(f"/work/information/?{asked}").status_code == 200


def test_a_number_too_long_to_be_one_is_nobodys(road: Road, cast: Cast, sign_in: SignIn) -> None:
    document = road.draft()
    answer = sign_in(cast.clerk).post(
        f"/work/information/{document.pk}/repeat/", {"other": "9" * 4900}
    )
    assert answer.status_code == 302
    assert road.fresh(document).repeats is None


def test_what_is_public_leads_to_its_page_and_to_the_channels(
    road: Road, cast: Cast, sign_in: SignIn
) -> None:
    draft, public = road.draft(), road.to_public(replace(COMPLETE, document_number=""))
    page = sign_in(cast.clerk).get(public.get_absolute_url()).content.decode()
    year = public.published_at.year if public.published_at else 0
    assert f"/xxgk/hongshilazi/items/{year}/{public.key}/" in page
    assert f"/work/channels/item/{public.key}/" in page
    assert "/work/channels/item/" not in (
        sign_in(cast.leader).get(public.get_absolute_url()).content.decode()
    )
    page = sign_in(cast.clerk).get(draft.get_absolute_url()).content.decode()
    assert "/xxgk/" not in page
    assert "/work/channels/item/" not in page
