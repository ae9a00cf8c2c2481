"""值班表: who answers the telephone today, for staff and for the public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as configured
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.public_items import Room, made_item
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.portal.site.reading import section_of
from tongming.publishing import sources
from tongming.units.handover import actions as handover
from tongming.units.people import create_person
from tongming.units.rights import NotPermitted
from tongming.units.roster.actions import OnDuty, plan, roll, take_out
from tongming.units.roster.forms import PlanForm
from tongming.units.roster.models import Shift
from tongming.units.roster.queries import on_duty

TODAY = localdate()
MIDNIGHT = datetime.min.time()
TWO = [OnDuty("王敏", "0432-66112233"), OnDuty("老张", "0432-66114455")]


@pytest.fixture
def room(cast: Cast) -> Iterator[Room]:
    made = Room()
    sources.register(made)
    yield made
    sources.unregister(made.prefix)


def shifts(cast: Cast) -> list[tuple[int, str]]:
    return [((one.day - TODAY).days, one.name) for one in cast.town.shifts.all()]


def test_people_take_turns_and_a_new_plan_takes_the_place_of_the_old(cast: Cast) -> None:
    def put(first: int, last: int, people: list[OnDuty]) -> int:
        day = timedelta(days=1)
        return plan(
            unit=cast.town, first=TODAY + first * day, last=TODAY + last * day, people=people,
            by=cast.clerk, today=TODAY,
        )  # fmt: skip

    assert put(0, 3, TWO) == 4
    put(1, 1, [OnDuty("小李", "139")])
    assert shifts(cast) == [(0, "王敏"), (1, "小李"), (2, "王敏"), (3, "老张")]
    with pytest.raises(Refused, match="已经过去"):
        put(-1, 0, TWO)
    with pytest.raises(Refused, match="结束日期不能早于开始日期"):
        put(2, 1, TWO)
    with pytest.raises(Refused, match="一次最多安排366天"):
        put(0, 366, TWO)
    with pytest.raises(NotPermitted):
        plan(unit=cast.town, first=TODAY, last=TODAY, people=TWO, by=cast.handler, today=TODAY)
    assert Event.objects.filter(kind="roster.planned").count() == 2


def test_a_line_is_a_name_and_a_number_and_staff_need_no_number(cast: Cast) -> None:
    cast.clerk.phone = "0432-66112233"
    cast.clerk.save()
    day = TODAY.isoformat()

    def read(text: str) -> PlanForm:
        return PlanForm({"first": day, "last": day, "people": text}, unit=cast.town)

    form = read("王敏\n\n老张：0432 66114455\n")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["people"] == [
        OnDuty("王敏", "0432-66112233", cast.clerk),
        OnDuty("老张", "0432 66114455"),
    ]
    wrong = read("老张")
    assert not wrong.is_valid()
    assert wrong.errors["people"] == ["第1行没有电话：老张"]


def test_todays_duty_stands_on_the_first_screen_and_can_be_taken_out(
    cast: Cast, sign_in: SignIn
) -> None:
    plan(unit=cast.town, first=TODAY, last=TODAY, people=TWO, by=cast.clerk, today=TODAY)
    clerk = sign_in(cast.clerk)
    assert "红石砬子镇今天值班：王敏，0432-66112233" in clerk.get("/work/").content.decode()
    assert "今天值班" not in sign_in(cast.stranger).get("/work/").content.decode()
    (shift,) = cast.town.shifts.all()
    page = f"/work/units/roster/shifts/{shift.pk}/take-out/"
    assert sign_in(cast.stranger).post(page).status_code == 404
    clerk.post(page)
    assert not on_duty([cast.town], TODAY)
    gone = Shift.objects.create(
        unit=cast.town, day=TODAY - timedelta(days=1), name="王敏", phone="139"
    )
    with pytest.raises(Refused, match="值班记录不能再改"):
        take_out(shift=gone, by=cast.clerk, today=TODAY)


@pytest.mark.django_db(transaction=True)
def test_the_guide_shows_seven_days_and_the_clock_moves_them(cast: Cast, room: Room) -> None:
    room.publish(made_item(1))
    guide = Path(configured.SITE) / cast.town.code / "guide" / "index.html"
    plan(
        unit=cast.town, first=TODAY, last=TODAY + timedelta(days=9), people=TWO, by=cast.clerk,
        today=TODAY,
    )  # fmt: skip
    section = section_of(cast.town.code)
    assert section is not None
    assert len(section.roster) == 7
    first = guide.read_text(encoding="utf-8")
    assert "0432-66114455" in first
    assert f'datetime="{TODAY.isoformat()}"' in first

    now = datetime.combine(TODAY + timedelta(days=2), MIDNIGHT, ZoneInfo("Asia/Shanghai"))
    assert roll(now) == 1
    assert f'datetime="{TODAY.isoformat()}"' not in guide.read_text(encoding="utf-8")
    assert roll(now) == 0  # again on the same day changes nothing


def test_shifts_to_come_are_handed_over_with_the_rest(cast: Cast) -> None:
    newcomer = create_person(
        username="heyu", full_name="何雨", unit=cast.town, phone="0432-66115566"
    )
    mine = [OnDuty("王敏", "0432-66112233", cast.clerk)]
    plan(unit=cast.town, first=TODAY, last=TODAY, people=mine, by=cast.clerk, today=TODAY)
    leaving = handover.start(
        person=cast.clerk, leaving_on=TODAY, reason="调离", closes_account=True,
        by=cast.administrator, today=TODAY,
    )  # fmt: skip
    handover.settle_rest(handover=leaving, successor=newcomer, by=cast.clerk, today=TODAY)
    handover.finish(
        handover=leaving, signed_on=TODAY, witness="孙立群", by=cast.administrator, today=TODAY
    )
    (shift,) = on_duty([cast.town], TODAY)
    assert (shift.name, shift.phone, shift.person) == ("何雨", "0432-66115566", newcomer)
