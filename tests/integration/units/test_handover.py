"""工作交接: nothing that hangs on a person is left over when they leave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import COMPLETE
from tongming.applications.actions import register
from tongming.applications.kinds import Channel
from tongming.applications.models import Application
from tongming.information import actions as information
from tongming.information.models import Document
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.belongings import Kind, belongings_of
from tongming.units.duties import duties_for
from tongming.units.handover import actions
from tongming.units.handover.models import Handover
from tongming.units.handover.queries import lines_of
from tongming.units.models import Person
from tongming.units.people import appoint, create_person, end_appointment, set_active
from tongming.units.rights import NotPermitted, Right, why_not
from tongming.units.roles import Role

TODAY = localdate()


def application(cast: Cast, subject: str) -> Application:
    return register(
        unit=cast.town,
        subject=subject,
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON,
        arrived_on=TODAY - timedelta(days=3),
        by=cast.handler,
        today=TODAY,
    )


def draft(cast: Cast, by: Person) -> Document:
    return information.create_document(unit=cast.town, by=by, content=COMPLETE)


def begin(cast: Cast, person: Person, *, closes: bool = True) -> Handover:
    return actions.start(
        person=person,
        leaving_on=TODAY,
        reason="调县财政局工作",
        closes_account=closes,
        by=cast.administrator,
        today=TODAY,
    )


def finish(cast: Cast, handover: Handover) -> Handover:
    return actions.finish(
        handover=handover, signed_on=TODAY, witness="孙立群", by=cast.administrator, today=TODAY
    )


@pytest.fixture
def newcomer(cast: Cast) -> Person:
    """何雨, who takes over; she has an account and no role yet."""
    return create_person(username="heyu", full_name="何雨", unit=cast.town)


def test_a_handover_ends_roles_appoints_the_successor_and_closes_the_account_together(
    cast: Cast, newcomer: Person
) -> None:
    one = application(cast, "村道硬化工程中标合同")
    handover = begin(cast, cast.handler)
    actions.settle_rest(handover=handover, successor=newcomer, by=cast.office_head, today=TODAY)
    finish(cast, handover)

    cast.handler.refresh_from_db()
    assert not cast.handler.is_active
    assert cast.handler.appointments.get().until == TODAY
    assert newcomer.appointments.get().role_kind is Role.APPLICATION_HANDLER
    assert why_not(newcomer, Right.APPLICATION_HANDLE, cast.town) is None
    assert one.get_absolute_url() in {duty.url for duty in duties_for(newcomer, TODAY).now}
    kinds = list(Event.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds[-4:] == [
        "units.appointed",
        "units.appointment_ended",
        "units.person_closed",
        "handover.finished",
    ]


def test_a_handover_says_how_many_working_days_are_left(cast: Cast) -> None:
    monday, friday = date(2026, 3, 2), date(2026, 3, 6)
    handover = begin(cast, cast.handler)
    Handover.objects.filter(pk=handover.pk).update(leaving_on=friday)
    told = [d for d in duties_for(cast.administrator, monday).now if d.due == friday]
    assert [duty.working_days_left for duty in told] == [4]


def test_it_is_not_finished_with_one_left_over_nor_with_one_that_came_meanwhile(
    cast: Cast, newcomer: Person
) -> None:
    handover = begin(cast, cast.handler)
    with pytest.raises(Refused, match="还有1项没有交代：红石砬子镇的依申请公开承办人"):
        finish(cast, handover)
    actions.settle_rest(handover=handover, successor=newcomer, by=cast.office_head, today=TODAY)

    application(cast, "土地征收补偿方案")  # comes in while the sheet is being signed
    with pytest.raises(Refused, match=r"还有1项没有交代：申请.*土地征收补偿方案"):
        finish(cast, handover)
    cast.handler.refresh_from_db()
    assert cast.handler.is_active
    assert cast.handler.appointments.get().until is None
    assert not newcomer.appointments.exists()

    actions.settle_rest(handover=handover, successor=newcomer, by=cast.office_head, today=TODAY)
    assert finish(cast, handover).state == Handover.State.FINISHED


def test_drafts_duties_and_applications_are_each_one_thing_and_not_two(cast: Cast) -> None:
    draft(cast, cast.clerk)
    application(cast, "道路养护合同")
    clerks = [one.kind for one in belongings_of(cast.clerk, TODAY)]
    assert clerks.count(Kind.DRAFT) == 1
    urls = [one.url for one in belongings_of(cast.clerk, TODAY)]
    assert len(urls) == len(set(urls))
    handlers = [one.kind for one in belongings_of(cast.handler, TODAY)]
    assert handlers == [Kind.APPOINTMENT, Kind.ACCOUNT, Kind.APPLICATION]


def test_each_thing_needs_a_successor_or_a_reason_and_an_account_has_no_successor(
    cast: Cast, newcomer: Person
) -> None:
    handover = begin(cast, cast.clerk)
    by_kind = {line.belonging.kind: line.belonging for line in lines_of(handover, TODAY)}
    role, account = by_kind[Kind.APPOINTMENT], by_kind[Kind.ACCOUNT]

    def settle(key: str, successor: Person | None, reason: str) -> None:
        actions.settle(
            handover=handover, key=key, successor=successor, reason=reason,
            by=cast.clerk, today=TODAY,
        )  # fmt: skip

    with pytest.raises(Refused, match="要有接手人，或者写明"):
        settle(role.key, None, " ")
    with pytest.raises(Refused, match="不能是移交人自己"):
        settle(role.key, cast.clerk, "")
    with pytest.raises(Refused, match="不能交给别人使用"):
        settle(account.key, newcomer, "")
    set_active(newcomer, False, by=None)
    newcomer.refresh_from_db()
    with pytest.raises(Refused, match="账号已停用，不能接手"):
        settle(role.key, newcomer, "")
    settle(role.key, None, "岗位撤销")
    assert handover.settlements.get(key=role.key).reason == "岗位撤销"


def test_who_takes_a_draft_must_be_able_to_draft(cast: Cast, newcomer: Person) -> None:
    one = draft(cast, cast.clerk)
    handover = begin(cast, cast.clerk)
    actions.settle_rest(handover=handover, successor=newcomer, by=cast.clerk, today=TODAY)
    (role,) = cast.clerk.appointments.all()
    actions.settle(
        handover=handover, key=f"appointment:{role.pk}", successor=None, reason="暂缺",
        by=cast.clerk, today=TODAY,
    )  # fmt: skip
    with pytest.raises(Refused, match="何雨接手不了“政府信息草稿"):
        finish(cast, handover)
    assert cast.clerk.appointments.get().until is None  # nothing half done

    for line in lines_of(handover, TODAY):
        if line.belonging.kind in (Kind.DRAFT, Kind.DUTY):
            actions.settle(
                handover=handover, key=line.belonging.key, successor=cast.office_head, reason="",
                by=cast.clerk, today=TODAY,
            )  # fmt: skip
    finish(cast, handover)
    assert one.created_by == cast.clerk  # who began it stays known


def test_what_the_person_ended_before_leaving_is_told_as_done(cast: Cast, newcomer: Person) -> None:
    one = draft(cast, cast.clerk)
    handover = begin(cast, cast.clerk)
    actions.settle_rest(handover=handover, successor=newcomer, by=cast.clerk, today=TODAY)
    information.drop(document=one, reason="不再需要", by=cast.clerk)
    finish(cast, handover)
    assert not handover.settlements.get(key=f"information:{one.pk}").was_open
    assert handover.settlements.filter(was_open=True).count() >= 2


def test_changing_to_other_work_keeps_the_account(cast: Cast, newcomer: Person) -> None:
    handover = begin(cast, cast.clerk, closes=False)
    actions.settle_rest(handover=handover, successor=newcomer, by=cast.clerk, today=TODAY)
    finish(cast, handover)
    cast.clerk.refresh_from_db()
    assert cast.clerk.is_active
    assert cast.clerk.appointments.get().until == TODAY


def test_who_arranges_who_finishes_and_who_sees_it(
    cast: Cast, newcomer: Person, sign_in: SignIn
) -> None:
    with pytest.raises(NotPermitted):
        actions.start(
            person=cast.clerk, leaving_on=TODAY, reason="调离", closes_account=True,
            by=cast.handler, today=TODAY,
        )  # fmt: skip
    handover = begin(cast, cast.clerk)
    with pytest.raises(NotPermitted):
        actions.settle_rest(handover=handover, successor=newcomer, by=cast.handler, today=TODAY)
    page = handover.get_absolute_url()
    assert sign_in(cast.handler).get(page).status_code == 404
    assert sign_in(cast.stranger).get(page).status_code == 404
    actions.settle_rest(handover=handover, successor=newcomer, by=cast.office_head, today=TODAY)
    assert sign_in(newcomer).get(page).status_code == 200  # she signs the sheet
    with pytest.raises(NotPermitted):
        actions.finish(
            handover=handover, signed_on=TODAY, witness="孙立群", by=cast.office_head, today=TODAY
        )
    finish(cast, handover)
    assert sign_in(newcomer).get(f"{page}sheet/").status_code == 200


def test_nobody_finishes_their_own_and_the_last_administrator_stays(cast: Cast) -> None:
    handover = begin(cast, cast.administrator)
    (role,) = cast.administrator.appointments.all()
    for line in lines_of(handover, TODAY):
        if line.settlement is None:
            actions.settle(
                handover=handover, key=line.belonging.key, successor=None, reason="暂缺",
                by=cast.administrator, today=TODAY,
            )  # fmt: skip
    with pytest.raises(Refused, match="不能办结自己的交接"):
        finish(cast, handover)
    other = create_person(username="yanhai", full_name="严海", unit=cast.county)
    appointed = appoint(
        person=other, unit=cast.county, role=Role.ADMINISTRATOR, since=TODAY - timedelta(days=1)
    )
    actions.finish(handover=handover, signed_on=TODAY, witness="吴军", by=other, today=TODAY)
    role.refresh_from_db()
    assert role.until == TODAY
    with pytest.raises(Refused, match="最后一名系统管理员"):
        end_appointment(appointed, on=TODAY, reason="误", by=None)


def test_it_can_be_left_resumed_and_cancelled_with_a_reason(
    cast: Cast, newcomer: Person, sign_in: SignIn
) -> None:
    handover = begin(cast, cast.clerk)
    with pytest.raises(Refused, match="交接已经在办"):
        begin(cast, cast.clerk)
    resumed = sign_in(cast.administrator).get(f"/work/units/handovers/start/{cast.clerk.pk}/")
    assert resumed.headers["Location"] == handover.get_absolute_url()
    actions.settle_rest(handover=handover, successor=newcomer, by=cast.clerk, today=TODAY)
    actions.cancel(handover=handover, reason="调动取消", by=cast.office_head, today=TODAY)
    with pytest.raises(Refused, match="已经结束，不能再改"):
        finish(cast, handover)
    assert cast.clerk.appointments.get().until is None
    begin(cast, cast.clerk)


def test_the_screens_lead_from_the_person_to_the_signed_end(
    cast: Cast, newcomer: Person, sign_in: SignIn
) -> None:
    application(cast, "2025年度农村低保名册")
    administrator = sign_in(cast.administrator)
    person_page = administrator.get(f"/work/units/people/{cast.handler.pk}/").content.decode()
    start = f"/work/units/handovers/start/{cast.handler.pk}/"
    assert start in person_page
    begun = administrator.post(
        start, {"leaving_on": TODAY.isoformat(), "reason": "退休", "closes_account": "yes"}
    )
    page = begun.headers["Location"]
    shown = administrator.get(page).content.decode()
    assert "还有 2 项没有交代" in shown
    assert f"{page}finish/" not in shown
    duty = sign_in(cast.handler).get("/work/").content.decode()
    assert "交接您手上的工作" in duty
    administrator.post(page, {"successor": newcomer.pk})
    sheet = administrator.get(f"{page}sheet/").content.decode()
    assert "2025年度农村低保名册" in sheet
    assert "接手人（何雨）签字" in sheet
    unsigned = administrator.post(
        f"{page}finish/", {"signed_on": TODAY.isoformat(), "witness": "孙立群"}
    )
    assert unsigned.status_code == 422
    administrator.post(
        f"{page}finish/",
        {"signed_on": TODAY.isoformat(), "witness": "孙立群", "signed": "on"},
    )
    assert "已办结" in administrator.get(page).content.decode()
    cast.handler.refresh_from_db()
    assert not cast.handler.is_active
