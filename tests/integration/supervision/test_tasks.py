"""整改任务: from a sentence of last year's report to what the next report says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.unit.files import made
from tongming.demonstration.past_year import source_text
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.words import Refused
from tongming.reports.actions import confirm_reading, read_document
from tongming.reports.compiling.words import drafted
from tongming.reports.compiling.year import compile_year
from tongming.supervision.tasks import actions
from tongming.supervision.tasks.actions import Aim, Plan
from tongming.supervision.tasks.evidence import Record, offered, typed
from tongming.supervision.tasks.models import Conclusion, Progress, Source, Task
from tongming.supervision.tasks.queries import standings
from tongming.supervision.training import records
from tongming.supervision.training.kinds import MeetingKind
from tongming.units.belongings import belongings_of
from tongming.units.duties import duties_for
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted

TODAY = localdate()
YEAR = TODAY.year
DUE = date(YEAR, 12, 31)
RESULT = Conclusion.Result
TEXT = (
    "本年度存在的主要问题：一是人员多为兼职，培训不够；二是栏目更新不及时。\n"
    "下一步改进措施：逐个岗位培训，每季度自查一次。"
)
PROOF = [Record("业务培训", "/work/training/", kind="training")]


def proposed(cast: Cast, text: str = TEXT) -> list[Task]:
    return actions.propose(
        unit=cast.town, year=YEAR - 1, title="上年度报告", url="/", text=text, by=None
    )


def plan(title: str = "逐个岗位培训", **more: object) -> Plan:
    return Plan(**{"title": title, "measure": "每人一次", "due_on": DUE, **more})  # type: ignore[arg-type]


def taken(cast: Cast, task: Task, **more: object) -> Task:
    return actions.take_on(task=task, plan=plan(task.title, **more), by=cast.clerk, today=TODAY)


def went_on(task: Task, by: Person, text: str = "培训了全部经办人") -> Progress:
    return actions.enter_progress(
        task=task, on=TODAY, text=text, evidence=PROOF, by=by, today=TODAY
    )


def settled(cast: Cast, task: Task, result: Conclusion.Result = RESULT.DONE) -> Task:
    went_on(task, cast.clerk)
    actions.conclude(
        task=task, result=result, did="举办培训两次", reason="还有一个岗位空缺", by=cast.clerk
    )
    actions.confirm(task=task, by=cast.leader)
    task.refresh_from_db()
    return task


def told(person: Person) -> list[str]:
    duties = duties_for(person, TODAY)
    return [str(one.what) for one in (*duties.overdue, *duties.now) if "/tasks/" in one.url]


def test_sentences_become_proposals_once_each_linked_to_its_very_words(cast: Cast) -> None:
    first = proposed(cast)
    assert [(one.kind, one.title, one.year) for one in first] == [
        ("problem", "人员多为兼职，培训不够", YEAR),
        ("problem", "栏目更新不及时", YEAR),
        ("improvement", "逐个岗位培训，每季度自查一次", YEAR),
    ]
    sentence = first[0].sentences.get()
    assert TEXT[sentence.start : sentence.end] == "人员多为兼职，培训不够"
    assert proposed(cast) == []  # another form, another version, a reading of the same report
    (more,) = proposed(cast, TEXT + "\n其中：档案移交不及时。")
    assert more.title.endswith("档案移交不及时")
    assert told(cast.clerk) == ["核对上年度报告提出的4项任务"]
    assert told(cast.stranger) == told(cast.leader) == []


def test_a_proposal_is_taken_on_merged_or_left_out_and_only_once(cast: Cast) -> None:
    problem, slow, measure = proposed(cast)
    with pytest.raises(NotPermitted):
        actions.take_on(task=problem, plan=plan(), by=cast.handler, today=TODAY)
    for wrong, why in (
        (plan(measure=" "), "写明任务和完成标准"),
        (plan(due_on=date(YEAR - 1, 12, 31)), "不能早于"),
        (plan(aims=[Aim(DUE + timedelta(days=1), "一次")]), "晚于完成期限"),
        (plan(person=cast.stranger), "没有任职"),
    ):
        with pytest.raises(Refused, match=why):
            actions.take_on(task=problem, plan=wrong, by=cast.clerk, today=TODAY)
    taken(cast, problem, person=cast.handler, aims=[Aim(TODAY, "第一批")])
    with pytest.raises(Refused, match="已经核对过"):
        taken(cast, problem)

    with pytest.raises(Refused, match="另一项"):
        actions.merge(task=measure, into=measure, by=cast.clerk)
    other = actions.set_task(
        unit=cast.county, year=YEAR, plan=plan("全市培训"), by=cast.supervisor, today=TODAY
    )
    with pytest.raises(Refused, match="本单位同一年度"):
        actions.merge(task=measure, into=other, by=cast.clerk)
    actions.merge(task=measure, into=problem, by=cast.clerk)
    measure.refresh_from_db()
    assert measure.state == "merged"
    assert problem.sentences.count() == 2

    with pytest.raises(Refused, match="不列入的理由"):
        actions.dismiss(task=slow, reason=" ", by=cast.clerk)
    actions.dismiss(task=slow, reason="已经在去年改好", by=cast.clerk)
    with pytest.raises(Refused, match="待核对和办理中"):
        actions.dismiss(task=slow, reason="再来一次", by=cast.clerk)


def test_who_is_responsible_enters_progress_and_a_checkpoint_is_met_once(cast: Cast) -> None:
    task = taken(cast, proposed(cast)[0], person=cast.handler, aims=[Aim(TODAY, "第一批")])
    assert told(cast.handler) == ["登记“人员多为兼职，培训不够”的进展"]
    checkpoint = task.checkpoints.get()
    with pytest.raises(NotPermitted):
        went_on(task, cast.secrecy_reviewer)
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.enter_progress(
            task=task, on=TODAY + timedelta(days=1), text="做了", by=cast.handler, today=TODAY
        )
    with pytest.raises(Refused, match="做了什么"):
        actions.enter_progress(task=task, on=TODAY, text=" ", by=cast.handler, today=TODAY)
    actions.enter_progress(
        task=task, on=TODAY, text="第一批训完", checkpoint=checkpoint, by=cast.handler, today=TODAY
    )
    with pytest.raises(Refused, match="检查点已经达到"):
        actions.enter_progress(
            task=task, on=TODAY, text="又一次", checkpoint=checkpoint, by=cast.handler, today=TODAY
        )
    actions.arrange(task=task, plan=plan(aims=[Aim(TODAY, "改")]), by=cast.clerk, today=TODAY)
    assert task.checkpoints.get().aim == "第一批"  # what was met is not rewritten


def test_done_is_said_only_of_what_is_borne_out_and_confirmed_by_another(cast: Cast) -> None:
    task = taken(cast, proposed(cast)[0], person=cast.handler)

    def conclude(result: Conclusion.Result, did: str = "举办培训", reason: str = "") -> None:
        actions.conclude(task=task, result=result, did=did, reason=reason, by=cast.handler)

    with pytest.raises(Refused, match="要有佐证"):
        conclude(RESULT.DONE)
    with pytest.raises(Refused, match="写明原因"):
        conclude(RESULT.PARTLY)
    with pytest.raises(Refused, match="写明做了什么"):
        conclude(RESULT.NOT_DONE, " ", "没有经费")
    with pytest.raises(Refused, match="括号"):
        conclude(RESULT.NOT_DONE, "培训{{requests/1/sum}}次", "没有经费")
    with pytest.raises(Refused, match="请去掉"):
        conclude(RESULT.NOT_DONE, f"培训身份证{made.ID}的人", "没有经费")
    with pytest.raises(Refused, match="没有待确认的结果"):
        actions.confirm(task=task, by=cast.leader)
    went_on(task, cast.office_head)
    conclude(RESULT.DONE)
    with pytest.raises(Refused, match="不在办理中"):
        went_on(task, cast.handler)
    with pytest.raises(NotPermitted):
        actions.confirm(task=task, by=cast.clerk)
    with pytest.raises(Refused, match="不能由您确认"):
        actions.confirm(task=task, by=cast.office_head)  # entered progress
    assert told(cast.leader) == ["确认“人员多为兼职，培训不够”的结果"]
    with pytest.raises(Refused, match="写明理由"):
        actions.send_back(task=task, reason="", by=cast.leader)
    actions.send_back(task=task, reason="请补签到表", by=cast.leader)
    conclude(RESULT.DONE, "举办培训两次")
    actions.confirm(task=task, by=cast.leader)
    task.refresh_from_db()
    assert task.state == "settled"
    with pytest.raises(NotPermitted):
        actions.reopen(task=task, reason="不实", by=cast.clerk)
    actions.reopen(task=task, reason="抽查发现不实", by=cast.leader)
    with pytest.raises(Refused, match="只有已确认"):
        actions.reopen(task=task, reason="再来", by=cast.leader)
    assert [one.end_reason for one in task.conclusions.all()] == ["请补签到表", "抽查发现不实"]


def test_the_next_report_tells_what_was_confirmed_and_asks_for_the_rest(cast: Cast) -> None:
    nothing = drafted(cast.town, compile_year(cast.town, YEAR, FORM_2021).report)["problems"]
    assert "【请补充：上年度所列问题的整改情况】" in nothing
    problem, slow, measure = proposed(cast)
    actions.merge(task=measure, into=taken(cast, problem), by=cast.clerk)
    settled(cast, problem)
    taken(cast, slow)
    compiled = compile_year(cast.town, YEAR, FORM_2021)
    words = compiled.report.sections["problems"]
    assert "列入整改的问题和改进措施2项，已完成1项。" in words
    assert "“人员多为兼职，培训不够”、“逐个岗位培训，每季度自查一次”，举办培训两次，已完成" in words
    assert "（2）针对“栏目更新不及时”，【请补充：整改结果（还没有确认）】" in words
    (row,) = compiled.rows(Cell("stated", "tasks_done", "value"))
    assert row.url == problem.get_absolute_url()

    before = timezone.now()
    settled(cast, slow, RESULT.PARTLY)
    now = compile_year(cast.town, YEAR, FORM_2021).report
    assert "举办培训两次，部分完成，原因是还有一个岗位空缺。" in now.sections["problems"]
    then = compile_year(cast.town, YEAR, FORM_2021, before).report
    partly = Cell("stated", "tasks_partly", "value")
    assert (then.figure(partly), now.figure(partly)) == (0, 1)
    actions.reopen(task=slow, reason="没有做完", by=cast.leader)
    assert compile_year(cast.town, YEAR, FORM_2021).report.figure(partly) == 0


def test_key_points_from_above_are_each_towns_and_altered_above(cast: Cast) -> None:
    text = "一、深化重点领域公开。\n二、提升解读质量。"
    issue = actions.issue_key_points
    given = {"year": YEAR, "title": "政务公开工作要点分解", "number": "桦政办发〔2026〕3号"}
    with pytest.raises(NotPermitted):
        issue(unit=cast.county, text=text, by=cast.clerk, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="没有读到要点"):
        issue(unit=cast.county, text="。", by=cast.supervisor, **given)  # type: ignore[arg-type]
    source = issue(unit=cast.county, text=text, by=cast.supervisor, **given)  # type: ignore[arg-type]
    start = text.index("深化")
    towns = [cast.town, cast.other_town]

    def split(start: int = start, units: Sequence[Unit] = towns) -> list[Task]:
        return actions.set_from_point(
            source=source, start=start, units=units, plan=plan("深化公开"), by=cast.supervisor
        )

    with pytest.raises(Refused, match="没有这一条"):
        split(start + 1)
    with pytest.raises(Refused, match="至少一个责任单位"):
        split(units=[])
    mine, theirs = split()
    with pytest.raises(Refused, match="已经下达给红石砬子镇"):
        split()
    assert (mine.state, mine.set_by) == ("open", cast.county)
    with pytest.raises(Refused, match="只有它能调整"):
        actions.arrange(
            task=mine, plan=plan("深化公开", due_on=DUE - timedelta(days=9)), by=cast.clerk,
            today=TODAY,
        )  # fmt: skip
    with pytest.raises(NotPermitted):
        actions.dismiss(task=mine, reason="做不了", by=cast.clerk)
    actions.arrange(
        task=mine, plan=plan("深化公开", person=cast.handler), by=cast.clerk, today=TODAY
    )
    with pytest.raises(NotPermitted):
        actions.arrange(task=theirs, plan=plan("深化公开"), by=cast.clerk, today=TODAY)
    actions.dismiss(task=theirs, reason="不适用", by=cast.supervisor)
    # not from last year's report: the next one does not tell it there
    listed = Cell("stated", "tasks_listed", "value")
    assert listed not in compile_year(cast.town, YEAR, FORM_2021).tallied
    assert Source.objects.get() == source


def test_an_open_task_is_handed_on_with_everything_else(cast: Cast) -> None:
    task = taken(cast, proposed(cast)[0], person=cast.handler)
    (mine,) = [one for one in belongings_of(cast.handler, TODAY) if one.key.startswith("task:")]
    assert mine.hand_on is not None
    mine.hand_on(cast.secrecy_reviewer, cast.office_head, TODAY)
    task.refresh_from_db()
    assert task.person == cast.secrecy_reviewer
    with pytest.raises(NotPermitted):
        actions.hand_on(task=task, to=cast.clerk, by=cast.stranger, today=TODAY)


def test_evidence_is_a_record_of_the_unit_or_an_address_that_opens(cast: Cast) -> None:
    records.enter_meeting(
        unit=cast.town, kind=MeetingKind.WORK, title="年度工作会议", held_on=TODAY, chaired_by="",
        people=9, decided="", by=cast.clerk, today=TODAY,
    )  # fmt: skip
    assert [(one.kind, one.title) for one in offered(cast.town, YEAR)] == [
        ("meeting", "年度工作会议")
    ]
    assert offered(cast.other_town, YEAR) == offered(cast.town, YEAR - 1) == []
    assert typed("/work/training/").url == "/work/training/"
    assert typed("https://www.gov.cn/a").url == "https://www.gov.cn/a"
    for wrong in ("javascript:alert(1)", "//evil.example/", "/nowhere/at/all/x", "说明"):
        with pytest.raises(Refused, match="打不开"):
            typed(wrong)


def test_the_county_sees_how_each_of_its_towns_stands_and_a_town_only_itself(
    cast: Cast, sign_in: SignIn
) -> None:
    problem, slow, _ = proposed(cast)
    taken(cast, problem)
    settled(cast, taken(cast, slow))
    late = actions.set_task(
        unit=cast.other_town, year=YEAR, plan=plan("栏目自查", due_on=date(YEAR, 1, 1)),
        by=cast.stranger, today=TODAY,
    )  # fmt: skip
    towns = Unit.objects.filter(parent=cast.county)
    found = {one.unit.code: one for one in standings(towns, YEAR, TODAY)}
    town, other = found["hongshilazi"], found["badaohezi"]
    assert (town.proposed, town.under_way, town.overdue, town.settled) == (1, 1, 0, 1)
    assert (other.proposed, other.under_way, other.overdue) == (0, 1, 1)
    county = sign_in(cast.supervisor).get("/work/tasks/").content.decode()
    assert "各单位情况" in county
    assert problem.title in county
    assert late.title in county
    own = sign_in(cast.stranger).get("/work/tasks/").content.decode()
    assert late.title in own
    assert problem.title not in own
    stranger = sign_in(cast.stranger)
    assert stranger.get(problem.get_absolute_url()).status_code == 404
    source = problem.sentences.get().source
    assert stranger.get(source.get_absolute_url()).status_code == 404
    for odd in ("?year=99999999999", "?unit=x&state=zz", "?page=zz", "?year=0"):
        assert stranger.get(f"/work/tasks/{odd}").status_code == 200


def test_a_report_that_was_read_proposes_what_it_names(cast: Cast) -> None:
    reading = read_document(
        unit=cast.town, content=source_text().encode(), name="2019.txt", by=cast.clerk
    )
    assert not Task.objects.exists()
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    named = Task.objects.filter(unit=cast.town, year=2020)
    assert {one.kind for one in named} == {"problem", "improvement"}
    assert f"/readings/{reading.pk}/" in Source.objects.get().url
    assert told(cast.clerk) == []  # years ago: on the list, and on nobody's first page
