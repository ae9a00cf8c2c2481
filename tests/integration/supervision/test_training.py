"""培训、会议、责任追究: planned, held, answered, counted for 一 of the annual report."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.unit.files import made
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.words import Refused
from tongming.reports.compiling.words import drafted
from tongming.reports.compiling.year import compile_year
from tongming.supervision.training import actions, quizzes, records
from tongming.supervision.training.actions import Present
from tongming.supervision.training.counting import FIGURES
from tongming.supervision.training.kinds import Fault, Measure, MeetingKind
from tongming.supervision.training.models import Session
from tongming.supervision.training.queries import hours_of, quizzes_due
from tongming.units.duties import duties_for
from tongming.units.models import Person
from tongming.units.rights import NotPermitted

TODAY = localdate()
YEAR = TODAY.year


def planned(cast: Cast, title: str = "《条例》和依申请公开办理") -> Session:
    return actions.plan(
        unit=cast.town, title=title, content="第三章", planned_on=TODAY, hours=Decimal("2.5"),
        by=cast.clerk,
    )  # fmt: skip


def held(cast: Cast, *names: str) -> Session:
    there = [Present("周芳", cast.handler), *(Present(name) for name in names)]
    return actions.hold_it(
        session=planned(cast), held_on=TODAY, present=there, by=cast.clerk, today=TODAY
    )


def with_quiz(cast: Cast) -> Session:
    session = held(cast)
    add = quizzes.add_question
    add(
        session=session,
        text="答复期限是几个工作日？",
        options=["15", "20"],
        right=[1],
        by=cast.clerk,
    )
    add(
        session=session, text="哪些算收到申请之日？", options=["当面提交", "批示", "签收"],
        right=[0, 2], by=cast.clerk,
    )  # fmt: skip
    return quizzes.open_quiz(session=session, pass_mark=60, due=TODAY, by=cast.clerk, today=TODAY)


def answered(session: Session, person: Person, *places: list[int]) -> tuple[int, bool]:
    questions = session.questions.all()
    answers = {one.pk: chosen for one, chosen in zip(questions, places, strict=True)}
    attempt = quizzes.answer(session=session, answers=answers, by=person)
    return attempt.score, attempt.passed


def figures(cast: Cast) -> dict[str, object]:
    compiled = compile_year(cast.town, YEAR, FORM_2021)
    return {
        cell.row: figure
        for cell, figure in compiled.report.figures.items()
        if cell.table == "stated" and cell.row in FIGURES
    }


def test_a_planned_day_that_has_come_is_a_duty_until_it_is_held_or_given_up(cast: Cast) -> None:
    session = planned(cast)

    def told() -> list[str]:
        found = duties_for(cast.clerk, TODAY)
        return [str(one.what) for one in found.now if "参训人员" in str(one.what)]

    assert told() == ["登记培训“《条例》和依申请公开办理”的参训人员"]
    with pytest.raises(Refused, match="至少一名"):
        actions.hold_it(session=session, held_on=TODAY, present=[], by=cast.clerk, today=TODAY)
    with pytest.raises(NotPermitted):
        actions.cancel(session=session, reason="改期", by=cast.handler)
    actions.cancel(session=session, reason="改期", by=cast.clerk)
    assert told() == []
    with pytest.raises(Refused, match="已经登记过或者已经取消"):
        actions.hold_it(
            session=session, held_on=TODAY, present=[Present("甲")], by=cast.clerk, today=TODAY
        )


def test_hours_are_counted_by_person_and_year_and_nobody_twice(cast: Cast) -> None:
    session = held(cast, "村会计老王")
    assert actions.add_present(
        session=session, present=[Present("周芳", cast.handler), Present("小李")], by=cast.clerk
    ) == 1  # fmt: skip
    people = Person.objects.filter(pk__in=[cast.handler.pk, cast.clerk.pk])
    found = {one.person.pk: (one.sessions, one.hours) for one in hours_of(people, YEAR)}
    assert found == {cast.handler.pk: (1, Decimal("2.5")), cast.clerk.pk: (0, Decimal(0))}
    assert all(one.sessions == 0 for one in hours_of(people, YEAR - 1))
    row = session.attendances.get(person=cast.handler)
    actions.strike_out_present(attendance=row, reason="当天请假", by=cast.clerk)
    assert all(one.sessions == 0 for one in hours_of(people, YEAR))


def test_every_attempt_is_kept_and_a_pass_is_the_last(cast: Cast) -> None:
    session = with_quiz(cast)
    assert quizzes_due(cast.handler) == [session]
    (asked,) = [one for one in duties_for(cast.handler, TODAY).now if "测验" in str(one.what)]
    assert (asked.due, asked.working_days_left) == (TODAY, 0)
    with pytest.raises(Refused, match="名单里没有您"):
        answered(session, cast.clerk, [1], [0, 2])
    with pytest.raises(Refused, match="第2题还没有作答"):
        answered(session, cast.handler, [1], [])
    assert answered(session, cast.handler, [1], [0]) == (50, False)  # half of two is not right
    assert answered(session, cast.handler, [1], [2, 0]) == (100, True)
    assert quizzes_due(cast.handler) == []
    with pytest.raises(Refused, match="已经合格"):
        answered(session, cast.handler, [1], [0, 2])
    assert list(session.attempts.values_list("score", flat=True)) == [50, 100]
    with pytest.raises(Refused, match="不能再改"):
        quizzes.drop_question(question=session.questions.all()[0], by=cast.clerk)


def test_a_question_has_options_and_a_right_one(cast: Cast) -> None:
    session = held(cast)

    def add(options: list[str], right: list[int]) -> None:
        quizzes.add_question(
            session=session, text="？", options=options, right=right, by=cast.clerk
        )

    with pytest.raises(Refused, match="至少写两个选项"):
        add(["甲"], [0])
    with pytest.raises(Refused, match="各不相同"):
        add(["甲", "甲"], [0])
    with pytest.raises(Refused, match="至少有一个选项是对的"):
        add(["甲", "乙"], [])
    with pytest.raises(Refused, match="还没有题目"):
        quizzes.open_quiz(session=session, pass_mark=60, due=TODAY, by=cast.clerk, today=TODAY)


def test_accountability_says_how_many_and_never_who(cast: Cast) -> None:
    def enter(measure: Measure, people: int, note: str = "") -> None:
        records.enter_accountability(
            unit=cast.town, fault=Fault.NOT_UPDATED, measure=measure, decided_on=TODAY,
            organ="桦甸市人民政府", people=people, note=note, by=cast.office_head, today=TODAY,
        )  # fmt: skip

    with pytest.raises(Refused, match="落到人"):
        enter(Measure.SANCTION, 0)
    with pytest.raises(Refused, match="只记人数"):
        enter(Measure.CRITICISM, 1, f"身份证{made.ID}")
    with pytest.raises(NotPermitted):
        records.enter_accountability(
            unit=cast.town, fault=Fault.OTHER, measure=Measure.CRITICISM, decided_on=TODAY,
            organ="桦甸市人民政府", people=1, note="", by=cast.clerk, today=TODAY,
        )  # fmt: skip
    enter(Measure.CORRECTION, 0)


def test_section_one_tells_what_was_held_and_each_figure_opens_its_records(
    cast: Cast, sign_in: SignIn
) -> None:
    assert figures(cast) == {}  # nothing recorded is not 0
    held(cast, "村会计老王", "小李")
    meeting = records.enter_meeting(
        unit=cast.town, kind=MeetingKind.WORK, title="年度工作会议", held_on=TODAY, chaired_by="",
        people=12, decided="", by=cast.clerk, today=TODAY,
    )  # fmt: skip
    records.enter_accountability(
        unit=cast.town, fault=Fault.NOT_UPDATED, measure=Measure.CRITICISM, decided_on=TODAY,
        organ="桦甸市人民政府", people=2, note="", by=cast.office_head, today=TODAY,
    )  # fmt: skip
    assert figures(cast) == {
        "trainings": 1, "trainees": 3, "meetings": 1, "accountability_cases": 1,
        "accountability_people": 2,
    }  # fmt: skip
    compiled = compile_year(cast.town, YEAR, FORM_2021)
    (row,) = compiled.rows(Cell("stated", "meetings", "value"))
    assert row.title == "年度工作会议"
    words = drafted(cast.town, compiled.report)["overview"]
    assert "举办培训{{stated/trainings/value|次}}、参训{{stated/trainees/value|人次}}" in words
    page = sign_in(cast.clerk).get(
        f"/work/reports/hongshilazi/{YEAR}/2021-30/cell/stated/trainees/value/"
    )
    assert "《条例》和依申请公开办理" in page.content.decode()

    before = timezone.now()
    records.strike_out(row=meeting, reason="重复登记", by=cast.clerk)
    assert figures(cast)["meetings"] == 0
    then = compile_year(cast.town, YEAR, FORM_2021, before)
    assert then.report.figure(Cell("stated", "meetings", "value")) == 1


def test_the_county_trains_its_towns_and_a_stranger_sees_nothing_of_a_town(
    cast: Cast, sign_in: SignIn
) -> None:
    county = actions.plan(
        unit=cast.county, title="全市业务培训", content="第四章", planned_on=TODAY,
        hours=Decimal(4), by=cast.supervisor,
    )  # fmt: skip
    for person in (cast.clerk, cast.stranger):
        assert sign_in(person).get(county.get_absolute_url()).status_code == 200
    own = planned(cast)
    assert sign_in(cast.stranger).get(own.get_absolute_url()).status_code == 404


def test_the_screens_lead_from_the_plan_to_a_passed_quiz(cast: Cast, sign_in: SignIn) -> None:
    clerk, handler = sign_in(cast.clerk), sign_in(cast.handler)
    begun = clerk.post(
        f"/work/training/new/{cast.town.pk}/",
        {
            "title": "答复期限",
            "content": "第三十三条",
            "planned_on": TODAY.isoformat(),
            "hours": "2",
        },
    )
    page = begun.headers["Location"]
    content = made.docx(["答复期限"])
    clerk.post(f"{page}materials/", {"file": SimpleUploadedFile("讲义.docx", content)})
    clerk.post(
        f"{page}hold/",
        {"held_on": TODAY.isoformat(), "staff": [cast.handler.pk], "others": "老王、小李"},
    )
    assert "参训人员，3 人" in clerk.get(page).content.decode()
    unmarked = clerk.post(f"{page}questions/", {"text": "几日？", "options": "15\n20"})
    assert unmarked.status_code == 422
    clerk.post(f"{page}questions/", {"text": "几日？", "options": "15\n*20"})
    clerk.post(f"{page}open-quiz/", {"pass_mark": "60", "due": TODAY.isoformat()})
    session = Session.objects.get()
    assert handler.get(f"{page}materials/{session.materials.get().pk}/").content == content
    question = session.questions.get()
    assert "20" in handler.get(f"{page}quiz/").content.decode()
    handler.post(f"{page}quiz/", {f"q{question.pk}": "0"})
    assert "不合格" in handler.get(page).content.decode()
    handler.post(f"{page}quiz/", {f"q{question.pk}": "1"})
    assert session.attempts.filter(passed=True).count() == 1
    assert clerk.get(f"{page}quiz/").status_code == 404
    everybody = clerk.get("/work/training/hours/").content.decode()
    assert "周芳" in everybody
    assert "周芳" in handler.get("/work/training/hours/").content.decode()
    assert "王敏" not in handler.get("/work/training/hours/").content.decode()
    yearly = clerk.get(f"/work/training/records/{cast.town.pk}/").content.decode()
    assert "参训人次" in yearly

    passed_over = timedelta(days=1)
    assert not quizzes_due(cast.handler)
    assert duties_for(cast.handler, TODAY + passed_over).overdue == []
