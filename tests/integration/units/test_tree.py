"""Units stand in a tree that remembers."""

from __future__ import annotations

from tests.conftest import Cast
from tongming.ledger.models import Event
from tongming.units.models import Unit
from tongming.units.rights import Right, units_for


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


def test_the_supervisor_sees_the_whole_county_and_a_clerk_only_the_own_town(cast: Cast) -> None:
    assert set(units_for(cast.supervisor, Right.REPORT_VIEW)) == {
        cast.county,
        cast.town,
        cast.other_town,
    }
    assert set(units_for(cast.clerk, Right.REPORT_VIEW)) == {cast.town}
