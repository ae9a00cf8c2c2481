"""The room's pages: who may open them, what they show, what they do."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import Cast, SignIn
from tests.integration.reports.conftest import OWN_WORDS, Register, stated
from tests.integration.reports.test_signing import ready, sign
from tongming.law.figures import Cell, Gap
from tongming.law.forms import FORM_2021
from tongming.law.outcomes import Outcome
from tongming.reports.actions import (
    confirm_reading,
    open_report,
    publish_report,
    read_pasted,
)
from tongming.reports.models import HistoricalFigure, Reading, Report
from tongming.reports.queries import texts_of
from tongming.reports.reading import read
from tongming.units.models import Unit

HOME = "/work/reports/songhuahu/"
YEAR = f"{HOME}2022/2021-30/"
PEOPLE = ("clerk", "office_head", "leader", "handler", "supervisor", "stranger")

OPEN_TO: dict[str, str] = {
    # A page, and who may open it. Whoever may not see the unit gets 404; who sees it, 403.
    HOME: "clerk office_head leader handler supervisor",
    f"{HOME}2022/": "clerk office_head leader handler supervisor",
    YEAR: "clerk office_head leader handler supervisor",
    f"{YEAR}cell/requests/1/sum/": "clerk office_head leader handler supervisor",
    f"{YEAR}words/": "clerk office_head leader handler supervisor",
    f"{YEAR}words/changes/": "clerk office_head leader handler supervisor",
    f"{YEAR}words/changes.docx": "clerk office_head leader handler supervisor",
    f"{YEAR}words/overview/history/": "clerk office_head leader handler supervisor",
    f"{YEAR}files/json/": "clerk office_head leader handler supervisor",
    f"{HOME}import/": "clerk office_head supervisor",
    f"{YEAR}figures/": "clerk office_head",
    f"{YEAR}words/overview/": "clerk office_head",
    f"{YEAR}submit/": "clerk office_head",
    f"{YEAR}correct/": "clerk office_head",
    f"{YEAR}send-back/": "leader",
}


@pytest.mark.parametrize("address", OPEN_TO)
def test_every_page_opens_to_those_who_may_and_to_nobody_else(
    cast: Cast, newcomer: Unit, sign_in: SignIn, client: Client, address: str
) -> None:
    open_report(unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)
    allowed = OPEN_TO[address].split()
    answers = {name: sign_in(getattr(cast, name)).get(address).status_code for name in PEOPLE}
    for name in PEOPLE:
        refused = 404 if name == "stranger" else 403
        assert (name, answers[name]) == (name, 200 if name in allowed else refused)
    assert client.get(address).status_code == 302  # to the sign-in


def test_the_list_of_units_is_for_whoever_looks_after_several(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    page = sign_in(cast.supervisor).get("/work/reports/").content.decode()
    for unit in (cast.county, cast.town, cast.other_town, newcomer):
        assert unit.name in page
    answer = sign_in(cast.stranger).get("/work/reports/")
    assert answer["Location"] == "/work/reports/badaohezi/"


def test_a_report_is_uploaded_looked_at_and_confirmed(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    browser = sign_in(cast.clerk)
    upload = SimpleUploadedFile("年报.txt", OWN_WORDS.encode("gb18030"))
    answer = browser.post(f"{HOME}import/", {"file": upload})
    reading = Reading.objects.get()
    assert answer["Location"] == f"{HOME}readings/{reading.pk}/"
    page = browser.get(answer["Location"]).content.decode()
    assert "勾稽关系全部成立" in page
    assert "政务微博101条" in page  # the source, beside what was read
    answer = browser.post(f"{HOME}readings/{reading.pk}/confirm/", {"year": 2019})
    assert answer["Location"] == f"{HOME}2019/"
    assert HistoricalFigure.objects.filter(unit=newcomer, year=2019).count() == 16


def test_broken_arithmetic_is_drawn_as_an_equation(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    wrong = OWN_WORDS.replace("政务微博101条", "政务微博190条")
    browser = sign_in(cast.clerk)
    answer = browser.post(f"{HOME}import/", {"text": wrong}, follow=True)
    page = answer.content.decode()
    assert 'class="equation"' in page
    assert "figure-broken" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "请选择报告文件"),
        ({"text": "今天天气很好"}, "没有找到年度报告"),
        ({"file": SimpleUploadedFile("空.pdf", b"%PDF-1.4 nothing")}, "空.pdf"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_form(
    cast: Cast, newcomer: Unit, sign_in: SignIn, given: dict[str, object], said: str
) -> None:
    answer = sign_in(cast.clerk).post(f"{HOME}import/", given)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Reading.objects.exists()


def test_the_fields_of_a_form_keep_the_four_states(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    browser = sign_in(cast.clerk)
    page = browser.get(f"{YEAR}figures/")
    names = {cell: name for name, cell in page.context["form"].cells.items()}
    issued, repealed, in_force = (
        Cell("proactive", "normative_documents", key) for key in ("issued", "repealed", "in_force")
    )
    money = Cell("proactive", "fees", "amount_wan")
    entered = {names[issued]: "０", names[repealed]: "—", names[in_force]: "未报"}
    answer = browser.post(f"{YEAR}figures/", {**entered, names[money]: "1,234.5", "reason": "台账"})
    assert answer.status_code == 302
    held = {row.cell: row.figure for row in HistoricalFigure.objects.all()}
    assert held[issued] == 0
    assert held[repealed] is Gap.NOT_APPLICABLE
    assert held[in_force] is Gap.NOT_REPORTED
    assert str(held[money]) == "1234.5"
    assert len(held) == 4  # a field left empty where nothing was stated says nothing
    shown = browser.get(f"{YEAR}figures/").context["form"]
    assert shown[names[repealed]].value() == "—"
    wrong = browser.post(f"{YEAR}figures/", {names[issued]: "l2", "reason": "台账"})
    assert wrong.status_code == 400
    assert "请填数字" in wrong.content.decode()


def test_a_cell_opens_onto_its_records_page_by_page(
    cast: Cast, newcomer: Unit, register: Register, sign_in: SignIn
) -> None:
    for day in range(1, 29):
        for _ in range(2):
            register.add(
                date(2022, 5, day),
                date(2022, 5, day),
                Outcome.GRANTED,
            )
    browser = sign_in(cast.leader)
    first = browser.get(f"{YEAR}cell/requests/3.1/nat/")
    assert first.context["figure"] == 56
    assert len(first.context["lines"]) == 50
    second = browser.get(f"{YEAR}cell/requests/3.1/nat/?page=2")
    assert len(second.context["lines"]) == 6
    assert "2022年内办结、结果为“（一）予以公开”的申请，申请人是自然人" in first.content.decode()
    assert browser.get(f"{YEAR}cell/requests/3.9/nat/").status_code == 404


def test_a_stated_figure_opens_onto_its_words_its_document_and_its_corrections(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    browser = sign_in(cast.clerk)
    address = f"{HOME}2019/none/cell/channels/website/items/"
    page = browser.get(address).content.decode()
    assert "政府网站14条，占9.6%" in page
    source = browser.get(f"{HOME}sources/{reading.source.pk}/")
    assert b"".join(source.streaming_content).decode() == OWN_WORDS  # type: ignore[attr-defined]
    row = HistoricalFigure.objects.get(address="channels/website/items")
    answer = browser.post(
        f"{HOME}figures/{row.pk}/correct/", {"figure": "15", "reason": "原文更正"}
    )
    assert answer["Location"] == address
    page = browser.get(address).content.decode()
    assert "原文更正" in page
    assert "15" in page
    again = browser.post(f"{HOME}figures/{row.pk}/correct/", {"figure": "16", "reason": "再改"})
    assert again.status_code == 400
    assert sign_in(cast.stranger).get(f"{HOME}sources/{reading.source.pk}/").status_code == 404


def test_a_figure_told_in_words_that_its_form_has_no_table_for_is_corrected_too(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    row = HistoricalFigure.objects.get(address="requests/1/sum")
    browser = sign_in(cast.clerk)
    page = f"{HOME}figures/{row.pk}/correct/"
    assert browser.get(page).status_code == 200
    answer = browser.post(page, {"figure": "3", "reason": "漏计当面申请"}, follow=True)
    assert answer.status_code == 200
    assert "漏计当面申请" in answer.content.decode()


def test_a_past_day_shows_what_was_known_then(cast: Cast, newcomer: Unit, sign_in: SignIn) -> None:
    stated(
        {"proactive/licences/decisions": 3},
        unit=newcomer,
        year=2022,
        form=FORM_2021,
        by=cast.clerk,
    )
    browser = sign_in(cast.leader)
    licences = Cell("proactive", "licences", "decisions")
    now = browser.get(YEAR).context["compiled"].report
    then = browser.get(f"{YEAR}?as_of=2026-01-31").context["compiled"].report
    assert (now.figure(licences), then.figure(licences)) == (3, Gap.BLANK)
    future = browser.get(f"{YEAR}?as_of=2999-01-01")
    assert future.context["day"] is None
    assert "只能选择今天或今天以前的日期" in future.content.decode()


def test_words_are_edited_with_readable_figures_and_kept_bound(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    report = open_report(unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)
    browser = sign_in(cast.clerk)
    form = browser.get(f"{YEAR}words/overview/").context["form"]
    assert "{0件#1}" in form.initial["text"]
    assert "requests/1/sum" not in form.initial["text"]
    text = "全年新收{0件#1}。"
    answer = browser.post(
        f"{YEAR}words/overview/", {"text": text, "based_on": form.initial["based_on"]}
    )
    assert answer.status_code == 302
    latest = texts_of(report, "overview").first()
    assert latest is not None
    assert latest.text == "全年新收{{requests/1/sum|件}}。"
    stale = browser.post(
        f"{YEAR}words/overview/", {"text": "别的", "based_on": form.initial["based_on"]}
    )
    assert stale.status_code == 400
    assert "已经改过它" in stale.content.decode()
    history = browser.get(f"{YEAR}words/overview/history/").content.decode()
    assert "<del>" in history
    assert "<ins>" in history


def test_from_draft_to_publication_on_the_screens(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    report = ready(newcomer, 2022, cast)
    clerk, leader = sign_in(cast.clerk), sign_in(cast.leader)
    assert clerk.get(f"{YEAR}sign/").status_code == 403
    page = leader.get(f"{YEAR}sign/")
    answer = leader.post(f"{YEAR}sign/", {"shown": page.context["form"].initial["shown"]})
    assert answer["Location"] == YEAR
    answer = clerk.post(f"{YEAR}publish/", follow=True)
    assert "已发布" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == Report.State.PUBLISHED
    version = clerk.get(f"{YEAR}versions/1/").content.decode()
    assert "核验通过" in version


def test_a_signature_over_something_else_is_refused_on_the_page(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    ready(newcomer, 2022, cast)
    answer = sign_in(cast.leader).post(f"{YEAR}sign/", {"shown": "0" * 64})
    assert answer.status_code == 400
    assert "有了变化" in answer.content.decode()


def test_the_five_files_of_a_signed_report_read_back_alike(
    cast: Cast, newcomer: Unit, register: Register, sign_in: SignIn
) -> None:
    register.add(date(2022, 5, 5))
    report = ready(newcomer, 2022, cast, more={"proactive/licences/decisions": 3})
    publish_report(frozen=sign(report, cast.leader), by=cast.clerk)
    browser = sign_in(cast.supervisor)
    for kind in ("html", "docx", "pdf", "xlsx", "json"):
        answer = browser.get(f"{YEAR}versions/1/{kind}/")
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        found = read(content, f"年报.{kind}")
        assert found.figure(Cell("requests", "1", "nat")) == 1, kind
        assert found.figure(Cell("requests", "4", "sum")) == 1, kind
        assert found.figure(Cell("proactive", "licences", "decisions")) == 3, kind
        assert found.figure(Cell("proactive", "penalties", "decisions")) is Gap.BLANK, kind
        again = b"".join(
            browser.get(f"{YEAR}versions/1/{kind}/").streaming_content  # type: ignore[attr-defined]
        )
        assert io.BytesIO(again).getvalue() == content  # kept by its hash
    assert browser.get(f"{YEAR}versions/1/exe/").status_code == 404
    assert browser.get(f"{YEAR}versions/2/html/").status_code == 404


def test_a_year_no_report_can_be_about_is_not_found(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    browser = sign_in(cast.clerk)
    for address in (
        "2007/",
        "2999/",
        "2999/2021-30/",
        "2022/2019-60/",
        "2022/nonsense/",
        "2007/none/",
    ):
        assert browser.get(HOME + address).status_code == 404
    assert browser.get(f"{HOME}2008/none/").status_code == 200
