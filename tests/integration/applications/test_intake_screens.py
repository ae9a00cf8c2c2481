"""The screens of the intake: registering, confirming, showing, correcting, papers, receipt."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.integration.applications.test_who_applied import WANG, entered
from tongming.applications.applicants.actions import identity_of, submit
from tongming.applications.applicants.models import Applicant, Paper
from tongming.applications.kinds import Kind
from tongming.applications.models import Application
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.ledger.models import Event
from tongming.units.duties import duties_for

NEW = "/work/applications/new/"
PDF = b"%PDF-1.4\n% scan\n"
SENT: dict[str, Any] = {
    "subject": "2025年农村道路硬化工程的招标文件",
    "features": "红政招〔2025〕3号",
    "applicant_kind": "nat",
    "channel": "mail_plain",
    "arrived_on": "2026-03-02",
    "confirmed_on": "2026-03-03",
    "name": "王小明",
    "document": "居民身份证",
    "document_number": "22028319900101007x",
    "phone": "13912345678",
    "address": "红石砬子镇高兴村三组12号",
    "form_wanted": "paper",
    "way_wanted": "post",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Any:
    """A Wednesday in March."""
    with time_machine.travel("2026-03-04 09:00+08:00", tick=False) as traveller:
        yield traveller


def online(cast: Cast) -> Application:
    """Sent over the Internet on Monday 2 March."""
    with time_machine.travel("2026-03-02 20:00+08:00", tick=False):
        application, _code = submit(
            unit=cast.town,
            subject="村级公益事业项目清单",
            features="",
            applicant_kind=ApplicantKind.NATURAL_PERSON,
            identity=WANG,
            form_wanted="electronic",
            way_wanted="online",
            proofs=[("身份证.pdf", PDF)],
            today=date(2026, 3, 2),
        )
    return application


def pdf(name: str, content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def post(client: Client, path: str, **sent: Any) -> Any:
    return client.post(path, sent)


# --- Registering ----------------------------------------------------------------------------------


def test_a_letter_is_entered_with_applicant_wishes_and_scans(cast: Cast, sign_in: SignIn) -> None:
    sent = {**SENT, "unit": cast.town.pk, "scans": [pdf("申请表.pdf"), pdf("身份证.pdf", PDF * 2)]}
    answer = sign_in(cast.clerk).post(NEW, sent, follow=True)
    application = Application.objects.get()
    assert answer.redirect_chain == [(application.get_absolute_url(), 302)]
    page = answer.content.decode()
    assert "已登记，编号2026-1，2026-03-03算收到申请之日。" in page
    identity = identity_of(application)
    assert identity is not None
    assert (identity.name, identity.document_number) == ("王小明", "22028319900101007X")
    assert (application.form_wanted, application.way_wanted) == ("paper", "post")
    assert application.features == "红政招〔2025〕3号"
    kept = Paper.objects.values_list("kind", "from_applicant")
    assert list(kept) == [("scan", False), ("scan", False)]
    assert [paper.file.name for paper in Paper.objects.all()] == ["申请表.pdf", "身份证.pdf"]
    assert "王**" in page
    assert "王小明" not in page
    # 《第三十一条》: the day that counts, and the article, stand on the page.
    assert "以与申请人确认之日为收到申请之日" in page


def test_a_missing_proof_is_no_reason_not_to_register_and_the_next_step_is_told(
    cast: Cast, sign_in: SignIn
) -> None:
    sent = {**SENT, "unit": cast.town.pk, "document": "", "document_number": ""}
    page = sign_in(cast.clerk).post(NEW, sent, follow=True).content.decode()
    assert "没有身份证明：收到之日起7个工作日内告知申请人补正（第三十条）。" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "姓名或者名称"),
        ({"phone": "", "address": ""}, "请至少填写一种联系方式"),
        ({"document_number": "220283199001010071"}, "这不是正确的18位身份证号"),
        ({"postcode": "1324"}, "邮政编码是6位数字"),
        ({"confirmed_on": ""}, "请填双方确认的日期"),
        ({"arrived_on": "2026-03-05", "confirmed_on": "2026-03-05"}, "日期不能晚于今天"),
        ({"subject": "给13912345678打电话"}, "内容里有身份证号或者手机号"),
        ({"features": "身份证22028319900101001X"}, "内容里有身份证号或者手机号"),
    ],
)
def test_what_is_wrong_is_said_and_every_word_is_still_there(
    cast: Cast, sign_in: SignIn, wrong: dict[str, str], words: str
) -> None:
    sent = {**SENT, "unit": cast.town.pk, **wrong}
    answer = sign_in(cast.clerk).post(NEW, {**sent, "scans": [pdf("申请表.pdf")]})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert "文件请重新选择一次" in page
    for name in ("subject", "features", "name", "phone", "address"):
        assert sent[name] in page
    assert not Application.objects.exists()
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("申请表.exe", b"MZ\x90\x00", "申请表.exe"),
        ("申请表.pdf", b"MZ\x90\x00", "申请表.pdf"),
        ("申请表.pdf", b"", "申请原件和身份证明"),
    ],
)
def test_a_file_that_may_not_be_kept_is_named_and_nothing_is_half_done(
    cast: Cast, sign_in: SignIn, name: str, content: bytes, words: str
) -> None:
    sent = {**SENT, "unit": cast.town.pk, "scans": [pdf("好.pdf"), pdf(name, content)]}
    answer = sign_in(cast.clerk).post(NEW, sent)
    assert (answer.status_code, words in answer.content.decode()) == (400, True)
    assert not Application.objects.exists()
    sent["scans"] = [pdf("好.pdf")]
    assert sign_in(cast.clerk).post(NEW, sent).status_code == 302


def test_the_purpose_is_not_asked(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.clerk).get(NEW).content.decode()
    assert "不问用途" in page
    assert "purpose" not in page


# --- Confirming -----------------------------------------------------------------------------------


def test_what_waits_for_confirmation_stands_first_with_a_duty(cast: Cast, sign_in: SignIn) -> None:
    entered(cast)
    application = online(cast)
    page = sign_in(cast.clerk).get("/work/applications/").content.decode()
    assert page.index(application.number) < page.index("2026-1<")
    assert "待双方确认" in page
    (duty,) = (
        one for one in duties_for(cast.clerk, localdate()).overdue if "确认" in str(one.what)
    )
    # Sent on Monday evening: one working day is Tuesday, and today is Wednesday.
    assert (duty.due, duty.working_days_left) == (date(2026, 3, 3), -1)
    assert duty.url == f"{application.get_absolute_url()}confirm/"
    only = sign_in(cast.clerk).get("/work/applications/?state=unconfirmed").content.decode()
    assert "共1件" in only
    assert not any("确认" in str(one.what) for one in duties_for(cast.leader, localdate()).overdue)


def test_confirming_starts_the_clock(cast: Cast, sign_in: SignIn) -> None:
    application = online(cast)
    client = sign_in(cast.clerk)
    page = client.get(application.get_absolute_url()).content.decode()
    assert "等本机关确认" in page
    assert client.get(f"{application.get_absolute_url()}confirm/").status_code == 200
    wrong = post(client, f"{application.get_absolute_url()}confirm/", how="phone", on="2026-03-01")
    assert (wrong.status_code, "提交之日" in wrong.content.decode()) == (400, True)
    post(client, f"{application.get_absolute_url()}confirm/", how="phone", on="2026-03-03")
    application.refresh_from_db()
    assert (application.received_on, application.state) == (date(2026, 3, 3), "running")
    assert client.get(f"{application.get_absolute_url()}confirm/").status_code == 404


def test_what_cannot_be_confirmed_is_set_aside_with_a_reason(cast: Cast, sign_in: SignIn) -> None:
    application = online(cast)
    client = sign_in(cast.clerk)
    address = f"{application.get_absolute_url()}dismiss/"
    assert post(client, address, reason=" ").status_code == 400
    assert post(client, address, reason="多次联系不上").status_code == 302
    page = client.get(application.get_absolute_url()).content.decode()
    assert "没有登记，不计入统计。原因：多次联系不上" in page
    assert Application.objects.get().state == "dismissed"


def test_who_may_not_register_neither_confirms_nor_sets_aside(cast: Cast, sign_in: SignIn) -> None:
    application = online(cast)
    for word in ("confirm", "dismiss"):
        address = f"{application.get_absolute_url()}{word}/"
        assert sign_in(cast.leader).get(address).status_code == 403
        assert sign_in(cast.stranger).get(address).status_code == 404
    page = sign_in(cast.leader).get(application.get_absolute_url()).content.decode()
    assert "不予登记" not in page


def test_what_is_not_confirmed_yet_is_not_corrected(cast: Cast, sign_in: SignIn) -> None:
    address = f"{online(cast).get_absolute_url()}correct/"
    assert sign_in(cast.handler).get(address).status_code == 404


# --- Showing --------------------------------------------------------------------------------------


def test_showing_asks_for_a_reason_and_covers_again(cast: Cast, sign_in: SignIn) -> None:
    application = entered(cast)
    client = sign_in(cast.handler)
    address = f"{application.get_absolute_url()}who/"
    assert "王小明" not in client.get(address).content.decode()
    nothing = post(client, address, why="其他", other=" ")
    assert (nothing.status_code, "请写明为什么要看" in nothing.content.decode()) == (400, True)
    shown = post(client, address, why="联系申请人", other="")
    page = shown.content.decode()
    assert all(value in page for value in ("王小明", "22028319900101001X", "13912345678"))
    assert shown["Refresh"] == f"120; url={application.get_absolute_url()}"
    assert shown["Cache-Control"] == "private, no-store"
    event = Event.objects.latest("seq")
    assert (event.kind, event.by, event.data["reason"]) == (
        "applications.unmasked", cast.handler, "联系申请人",
    )  # fmt: skip
    assert "王小明" not in client.get(application.get_absolute_url()).content.decode()


def test_others_see_it_covered_and_are_told_whom_to_ask(cast: Cast, sign_in: SignIn) -> None:
    application = entered(cast, scans=[("王小明的身份证.pdf", PDF)])
    for person in (cast.clerk, cast.leader, cast.secrecy_reviewer, cast.supervisor):
        client = sign_in(person)
        page = client.get(application.get_absolute_url()).content.decode()
        assert "王**" in page
        assert "王小明" not in page  # neither the name nor the file that is named for him
        for address in ("who", "identity", "papers/new"):
            assert client.get(f"{application.get_absolute_url()}{address}/").status_code == 403
        paper = Paper.objects.get()
        assert client.post(f"/work/applications/papers/{paper.pk}/").status_code == 403
        assert client.post(f"{application.get_absolute_url()}slip/").status_code == 403
    assert sign_in(cast.stranger).post(f"/work/applications/papers/{paper.pk}/").status_code == 404
    assert not Event.objects.filter(kind__in=OPENED).exists()


OPENED = ["applications.unmasked", "applications.paper_opened"]


def test_a_receipt_names_applicant_day_and_term(cast: Cast, sign_in: SignIn) -> None:
    application = entered(cast)
    page = sign_in(cast.handler).post(f"{application.get_absolute_url()}slip/").content.decode()
    assert "王小明：" in page
    for words in ("2026-1", "2026年2月9日", "2026年3月13日", application.subject):
        assert words in page
    assert Event.objects.latest("seq").data["reason"] == "打印登记回执"


# --- Correcting -----------------------------------------------------------------------------------


def test_a_field_is_corrected_without_opening_the_others(cast: Cast, sign_in: SignIn) -> None:
    application = entered(cast)
    client = sign_in(cast.handler)
    address = f"{application.get_absolute_url()}identity/"
    form = client.get(address).content.decode()
    assert "现在是：139****5678" in form
    assert "13912345678" not in form
    assert post(client, address, reason="写错了").status_code == 400
    assert post(client, address, phone="13800001111").status_code == 400
    assert post(client, address, email="不是邮箱", reason="写错了").status_code == 400
    assert post(client, address, phone="13800001111", reason="写错了").status_code == 302
    identity = identity_of(application)
    assert identity is not None
    assert (identity.name, identity.phone) == ("王小明", "13800001111")
    event = Event.objects.latest("seq")
    assert (event.kind, event.data) == (
        "applications.identity_corrected",
        {"number": "2026-1", "changed": ["phone"], "reason": "写错了"},
    )


def test_a_field_is_taken_out_and_the_last_contact_is_not(cast: Cast, sign_in: SignIn) -> None:
    application = entered(cast)
    client = sign_in(cast.handler)
    address = f"{application.get_absolute_url()}identity/"
    answer = post(client, address, phone="无", reason="号码不是本人的")
    assert "请至少填写一种联系方式" in answer.content.decode()
    changed = post(client, address, phone="无", email="wang@example.com", reason="号码不是本人的")
    assert changed.status_code == 302
    identity = identity_of(application)
    assert identity is not None
    assert (identity.phone, identity.email) == ("", "wang@example.com")


def test_what_was_registered_before_there_were_applicants_is_added(
    cast: Cast, sign_in: SignIn
) -> None:
    application = entered(cast)
    Applicant.objects.all().delete()
    client = sign_in(cast.handler)
    assert "没有登记申请人的身份信息" in client.get(application.get_absolute_url()).content.decode()
    address = f"{application.get_absolute_url()}identity/"
    assert post(client, address, phone="13912345678", reason="补登").status_code == 400
    post(client, address, name="王小明", phone="13912345678", reason="补登")
    assert identity_of(application) is not None


def test_wishes_and_features_are_corrected_with_the_registration(
    cast: Cast, sign_in: SignIn
) -> None:
    application = entered(cast)
    sent = {
        "subject": application.subject, "features": "红政发〔2025〕3号",
        "form_wanted": "electronic", "way_wanted": "email",
        "applicant_kind": "nat", "channel": "in_person",
        "arrived_on": "2026-02-09", "reason": "看漏了",
    }  # fmt: skip
    answer = sign_in(cast.handler).post(f"{application.get_absolute_url()}correct/", sent)
    assert answer.status_code == 302
    application.refresh_from_db()
    assert (application.features, application.form_wanted, application.way_wanted) == (
        "红政发〔2025〕3号", "electronic", "email",
    )  # fmt: skip
    event = Event.objects.latest("seq")
    assert event.data["changed"] == ["features", "form_wanted", "way_wanted"]
    assert "红政发" not in str(event.data)


# --- Papers and earlier applications --------------------------------------------------------------


def test_papers_are_added_later_and_opened_by_who_handles_the_case(
    cast: Cast, sign_in: SignIn
) -> None:
    application = entered(cast)
    client = sign_in(cast.handler)
    address = f"{application.get_absolute_url()}papers/new/"
    assert post(client, address, kind="supplement").status_code == 400
    bad = post(client, address, kind="proof", uploads=[pdf("a.exe", b"MZ\x90")])
    assert bad.status_code == 400
    sent = {"kind": "proof", "uploads": [pdf("身份证正面.pdf"), pdf("身份证反面.pdf")]}
    assert client.post(address, sent).status_code == 302
    paper = Paper.objects.earliest("pk")
    assert Event.objects.latest("seq").data == {
        "number": "2026-1", "kind_of_paper": "proof", "papers": 2,
    }  # fmt: skip
    opening = f"/work/applications/papers/{paper.pk}/"
    assert client.get(opening).status_code == 405
    answer = client.post(opening)
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Event.objects.latest("seq").kind == "applications.paper_opened"


def test_the_same_applicant_and_the_same_matter_are_shown_with_the_answer(
    cast: Cast, sign_in: SignIn
) -> None:
    from tongming.applications.actions import enter_step

    first = entered(cast)
    enter_step(
        application=first, kind=Kind.ANSWERED, on=date(2026, 2, 24), outcome=Outcome.GRANTED,
        by=cast.handler, today=date(2026, 2, 24),
    )  # fmt: skip
    again = entered(cast, subject="2025年度农村低保对象审核公示材料（全部）")
    page = sign_in(cast.handler).get(again.get_absolute_url()).content.decode()
    assert "编号2026-1的内容相近，已于2026-02-24答复" in page
    assert "第三十六条第六项" in page
    assert "（一）予以公开" in page


def test_many_earlier_applications_are_counted_and_the_newest_shown(
    cast: Cast, sign_in: SignIn
) -> None:
    made = [entered(cast, subject=f"第{number}号合同") for number in range(23)]
    page = sign_in(cast.handler).get(made[0].get_absolute_url()).content.decode()
    assert "共22件，这里列出20件" in page
    assert made[-1].get_absolute_url() in page
    assert made[1].get_absolute_url() not in page


def test_erased_means_nothing_to_show_open_or_correct(cast: Cast, sign_in: SignIn) -> None:
    from tongming.applications.actions import enter_step
    from tongming.applications.applicants.erasing import erase_due

    application = entered(cast, scans=[("申请表.pdf", PDF)])
    enter_step(
        application=application, kind=Kind.ANSWERED, on=date(2026, 2, 24),
        outcome=Outcome.GRANTED, by=cast.handler, today=date(2026, 2, 24),
    )  # fmt: skip
    soon = [str(one.what) for one in duties_for(cast.handler, date(2036, 2, 1)).now]
    assert "1件申请的个人信息保存期限将满，要移交档案室的先移交" in soon
    erase_due(date(2036, 2, 24))
    client = sign_in(cast.handler)
    page = client.get(application.get_absolute_url()).content.decode()
    assert "个人信息已经清除，统计数据不变" in page
    assert "已清除" in page
    paper = Paper.objects.get()
    assert client.post(f"/work/applications/papers/{paper.pk}/").status_code == 409
    wrong = post(
        client, f"{application.get_absolute_url()}identity/", name="王", phone="1", reason="x"
    )
    assert wrong.status_code == 400
