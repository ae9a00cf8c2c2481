"""Units stand in a tree that remembers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from tests.conftest import Cast
from tongming.law.organs import Level
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.actions import change_unit, create_unit, edit_unit, leave, rejoin
from tongming.units.models import Unit
from tongming.units.queries import subtree_on
from tongming.units.rights import NotPermitted

LONG_AGO = date(2015, 1, 1)


def names_on(unit: Unit, day: date) -> list[str]:
    return [period.name for period in subtree_on(unit, day)]


def move(unit: Unit, parent: Unit | None, **changes: object) -> Unit:
    given = {
        "name": unit.name,
        "short_name": unit.short_name,
        "level": unit.level_kind,
        "since": date(2024, 1, 1),
        "reason": "区划调整",
        "by": None,
        **changes,
    }
    return change_unit(unit, parent=parent, **given)  # type: ignore[arg-type]


def test_a_units_path_starts_with_its_parents(cast: Cast) -> None:
    assert cast.town.path == f"{cast.county.path}{cast.town.pk}/"
    assert list(Unit.objects.filter(path__startswith=cast.county.path)) == [
        cast.county,
        cast.town,
        cast.other_town,
    ]


def test_a_unit_that_joins_is_in_the_ledger(cast: Cast) -> None:
    event = Event.objects.about(cast.town).get()
    assert event.kind == "units.joined"
    assert event.data["name"] == "红石砬子镇人民政府"


def test_a_unit_moves_with_everything_beneath_it(cast: Cast) -> None:
    village = create_unit(
        name="高兴村", level=Level.TOWNSHIP, code="gaoxing", parent=cast.town, joined_on=LONG_AGO
    )
    move(cast.town, cast.other_town)
    for unit in (cast.town, village):
        unit.refresh_from_db()
    assert cast.town.path == f"{cast.other_town.path}{cast.town.pk}/"
    assert village.path == f"{cast.town.path}{village.pk}/"


def test_a_unit_is_not_moved_under_itself(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能归到它自己或它的下级"):
        move(cast.county, cast.town)
    move(cast.town, cast.other_town)


def test_an_earlier_year_sees_the_tree_as_it_was(cast: Cast) -> None:
    move(cast.town, cast.county, name="红石砬子街道办事处", level=Level.STREET)
    leave(cast.other_town, on=date(2025, 6, 1), reason="并入红石砬子", by=None)
    before = ["桦甸市人民政府", "红石砬子镇人民政府", "八道河子镇人民政府"]
    assert names_on(cast.county, date(2023, 12, 31)) == before
    assert names_on(cast.county, date(2024, 1, 1)) == [
        "桦甸市人民政府",
        "红石砬子街道办事处",
        "八道河子镇人民政府",
    ]
    assert names_on(cast.county, date(2025, 6, 1)) == ["桦甸市人民政府", "红石砬子街道办事处"]
    assert names_on(cast.county, date(2014, 12, 31)) == []


def test_a_unit_leaves_on_a_day_and_may_join_again(cast: Cast) -> None:
    unit = leave(cast.town, on=date(2024, 5, 1), reason="撤并", by=None)
    assert unit.takes_part(date(2024, 4, 30))
    assert not unit.takes_part(date(2024, 5, 1))
    unit = rejoin(unit, on=date(2025, 1, 1), reason="恢复", by=None)
    assert not unit.takes_part(date(2024, 12, 31))
    assert unit.takes_part(date(2025, 1, 1))
    assert [event.kind for event in Event.objects.about(unit)] == [
        "units.joined",
        "units.left",
        "units.rejoined",
    ]


def test_what_cannot_be_is_refused(cast: Cast) -> None:
    tomorrow = localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="还在“桦甸市人民政府”下面"):
        leave(cast.county, on=localdate(), reason="撤销", by=None)
    with pytest.raises(Refused, match="日期不能晚于今天"):
        leave(cast.town, on=tomorrow, reason="撤并", by=None)
    with pytest.raises(Refused, match="要晚于上一次变动"):
        leave(cast.town, on=LONG_AGO, reason="撤并", by=None)
    with pytest.raises(Refused, match="没有退出"):
        rejoin(cast.town, on=localdate(), reason="恢复", by=None)
    leave(cast.town, on=localdate(), reason="撤并", by=None)
    with pytest.raises(Refused, match="已经退出"):
        leave(cast.town, on=localdate(), reason="撤并", by=None)
    with pytest.raises(Refused, match="不能在它下面加入单位"):
        create_unit(
            name="高兴村",
            level=Level.TOWNSHIP,
            code="gaoxing",
            parent=cast.town,
            joined_on=localdate(),
        )


def test_editing_records_what_changed_and_nothing_else(cast: Cast) -> None:
    edit_unit(cast.town, by=cast.administrator, phone="0432-66000000", address="")
    event = Event.objects.about(cast.town).last()
    assert event is not None
    assert event.data["changes"] == {"phone": ["", "0432-66000000"]}
    edit_unit(cast.town, by=cast.administrator, phone="0432-66000000")
    assert Event.objects.about(cast.town).last() == event


def test_a_wrong_postcode_is_refused_and_leaves_no_event(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="邮政编码是6位数字"):
        edit_unit(cast.town, by=cast.administrator, postcode="13240")
    assert Event.objects.about(cast.town).count() == 1
    assert edit_unit(cast.town, by=cast.administrator, postcode="132409").postcode == "132409"


def test_only_the_administrator_changes_units(cast: Cast) -> None:
    for person in (cast.clerk, cast.leader, cast.supervisor, cast.stranger):
        with pytest.raises(NotPermitted):
            edit_unit(cast.town, by=person, phone="1")
        with pytest.raises(NotPermitted):
            leave(cast.town, on=localdate(), reason="撤并", by=person)
    assert edit_unit(cast.town, by=cast.administrator, phone="1").phone == "1"
