"""The screens of the cases: who sees what, what a form says back, how the list narrows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.integration.letters import kit
from tests.integration.remedies.conftest import Hands
from tongming.applications.letters.actions import change_settings
from tongming.applications.models import Application
from tongming.law.remedy_results import Result, Way
from tongming.remedies.actions import void_case
from tongming.remedies.models import Case, Keeping

COPY = date(2026, 4, 13)
VERBS = {
    "answer": (1,), "result": (1,), "acting": (1,), "correct": (1,), "reopen": (1,),
    "next_stage": ("second",), "void": (), "papers": (), "lessons": (),
}  # fmt: skip


def page(name: str, *args: Any) -> str:
    return reverse(f"remedies:{name}", args=args)


def test_a_stranger_finds_nothing_and_who_only_sees_is_told_why_not(
    cast: Cast, hands: Hands, sign_in: SignIn
) -> None:
    case = hands.open(COPY)
    for person, seen, done in (
        (cast.stranger, 404, 404), (cast.secrecy_reviewer, 404, 404), (cast.clerk, 200, 403),
        (cast.supervisor, 200, 403), (cast.handler, 200, 200),
    ):  # fmt: skip
        client = sign_in(person)
        assert client.get(case.get_absolute_url()).status_code == seen
        for name, more in VERBS.items():
            assert client.get(page(name, case.pk, *more)).status_code == done, name
        assert client.get(page("since", cast.town.pk)).status_code == done
    assert sign_in(cast.clerk).get(page("new")).status_code == 404
    assert sign_in(cast.stranger).get(page("list")).status_code == 200


def test_what_is_not_there_is_not_found(cast: Cast, hands: Hands, sign_in: SignIn) -> None:
    case = hands.open(COPY)
    client = sign_in(cast.handler)
    for address in (
        page("detail", 999), page("answer", case.pk, 2), page("next_stage", case.pk, "review"),
        page("since", 999),
    ):  # fmt: skip
        assert client.get(address).status_code == 404


def _opening(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "unit": cast.town.pk, "way": "review", "subject": "不服不予公开告知书",
        "body": "桦甸市人民政府", "procedure": "simplified", "notified_on": "2026-04-13", **more,
    }  # fmt: skip


def test_a_case_begun_from_an_application_has_its_number_matter_and_body(
    cast: Cast, refused: Application, sign_in: SignIn
) -> None:
    client = sign_in(cast.handler)
    form = client.get(f"{page('new')}?application={refused.pk}").context["form"]
    assert form.initial["number"] == "2026-1"
    assert form.initial["subject"] == refused.subject
    assert form.initial["body"] == "桦甸市人民政府"
    answer = client.post(page("new"), _opening(cast, number="2026-1"))
    case = Case.objects.get()
    assert answer.headers["Location"] == case.get_absolute_url()
    assert case.application == refused
    assert case.stages.get().procedure == "simplified"
    for query in ("application=x", "application=99999999999999999999", "earlier=7"):
        assert client.get(f"{page('new')}?{query}").status_code == 200


@pytest.mark.parametrize("number", ["2026-9", "九", "2026-", "20269999999999999-1"])
def test_an_application_that_is_not_there_is_said_beside_its_field(
    cast: Cast, sign_in: SignIn, number: str
) -> None:
    answer = sign_in(cast.handler).post(page("new"), _opening(cast, number=number))
    assert answer.status_code == 400
    assert "登记簿里没有这个编号" in answer.content.decode()
    assert Case.objects.count() == 0


def test_a_suit_after_a_reconsideration_begins_with_what_it_was_about(
    cast: Cast, hands: Hands, refused: Application, sign_in: SignIn
) -> None:
    review = hands.open(COPY, application=refused, letter_number="红公开〔2026〕3号")
    client = sign_in(cast.handler)
    form = client.get(f"{page('new')}?earlier={review.pk}").context["form"]
    assert form.initial["earlier"] == review
    assert (form.initial["way"], form.initial["letter_number"]) == ("after", "红公开〔2026〕3号")
    client.post(page("new"), _opening(cast, way="after", earlier=review.pk, body="桦甸市人民法院"))
    suit = Case.objects.get(earlier=review)
    # The simplified procedure that stood in the form is no court's.
    assert suit.stages.get().procedure == "ordinary"


def test_a_refusal_is_said_on_the_form_and_nothing_typed_is_lost(
    cast: Cast, hands: Hands, sign_in: SignIn
) -> None:
    case = hands.open(COPY)
    client = sign_in(cast.handler)
    typed = {
        "result": "review_mediated", "decided_on": "2026-06-01", "counted_as": "corrected",
    }  # fmt: skip
    answer = client.post(page("result", case.pk, 1), typed)
    assert answer.status_code == 400
    assert "请写明理由" in answer.content.decode()
    assert 'value="2026-06-01"' in answer.content.decode()
    assert hands.fresh(case).is_open
    client.post(page("result", case.pk, 1), {**typed, "counted_reason": "确认原答复不当"})
    shown = client.get(case.get_absolute_url()).content.decode()
    assert "调解，改计入“结果纠正”" in shown
    assert "确认原答复不当" in shown


def test_a_result_is_offered_under_the_column_it_counts_in(
    cast: Cast, hands: Hands, sign_in: SignIn
) -> None:
    case = hands.open(COPY)
    shown = sign_in(cast.handler).get(page("result", case.pk, 1)).content.decode()
    for column in ("结果维持", "结果纠正", "其他结果"):
        assert f'<optgroup label="{column}">' in shown
    assert "没有找到官方说明" in shown
    assert "判决撤销" not in shown


def test_the_list_is_narrowed_by_what_stands_in_the_address(
    cast: Cast, hands: Hands, sign_in: SignIn
) -> None:
    hands.open(COPY, case_number="桦政复〔2026〕4号")
    suit = hands.open(date(2026, 5, 6), way=Way.DIRECT)
    hands.decide(suit, Result.SUIT_DISMISSED, date(2026, 8, 3))
    void_case(case=hands.open(COPY), reason="误登", by=cast.handler)
    client = sign_in(cast.handler)

    def found(query: str) -> list[str]:
        return [case.number for case in client.get(f"{page('list')}?{query}").context["page"]]

    assert found("") == ["2026-3", "2026-1", "2026-2"]
    assert found("way=direct") == ["2026-2"]
    assert found("standing=upheld") == ["2026-2"]
    assert found("standing=pending") == ["2026-1"]
    assert found("standing=void") == ["2026-3"]
    assert found("words=桦政复") == ["2026-1"]
    assert found("words=2026-2") == ["2026-2"]
    assert found("words=没有&unit=99999999999999999999&way=x&standing=y&page=z") == []


def test_a_suit_that_should_have_been_reconsidered_first_is_remarked_on(
    cast: Cast, hands: Hands, refused: Application, sign_in: SignIn
) -> None:
    suit = hands.open(COPY, way=Way.DIRECT, application=refused)
    review = hands.open(COPY, application=refused)
    client = sign_in(cast.leader)
    words = "依法应当先申请行政复议"
    assert words in client.get(suit.get_absolute_url()).content.decode()
    assert words not in client.get(review.get_absolute_url()).content.decode()


def test_a_paper_is_kept_and_opened_by_those_who_see_the_case(
    cast: Cast, hands: Hands, sign_in: SignIn
) -> None:
    case = hands.open(COPY)
    sign_in(cast.handler).post(
        page("papers", case.pk),
        {"kind": "decision", "file": SimpleUploadedFile("决定书.txt", "决定书".encode())},
    )
    paper = case.papers.get()
    address = reverse("files:download", args=[paper.file_id])
    assert "决定书.txt" in sign_in(cast.clerk).get(case.get_absolute_url()).content.decode()
    assert sign_in(cast.clerk).get(address).status_code == 200
    for person in (cast.secrecy_reviewer, cast.stranger, cast.administrator):
        assert sign_in(person).get(address).status_code == 404


def test_a_unit_says_since_when_its_cases_are_kept_here(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.office_head)
    answer = client.post(page("since", cast.town.pk), {"year": 2012, "reading": "handled"})
    assert answer.status_code == 400
    year = localdate().year
    client.post(page("since", cast.town.pk), {"year": year, "reading": "accepted"})
    keeping = Keeping.objects.get()
    assert (keeping.since_year, keeping.reading) == (year, "accepted")
    assert f"{year}年起由登记簿统计" in client.get(page("list")).content.decode()


def test_every_verb_does_what_its_page_says(cast: Cast, hands: Hands, sign_in: SignIn) -> None:
    client = sign_in(cast.handler)
    today = localdate()
    case = hands.open(today - timedelta(days=60), way=Way.DIRECT, today=today)

    def send(name: str, *more: Any, **data: Any) -> None:
        answer = client.post(page(name, case.pk, *more), data)
        assert answer.status_code == 302, answer.content.decode()

    def ago(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    send("answer", 1, on=ago(50))
    send("result", 1, result="suit_dismissed", decided_on=ago(40), received_on=ago(39))
    send("result", 1, result="suit_revoked", decided_on=ago(40), reason="看错")
    send("reopen", 1, reason="恢复审理")
    send("result", 1, result="suit_revoked", decided_on=ago(30), acts_again="on", act_by=ago(1))
    send("acting", 1, on=ago(3), letter_number="红公开〔2026〕9号")
    send("next_stage", "second", body="吉林市中级人民法院", notified_on=ago(2), answer_by=ago(-9))
    send(
        "correct", 2, body="吉林市中级人民法院", notified_on=ago(1), case_number="行终7号",
        reason="抄错",
    )  # fmt: skip
    send("lessons", text="先征求意见")
    shown = client.get(case.get_absolute_url()).content.decode()
    for words in ("结果撤回，继续审理", "二审开始", "行终7号", "先征求意见", "红公开〔2026〕9号"):
        assert words in shown
    send("void", reason="误登")
    shown = client.get(case.get_absolute_url()).content.decode()
    assert "已作废：误登" in shown
    assert "下一步</h2>" not in shown


def test_a_case_links_the_letter_it_is_about_by_reference_and_keeps_a_foreign_number_as_text(
    cast: Cast, hands: Hands, sign_in: SignIn
) -> None:
    item = kit.application(cast)
    letter = kit.sent(cast, item, "R1", date(2026, 3, 5))
    typed = letter.number.replace("〔", "[").replace("〕", "]")
    case = hands.open(COPY, application=item, letter_number=typed)
    assert case.letter == letter
    page = sign_in(cast.handler).get(case.get_absolute_url()).content.decode()
    assert f'<a href="{letter.get_absolute_url()}">' in page
    foreign = hands.open(COPY, letter_number="桦政公开〔2019〕8号")
    assert (foreign.letter, foreign.letter_number) == (None, "桦政公开〔2019〕8号")


def test_a_unit_is_told_to_say_where_to_apply_for_reconsideration_online(
    cast: Cast, sign_in: SignIn
) -> None:
    address = f"/work/units/{cast.town.pk}/"
    page = sign_in(cast.office_head).get(address).content.decode()
    assert "填写网上申请行政复议的渠道" in page
    assert "《行政复议法》第二十二条第二款" in page
    settings = f"/work/applications/letters/settings/{cast.town.pk}/#id_online_review"
    assert settings in page
    administrator = sign_in(cast.administrator).get(address).content.decode()
    assert "由办公室负责人填写" in administrator
    assert settings not in administrator
    change_settings(
        unit=cast.town, online_review="https://xzfy.example.gov.cn", by=cast.office_head,
        today=date(2026, 3, 5),
    )  # fmt: skip
    assert "还要准备的" not in sign_in(cast.office_head).get(address).content.decode()
