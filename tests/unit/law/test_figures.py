"""A number, and three kinds of nothing that are never taken for one another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tongming.law.figures import Cell, Gap, is_number, total


def test_zero_is_a_number_and_a_gap_is_none() -> None:
    assert is_number(0)
    assert is_number(Decimal("0.5"))
    assert not any(is_number(gap) for gap in Gap)
    assert not is_number(None)


def test_true_is_not_the_number_one() -> None:
    assert not is_number(True)


def test_a_sum_adds_the_numbers_and_remembers_the_gaps() -> None:
    result = total([1, Gap.BLANK, Decimal("2.5"), Gap.NOT_REPORTED])
    assert result.amount == Decimal("3.5")
    assert result.added == 2
    assert result.gaps == (Gap.BLANK, Gap.NOT_REPORTED)
    assert result.figure == Decimal("3.5")


def test_a_sum_of_nothing_is_the_gap_its_parts_share() -> None:
    assert total([Gap.NOT_REPORTED, Gap.NOT_REPORTED]).figure is Gap.NOT_REPORTED
    assert total([Gap.NOT_REPORTED, Gap.NOT_APPLICABLE]).figure is Gap.BLANK
    assert total([]).figure is Gap.BLANK


def test_an_address_reads_back_as_the_cell_it_names() -> None:
    cell = Cell("requests", "3.3.1", "nat")
    assert str(cell) == "requests/3.3.1/nat"
    assert Cell.parse("requests/3.3.1/nat") == cell


@pytest.mark.parametrize("address", ["requests/3.1", "requests//nat", "a/b/c/d", ""])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not a cell address"):
        Cell.parse(address)


def test_a_gap_is_found_by_what_the_database_stores() -> None:
    assert Gap("not_reported") is Gap.NOT_REPORTED
    assert Gap.NOT_REPORTED.label == "未报告"
