"""Training with a quiz under way, a meeting, a result of accountability."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.unit.files import made
from tongming.supervision.training import actions, quizzes, records
from tongming.supervision.training.actions import Present
from tongming.supervision.training.kinds import Fault, Measure, MeetingKind
from tongming.supervision.training.models import Session


def training(cast: Cast) -> Visits:
    today, town = localdate(), cast.town

    def planned(title: str, days: int) -> Session:
        return actions.plan(
            unit=town, title=title, content="《条例》第三章、第四章", hours=Decimal(3),
            planned_on=today + timedelta(days=days), place="镇政府会议室", by=cast.clerk,
        )  # fmt: skip

    def held(title: str) -> Session:
        there = [Present("周芳", cast.handler), Present("村会计老王")]
        return actions.hold_it(
            session=planned(title, -3), held_on=today, present=there, by=cast.clerk, today=today
        )

    def asked(session: Session) -> None:
        quizzes.add_question(
            session=session, text="答复期限是几个工作日？", options=["15", "20"], right=[1],
            by=cast.clerk,
        )  # fmt: skip
        quizzes.add_question(
            session=session, text="哪些是法定公开事项？", options=["预算", "决算", "草稿"],
            right=[0, 1], by=cast.clerk,
        )  # fmt: skip

    to_come, tested, written = planned("公文属性源头认定", 20), held("依申请公开"), held("保密审查")
    cancelled = actions.cancel(session=planned("政策解读", 5), reason="并入年度培训", by=cast.clerk)
    asked(tested)
    asked(written)
    actions.hand_out(session=tested, content=made.docx(["讲义"]), name="讲义.docx", by=cast.clerk)
    quizzes.open_quiz(session=tested, pass_mark=60, due=today, by=cast.clerk, today=today)
    first, second = tested.questions.all()
    quizzes.answer(session=tested, answers={first.pk: [0], second.pk: [0]}, by=cast.handler)
    meeting = records.enter_meeting(
        unit=town, kind=MeetingKind.WORK, title="年度政务公开工作会议", held_on=today,
        chaired_by="孙立群", people=18, decided="各部门每月报一次公开情况", by=cast.clerk,
        today=today,
    )  # fmt: skip
    records.enter_accountability(
        unit=town, fault=Fault.NOT_UPDATED, measure=Measure.CRITICISM, decided_on=today,
        organ="桦甸市人民政府", people=1, note="", by=cast.office_head, today=today,
    )  # fmt: skip
    row = tested.attendances.latest("pk")
    return {
        "training:index": [
            Visit("/work/training/", who) for who in ("clerk", "supervisor", "handler")
        ]
        + [Visit("/work/training/?year=2015", "clerk")],
        **at("training:hours", "clerk"),
        **at("training:new", "clerk", town.pk),
        "training:session": [
            Visit(one.get_absolute_url(), "clerk") for one in (to_come, tested, written, cancelled)
        ]
        + [Visit(tested.get_absolute_url(), "handler")],
        **at("training:hold", "clerk", to_come.pk),
        **at("training:add_present", "clerk", tested.pk),
        **at("training:strike_out_present", "clerk", tested.pk, row.pk),
        **at("training:cancel", "clerk", to_come.pk),
        **at("training:hand_out", "clerk", tested.pk),
        **at("training:question", "clerk", written.pk),
        **at("training:open_quiz", "clerk", written.pk),
        **at("training:quiz", "handler", tested.pk),
        "training:records": [
            Visit(f"/work/training/records/{town.pk}/", who) for who in ("clerk", "leader")
        ],
        **at("training:meeting", "clerk", town.pk),
        **at("training:accountability", "office_head", town.pk),
        **at("training:strike_out", "clerk", "meetings", meeting.pk),
    }
