"""Last year's problems as tasks in every state, and a point from the county."""

from __future__ import annotations

from datetime import date, timedelta

from tongming.demonstration.people import JOINED, Cast
from tongming.demonstration.registers import ago
from tongming.supervision.tasks import actions
from tongming.supervision.tasks.actions import Aim, Plan
from tongming.supervision.tasks.evidence import offered
from tongming.supervision.tasks.models import Conclusion, Task
from tongming.units.models import Person
from tongming.units.roles import Role

YEAR = JOINED.year
REPORT = f"红石砬子镇人民政府{YEAR - 1}年政府信息公开工作年度报告（演示）"
PROBLEMS = (
    "存在的主要问题：一是从事公开工作的人员多为兼职，业务培训不够；"
    "二是村务公开栏更新不及时；三是政策解读形式单一，群众看不懂。\n"
    "下一步改进措施：一是对承办人逐个岗位培训；二是每季度检查一次村务公开；"
    "三是重要政策配图解读；四是建立公开栏目季度自查制度。"
)
POINTS = (
    "一、深化重点领域信息公开。各乡镇围绕乡村振兴、社会救助做好信息公开。\n"
    "二、提升政策解读质量。重要政策文件与解读同步公开。\n"
    "三、规范依申请公开办理。答复文书格式统一、依据准确。"
)


def set_tasks(cast: Cast, today: date) -> None:
    """Propose, take on, carry out, confirm; what is there already is left alone."""
    if Task.objects.filter(unit=cast.town, year=YEAR).exists():
        return
    clerk, leader = cast.by_role[Role.CLERK], cast.by_role[Role.LEADER]
    proposed = actions.propose(
        unit=cast.town, year=YEAR - 1, title=REPORT, url="", text=PROBLEMS, by=None
    )
    people, boards, reading, training, checking, *_left = proposed
    _take_on(cast, people, "每名承办人培训一次，测验合格", cast.by_role[Role.CLERK], today)
    _take_on(cast, boards, "各村公开栏按月更新", cast.by_role[Role.OFFICE_HEAD], today)
    _take_on(cast, reading, "重要政策都有配图解读", None, today)
    actions.merge(task=training, into=people, by=clerk)
    actions.merge(task=checking, into=boards, by=clerk)
    records = offered(cast.town, YEAR)
    for task, kind, text in (
        (people, "training", "举办依申请公开办理实务培训，承办人和村文书参加。"),
        (boards, "villages", "检查高兴村、批州村，责令批州村补上月收支。"),
    ):
        actions.enter_progress(
            task=task, on=ago(today, 5), text=text, by=clerk, today=today,
            evidence=[one for one in records if one.kind == kind][:2],
            checkpoint=task.checkpoints.first(),
        )  # fmt: skip
    actions.conclude(
        task=people, result=Conclusion.Result.DONE,
        did="举办依申请公开办理实务培训并测验，承办人和村文书全部参加", by=clerk,
    )  # fmt: skip
    actions.confirm(task=people, by=leader)
    actions.conclude(
        task=boards, result=Conclusion.Result.PARTLY, did="逐村检查公开栏，责令限期补公开",
        reason="个别村收支公开仍不及时", by=clerk,
    )  # fmt: skip
    county = cast.by_role[Role.SUPERVISOR]
    source = actions.issue_key_points(
        unit=cast.county, year=YEAR, title=f"{YEAR}年政务公开工作要点分解（演示）",
        number=f"桦政办发〔{YEAR}〕8号", text=POINTS, by=county,
    )  # fmt: skip
    actions.set_from_point(
        source=source, start=POINTS.index("深化"), units=[cast.town], by=county,
        plan=Plan(
            title="深化重点领域信息公开", measure="社会救助发放结果每季度公开",
            due_on=date(YEAR, 12, 20), department="社会事务办公室",
        ),
    )  # fmt: skip


def _take_on(cast: Cast, task: Task, measure: str, person: Person | None, today: date) -> None:
    due = max(min(today + timedelta(days=30), date(YEAR, 12, 31)), date(YEAR, 1, 31))
    actions.take_on(
        task=task, by=cast.by_role[Role.CLERK], today=today,
        plan=Plan(
            title=task.title, measure=measure, due_on=due, person=person, department="党政办公室",
            aims=[Aim(min(date(YEAR, 9, 30), due), "完成一半以上")],
        ),
    )  # fmt: skip
