"""The office of the demonstration: its rules, who is on duty, a training with a quiz, a leaver."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tongming.demonstration.people import JOINED, PASSWORD, Cast
from tongming.demonstration.registers import ago
from tongming.supervision.training import actions as training
from tongming.supervision.training import quizzes, records
from tongming.supervision.training.kinds import MeetingKind
from tongming.supervision.training.models import Session
from tongming.units.actions import appoint, create_person
from tongming.units.handover import actions as handover
from tongming.units.handover.models import Handover
from tongming.units.institutions import actions as institutions
from tongming.units.institutions.kinds import Kind
from tongming.units.institutions.models import Institution
from tongming.units.models import Person
from tongming.units.roles import Role
from tongming.units.roster import actions as roster
from tongming.units.roster.actions import OnDuty

RULES = {
    Kind.SECRECY_REVIEW: (
        "红石砬子镇政府信息公开保密审查制度（演示）",
        "一、审查的范围\n\n拟公开的政府信息，公开前都要经过保密和隐私审查。\n\n"
        "二、审查的程序\n\n先审查、后公开，一事一审。承办人自查，保密审查员审查，分管领导签发。\n\n"
        "三、审查责任\n\n谁审查、谁负责，审查意见留痕备查。",
    ),
    Kind.ON_REQUEST: (
        "红石砬子镇依申请公开受理制度（演示）",
        "一、受理的渠道和地点\n\n当面、邮寄、网上三种渠道，由党政办公室统一登记。\n\n"
        "二、答复和送达\n\n自收到申请之日起20个工作日内答复，需要延长的经负责人同意并告知。",
    ),
    Kind.DUTY: (
        "红石砬子镇值班工作制度（演示）",
        "一、值班的时间\n\n每天一人，节假日两人。\n\n二、来电来访的登记\n\n来电来访逐件登记，当天转办。",
    ),
}  # fmt: skip
QUESTIONS = (
    ("收到申请后，应当在几个工作日内答复？", ("15", "20", "30"), (1,)),
    ("下列哪些应当主动公开？", ("部门预算", "会议讨论记录", "行政规范性文件"), (0, 2)),
    ("延长答复期限要经谁同意？", ("承办人", "政府信息公开工作机构负责人"), (1,)),
)
LEAVER = "lizhi"


def run_office(cast: Cast, today: date) -> None:
    """What is there already is left alone."""
    if not Institution.objects.filter(unit=cast.town).exists():
        _rules(cast, today)
        _duty(cast, today)
    if not Session.objects.filter(unit=cast.town).exists():
        _training(cast, today)
    if not Handover.objects.filter(unit=cast.town).exists():
        _leaver(cast, today)


def _rules(cast: Cast, today: date) -> None:
    for kind, (title, text) in RULES.items():
        rule = institutions.create(
            unit=cast.town, kind=kind, title=title, text=text, by=cast.by_role[Role.CLERK]
        )
        institutions.submit(institution=rule, by=cast.by_role[Role.CLERK])
        version = institutions.approve(
            institution=rule, effective_on=today, by=cast.by_role[Role.LEADER], today=today
        )
        for role in (Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.LEADER):
            institutions.acknowledge(version=version, by=cast.by_role[role], today=today)


def _duty(cast: Cast, today: date) -> None:
    """A fortnight, a day each in turn."""
    people = [
        OnDuty(cast.by_role[role].full_name, cast.town.phone, cast.by_role[role])
        for role in (Role.CLERK, Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.LEADER)
    ]
    roster.plan(
        unit=cast.town, first=today, last=today + timedelta(days=13), people=people,
        by=cast.by_role[Role.CLERK], today=today,
    )  # fmt: skip


def _training(cast: Cast, today: date) -> None:
    """One held, with a quiz somebody passed and another has still to answer; one to come."""
    clerk = cast.by_role[Role.CLERK]
    session = training.plan(
        unit=cast.town, title="依申请公开办理实务（演示）", planned_on=ago(today, 20),
        content="答复期限、补正、征求第三方意见，结合本镇办过的申请讲解。", hours=Decimal("3"),
        place="镇政府二楼会议室", trainer="演示主任", by=clerk,
    )  # fmt: skip
    there = [
        training.Present(one.full_name, one)
        for one in (clerk, cast.by_role[Role.APPLICATION_HANDLER])
    ]
    training.hold_it(
        session=session, held_on=ago(today, 20), by=clerk, today=today,
        present=[*there, training.Present("高兴村文书"), training.Present("批州村文书")],
    )  # fmt: skip
    for text, options, right in QUESTIONS:
        quizzes.add_question(session=session, text=text, options=options, right=right, by=clerk)
    session = quizzes.open_quiz(
        session=session, pass_mark=60, due=today + timedelta(days=7), by=clerk, today=today
    )
    answers = {one.pk: one.right for one in session.questions.all()}
    quizzes.answer(session=session, answers=answers, by=cast.by_role[Role.APPLICATION_HANDLER])
    training.plan(
        unit=cast.town, title="公文公开属性源头认定（演示）", planned_on=today + timedelta(days=25),
        content="拟制公文时怎样确定公开属性，不公开的理由怎样写。", hours=Decimal("2"), by=clerk,
    )  # fmt: skip
    records.enter_meeting(
        unit=cast.town, kind=MeetingKind.WORK, title="年度政务公开工作会议（演示）",
        held_on=ago(today, 90), chaired_by="演示领导", people=18,
        decided="各站所每季度自查一次公开栏目。", by=clerk, today=today,
    )  # fmt: skip


def _leaver(cast: Cast, today: date) -> None:
    """Somebody goes to another office: what hangs on them is being handed over."""
    person = Person.objects.filter(username=LEAVER).first() or create_person(
        username=LEAVER, full_name="演示离任人", unit=cast.town, password=PASSWORD, is_demo=True
    )
    if not person.appointments.exists():
        appoint(person=person, unit=cast.town, role=Role.CLERK, since=JOINED, reason="演示")
    handover.start(
        person=person, leaving_on=today + timedelta(days=5), reason="调任其他单位（演示）",
        closes_account=True, by=cast.by_role[Role.OFFICE_HEAD], today=today,
    )  # fmt: skip
