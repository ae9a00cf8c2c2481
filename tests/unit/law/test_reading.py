"""第二十五条: places to read, and when a transfer is in time."""

from __future__ import annotations

from datetime import date

import pytest

from tongming.law.organs import Level
from tongming.law.reading import PLACES, PointKind, kinds_missing, transfer_due


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        ("2026-01-15", 3, "2026-04-15"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-03-31", 12, "2027-03-31"),
    ],
)
def test_a_transfer_is_due_so_many_months_after_the_last_one(
    last: str, months: int, due: str
) -> None:
    assert transfer_due(date.fromisoformat(last), months) == date.fromisoformat(due)


def test_a_government_owes_three_kinds_of_places_and_others_owe_none() -> None:
    owed = [PointKind.ARCHIVE, PointKind.LIBRARY, PointKind.SERVICE_HALL]
    assert kinds_missing(Level.COUNTY, [PointKind.NOTICE_BOARD]) == owed
    assert kinds_missing(Level.TOWNSHIP, [PointKind.LIBRARY]) == [owed[0], owed[2]]
    assert kinds_missing(Level.COUNTY, owed) == []
    assert kinds_missing(Level.STREET, []) == kinds_missing(Level.COUNTY_DEPARTMENT, []) == []


def test_the_first_paragraph_names_what_is_owed_and_the_second_the_rest() -> None:
    assert {kind.article for kind in PointKind if kind.is_owed} == {PLACES}
    assert PLACES.endswith("第二十五条第一款")
    assert {kind.article[-3:] for kind in PointKind if not kind.is_owed} == {"第二款"}
