"""组织领导 and 动态管理: who answers for what, and who joined and left in which year."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tongming.law.organs import Level
from tongming.units.actions import appoint, create_unit, leave, rejoin
from tongming.units.duties import duties_for
from tongming.units.models import Person, Unit
from tongming.units.organisation import gaps_in, places_of
from tongming.units.own_duties import organisation_duty
from tongming.units.people import end_appointment
from tongming.units.roles import Role

TODAY = localdate()


def gaps(unit: Unit) -> set[Role]:
    return {one.role for _unit, found in gaps_in([unit], TODAY) for one in found}


def told(person: Person) -> list[str]:
    return [str(one.what) for one in organisation_duty(person, TODAY)]


def test_a_place_nobody_holds_is_a_duty_until_somebody_does(cast: Cast, sign_in: SignIn) -> None:
    assert gaps(cast.town) == {Role.READING_ROOM_KEEPER}
    end_appointment(
        cast.secrecy_reviewer.appointments.get(), on=TODAY, reason="调离", by=cast.administrator
    )
    assert gaps(cast.town) == {Role.READING_ROOM_KEEPER, Role.SECRECY_REVIEWER}
    page = f"/work/units/{cast.town.pk}/organisation/"
    shown = sign_in(cast.clerk).get(page).content.decode()
    assert "公开前没有人做保密审查（《政府信息公开条例》第十七条）" in shown
    assert sign_in(cast.stranger).get(page).status_code == 404
    for role in (Role.SECRECY_REVIEWER, Role.READING_ROOM_KEEPER):
        appoint(person=cast.clerk, unit=cast.town, role=role, since=TODAY)
    assert gaps(cast.town) == set()
    assert "没有人做" not in sign_in(cast.clerk).get(page).content.decode()


def test_the_administrator_is_told_of_all_units_in_one_line(cast: Cast) -> None:
    (line,) = told(cast.administrator)
    assert "桦甸市等3个单位有岗位没有人" in line
    assert told(cast.clerk) == []
    assert line in {str(one.what) for one in duties_for(cast.administrator, TODAY).now}


def test_a_department_needs_no_reading_room_and_the_office_head_may_handle(cast: Cast) -> None:
    bureau = create_unit(
        name="桦甸市财政局", level=Level.COUNTY_DEPARTMENT, code="caizheng", joined_on=TODAY,
        parent=cast.county,
    )  # fmt: skip
    assert Role.READING_ROOM_KEEPER not in gaps(bureau)
    assert Role.APPLICATION_HANDLER in gaps(bureau)
    appoint(person=cast.office_head, unit=bureau, role=Role.OFFICE_HEAD, since=TODAY)
    assert Role.APPLICATION_HANDLER not in gaps(bureau)
    (place,) = [
        one for one in places_of(bureau, TODAY) if one.position.role is Role.APPLICATION_HANDLER
    ]
    assert (place.holders, place.is_gap) == ([], False)


def test_the_network_is_counted_by_year_and_each_figure_opens_its_records(
    cast: Cast, sign_in: SignIn
) -> None:
    one = create_unit(
        name="苏密沟乡人民政府", level=Level.TOWNSHIP, code="sumigou", joined_on=date(2019, 3, 1),
        parent=cast.county, reason="统一平台",
    )  # fmt: skip
    leave(one, on=date(2024, 6, 1), reason="撤并到桦郊乡", by=None)
    rejoin(one, on=date(2025, 2, 1), reason="恢复建制", by=None)
    client = sign_in(cast.administrator)

    def page(query: str) -> str:
        return client.get(f"/work/units/history/{query}").content.decode()

    assert "?year=2024&amp;kind=left" in page("")
    assert "?year=2023&amp;kind=left" not in page("")
    left = page("?year=2024&kind=left")
    assert "撤并到桦郊乡" in left
    assert "恢复建制" not in left
    assert "共 1 条" in left
    assert "恢复建制" in page("?year=2025")
    assert "统一平台" not in sign_in(cast.clerk).get("/work/units/history/").content.decode()
