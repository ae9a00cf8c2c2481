"""An office by itself: its rules, its meetings and trainings, its reading room, last year's
problems taken on as tasks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tongming.demonstration.county.people import Staff
from tongming.demonstration.county.playing import Story, working
from tongming.demonstration.county.volumes import chance, days_in, turn
from tongming.engagement.reading import places, visits
from tongming.engagement.reading.kinds import Satisfaction, Way
from tongming.engagement.reading.models import Point
from tongming.law.reading import PointKind
from tongming.registers.normative import actions as normative
from tongming.registers.normative.queries import in_force
from tongming.supervision.tasks import actions as tasks
from tongming.supervision.tasks.actions import Plan
from tongming.supervision.tasks.evidence import offered
from tongming.supervision.tasks.models import Conclusion, Task
from tongming.supervision.training import actions as training
from tongming.supervision.training import records
from tongming.supervision.training.kinds import MeetingKind
from tongming.units.institutions import actions as institutions
from tongming.units.institutions.kinds import Kind

COURSES = ("依申请公开办理实务", "公文公开属性的确定", "保密审查和个人信息保护")


def rules(staff: Staff, year: int) -> Story:
    """The rule of secrecy review, in the first year."""
    today = yield working(date(year, 1, 10))
    rule = institutions.create(
        unit=staff.unit, kind=Kind.SECRECY_REVIEW, by=staff.clerk,
        title=f"{staff.unit.short_name}政府信息公开保密审查制度（演示）",
        text="一、审查的范围\n\n拟公开的政府信息，公开前都要经过保密和隐私审查。\n\n"
        "二、审查责任\n\n谁审查、谁负责，审查意见留痕备查。",
    )  # fmt: skip
    institutions.submit(institution=rule, by=staff.clerk)
    version = institutions.approve(
        institution=rule, effective_on=today, by=staff.leader, today=today
    )
    for person in (staff.clerk, staff.head, staff.leader):
        institutions.acknowledge(version=version, by=person, today=today)


def cleared_up(staff: Staff, year: int) -> Story:
    """Normative documents looked through each February, where the office has any."""
    today = yield working(date(year, 2, 24))
    if not in_force(staff.unit, today):
        return
    cleanup = normative.begin(unit=staff.unit, on=today, by=staff.clerk, today=today)
    for one in cleanup.judgements.all():
        normative.judge(judgement=one, verdict="kept", by=staff.clerk)
    normative.finish(cleanup=cleanup, by=staff.clerk, today=today)


def learning(staff: Staff, year: int) -> Story:
    """One meeting in spring, one training in early summer."""
    draw = chance(staff.office, year, "learning")
    today = yield working(date(year, 3, 5 + draw.randrange(20)))
    records.enter_meeting(
        unit=staff.unit, kind=MeetingKind.WORK, title=f"{year}年政务公开工作会议（演示）",
        held_on=today, chaired_by=staff.leader.full_name, people=8 + draw.randrange(20),
        decided="公开栏目每季度自查。", by=staff.clerk, today=today,
    )  # fmt: skip
    planned = working(date(year, 6, 3 + draw.randrange(20)))
    session = training.plan(
        unit=staff.unit, title=f"{turn(COURSES, year + len(staff.unit.code))}（演示）",
        planned_on=planned, content="结合本单位办过的事讲解。", hours=Decimal("2"),
        place="二楼会议室", trainer=staff.head.full_name, by=staff.clerk,
    )  # fmt: skip
    today = yield planned
    there = [training.Present(one.full_name, one) for one in (staff.clerk, staff.head)]
    others = [training.Present(f"{n + 1}号窗口工作人员") for n in range(draw.randrange(1, 9))]
    training.hold_it(
        session=session, held_on=today, by=staff.clerk, today=today, present=[*there, *others]
    )


def reading_room(staff: Staff, year: int, *, opens: bool) -> Story:
    """Governments have one; people come a few times a year."""
    draw = chance(staff.office, year, "reading")
    if opens:
        today = yield working(date(year, 1, 12))
        places.open_point(
            unit=staff.unit, name=f"{staff.unit.short_name}政府信息查阅点",
            kind=PointKind.READING_ROOM, address=staff.unit.address, hours="工作日 8:30—16:30",
            phone=staff.unit.phone, equipment="电脑1台", since=date(year, 1, 1), by=staff.head,
        )  # fmt: skip
    topics = staff.office.work.topics
    for n, day in enumerate(days_in(draw, year, draw.randrange(2, 8), (3, 1), (12, 15))):
        today = yield day
        visits.enter(
            point=Point.objects.get(unit=staff.unit), on=today, way=Way.ASSISTED,
            looked_at=f"{turn(topics, n)}的政策文件",
            satisfaction=Satisfaction.SATISFIED, by=staff.head, today=today,
        )  # fmt: skip


def last_years_problems(staff: Staff, year: int) -> Story:
    """What last year's report named, taken on in spring, done by December, and confirmed."""
    today = yield working(date(year, 3, 28))
    proposed = list(Task.objects.filter(unit=staff.unit, year=year, state="proposed"))
    if not proposed:
        return
    first, *others = sorted(proposed, key=lambda task: (task.kind != "problem", task.pk))
    tasks.take_on(
        task=first, by=staff.clerk, today=today,
        plan=Plan(
            title=first.title, measure="全员参加培训，逐个栏目核对", due_on=date(year, 12, 20),
            person=staff.clerk, department=staff.unit.office,
        ),
    )  # fmt: skip
    first.refresh_from_db()
    for other in others:
        tasks.merge(task=other, into=first, by=staff.clerk)
    today = yield working(date(year, 7, 8))
    shown = [one for one in offered(staff.unit, year) if one.kind == "training"]
    tasks.enter_progress(
        task=first, on=today, text="已经组织培训，公开栏目逐项核对。", by=staff.clerk, today=today,
        evidence=shown[:1],
    )  # fmt: skip
    yield working(date(year, 12, 12))
    done = Conclusion.Result.DONE if len(staff.unit.code) % 3 else Conclusion.Result.PARTLY
    tasks.conclude(
        task=first, result=done, by=staff.clerk,
        did=f"围绕{turn(staff.office.work.topics, year)}组织培训，逐个栏目核对更新",
        reason="" if done is Conclusion.Result.DONE else "个别栏目更新仍不及时",
    )  # fmt: skip
    yield working(date(year, 12, 18))
    tasks.confirm(task=first, by=staff.leader)
