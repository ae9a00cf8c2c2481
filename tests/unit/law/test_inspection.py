"""Indicators, checks and the score: the structure is fixed, the numbers are an office's to set."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.unit.law.facts import load
from tongming.law.inspection import (
    CHECKS,
    COLUMN_CLASSES,
    DOCUMENT,
    INDICATORS,
    THRESHOLDS,
    Part,
    Severity,
    Standing,
    account_severity,
    column_vetoes,
    score,
    settings,
)
from tongming.law.words import Refused

FACTS = load("inspection")


def test_every_indicator_is_listed_in_its_order() -> None:
    assert list(INDICATORS) == [fact["id"] for fact in FACTS["indicators"]]
    assert FACTS["document"] == DOCUMENT


@pytest.mark.parametrize("fact", FACTS["indicators"], ids=lambda fact: str(fact["id"]))
def test_every_indicator_has_its_area_name_and_points(fact: dict[str, Any]) -> None:
    indicator = INDICATORS[fact["id"]]
    assert indicator.area == fact["area"]
    assert indicator.name == fact.get("name", indicator.name)
    assert indicator.points == fact.get("points")
    assert list(indicator.each) == [Decimal(each) for each in fact.get("each", ())]


def test_vetoes_have_no_points() -> None:
    for indicator in INDICATORS.values():
        if indicator.part is not Part.DEDUCTION:
            assert indicator.points is None


@pytest.mark.parametrize("fact", FACTS["checks"], ids=lambda fact: str(fact["id"]))
def test_every_check_finds_what_it_is_listed_for(fact: dict[str, Any]) -> None:
    check = CHECKS[fact["id"]]
    assert check.key == fact["key"]
    assert list(check.sources) == fact["sources"]
    assert list(check.maps_to) == fact["maps_to"]


def test_there_are_no_checks_but_the_listed_ones() -> None:
    assert list(CHECKS) == [fact["id"] for fact in FACTS["checks"]]


def test_every_check_rests_on_an_indicator_or_on_a_text() -> None:
    for check in CHECKS.values():
        assert check.maps_to or check.basis
        assert set(check.maps_to) <= set(INDICATORS)


def test_every_threshold_is_used_and_every_one_used_exists() -> None:
    used = {
        *(key for indicator in INDICATORS.values() for key in indicator.thresholds),
        *(key for check in CHECKS.values() for key in check.thresholds),
        *(column.threshold for column in COLUMN_CLASSES),
    }
    assert used == set(THRESHOLDS)


def test_what_no_text_confirms_says_so() -> None:
    assert THRESHOLDS["account_days"].mark is Standing.VERIFIED
    assert THRESHOLDS["consultations"].mark is Standing.UNVERIFIED
    assert THRESHOLDS["account_red_days"].mark is Standing.OURS


# --- Settings -------------------------------------------------------------------------------------


def test_an_office_sets_its_own_numbers() -> None:
    own = settings({"account_days": 10})
    assert own.value("account_days") == 10
    assert own.differs("account_days")
    assert own.value("news_days") == THRESHOLDS["news_days"].default == 14
    assert not own.differs("news_days")


@pytest.mark.parametrize("changed", [{"account_days": 0}, {"account_days": -1}, {"no_such": 3}])
def test_a_number_that_cannot_be_is_refused(changed: dict[str, int]) -> None:
    with pytest.raises(Refused):
        settings(changed)


# --- The score ------------------------------------------------------------------------------------


def test_one_veto_fails_a_site_whatever_else() -> None:
    failed = score(["A-14", "A-14"], bonus=Decimal(30))
    assert (failed.vetoes, failed.points, failed.passed) == (("A-14",), None, False)
    assert score().passed


def test_an_indicator_never_costs_more_than_its_points() -> None:
    assert score((), {"D-01": Decimal(9)}).points == 95
    assert score((), {"D-16": Decimal(9)}).points == 91


def test_sixty_passes_and_less_does_not() -> None:
    assert score((), {"D-16": Decimal(40)}).passed
    assert not score((), {"D-16": Decimal("40.1")}).passed


def test_the_bonus_counts_above_eighty_only() -> None:
    above = score((), {"D-16": Decimal("19.5")}, bonus=Decimal(10))
    assert (above.points, above.bonus_counted) == (Decimal("90.5"), True)
    at = score((), {"D-16": Decimal(20)}, bonus=Decimal(10))
    assert (at.points, at.bonus_counted) == (Decimal(80), False)


def test_a_body_without_services_is_judged_on_the_rest() -> None:
    result = score((), {"D-11": Decimal(9), "D-16": Decimal(15)}, offers_services=False)
    assert result.points == 80
    assert score((), {"D-16": Decimal(300)}).points == 0


def test_what_is_no_indicator_of_the_part_is_refused() -> None:
    with pytest.raises(Refused):
        score(["M-10"])
    with pytest.raises(Refused):
        score((), {"A-01": Decimal(1)})
    with pytest.raises(Refused):
        score((), {"D-01": Decimal(-1)})
    with pytest.raises(Refused):
        score(bonus=Decimal(31))


# --- C06 and C30 ----------------------------------------------------------------------------------


def test_columns_add_up_to_a_veto() -> None:
    assert column_vetoes(stale=4, long_stale=9, empty=4) == ()
    assert column_vetoes(stale=5, long_stale=10, empty=5) == ("A-12", "A-13", "A-14")
    strict = settings({"empty_columns": 1})
    assert column_vetoes(stale=0, long_stale=0, empty=1, using=strict) == ("A-14",)


@pytest.mark.parametrize(
    ("days", "severity"),
    [
        (6, None),
        (7, Severity.YELLOW),
        (11, Severity.YELLOW),
        (12, Severity.RED),
        (14, Severity.RED),
        (15, Severity.VETO),
    ],
)
def test_a_silent_account_is_warned_before_it_is_vetoed(
    days: int, severity: Severity | None
) -> None:
    assert account_severity(days) is severity


def test_a_county_that_asks_for_ten_days_vetoes_on_the_eleventh() -> None:
    strict = settings({"account_days": 10})
    assert account_severity(11, strict) is Severity.VETO
    assert account_severity(11) is Severity.YELLOW
