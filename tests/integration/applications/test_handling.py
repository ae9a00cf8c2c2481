"""The way to a reply: answers kept and revised, searches, files, colleagues, what many asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.integration.applications import handling_kit as kit
from tests.integration.applications.handling_kit import RECEIVED, WANG, answer, checked
from tongming.applications import intake
from tongming.applications.actions import enter_step
from tongming.applications.applicants.actions import submit
from tongming.applications.applicants.identity import Identity
from tongming.applications.handling import actions, queries
from tongming.applications.handling.models import Answer, Help
from tongming.applications.handling.record import standing
from tongming.applications.kinds import Kind
from tongming.applications.letters import actions as letters
from tongming.applications.letters.models import Letter
from tongming.applications.models import Application
from tongming.files.actions import mask_findings
from tongming.files.queries import get_file, open_findings
from tongming.information.states import State
from tongming.law.letters import LETTERS
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.path import Given
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.ledger.words import kinds
from tongming.units.actions import appoint
from tongming.units.duties import duties_for
from tongming.units.roles import Role

DAY = date(2026, 3, 10)
PROPER = ("clear=clear", "proper=ours")
NOT_PUBLIC = (*PROPER, "exists=held", "public=not_yet")
ROSTER = "姓名,身份证号\n王小明,11010519491231002X\n".encode()


@pytest.fixture
def town(cast: Cast) -> Cast:
    """The cast, with a town that can write letters and a handler in the other town."""
    appoint(
        person=cast.stranger, unit=cast.other_town, role=Role.APPLICATION_HANDLER,
        since=date(2015, 1, 1),
    )  # fmt: skip
    return kit.equipped(cast)


# --- Answers --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_change_of_an_answer_is_kept_and_is_an_event_without_its_words(town: Cast) -> None:
    application = kit.received(town)
    answer(town, application, DAY, "clear=clear", "proper=petition")
    answer(town, application, DAY, "proper=ours")
    kept = list(Answer.objects.filter(application=application).order_by("pk"))
    assert [(one.question, one.answer, one.superseded_at is None) for one in kept] == [
        ("clear", "clear", True),
        ("proper", "petition", False),
        ("proper", "ours", True),
    ]
    events = Event.objects.filter(kind="handling.answered")
    assert events.count() == 3
    assert not any("写明的内容" in str(event.data) for event in events)
    assert kept[1].notes["reason"] == "写明的内容"
    assert b"\xe5\x86\x99\xe6\x98\x8e" not in bytes(kept[1].sealed_notes)


@pytest.mark.django_db
def test_an_answer_changed_lets_fall_what_followed_and_the_draft_that_rested_on_it(
    town: Cast,
) -> None:
    application = kit.received(town)
    answer(town, application, DAY, *PROPER, "exists=needs_making")
    draft = actions.draft_reply(application=application, sound=True, by=town.handler, today=DAY)
    answer(town, application, DAY, "proper=publication")
    draft.refresh_from_db()
    assert draft.state == Letter.State.DISCARDED
    assert [one.question for one in queries.answers_of(application)] == ["clear", "proper"]
    again = actions.draft_reply(application=application, sound=True, by=town.handler, today=DAY)
    assert again.kind == "R18"


@pytest.mark.django_db
def test_who_may_not_handle_answers_nothing_and_several_answers_are_all_or_none(
    town: Cast,
) -> None:
    application = kit.received(town)
    with pytest.raises(Refused):
        actions.answer(
            application=application, question="clear", chosen="clear", notes={},
            by=town.clerk, today=DAY,
        )  # fmt: skip
    with pytest.raises(Refused, match="请写明"):
        actions.answer_all(
            application=application,
            given=[("clear", Given("clear")), ("proper", Given("petition"))],
            by=town.handler,
            today=DAY,
        )
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_the_notes_go_with_the_term_of_keeping_and_the_answers_stay(town: Cast) -> None:
    application = kit.received(town)
    answer(town, application, DAY, "clear=clear", "proper=petition")
    with pytest.raises(Refused):
        actions.erase_notes(application)
    enter_step(
        application=application, kind=Kind.ANSWERED, on=DAY, outcome=Outcome.PETITION,
        by=town.handler, today=DAY,
    )  # fmt: skip
    application.refresh_from_db()
    actions.erase_notes(application)
    assert [(one.answer, one.notes) for one in queries.answers_of(application)] == [
        ("clear", {}),
        ("petition", {}),
    ]


@pytest.mark.django_db
def test_the_draft_waits_for_what_is_not_sound(town: Cast) -> None:
    application = kit.received(town)
    with pytest.raises(Refused, match="五步"):
        actions.draft_reply(application=application, sound=True, by=town.handler, today=DAY)
    answer(town, application, DAY, *PROPER, "exists=needs_making")
    with pytest.raises(Refused, match="形式和途径"):
        actions.draft_reply(application=application, sound=False, by=town.handler, today=DAY)
    actions.ask_help(
        application=application, unit=town.other_town, kind=Help.Kind.TOGETHER,
        matter="共同核对招标文件", due_on=date(2026, 3, 16), by=town.handler, today=DAY,
    )  # fmt: skip
    with pytest.raises(Refused, match="八道河子镇"):
        actions.draft_reply(application=application, sound=True, by=town.handler, today=DAY)
    actions.reply_help(
        asked=Help.objects.get(), reply="已核对，没有现成的汇总。", found=None, by=town.stranger,
        today=DAY,
    )  # fmt: skip
    assert actions.draft_reply(
        application=application, sound=True, by=town.handler, today=DAY
    ).kind == "R14"  # fmt: skip


@pytest.mark.django_db
def test_a_third_party_overridden_is_told_before_the_reply_is_drafted(town: Cast) -> None:
    application = kit.received(town)
    kit.third_party_silent(town, application)
    later = date(2026, 3, 26)
    answer(
        town, application, later, *NOT_PUBLIC, *checked(l15="public_interest"), "apart=all",
        "review=reviewed",
    )  # fmt: skip
    with pytest.raises(Refused, match=LETTERS["P9"].title):
        actions.draft_reply(
            application=application, sound=True, attachment="见附件", by=town.handler, today=later
        )
    kit.write(
        town, application, "P9", later, {"content": "全部内容", "reason": "涉及饮水安全"},
        recipient=kit.COMPANY,
    )  # fmt: skip
    assert actions.draft_reply(
        application=application, sound=True, attachment="招标文件一份", by=town.handler,
        today=later,
    ).kind == "R1"  # fmt: skip


@pytest.mark.django_db
def test_of_two_third_parties_both_are_waited_for(town: Cast) -> None:
    application = kit.received(town)
    for party in ("甲公司", "乙公司"):
        enter_step(
            application=application, kind=Kind.THIRD_PARTY_ASKED, on=date(2026, 3, 4),
            details={"received_on": "2026-03-05", "party": party}, by=town.handler, today=DAY,
        )  # fmt: skip
    assert standing(application, DAY).record.third_party_open
    enter_step(
        application=application, kind=Kind.THIRD_PARTY_ANSWERED, on=date(2026, 3, 9),
        details={"party": "乙公司"}, by=town.handler, today=DAY,
    )  # fmt: skip
    record = standing(application, DAY).record
    assert (record.third_party_open, record.third_party_answered) == (True, True)
    # 第三十二条: fifteen working days from 5 March end on 26 March; silence leaves it to the organ.
    assert standing(application, date(2026, 3, 26)).record.third_party_open
    assert not standing(application, date(2026, 3, 27)).record.third_party_open


@pytest.mark.django_db
def test_a_letter_nobody_has_traced_yet_keeps_the_third_party_open(town: Cast) -> None:
    application = kit.received(town)
    enter_step(
        application=application, kind=Kind.THIRD_PARTY_ASKED, on=date(2026, 3, 4),
        details={"party": "甲公司"}, by=town.handler, today=DAY,
    )  # fmt: skip
    assert standing(application, date(2026, 5, 20)).record.third_party_open


@pytest.mark.django_db
def test_a_reply_that_says_otherwise_than_the_answers_is_not_written(town: Cast) -> None:
    application = kit.received(town)

    def write(kind: str) -> Letter:
        return letters.draft(
            application=application, kind=kind, elements={}, by=town.handler, today=DAY
        )

    write("R13")  # nothing was answered, so nothing is contradicted
    answer(town, application, DAY, "clear=clear")
    with pytest.raises(Refused, match="还没有走完"):
        write("R13")
    answer(town, application, DAY, "proper=petition")
    with pytest.raises(Refused, match="不是《非本机关负责公开告知书》"):
        write("R13")
    assert write("R16").kind == "R16"
    write("P1")  # what ends nothing is not asked


# --- Searches -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_search_struck_out_takes_the_answer_that_rested_on_it_back(town: Cast) -> None:
    application = kit.received(town)
    answer(town, application, DAY, *PROPER)
    with pytest.raises(Refused, match="检索记录"):
        answer(town, application, DAY, "exists=not_found")
    kit.searched(town, application, DAY)
    answer(town, application, DAY, "exists=not_found")
    assert standing(application, DAY).way.ending is not None
    with pytest.raises(Refused, match="为什么"):
        actions.strike_search(
            search=application.searches.get(), reason=" ", by=town.handler, today=DAY
        )
    actions.strike_search(
        search=application.searches.get(), reason="查错了年份", by=town.handler, today=DAY
    )
    way = standing(application, DAY).way
    assert way.ending is None
    assert way.question is not None
    assert way.question.key == "exists"


@pytest.mark.django_db
def test_a_search_says_where_with_what_words_by_whom_and_what_came_of_it(town: Cast) -> None:
    application = kit.received(town)
    whole: dict[str, Any] = {
        "on": DAY, "place": "档案室", "keywords": "道路", "searcher": "周芳", "found": False,
        "result": "没有",
    }  # fmt: skip
    for name in ("place", "keywords", "searcher", "result"):
        with pytest.raises(Refused, match="请写明"):
            actions.add_search(
                application=application, by=town.handler, today=DAY, **{**whole, name: " "}
            )
    for on in (RECEIVED - timedelta(days=1), DAY + timedelta(days=1)):
        with pytest.raises(Refused, match="检索的日期"):
            actions.add_search(
                application=application, by=town.handler, today=DAY, **{**whole, "on": on}
            )
    actions.add_search(application=application, by=town.handler, today=DAY, **whole)
    assert application.searches.count() == 1


# --- Partial disclosure ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_open_findings_stop_the_reply_and_the_masked_copy_goes_out_sealed(town: Cast) -> None:
    application = kit.received(town)
    kit.third_party_silent(town, application)
    later = date(2026, 3, 26)
    answer(
        town, application, later, *NOT_PUBLIC, *checked(l15="holds"), "apart=parts",
        "review=reviewed",
    )  # fmt: skip
    actions.withhold(
        application=application, place="名单第2列的身份证号", ground="15", reason="属于个人隐私",
        by=town.handler, today=later,
    )  # fmt: skip
    with pytest.raises(Refused, match="附上可以公开的部分"):
        actions.draft_reply(application=application, sound=True, by=town.handler, today=later)
    provided = actions.provide(
        application=application, content=ROSTER, name="名单.csv", by=town.handler, today=later
    )
    with pytest.raises(Refused, match="没有处理"):
        actions.draft_reply(application=application, sound=True, by=town.handler, today=later)
    copy = mask_findings(provided.file, list(open_findings(provided.file)), by=town.handler)
    actions.use_copy(provided=provided, copy=copy, by=town.handler, today=later)
    letter = actions.draft_reply(application=application, sound=True, by=town.handler, today=later)
    given = letter.attachments.get().file
    assert "11010519491231002X" not in given.read().decode()
    assert "王" in given.read().decode()
    for file in (provided.original, copy):
        place = queries.place_of_file(file, town.handler)
        assert place is not None
        assert place.url == f"{application.get_absolute_url()}handling/giving/"
        assert queries.place_of_file(file, town.stranger) is None
    assert "身份证号" in kit.sent(town, letter, later).text


@pytest.mark.django_db
def test_a_file_for_one_applicant_is_opened_by_who_handles_reviews_and_signs_and_nobody_else(
    town: Cast, sign_in: SignIn
) -> None:
    application = kit.received(town)
    provided = actions.provide(
        application=application, content=ROSTER, name="名单.csv", by=town.handler, today=DAY
    )
    address = f"/work/files/{provided.file.pk}/"
    for person, status in (
        (town.handler, 200), (town.office_head, 200), (town.secrecy_reviewer, 200),
        (town.leader, 200), (town.clerk, 404), (town.supervisor, 404), (town.stranger, 404),
    ):  # fmt: skip
        assert sign_in(person).get(address).status_code == status, person


@pytest.mark.django_db
def test_only_a_copy_made_from_the_file_takes_its_place(town: Cast) -> None:
    one, other = kit.received(town), kit.received(town, subject="2024年低保发放标准")
    mine = actions.provide(
        application=one, content=ROSTER, name="名单.csv", by=town.handler, today=DAY
    )
    theirs = actions.provide(
        application=other, content=ROSTER + b",\n", name="名单.csv", by=town.handler, today=DAY
    )
    foreign = mask_findings(theirs.file, list(open_findings(theirs.file)), by=town.handler)
    with pytest.raises(Refused, match="副本"):
        actions.use_copy(provided=mine, copy=foreign, by=town.handler, today=DAY)
    own = mask_findings(mine.file, list(open_findings(mine.file)), by=town.handler)
    actions.use_copy(provided=mine, copy=own, by=town.handler, today=DAY)
    assert get_file(town.handler, own.pk) == mine.file
    assert queries.copies_of(mine) == [own, mine.original]


@pytest.mark.django_db
def test_a_part_is_withheld_with_its_place_ground_and_reason(town: Cast) -> None:
    application = kit.received(town)
    whole = {"place": "第3页", "ground": "16-1", "reason": "属于人事管理"}
    for name in whole:
        with pytest.raises(Refused):
            actions.withhold(
                application=application, by=town.handler, today=DAY, **{**whole, name: ""}
            )
    part = actions.withhold(application=application, by=town.handler, today=DAY, **whole)
    assert part.article == "第十六条第一款"
    actions.give_after_all(part=part, by=town.handler, today=DAY)
    assert not application.withheld.exists()


# --- Before ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_only_an_answer_to_the_same_applicant_for_the_same_makes_a_repetition(town: Cast) -> None:
    def asked(subject: str, who: Identity, on: date, outcome: Outcome | None) -> Application:
        one = kit.received(town, subject=subject, who=who, on=on)
        if outcome is not None:
            enter_step(
                application=one, kind=Kind.ANSWERED, on=on, outcome=outcome, by=town.handler,
                today=on,
            )  # fmt: skip
        return one

    matter, other = "2025年农村道路硬化工程的招标文件", "2024年农村道路硬化工程的招标文件"
    li = replace(WANG, name="李四", document_number="110105194912310038", phone="13900000000")
    january = date(2026, 1, 5)
    asked(matter, li, january, Outcome.GRANTED)
    asked(other, WANG, january, Outcome.GRANTED)
    pending = asked(matter, WANG, january, None)
    now = kit.received(town, subject=matter)
    assert queries.answered_before(now) == []
    enter_step(application=pending, kind=Kind.WITHDRAWN, on=january, by=town.handler, today=january)
    assert queries.answered_before(now) == []
    before = asked(matter, WANG, january, Outcome.WOULD_NEED_MAKING)
    assert queries.answered_before(now) == [before]


@pytest.mark.django_db
def test_an_earlier_answer_is_offered_with_its_reasons_and_nothing_personal(town: Cast) -> None:
    earlier = kit.received(town, subject="2024年农村道路硬化工程的施工合同")
    actions.answer(
        application=earlier, question="clear", chosen="clear", notes={}, by=town.handler, today=DAY
    )
    actions.answer(
        application=earlier, question="proper", chosen="query",
        notes={"special_law": "《不动产登记暂行条例》", "where": "找张某，电话13912345678"},
        by=town.handler, today=DAY,
    )  # fmt: skip
    enter_step(
        application=earlier, kind=Kind.ANSWERED, on=DAY, outcome=Outcome.ADMINISTRATIVE_QUERY,
        by=town.handler, today=DAY,
    )  # fmt: skip
    unlike = kit.received(town, subject="镇政府三公经费")
    now = kit.received(town, subject="2025年农村道路硬化工程的施工合同和图纸")
    found = queries.similar_answers(town.handler, now)
    assert [one.application for one in found] == [earlier]
    assert [text for _label, text in found[0].reasons] == ["《不动产登记暂行条例》"]
    assert queries.similar_answers(town.handler, unlike) == []
    assert queries.similar_answers(town.stranger, now) == []


# --- Colleagues -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_colleague_unit_is_asked_answers_and_its_search_is_on_record(
    town: Cast, sign_in: SignIn
) -> None:
    application = kit.received(town)
    with pytest.raises(Refused, match="答复期限"):
        actions.ask_help(
            application=application, unit=town.other_town, kind=Help.Kind.SEARCH,
            matter="查找招标文件", due_on=date(2026, 6, 1), by=town.handler, today=DAY,
        )  # fmt: skip
    asked = actions.ask_help(
        application=application, unit=town.other_town, kind=Help.Kind.SEARCH,
        matter="查找招标文件", due_on=date(2026, 3, 16), by=town.handler, today=DAY,
    )  # fmt: skip
    with time_machine.travel("2026-03-10 09:00+08:00", tick=False):
        assert any("查找招标文件" in str(one.what) for one in duties_for(town.stranger, DAY).now)
        assert any("八道河子镇" in str(one.what) for one in duties_for(town.handler, DAY).waiting)
        told = {str(one.told) for one in duties_for(town.stranger, DAY).now if one.told}
        assert told == {f"申请{application.number}"}
        page = sign_in(town.stranger).get(asked.get_absolute_url())
        assert page.status_code == 200
        assert WANG.name not in page.content.decode()
        assert sign_in(town.stranger).get(application.get_absolute_url()).status_code == 404
        assert sign_in(town.supervisor).get(asked.get_absolute_url()).status_code == 200
        assert sign_in(town.clerk).get(asked.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        actions.reply_help(asked=asked, reply="查过", found=False, by=town.handler, today=DAY)
    with pytest.raises(Refused, match="找到还是没有"):
        actions.reply_help(asked=asked, reply="查过", found=None, by=town.stranger, today=DAY)
    actions.reply_help(
        asked=asked, reply="查了合同台账，没有。", found=False, by=town.stranger, today=DAY
    )
    search = application.searches.get()
    assert (search.asked, search.searcher) == ("八道河子镇人民政府", "冯磊")
    with pytest.raises(Refused, match="已经回复"):
        actions.take_back(asked=asked, by=town.handler, today=DAY)


@pytest.mark.django_db
def test_what_came_to_the_wrong_unit_is_handed_over_before_it_is_confirmed_and_not_after(
    town: Cast,
) -> None:
    with time_machine.travel("2026-03-09 10:00+08:00", tick=False):
        application, code = submit(
            unit=town.town, subject="八道河子镇的道路图纸", features="",
            applicant_kind=ApplicantKind.NATURAL_PERSON, identity=WANG, form_wanted="electronic",
            way_wanted="online", proofs=[("身份证.pdf", b"%PDF-1.4\n%\n")],
            today=date(2026, 3, 9),
        )  # fmt: skip
    kit.received(town)
    with pytest.raises(Refused, match="为什么"):
        actions.hand_over(
            application=application, unit=town.other_town, reason="", by=town.handler, today=DAY
        )
    actions.hand_over(
        application=application, unit=town.other_town, reason="是该镇的工程", by=town.handler,
        today=DAY,
    )  # fmt: skip
    moved = Application.objects.get(query_mark=intake.query_mark(code))
    assert (moved.unit, moved.number) == (town.other_town, "2026-1")
    assert {paper.file.unit for paper in moved.papers.all()} == {town.other_town}
    event = Event.objects.get(kind="handling.handed_over")
    assert (event.unit, event.data["to_unit"]) == (town.town, "badaohezi")
    intake.confirm(
        application=moved, on=DAY, how=intake.Confirmed.PHONE, by=town.stranger, today=DAY
    )
    with pytest.raises(Refused, match="不能转走"):
        actions.hand_over(
            application=moved, unit=town.town, reason="又转回去", by=town.stranger, today=DAY
        )


# --- Many ask the same ----------------------------------------------------------------------------


def _granted(town: Cast, who: str, number: int) -> Application:
    one = kit.received(
        town,
        who=replace(WANG, name=who, document_number=f"H{number}", phone=f"1390000000{number}"),
    )
    enter_step(
        application=one, kind=Kind.ANSWERED, on=RECEIVED, outcome=Outcome.GRANTED,
        by=town.handler, today=RECEIVED,
    )  # fmt: skip
    one.refresh_from_db()
    return one


@pytest.mark.django_db
def test_what_three_different_people_were_granted_is_offered_for_everybody_once(
    town: Cast, settings: Settings
) -> None:
    _granted(town, "张一", 1)
    _granted(town, "张一", 1)
    second = _granted(town, "张二", 2)

    def offered() -> list[str]:
        found = duties_for(town.clerk, DAY)
        return [str(one.what) for one in found.now if one.article == "第四十四条"]

    assert offered() == []
    with pytest.raises(Refused, match="3个以上"):
        actions.convert(application=second, by=town.clerk, today=DAY)
    third = _granted(town, "张三", 3)
    assert len(offered()) == 1
    with pytest.raises(Refused):
        actions.convert(application=third, by=town.handler, today=DAY)
    conversion = actions.convert(application=third, by=town.clerk, today=DAY)
    assert conversion.document is not None
    assert conversion.document.state == State.DRAFT
    assert conversion.document.title == third.subject
    assert conversion.applications.count() == 4
    assert offered() == []
    with pytest.raises(Refused, match="已经决定"):
        actions.decline_conversion(application=second, reason="x", by=town.clerk, today=DAY)


@pytest.mark.django_db
def test_one_applicant_may_suggest_it_and_the_office_may_say_why_not(town: Cast) -> None:
    one = _granted(town, "张一", 1)
    actions.suggest(application=one, on=DAY, by=None, today=DAY)
    with pytest.raises(Refused, match="已经登记"):
        actions.suggest(application=one, on=DAY, by=town.handler, today=DAY)
    assert any("申请人建议" in str(duty.what) for duty in duties_for(town.office_head, DAY).now)
    with pytest.raises(Refused, match="为什么"):
        actions.decline_conversion(application=one, reason=" ", by=town.clerk, today=DAY)
    actions.decline_conversion(
        application=one, reason="只涉及一个村民小组", by=town.clerk, today=DAY
    )
    assert queries.conversion_of(one) is not None


@pytest.mark.django_db
def test_every_event_of_handling_has_a_name(town: Cast) -> None:
    application = kit.received(town)
    answer(town, application, DAY, "clear=clear")
    kit.searched(town, application, DAY)
    recorded = set(
        Event.objects.filter(kind__startswith="handling.").values_list("kind", flat=True)
    )
    assert recorded
    assert recorded <= set(kinds())


@pytest.mark.django_db
def test_nobody_here_is_late_because_the_applicant_is(town: Cast, sign_in: SignIn) -> None:
    application = kit.received(town)
    kit.correction_asked(town, application)
    waiting = duties_for(town.handler, date(2026, 3, 18)).waiting
    assert [one.due for one in waiting] == [date(2026, 3, 18)]
    # Its last day is gone by, and no process has touched the application since.
    found = duties_for(town.handler, date(2026, 3, 19))
    assert (found.overdue, found.waiting) == ([], [])
    assert ["办结申请" in str(one.what) for one in found.now if one.article == "第三十条"] == [True]
    with time_machine.travel("2026-03-19 09:00+08:00", tick=False):
        client = sign_in(town.handler)
        page = client.get(application.get_absolute_url()).content.decode()
        assert "不再处理告知书" in page
        assert "申请人逾期，待办结" in page
        assert "不履行法定职责" not in page
        listed = client.get("/work/applications/", {"state": "overdue"}).content.decode()
        assert application.get_absolute_url() not in listed
