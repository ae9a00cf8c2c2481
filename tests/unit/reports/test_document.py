"""A report from its JSON form: what is taken, and what is refused by name."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tongming.law.figures import Cell, Gap
from tongming.reports.document import from_json

FEES = Cell("proactive", "fees", "amount_wan")


def _data(**more: Any) -> dict[str, Any]:
    return {"form": "2021-30", "year": 2025, "title": "报告", "body": "某镇人民政府", **more}


def test_a_number_is_taken_as_it_is_written() -> None:
    report = from_json(_data(proactive={"fees": {"amount_wan": 12.35}}))
    assert report.figures[FEES] == Decimal("12.35")
    whole = from_json(_data(proactive={"fees": {"amount_wan": 10**400}}))
    assert whole.figures[FEES] == 10**400
    with pytest.raises(ValueError, match="as much"):
        from_json(_data(proactive={"fees": {"amount_wan": 10**4000}}))
    with pytest.raises(ValueError, match="year"):
        from_json(_data(year=10**4000))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "12", True, [1]])
def test_what_is_no_number_is_refused_with_its_cell(value: object) -> None:
    with pytest.raises(ValueError, match="proactive/fees/amount_wan"):
        from_json(_data(proactive={"fees": {"amount_wan": value}}))


def test_a_gap_keeps_its_kind() -> None:
    report = from_json(_data(gaps={"not_reported": ["requests/2/nat"]}))
    assert report.figures[Cell("requests", "2", "nat")] is Gap.NOT_REPORTED


@pytest.mark.parametrize(
    "gaps",
    [{"unheard_of": ["requests/2/nat"]}, {"blank": 3}, {"blank": [7]}, {"blank": ["nowhere"]}, []],
)
def test_a_gap_that_cannot_be_read_is_refused(gaps: object) -> None:
    with pytest.raises(ValueError):
        from_json(_data(gaps=gaps))


@pytest.mark.parametrize(
    "more", [{"form": "2035-1"}, {"year": "2025"}, {"remedies": {"review": [1, 2]}}, {"stated": 5}]
)
def test_what_is_no_report_is_refused(more: dict[str, Any]) -> None:
    assert from_json(_data()).year == 2025
    with pytest.raises(ValueError):
        from_json(_data(**more))
