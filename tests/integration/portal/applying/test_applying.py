"""Applying over the Internet: what is asked, what is kept, what is sent, and how often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.portal.applying.conftest import ASKED, PROOF, Applicant, upload
from tests.public_items import Room, made_item
from tongming.applications.applicants.actions import identity_of
from tongming.applications.models import Application
from tongming.clockwork import run_due
from tongming.files.clamav_address import Address
from tongming.portal.applying.forms import ApplyForm, taking_applications
from tongming.portal.applying.models import Draft, HeldFile
from tongming.publishing import sources
from tongming.sealing.models import SealedFile
from tongming.sealing.rotating import rotate
from tongming.search import actions as search


def held_contents() -> list[Path]:
    return [path for path in Path(settings.SEALED).rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_two_pages_lead_to_a_number_and_a_code(cast: Cast, applicant: Applicant) -> None:
    assert applicant.fill_in(proofs=upload()).url == "/apply/check/"
    page = applicant.page("/apply/check/")
    for told in (ASKED["subject"], ASKED["name"], "居民身份证 11010519491231002X", "身份证.pdf"):
        assert told in page
    receipt = applicant.send().content.decode()
    application = Application.objects.get()
    assert (applicant.number, application.is_unconfirmed) == (application.number, True)
    assert "红石砬子镇人民政府" in receipt
    assert "王小明" in receipt
    identity = identity_of(application)
    assert identity is not None
    assert identity.document_number == "11010519491231002X"
    paper = application.papers.get()
    assert (paper.file.name, paper.file.read()) == ("身份证.pdf", PROOF)
    # Of the draft nothing is left but the receipt.
    assert [(draft.sealed, draft.files.count()) for draft in Draft.objects.all()] == [(b"", 0)]
    assert SealedFile.objects.count() == 1


@pytest.mark.django_db
def test_the_form_asks_what_article_29_asks_and_nothing_more(cast: Cast) -> None:
    assert set(ApplyForm(taking_applications()).fields) == {
        "unit",
        *("applicant_kind", "name", "document", "document_number", "proofs"),
        *("contact", "phone", "email", "address"),
        *("subject", "features"),
        *("form_wanted", "way_wanted"),
    }
    page = Client().get("/apply/new/").content.decode()
    assert "用途" not in page.replace("不用说明用途", "")


@pytest.mark.django_db
def test_the_section_it_is_reached_from_has_chosen_the_office(
    cast: Cast, applicant: Applicant
) -> None:
    page = applicant.page("/apply/new/?unit=badaohezi")
    assert '<option value="badaohezi" selected>' in page
    assert " selected>桦甸市人民政府" not in page
    assert "/apply/new/?unit=huadian" in applicant.page("/apply/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"subject": " "}, "subject", "请填写。"),
        ({"subject": "字" * 501}, "subject", "最多500个字，现在有501个"),
        ({"subject": "我的号码是13912345678"}, "subject", "请去掉号码"),
        ({"name": ""}, "name", "请填写。"),
        ({"document_number": ""}, "document_number", "或者在下面上传身份证明"),
        ({"document_number": "110105194912310021"}, "document_number", "这个身份证号不对"),
        ({"phone": "", "email": "", "address": ""}, "phone", "请至少留一种联系方式"),
        ({"phone": "没有电话"}, "phone", "电话只写数字"),
        ({"email": "wang"}, "email", "应当像 name@example.com"),
        ({"way_wanted": "email"}, "email", "请填邮箱"),
        ({"form_wanted": "paper", "way_wanted": "post"}, "address", "要邮寄给您，请填地址"),
        ({"form_wanted": "paper"}, "way_wanted", "纸质的请选"),
        ({"form_wanted": "look"}, "way_wanted", "查阅、抄录要到场"),
        ({"applicant_kind": "xyz"}, "applicant_kind", ""),
        ({"unit": "nowhere"}, "unit", ""),
        ({"document": "营业执照", "document_number": "123"}, "document_number", "18位"),
        ({"subject": "😀🚜"}, "subject", "请用文字写明"),
        ({"name": "？？"}, "name", "请用文字写明"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_everything_is_kept(
    cast: Cast, applicant: Applicant, changes: dict[str, str], field: str, words: str
) -> None:
    response = applicant.fill_in(proofs="", **changes)
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    page = response.content.decode()
    assert f'id="id_{field}_error"' in page
    assert words in page
    kept = {**ASKED, **changes}
    for name in ("subject", "name", "phone", "document_number"):
        if name != field and kept[name]:
            assert kept[name] in page
    assert not Application.objects.exists()


@pytest.mark.django_db
def test_a_picture_is_proof_enough_and_is_never_asked_for_again(
    cast: Cast, applicant: Applicant
) -> None:
    # The name is missing, and one of two files is not what it says.
    response = applicant.client.post(
        "/apply/new/",
        {**ASKED, "name": "", "document_number": "",
         "proofs": [upload(), upload("反面.png", b"GIF89a not a picture")]},
    )  # fmt: skip
    page = response.content.decode()
    assert response.status_code == 400
    assert set(response.context["form"].errors) == {"name", "proofs"}
    assert "反面.png" in page
    assert "身份证.pdf" in page
    assert SealedFile.objects.count() == 1
    assert not any(PROOF in path.read_bytes() for path in held_contents())
    # Filled in, without choosing the good file again.
    assert applicant.fill_in(document_number="").status_code == 302
    applicant.send()
    assert [p.file.name for p in Application.objects.get().papers.all()] == ["身份证.pdf"]


@pytest.mark.django_db
def test_a_file_can_be_taken_out_again(cast: Cast, applicant: Applicant) -> None:
    applicant.fill_in(name="", proofs=upload())
    held = HeldFile.objects.get()
    applicant.fill_in(drop=str(held.pk))
    assert not SealedFile.objects.exists()
    assert applicant.fill_in(document_number="").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("身份证.exe", b"MZ\x90\x00 program"),
        ("身份证.pdf", b"MZ\x90\x00" + b"\0" * 600),
        ("身份证.jpg", b"%PDF-1.4\n% not a picture"),
        ("身份证.zip", b"PK\x03\x04 not a zip"),
        ("空.pdf", b" "),
        ("名单.csv", "姓名,电话\n王,1\n".encode()),
    ],
)
def test_a_proof_of_another_kind_or_content_is_refused_and_not_kept(
    cast: Cast, applicant: Applicant, name: str, content: bytes
) -> None:
    response = applicant.fill_in(proofs=upload(name, content))
    errors = response.context["form"].errors
    assert list(errors) == ["proofs"]
    # Who is told what may be sent is not told what would be refused next.
    assert "MP4" not in str(errors["proofs"])
    assert not SealedFile.objects.exists()


@pytest.mark.django_db
def test_so_many_files_and_no_more_so_large_and_no_larger(
    cast: Cast, applicant: Applicant, settings: Settings
) -> None:
    settings.APPLY_FILE_BYTES = 1000
    large = applicant.fill_in(proofs=upload(content=PROOF + b"x" * 1000))
    assert "太大" in large.content.decode()
    many = applicant.client.post(
        "/apply/new/", {**ASKED, "proofs": [upload(f"{n}.pdf") for n in range(6)]}
    )
    assert "最多上传5个文件" in many.content.decode()
    assert HeldFile.objects.count() == 5


@pytest.mark.django_db
def test_pressed_twice_it_is_sent_once(cast: Cast, applicant: Applicant) -> None:
    applicant.fill_in()
    first = applicant.send()
    number = applicant.number
    again = applicant.client.post("/apply/check/", follow=True)
    assert Application.objects.count() == 1
    assert number in first.content.decode()
    assert number in again.content.decode()


@pytest.mark.django_db
def test_several_matters_are_sent_each_with_its_own_number_or_as_one(
    cast: Cast, applicant: Applicant
) -> None:
    asked = "1. 2025年预算公开表\n2. 低保名单公示\n3. 道路施工合同"
    applicant.fill_in(subject=asked, proofs=upload())
    page = applicant.page("/apply/check/")
    assert "看起来是3件事" in page
    # One is changed, one is left out.
    response = applicant.client.post(
        "/apply/check/",
        {"matters": "split", "matter": ["2025年预算公开表", "", "2025年道路施工合同"]},
        follow=True,
    )
    keys = applicant.keys(response.content.decode())
    assert len({code for _number, code in keys}) == 2
    assert [one.subject for one in Application.objects.order_by("pk")] == [
        "2025年预算公开表",
        "2025年道路施工合同",
    ]
    assert [one.papers.count() for one in Application.objects.all()] == [1, 1]
    other = Applicant(Client())
    other.fill_in(subject=asked)
    other.send(matters="one", matter=["2025年预算公开表", "低保名单公示"])
    assert Application.objects.latest("pk").subject == asked.strip()


@pytest.mark.django_db
def test_a_split_with_nothing_in_it_or_with_somebodys_number_is_refused(
    cast: Cast, applicant: Applicant
) -> None:
    applicant.fill_in()
    for pieces, words in ((["", " "], "至少留下一件"), (["字" * 501], "每件最多500个字")):
        response = applicant.client.post("/apply/check/", {"matters": "split", "matter": pieces})
        assert response.status_code == 400
        assert words in response.content.decode()
    response = applicant.client.post(
        "/apply/check/", {"matters": "split", "matter": ["好的", "11010519491231002X的档案"]}
    )
    assert response.status_code == 409
    assert not Application.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_public_already_is_shown_and_taken_without_an_application(
    cast: Cast, applicant: Applicant
) -> None:
    room = Room()
    sources.register(room)
    try:
        room.publish(made_item(1, title="2025年农村道路硬化工程招标公告"), made_item(2))
        search.rebuild()
        # The unit's own section leads to its form.
        column = (Path(settings.SITE) / "hongshilazi/apply/index.html").read_text()
        for way in ("new/?unit=hongshilazi", "query/", "form.pdf?unit=hongshilazi"):
            assert f'href="/apply/{way}"' in column
        applicant.fill_in(subject="申请公开2025年农村道路硬化工程的招标文件", proofs=upload())
        page = applicant.page("/apply/check/")
        assert "这些已经公开，是您要的吗" in page
        assert 'value="test-1"' in page
        assert 'value="test-2"' not in page
        answer = applicant.client.post("/apply/found/", {"item": "test-1"})
        assert answer["Location"].endswith("/test-1/")
        assert not Application.objects.exists()
        assert not Draft.objects.exists()
        assert not SealedFile.objects.exists()
        # Nobody is led anywhere but to what was shown.
        applicant.fill_in(subject="申请公开2025年农村道路硬化工程的招标文件")
        answer = applicant.client.post("/apply/found/", {"item": "https://example.com/"})
        assert answer["Location"] == "/apply/new/"
    finally:
        sources.unregister(room.prefix)


@pytest.mark.django_db
def test_who_never_sends_is_forgotten(cast: Cast, applicant: Applicant) -> None:
    applicant.fill_in(proofs=upload())
    now = timezone.now()
    run_due(now + timedelta(minutes=119))
    assert HeldFile.objects.exists()
    run_due(now + timedelta(minutes=121))
    assert not Draft.objects.exists()
    assert not SealedFile.objects.exists()


@pytest.mark.django_db
def test_files_of_a_forgotten_draft_leave_the_disk(
    cast: Cast,
    applicant: Applicant,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    applicant.fill_in(proofs=upload())
    assert held_contents()
    with django_capture_on_commit_callbacks(execute=True):
        applicant.client.post("/apply/clear/")
    assert held_contents() == []


@pytest.mark.django_db
def test_the_receipt_is_shown_for_half_an_hour_to_one_browser(
    cast: Cast, applicant: Applicant
) -> None:
    applicant.apply()
    assert applicant.code in applicant.page("/apply/receipt/")
    text = applicant.client.get("/apply/receipt/receipt.txt")
    assert "attachment" in text["Content-Disposition"]
    assert applicant.code in text.content.decode()
    assert Client().get("/apply/receipt/")["Location"] == "/apply/query/"
    run_due(timezone.now() + timedelta(minutes=31))
    assert applicant.client.get("/apply/receipt/")["Location"] == "/apply/query/"


@pytest.mark.django_db
def test_nothing_personal_stands_in_the_database_in_the_clear(
    cast: Cast, applicant: Applicant
) -> None:
    applicant.fill_in(proofs=upload())
    for row in (*Draft.objects.values(), *SealedFile.objects.values()):
        for value in row.values():
            said = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            for secret in ("王小明", "13912345678", "11010519491231002X", "身份证"):
                assert secret.encode() not in said
    told = Session.objects.get().get_decoded()
    assert set(told) == {"applying_new"}


@pytest.mark.django_db
def test_no_page_of_an_applicant_is_kept_in_a_cache_or_tells_where_it_was(
    cast: Cast, applicant: Applicant
) -> None:
    applicant.apply()
    applicant.ask()
    for path in ("new", "check", "receipt", "query", "status", "status/add", "status/withdraw"):
        response = applicant.client.get(f"/apply/{path}/")
        assert response["Cache-Control"] == "private, no-store", path
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "nonsense", ["²", "9" * 30, "\x00", "￿" * 50, "<script>", "%s{}'\"", "🙂" * 100]
)
def test_nonsense_is_an_answer_and_never_a_fault(
    cast: Cast, applicant: Applicant, nonsense: str
) -> None:
    for name in ASKED:
        assert applicant.fill_in(**{name: nonsense}).status_code in (302, 400), name
    applicant.fill_in(drop=nonsense)
    response = applicant.ask(nonsense, nonsense)
    assert response.status_code == 400
    assert "<script>" not in response.content.decode().replace("<script src", "")


@pytest.mark.django_db
def test_ten_megabytes_pasted_are_refused_in_words(cast: Cast, applicant: Applicant) -> None:
    response = applicant.fill_in(subject="长" * 4_000_000)
    assert response.status_code == 413
    assert "提交的内容太大" in response.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_the_blank_form_comes_for_word_and_as_pdf(cast: Cast, client: Client) -> None:
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        response = client.get(f"/apply/form.{kind}?unit=hongshilazi")
        assert response.content.startswith(start)
        assert client.get(f"/apply/form.{kind}").status_code == 200
    assert client.get("/apply/form.exe").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_pressed_many_times_at_once_it_is_sent_once(cast: Cast, applicant: Applicant) -> None:
    applicant.fill_in(proofs=upload())

    def press(_time: int) -> int:
        client = Client()
        client.cookies.update(applicant.client.cookies)
        try:
            return client.post("/apply/check/").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(press, range(6))) == {302}
    assert Application.objects.count() == 1
    assert SealedFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_apply_at_once_and_each_has_a_number_and_a_code(
    cast: Cast, applicant: Applicant, settings: Settings
) -> None:
    settings.APPLY_PUZZLE_FROM = 100

    def apply(_time: int) -> tuple[str, str]:
        someone = Applicant(Client())
        try:
            someone.fill_in()
            someone.send()
            return someone.number, someone.code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        keys = list(threads.map(apply, range(12)))
    assert len({number for number, _code in keys}) == len({code for _n, code in keys}) == 12
    assert Application.objects.count() == 12


@pytest.mark.django_db
def test_what_the_scanner_cannot_look_at_is_not_taken_in(
    cast: Cast, applicant: Applicant, settings: Settings
) -> None:
    settings.CLAMD = Address.of("tcp:127.0.0.1:1")
    response = applicant.fill_in(proofs=upload())
    assert list(response.context["form"].errors) == ["proofs"]
    assert not SealedFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_draft_outlives_a_change_of_keys(cast: Cast, applicant: Applicant) -> None:
    applicant.fill_in(proofs=upload())
    rotate()
    assert ASKED["name"] in applicant.page("/apply/check/")
    applicant.send()
    rotate()
    assert applicant.code in applicant.page("/apply/receipt/")
    assert Application.objects.get().papers.get().file.read() == PROOF
