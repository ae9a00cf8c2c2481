"""C01–C07: stale and empty columns; the day a period ends on is still in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import Cast
from tests.integration.inspecting.records import DAY, found, listed, subjects
from tests.published import publish
from tongming.law.forms import FORM_2021
from tongming.law.inspection import Severity
from tongming.supervision.inspection.changing import change_rules
from tongming.units.models import Unit

ITEM = "content/item/20-10"


def set_column(cast: Cast, key: str, kind: str = "", days: int | None = None) -> None:
    change_rules(
        unit=cast.county, values={"columns": {key: {"class": kind, "days": days}}},
        reason="本市要求", by=cast.supervisor,
    )  # fmt: skip


def last_on(unit: Unit, day: date, column: str = ITEM) -> None:
    listed(unit, column, day)


@pytest.mark.parametrize(
    ("indicator", "kind", "in_time", "late"),
    [
        ("C01", "news", DAY - timedelta(days=14), DAY - timedelta(days=15)),
        ("C02", "policy", date(2025, 12, 15), date(2025, 12, 14)),
        ("C03", "annual", date(2025, 6, 15), date(2025, 6, 14)),
        ("C04", "other", date(2025, 6, 15), date(2025, 6, 14)),
    ],
)
def test_a_column_is_stale_the_day_after_its_period(
    cast: Cast, indicator: str, kind: str, in_time: date, late: date
) -> None:
    set_column(cast, ITEM, kind)
    last_on(cast.town, in_time)
    last_on(cast.other_town, late)
    assert found(indicator, cast.town) == []
    (stale,) = found(indicator, cast.other_town)
    assert stale.subject == f"column:{ITEM}"
    assert stale.evidence["last_on"] == late.isoformat()
    others = {"C01", "C02", "C03", "C04"} - {indicator}
    assert not any(subjects(one, cast.other_town) for one in others)


def test_a_period_of_its_own_gives_a_yellow_and_then_a_red_card(cast: Cast) -> None:
    set_column(cast, ITEM, "news", days=30)
    last_on(cast.town, DAY - timedelta(days=31))
    last_on(cast.other_town, DAY - timedelta(days=61))
    (yellow,), (red,) = found("C04", cast.town), found("C04", cast.other_town)
    assert (yellow.severity, red.severity) == (Severity.YELLOW, Severity.RED)
    assert found("C01", cast.other_town) == []
    assert found("C04", cast.town, DAY - timedelta(days=1)) == []


def test_a_column_without_a_period_is_never_stale(cast: Cast) -> None:
    last_on(cast.town, date(2016, 1, 4), "rules")
    assert not any(subjects(one, cast.town) for one in ("C01", "C02", "C03", "C04"))


def test_an_empty_column_of_a_section_is_found_and_no_column_of_no_section(cast: Cast) -> None:
    last_on(cast.town, DAY, "content")
    assert subjects("C05", cast.town) == ["column:rules", "column:reports"]
    last_on(cast.town, DAY, "rules")
    publish(cast.town, 2025, FORM_2021, by=cast.leader)
    assert subjects("C05", cast.town) == []
    assert subjects("C05", cast.other_town) == []  # it has no section anybody could see


def test_so_many_stale_columns_fail_the_section(cast: Cast) -> None:
    items = [f"content/item/20-{n}" for n in range(4, 14) if n != 7]
    long_ago = date(2024, 1, 8)
    for key in items:
        last_on(cast.town, long_ago, key)
    listed(cast.town, "rules", DAY)
    listed(cast.town, "content", DAY)
    assert len(subjects("C04", cast.town)) == 9
    assert subjects("C06", cast.town) == []  # nine are one too few
    last_on(cast.town, long_ago, "content/item/20-15")
    (veto,) = found("C06", cast.town)
    assert (veto.subject, veto.evidence["count"]) == ("totals:A-13", 10)


def test_the_lines_of_the_sum_are_the_rules_own(cast: Cast) -> None:
    for n in (4, 5):
        last_on(cast.town, date(2024, 1, 8), f"content/item/20-{n}")
    assert subjects("C06", cast.town) == []
    change_rules(
        unit=cast.county, values={"thresholds": {"long_stale_columns": 2}}, reason="从严",
        by=cast.supervisor,
    )  # fmt: skip
    assert subjects("C06", cast.town) == ["totals:A-13"]


def test_the_first_page_is_stale_after_fourteen_days(cast: Cast) -> None:
    last_on(cast.town, DAY - timedelta(days=14))
    last_on(cast.other_town, DAY - timedelta(days=15))
    assert found("C07", cast.town) == []
    assert subjects("C07", cast.other_town) == ["home"]


def test_a_unit_that_never_published_has_a_stale_first_page_once_it_had_the_time(
    cast: Cast,
) -> None:
    Unit.objects.filter(pk=cast.town.pk).update(joined_on=DAY - timedelta(days=14))
    cast.town.refresh_from_db()
    assert found("C07", cast.town) == []
    (never,) = found("C07", cast.other_town)
    assert str(never.say) == "专栏还没有发布过内容。"
