"""Following with number and code, and each thing an applicant may do, when, and when not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.conftest import Cast, SignIn
from tests.integration.letters import kit
from tests.integration.portal.applying.conftest import Applicant, Confirm, upload
from tongming.applications.actions import enter_step, strike_out
from tongming.applications.applicants.models import Paper
from tongming.applications.intake import dismiss
from tongming.applications.kinds import Kind
from tongming.applications.letters import actions as letters
from tongming.applications.letters.models import Letter, Way
from tongming.applications.models import Application
from tongming.law.outcomes import Outcome
from tongming.ledger.models import Event
from tongming.portal.applying import ratings
from tongming.portal.applying.models import Draft, Rating

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 2, 24)
MARCH = date(2026, 3, 2)


class Days:
    """Which day it is."""

    def __init__(self, traveller: Any) -> None:
        self.traveller = traveller

    def go(self, day: date, hour: int = 10) -> None:
        self.traveller.move_to(f"{day} {hour:02}:00+08:00")


@pytest.fixture
def days() -> Iterator[Days]:
    with time_machine.travel(f"{TUESDAY} 09:00+08:00", tick=False) as traveller:
        yield Days(traveller)


@pytest.fixture
def followed(cast: Cast, applicant: Applicant, days: Days, confirm: Confirm) -> Application:
    """An application received on Tuesday, 24 February 2026, being looked at by its applicant."""
    application = confirm(applicant.apply(), TUESDAY)
    assert applicant.ask().url == "/apply/status/"
    return application


def step(application: Application, kind: Kind, on: date, cast: Cast, **more: Any) -> None:
    outcome = more.pop("outcome", None)
    enter_step(
        application=application, kind=kind, on=on, by=cast.handler, today=on, details=more,
        outcome=outcome,
    )  # fmt: skip
    application.refresh_from_db()


# --- Number and code --------------------------------------------------------------------------


def test_only_the_number_with_its_own_code_opens_a_page(
    cast: Cast, applicant: Applicant, days: Days
) -> None:
    first = applicant.apply()
    other = Applicant(Client())
    other.apply(subject="2026年的预算")
    stranger = Applicant(Client(), applicant.number, other.code)
    assert stranger.ask().status_code == 400
    assert stranger.client.get("/apply/status/")["Location"] == "/apply/query/"
    assert stranger.ask(code=applicant.code.lower().replace("-", " ")).url == "/apply/status/"
    page = stranger.page()
    assert first.subject in page
    assert "王小明" not in page
    assert "13912345678" not in page


def test_number_and_code_may_be_typed_in_any_way(cast: Cast, applicant: Applicant) -> None:
    applicant.apply()
    year, serial = applicant.number.split("-")
    wide = applicant.code.translate({n + 0x21: n + 0xFF01 for n in range(94)})
    for number, code in (
        (f"第{year}-{serial}号", applicant.code.replace("-", "")),
        (f"{year}－{serial}", wide),
        (f" {year} - 0{serial} ", f" {applicant.code.lower()} "),
    ):
        assert Applicant(Client(), number, code).ask().url == "/apply/status/", (number, code)


def test_whatever_does_not_fit_gets_the_same_answer(
    cast: Cast, applicant: Applicant, days: Days
) -> None:
    applicant.apply()
    wrong = [
        (applicant.number, "AAAA-BBBB-CCCC"),
        ("2031-77", applicant.code),
        ("2031-77", "AAAA-BBBB-CCCC"),
        ("", ""),
    ]
    answers = set()
    for number, code in wrong:
        response = Client().post("/apply/query/", {"number": number, "code": code})
        text = response.content.decode()
        for told in (number, code):
            text = text.replace(f'value="{told}"', "")
        answers.add((response.status_code, text.partition("<main")[2].partition("csrf")[0]))
        assert "编号和查询码对不上" in text
    assert len(answers) == 1


def test_the_page_closes_by_itself_and_when_left(
    followed: Application, applicant: Applicant, days: Days
) -> None:
    assert "正在办理" in applicant.page()
    days.go(TUESDAY, 11)
    assert applicant.client.get("/apply/status/")["Location"] == "/apply/query/"
    applicant.ask()
    assert applicant.client.get("/apply/status/").status_code == 200
    applicant.client.post("/apply/status/leave/")
    for path in ("status/", "status/add/", "status/withdraw/", "status/add/"):
        assert applicant.client.get(f"/apply/{path}")["Location"] == "/apply/query/"


# --- What the page says -------------------------------------------------------------------------


def test_before_both_sides_confirm_it_says_what_is_waited_for(
    cast: Cast, applicant: Applicant, days: Days
) -> None:
    application = applicant.apply()
    applicant.ask()
    page = applicant.page()
    assert "等待双方确认" in page
    assert "第三十一条第三项" in page
    dismiss(application=application, reason="三次联系不上", by=cast.handler, today=TUESDAY)
    assert "没有登记。原因：三次联系不上" in applicant.page()
    assert applicant.client.get("/apply/status/add/").status_code == 409


def test_it_says_until_when_and_why(followed: Application, applicant: Applicant) -> None:
    # 第三十一条第三项、第三十三条: confirmed on 24 February, twenty working days.
    page = applicant.page()
    assert "最迟2026年3月23日答复您，还有20个工作日" in page
    assert "收到申请" in page
    assert "strip-due" in page


def test_overdue_it_says_what_the_applicant_may_do_about_it(
    followed: Application, applicant: Applicant, days: Days
) -> None:
    days.go(date(2026, 3, 24))
    applicant.ask()
    page = applicant.page()
    assert "答复期限2026年3月23日已过" in page
    assert "第五十一条" in page


def test_others_who_are_asked_are_not_named(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    days.go(MARCH)
    step(
        followed, Kind.THIRD_PARTY_ASKED, MARCH, cast, received_on=MARCH.isoformat(), party="甲公司"
    )
    applicant.ask()
    page = applicant.page()
    assert "正在征求意见" in page
    assert "甲公司" not in page


def test_a_step_struck_out_is_not_told(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    days.go(MARCH)
    step(followed, Kind.EXTENDED, MARCH, cast, days=10)
    applicant.ask()
    assert "延长10个工作日" in applicant.page()
    wrong = followed.steps.get(kind="extended")
    strike_out(step=wrong, reason="登错了", by=cast.handler, today=MARCH)
    page = applicant.page()
    assert "延长10个工作日" not in page
    assert "登错了" not in page


# --- Acts -----------------------------------------------------------------------------------------


def test_a_correction_starts_the_term_again_on_the_day_it_comes(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    assert applicant.client.get("/apply/status/correct/").status_code == 409
    step(followed, Kind.CORRECTION_NOTIFIED, TUESDAY, cast, reply_by="2026-03-10")
    page = applicant.page()
    assert "等您补正" in page
    assert "请在2026年3月10日前补正" in page
    days.go(MARCH)
    applicant.ask()
    form = applicant.client.get("/apply/status/correct/").content.decode()
    assert f">\n{followed.subject}</textarea>" in form
    empty = applicant.client.post(
        "/apply/status/correct/", {"words": " ", "subject": followed.subject}
    )
    assert empty.status_code == 400
    assert "请写下要说的话，或者上传一份材料" in empty.content.decode()
    done = applicant.client.post(
        "/apply/status/correct/",
        {
            "words": "要的是2025年通村路二标段的招标文件。",
            "subject": "2025年通村路二标段的招标文件",
            "papers": upload("线索.txt", "照片".encode()),
        },
        follow=True,
    )
    assert "补正已经收到" in done.content.decode()
    followed.refresh_from_db()
    assert followed.subject == "2025年通村路二标段的招标文件"
    assert followed.subject_before in applicant.page()
    corrected = followed.steps.get(kind="corrected")
    # 第三十条: twenty working days from 2 March.
    assert (corrected.on, corrected.by, followed.due_on) == (MARCH, None, date(2026, 3, 30))
    papers = list(followed.papers.filter(kind=Paper.Kind.SUPPLEMENT))
    assert [paper.from_applicant for paper in papers] == [True, True]
    assert "二标段" in papers[0].file.read().decode()
    assert papers[1].file.name == "线索.txt"
    event = Event.objects.get(kind="applications.corrected")
    assert event.by is None
    assert not Draft.objects.exclude(sent_at=None).filter(files__isnull=False).exists()
    assert applicant.client.get("/apply/status/correct/").status_code == 409


def test_after_its_term_a_correction_is_refused_and_the_other_way_is_named(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    step(followed, Kind.CORRECTION_NOTIFIED, TUESDAY, cast, reply_by="2026-03-10")
    days.go(date(2026, 3, 11))
    applicant.ask()
    page = applicant.page()
    assert "视为放弃申请" in page
    assert "补正的限期已过。有正当理由的，请用“补充材料”写明" in page
    late = applicant.client.post("/apply/status/correct/", {"words": "晚了"})
    assert late.status_code == 409
    assert not followed.papers.filter(kind=Paper.Kind.SUPPLEMENT).exists()
    applicant.client.post("/apply/status/add/", {"words": "我住院了，有证明。"})
    assert followed.papers.filter(kind=Paper.Kind.SUPPLEMENT).count() == 1


def test_words_that_look_like_a_program_are_kept_as_words(
    followed: Application, applicant: Applicant
) -> None:
    for words in ("<html><script>alert(1)</script>", "#!/bin/sh", "GIF89a", "好"):
        applicant.client.post("/apply/status/add/", {"words": words})
    papers = followed.papers.filter(kind=Paper.Kind.SUPPLEMENT)
    assert [paper.file.media_type for paper in papers] == ["text/plain"] * 4


def test_material_is_added_while_it_is_open_and_moves_nothing(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    due = followed.due_on
    response = applicant.client.post(
        "/apply/status/add/", {"words": "", "papers": upload("照片.pdf")}, follow=True
    )
    assert "材料已经收到" in response.content.decode()
    followed.refresh_from_db()
    assert followed.due_on == due
    assert Event.objects.get(kind="applications.papers_added").by is None
    days.go(MARCH)
    step(followed, Kind.ANSWERED, MARCH, cast, outcome=Outcome.GRANTED)
    applicant.ask()
    late = applicant.client.post("/apply/status/add/", {"words": "再加一点"})
    assert late.status_code == 409
    assert "已经办结" in late.content.decode()


def test_a_wrong_file_keeps_the_words_and_the_good_file(
    followed: Application, applicant: Applicant
) -> None:
    response = applicant.client.post(
        "/apply/status/add/",
        {"words": "两张照片", "papers": [upload("好.pdf"), upload("坏.pdf", b"MZ" + b"\0" * 99)]},
    )
    page = response.content.decode()
    assert response.status_code == 400
    assert "两张照片" in page
    assert "好.pdf" in page
    applicant.client.post("/apply/status/add/", {"words": "两张照片"})
    names = [paper.file.name.partition(" ")[0] for paper in followed.papers.all()]
    assert names == ["补充说明", "好.pdf"]


def test_reasons_are_given_when_they_were_asked_for(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    refused = applicant.client.get("/apply/status/reasons/")
    assert refused.status_code == 409
    assert "工作机构没有要您说明理由" in refused.content.decode()
    days.go(MARCH)
    step(followed, Kind.REASONS_ASKED, MARCH, cast)
    applicant.ask()
    applicant.client.post("/apply/status/reasons/", {"words": "为了写村史，一共这十件。"})
    given = followed.steps.get(kind="reasons_given")
    assert (given.on, given.by) == (MARCH, None)
    assert applicant.client.get("/apply/status/reasons/").status_code == 409


def test_withdrawing_asks_once_more_and_ends_the_case(
    followed: Application, applicant: Applicant
) -> None:
    page = applicant.client.get("/apply/status/withdraw/").content.decode()
    assert "撤回以后不再办理" in page
    followed.refresh_from_db()
    assert followed.is_open
    done = applicant.client.post("/apply/status/withdraw/", follow=True).content.decode()
    assert "申请已经撤回" in done
    followed.refresh_from_db()
    assert (followed.outcome, followed.closed_on) == (Outcome.OTHER.value, TUESDAY)
    assert applicant.client.post("/apply/status/withdraw/").status_code == 409


def test_before_it_is_confirmed_it_is_taken_back_and_never_counted(
    cast: Cast, applicant: Applicant, days: Days
) -> None:
    application = applicant.apply()
    applicant.ask()
    applicant.client.post("/apply/status/withdraw/")
    page = applicant.page()
    assert "您撤回了这件申请，没有登记，不再办理。" in page
    assert "申请人自己撤回" not in page
    application.refresh_from_db()
    assert application.state == "dismissed"
    assert not application.facts.exists()
    assert not application.steps.exists()


def test_a_fee_says_where_it_is_written_how_to_pay(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    days.go(MARCH)
    step(followed, Kind.FEE_NOTIFIED, MARCH, cast, received_on=MARCH.isoformat())
    applicant.ask()
    page = applicant.page()
    assert "等您缴费" in page
    assert "请在2026年3月30日前缴费" in page
    assert "写在收费通知书里" in page


def test_a_fee_notice_nobody_knows_the_arrival_of_names_no_day(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    days.go(MARCH)
    step(followed, Kind.FEE_NOTIFIED, MARCH, cast)
    applicant.ask()
    page = applicant.page()
    assert "等您缴费" in page
    assert "请按通知书写的限期办理" in page


def test_no_other_act_is_there(followed: Application, applicant: Applicant) -> None:
    assert applicant.client.get("/apply/status/confirm/").status_code == 404
    assert applicant.client.post("/apply/status/answered/", {"words": "x"}).status_code == 404


# --- Letters and rating -------------------------------------------------------------------------


def writes_letters(cast: Cast) -> None:
    """The town has said what its letters need."""
    kit.ready(cast)
    letters.change_settings(
        unit=cast.town, review_body="桦甸市人民政府", court="桦甸市人民法院",
        online_review="https://xzfy.example.gov.cn", by=cast.office_head, today=MARCH,
    )  # fmt: skip


def test_letters_are_fetched_by_who_holds_the_code_and_are_received_that_day(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    days.go(MARCH)
    writes_letters(cast)
    letter = kit.signed(cast, Application.objects.get(), "R1", MARCH)
    applicant.ask()
    assert "给您的文书" not in applicant.page()
    letters.send(letter=letter, way=Way.ONLINE, on=MARCH, by=cast.handler, today=MARCH)
    page = applicant.page()
    assert "给您的文书" in page
    assert "第一次下载的那天，就是您收到这份文书的日子" in page
    path = f"/apply/status/letters/{letter.pk}/pdf/"
    # Looking is not receiving.
    assert applicant.client.get(path).status_code == 405
    assert Client().post(path)["Location"] == "/apply/query/"
    other = Applicant(Client(REMOTE_ADDR="10.1.1.1"))
    other.apply(subject="别的事")
    other.ask()
    assert other.client.post(path).status_code == 404
    assert Letter.objects.get().received_on is None
    days.go(date(2026, 3, 4))
    applicant.ask()
    response = applicant.client.post(path)
    assert response.content.startswith(b"%PDF")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith("attachment")
    fetched = Letter.objects.get()
    assert (fetched.received_on, fetched.state) == (date(2026, 3, 4), Letter.State.RECEIVED)
    # Fetched again, it was received once. 《行政复议法》第二十条: sixty days.
    days.go(date(2026, 3, 5))
    applicant.ask()
    assert applicant.client.post(path).status_code == 200
    assert Letter.objects.get().received_on == date(2026, 3, 4)
    assert "最迟2026-05-06申请行政复议" in applicant.page()
    assert applicant.client.post(f"{path[:-4]}docx/").status_code == 404


def test_a_letter_sent_by_post_is_not_given_here(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    days.go(MARCH)
    writes_letters(cast)
    letter = kit.sent(cast, Application.objects.get(), "R1", MARCH)
    applicant.ask()
    page = applicant.page()
    assert "已经办结" in page
    assert "给您的文书" not in page
    assert applicant.client.post(f"/apply/status/letters/{letter.pk}/pdf/").status_code == 404


def test_a_closed_application_is_rated_once_and_nothing_leads_back_to_it(
    followed: Application, applicant: Applicant, days: Days, cast: Cast
) -> None:
    applicant.client.post("/apply/status/rate/", {"stars": "5"})
    assert not Rating.objects.exists()
    days.go(MARCH)
    step(followed, Kind.ANSWERED, MARCH, cast, outcome=Outcome.GRANTED)
    applicant.ask()
    for bad in ({"stars": "6"}, {"stars": ""}, {"stars": "5", "words": "我是13912345678"}):
        applicant.client.post("/apply/status/rate/", bad)
        assert not Rating.objects.exists()
    page = applicant.client.post(
        "/apply/status/rate/", {"stars": "4", "words": "很快"}, follow=True
    ).content.decode()
    assert "谢谢您的评价" in page
    applicant.client.post("/apply/status/rate/", {"stars": "1"})
    rating = Rating.objects.get()
    assert (rating.stars, rating.words, rating.unit) == (4, "很快", cast.town)
    fields = {field.name for field in Rating._meta.get_fields()}
    assert fields == {"id", "unit", "year", "stars", "words", "once"}
    assert len(rating.once) == 64
    # Nor does the ledger say that it was rated, or when.
    assert Event.objects.latest("seq").kind == "applications.answered"


def test_an_average_is_shown_once_nobody_can_be_told_from_it(cast: Cast, sign_in: SignIn) -> None:
    for number in range(ratings.ENOUGH):
        assert ratings.average_of(cast.town) is None
        Rating.objects.create(
            unit=cast.town, year=2026, stars=3 + number % 2, words=f"第{number}句",
            once=f"{9 - number:064}",
        )  # fmt: skip
        page = sign_in(cast.handler).get("/work/ratings/").content.decode()
        assert ("第0句" in page) == (number + 1 >= ratings.ENOUGH)
    assert ratings.average_of(cast.town) == ratings.Average(3.4, 5)
    assert page.index("第4句") < page.index("第0句")
    assert ratings.average_of(cast.county) is None
    foreign = sign_in(cast.stranger).get("/work/ratings/").content.decode()
    assert "红石砬子镇人民政府" not in foreign
    assert "第0句" not in foreign
