"""The screens of handling: what the law allows is offered, what it does not is told with why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.conftest import Cast, SignIn
from tests.integration.applications import handling_kit as kit
from tests.integration.applications.handling_kit import LIMBS, answer, checked
from tests.integration.search.conftest import Items
from tests.unit.search.corpus import simple
from tongming.applications.applicants.actions import submit
from tongming.applications.handling import queries
from tongming.applications.models import Application
from tongming.law.outcomes import ApplicantKind
from tongming.publishing.channels import content
from tongming.publishing.channels.post import Picture
from tongming.publishing.item import PublicItem, Tombstone
from tongming.search import feed

DAY = date(2026, 3, 10)
PROPER = ("clear=clear", "proper=ours")
NOT_PUBLIC = (*PROPER, "exists=held", "public=not_yet")


@pytest.fixture
def town(cast: Cast) -> Iterator[Cast]:
    """The town on the seventh working day."""
    with time_machine.travel("2026-03-10 09:00+08:00", tick=False):
        yield kit.equipped(cast)


@pytest.fixture
def application(town: Cast) -> Application:
    """Received eight days before."""
    return kit.received(town)


def to(name: str, application: Application, *more: object) -> str:
    """The address of a page."""
    return reverse(f"applications:handling:{name}", args=[application.pk, *more])


def say(client: Client, application: Application, question: str, **data: str) -> Any:
    """Post an answer as the form does."""
    return client.post(to("question", application, question), data)


@pytest.mark.django_db
def test_the_page_asks_one_question_and_tells_what_is_shut_and_why(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    client = sign_in(town.handler)
    page = client.get(to("path", application)).content.decode()
    assert "申请内容明确、必备内容齐全吗？" in page
    assert 'value="to_correct"' in page
    assert 'value="still_unclear"' not in page
    assert "不能直接以内容不明确答复" in page
    assert say(client, application, "clear", answer="clear").status_code == 302
    page = client.get(to("path", application)).content.decode()
    assert "是政府信息公开申请吗？" in page
    assert "没有查到同一申请人" in page


@pytest.mark.django_db
def test_a_correction_is_to_be_asked_for_by_its_own_day(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    client = sign_in(town.handler)
    say(client, application, "clear", answer="to_correct")
    page = client.get(to("path", application)).content.decode()
    # 第三十条: seven working days from 2 March, not the twenty of the reply (30 March).
    assert "2026-03-11" in page
    assert "2026-03-30" not in page


@pytest.mark.django_db
def test_an_answer_without_what_must_be_written_comes_back_with_what_was_typed(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    client = sign_in(town.handler)
    say(client, application, "clear", answer="clear")
    refused = say(client, application, "proper", answer="query", **{"query-where": "登记大厅"})
    assert refused.status_code == 400
    assert "请写明：作出专门规定的法律或者行政法规" in refused.content.decode()
    assert "登记大厅" in refused.content.decode()
    assert say(client, application, "proper").status_code == 400
    shut = say(client, application, "proper", answer="repeated")
    assert shut.status_code == 400
    assert "没有查到" in shut.content.decode()
    assert [one.question for one in queries.answers_of(application)] == ["clear"]


@pytest.mark.django_db
def test_a_question_not_come_to_yet_leads_back_to_the_one_that_is(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    client = sign_in(town.handler)
    for question in ("exists", "apart"):
        assert client.get(to("question", application, question)).status_code == 302
    assert client.get(to("worksheet", application)).status_code == 302
    assert client.get(to("sound", application)).status_code == 302
    assert client.get(to("question", application, "stands")).status_code == 404


@pytest.mark.django_db
def test_the_organ_in_charge_is_chosen_from_the_installation(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    town.other_town.office, town.other_town.phone = "党政办公室", "0432-66211234"
    town.other_town.save()
    answer(town, application, DAY, *PROPER)
    client = sign_in(town.handler)
    say(
        client, application, "exists", answer="not_ours",
        **{"not_ours-reason": "是该镇制作的", "not_ours-unit": str(town.other_town.pk)},
    )  # fmt: skip
    kept = queries.answers_of(application)[-1]
    assert kept.notes == {
        "reason": "是该镇制作的",
        "other_organ": "八道河子镇人民政府，联系部门：党政办公室，电话：0432-66211234",
    }


class Public(Items):
    """What the site shows, as search and channels see it."""

    def pictures(self, item: PublicItem) -> Mapping[str, Picture]:
        return {}


@pytest.fixture
def public() -> Iterator[Public]:
    """A site with one item and one withdrawn."""
    items = Public()
    searched, shown = feed.use(items), content.use(items)
    items.put(
        simple("t-1", "农村道路硬化工程招标公告", document_number="红政招〔2025〕3号"),
        simple("t-2", "农村道路硬化工程中标公告", tombstone=Tombstone(DAY, "有误")),
    )
    yield items
    feed.use(searched)
    content.use(shown)


@pytest.mark.django_db
def test_what_is_public_is_found_by_words_and_its_way_is_written(
    town: Cast, application: Application, sign_in: SignIn, public: Public
) -> None:
    answer(town, application, DAY, *PROPER, "exists=held")
    client = sign_in(town.handler)
    listed = client.get(to("public", application), {"words": "道路硬化"}).content.decode()
    assert "招标公告" in listed
    assert "中标公告" not in listed
    page = client.get(to("question", application, "public"), {"item": "t-1"}).content.decode()
    assert "红政招〔2025〕3号" in page
    assert 'value="already" checked' in page
    gone = client.get(to("question", application, "public"), {"item": "t-2"}).content.decode()
    assert "中标公告" not in gone


@pytest.mark.django_db
def test_the_worksheet_is_kept_limb_by_limb_up_to_what_must_be_done_first(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    answer(town, application, DAY, *NOT_PUBLIC)
    client = sign_in(town.handler)
    page = client.get(to("worksheet", application)).content.decode()
    assert page.count('class="limb"') == len(LIMBS)
    assert "不答复不等于同意" in page
    data = {f"q{limb}-answer": "no" for limb in LIMBS}
    wrong = client.post(
        to("worksheet", application), {**data, "q16-1-answer": "holds", "q16-1-holds-kind": ""}
    )
    assert wrong.status_code == 400
    assert len(queries.answers_of(application)) == len(NOT_PUBLIC)
    client.post(to("worksheet", application), {**data, "q15-answer": "consult"})
    kept = [one.question for one in queries.answers_of(application)]
    assert kept[len(NOT_PUBLIC) :] == ["14-a", "14-b", "14-c", "15"]
    assert "征求意见书" in client.get(to("path", application)).content.decode()
    client.post(to("worksheet", application), data)
    assert len(queries.answers_of(application)) == len(NOT_PUBLIC) + len(LIMBS)


@pytest.mark.django_db
def test_the_last_page_tells_what_is_missing_and_where_to_see_to_it(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    answer(
        town, application, DAY, *NOT_PUBLIC, *checked(l16_1="holds"), "apart=parts",
        "review=reviewed",
    )  # fmt: skip
    client = sign_in(town.handler)
    page = client.get(to("sound", application)).content.decode()
    assert "附上可以公开的部分" in page
    assert "check-open" in page
    refused = client.post(to("sound", application), {"sound": "on"})
    assert refused.status_code == 400
    client.post(
        to("add_part", application), {"place": "第3页", "ground": "16-1", "reason": "人事管理"}
    )
    client.post(
        to("add_file", application), {"file": SimpleUploadedFile("文件.txt", "内容".encode())}
    )
    page = client.get(to("sound", application)).content.decode()
    assert "check-open" not in page
    assert "第3页：人事管理（第十六条第一款）" in page
    letter = client.post(to("sound", application), {"sound": "on"}, follow=True)
    assert letter.status_code == 200
    assert "第3页：人事管理（第十六条第一款）" in letter.content.decode()
    assert "送签" in client.get(application.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_searches_are_entered_struck_out_and_printed(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    client = sign_in(town.handler)
    line = {
        "on": "2026-03-10", "place": "档案室", "keywords": "道路", "searcher": "周芳",
        "found": "no", "result": "没有相符的文件",
    }  # fmt: skip
    assert client.post(to("searches", application), {**line, "place": ""}).status_code == 400
    assert client.post(to("searches", application), line).status_code == 302
    assert "没有相符的文件" in client.get(to("searches_print", application)).content.decode()
    search = application.searches.get()
    client.post(to("strike_search", application, search.pk), {"reason": "记错了"})
    assert "没有相符的文件" not in client.get(to("searches_print", application)).content.decode()
    assert "记错了" in client.get(to("searches", application)).content.decode()


@pytest.mark.django_db
def test_files_and_parts_are_added_and_taken_away(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    client = sign_in(town.handler)
    client.post(
        to("add_file", application), {"file": SimpleUploadedFile("文件.txt", "内容".encode())}
    )
    assert "文件.txt" in client.get(to("giving", application)).content.decode()
    assert (
        client.post(to("add_part", application), {"place": "", "ground": "15"}).status_code == 400
    )
    client.post(
        to("add_part", application), {"place": "第3页", "ground": "37", "reason": "不是政府信息"}
    )
    client.post(to("drop_part", application, application.withheld.get().pk))
    client.post(to("change_file", application, application.provided.get().pk))
    assert not application.withheld.exists()
    assert not application.provided.exists()


@pytest.mark.django_db
def test_colleagues_are_asked_and_not_waited_for_any_more(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    client = sign_in(town.handler)
    client.post(
        to("helps", application),
        {
            "unit": town.other_town.pk,
            "kind": "search",
            "matter": "查找图纸",
            "due_on": "2026-03-16",
        },
    )
    assert "等回复" in client.get(application.get_absolute_url()).content.decode()
    client.post(to("take_back", application, application.helps.get().pk))
    assert "已收回" in client.get(to("helps", application)).content.decode()


@pytest.mark.django_db
def test_an_unconfirmed_application_is_handed_over_on_its_own_page(
    town: Cast, sign_in: SignIn
) -> None:
    sent, _code = submit(
        unit=town.town, subject="八道河子镇的道路图纸", features="",
        applicant_kind=ApplicantKind.NATURAL_PERSON, identity=kit.WANG, form_wanted="electronic",
        way_wanted="online", proofs=[], today=DAY,
    )  # fmt: skip
    client = sign_in(town.handler)
    assert client.get(to("hand_over", sent)).status_code == 200
    client.post(to("hand_over", sent), {"unit": town.other_town.pk, "reason": "是该镇的工程"})
    sent.refresh_from_db()
    assert sent.unit == town.other_town


@pytest.mark.django_db
def test_what_has_been_confirmed_shows_no_form_to_hand_it_over(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    page = sign_in(town.handler).get(to("hand_over", application)).content.decode()
    assert "确认收到以后，不属于本机关的" in page
    assert 'name="reason"' not in page
    assert f'href="{application.get_absolute_url()}">返回' in page


@pytest.mark.django_db
def test_the_page_of_an_application_says_one_thing_to_do_by_when_why_and_what_follows(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    page = sign_in(town.handler).get(application.get_absolute_url()).content.decode()
    # 第三十条: seven working days from 2 March end on 11 March.
    for told in ("现在要办", "2026-03-11", "还有1个工作日", "第三十条", "答复期限不会重新计算"):
        assert told in page
    assert page.index("现在要办") < page.index("期限（工作日）")
    answer(town, application, DAY, *PROPER)
    page = sign_in(town.handler).get(application.get_absolute_url()).content.decode()
    for told in ("有没有", "2026-03-30", "第五十一条"):
        assert told in page
    seen = sign_in(town.clerk).get(application.get_absolute_url()).content.decode()
    assert "承办人现在要办" in seen
    assert "接着办" not in seen


@pytest.mark.django_db
def test_nothing_is_changed_by_who_only_sees(
    town: Cast, application: Application, sign_in: SignIn
) -> None:
    clerk, stranger = sign_in(town.clerk), sign_in(town.stranger)
    for name in ("path", "searches", "giving", "helps"):
        assert clerk.get(to(name, application)).status_code == 200, name
        assert stranger.get(to(name, application)).status_code == 404, name
    line = {"answer": "clear"}
    assert clerk.post(to("question", application, "clear"), line).status_code == 403
    assert stranger.post(to("question", application, "clear"), line).status_code == 404
    assert not queries.answers_of(application)
