"""Tasks in every state, from a report's sentences and from key points."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tongming.supervision.tasks import actions
from tongming.supervision.tasks.actions import Aim, Plan
from tongming.supervision.tasks.evidence import Record
from tongming.supervision.tasks.models import Conclusion, Task

TEXT = (
    "存在的主要问题：一是各单位公开工作开展不平衡；二是人员多为兼职，培训不够；"
    "三是政策解读形式单一；四是网站栏目更新不及时；五是档案移交不及时。\n"
    "下一步改进措施：一是逐个岗位培训；二是每季度自查一次。"
)
POINTS = "一、深化重点领域信息公开。围绕乡村振兴做好公开。\n二、提升政策解读质量。"


def tasks(cast: Cast) -> Visits:
    today = localdate()
    year, due = today.year, today + timedelta(days=20)

    def plan(task: Task) -> Plan:
        aims = [Aim(date(year, 3, 31), "排出计划"), Aim(min(due, date(year, 12, 31)), "全部办完")]
        return Plan(
            title=task.title, measure="有记录可查", due_on=due, department="党政办公室",
            person=cast.handler, aims=aims,
        )  # fmt: skip

    uneven, people, reading, late, archive, training, checking = actions.propose(
        unit=cast.town, year=year - 1, title=f"红石砬子镇{year - 1}年年度报告",
        url="/work/reports/", text=TEXT, by=None,
    )  # fmt: skip
    for task in (people, reading, late, archive):
        actions.take_on(task=task, plan=plan(task), by=cast.clerk, today=today)
    actions.merge(task=training, into=people, by=cast.clerk)
    actions.dismiss(task=checking, reason="已列入日常工作", by=cast.clerk)
    for task in (people, reading, late):
        actions.enter_progress(
            task=task, on=today, text="举办业务培训一次，全部经办人参加",
            evidence=[Record("依申请公开", "/work/training/", today, "training")],
            checkpoint=task.checkpoints.first() if task == people else None, by=cast.handler,
            today=today,
        )  # fmt: skip
    for task, result in ((reading, "done"), (late, "partly")):
        actions.conclude(
            task=task, result=Conclusion.Result(result), did="举办培训，栏目由专人维护",
            reason="有两个栏目还没有落实到人" if result == "partly" else "", by=cast.handler,
        )  # fmt: skip
    actions.confirm(task=late, by=cast.leader)
    source = actions.issue_key_points(
        unit=cast.county, year=year, title=f"{year}年政务公开工作要点分解", text=POINTS,
        number=f"桦政办发〔{year}〕3号", by=cast.supervisor,
    )  # fmt: skip
    start = POINTS.index("深化")
    (point,) = actions.set_from_point(
        source=source, start=start, units=[cast.town], plan=plan(uneven), by=cast.supervisor
    )
    return {
        "tasks:index": [
            Visit("/work/tasks/", who) for who in ("clerk", "supervisor", "stranger", "handler")
        ]
        + [Visit("/work/tasks/?state=proposed", "clerk")],
        "tasks:task": [
            Visit(one.get_absolute_url(), who)
            for one in (uneven, people, reading, late, training, checking, point)
            for who in ("clerk", "leader")
        ],
        **at("tasks:new", "clerk", cast.town.pk),
        **at("tasks:take_on", "clerk", uneven.pk),
        **at("tasks:merge", "clerk", uneven.pk),
        **at("tasks:arrange", "clerk", people.pk),
        **at("tasks:dismiss", "clerk", archive.pk),
        **at("tasks:progress", "handler", people.pk),
        **at("tasks:conclude", "handler", people.pk),
        **at("tasks:send_back", "leader", reading.pk),
        **at("tasks:reopen", "leader", late.pk),
        "tasks:source": [Visit(source.get_absolute_url(), who) for who in ("supervisor", "clerk")]
        + [Visit(people.sentences.all()[0].source.get_absolute_url(), "clerk")],
        **at("tasks:point", "supervisor", source.pk, POINTS.index("提升")),
        **at("tasks:key_points", "supervisor", cast.county.pk),
    }
