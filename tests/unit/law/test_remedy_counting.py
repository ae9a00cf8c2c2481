"""In which one column of a year a case counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.law.remedy_counting import Decided, Episode, Reading, episodes, standing_in
from tongming.law.remedy_results import Instance, Result, Standing

UPHELD, CORRECTED, PENDING = Standing.UPHELD, Standing.CORRECTED, Standing.PENDING
FIRST, SECOND, RETRIAL = Instance.FIRST, Instance.SECOND, Instance.RETRIAL


def _columns(*course: Decided, years: range = range(2023, 2028)) -> dict[int, Standing]:
    found = {year: standing_in(episodes(course), year) for year in years}
    return {year: standing for year, standing in found.items() if standing is not None}


def test_a_case_decided_within_the_year_counts_once_under_its_result() -> None:
    review = Decided(Instance.REVIEW, date(2025, 3, 3), date(2025, 5, 6), Result.REVIEW_REVOKED)
    assert _columns(review) == {2025: CORRECTED}


def test_a_case_open_on_the_last_day_is_pending_then_and_counts_again_under_its_result() -> None:
    review = Decided(Instance.REVIEW, date(2024, 12, 31), date(2026, 1, 1), Result.REVIEW_UPHELD)
    assert _columns(review) == {2024: PENDING, 2025: PENDING, 2026: UPHELD}


def test_decided_on_the_last_day_is_no_longer_pending() -> None:
    review = Decided(Instance.REVIEW, date(2024, 11, 1), date(2024, 12, 31), Result.REVIEW_UPHELD)
    assert _columns(review) == {2024: UPHELD}


def test_by_the_other_reading_only_the_year_of_acceptance_counts_it() -> None:
    course = episodes(
        [Decided(Instance.REVIEW, date(2024, 12, 1), date(2025, 1, 20), Result.REVIEW_UPHELD)]
    )
    found = [standing_in(course, year, Reading.ACCEPTED) for year in (2023, 2024, 2025)]
    assert found == [None, PENDING, None]


def test_an_appeal_makes_one_case_of_two_instances() -> None:
    first = Decided(FIRST, date(2024, 5, 6), date(2024, 11, 4), Result.SUIT_REVOKED)
    second = Decided(SECOND, date(2024, 12, 2), date(2025, 3, 3), Result.SUIT_DISMISSED)
    assert _columns(first) == {2024: CORRECTED}
    assert _columns(first, second) == {2024: PENDING, 2025: UPHELD}


@pytest.mark.parametrize("result", [Result.STANDS, Result.APPEAL_WITHDRAWN])
def test_an_appeal_that_fails_leaves_what_the_first_court_decided(result: Result) -> None:
    first = Decided(FIRST, date(2024, 5, 6), date(2024, 11, 4), Result.SUIT_REVOKED)
    second = Decided(SECOND, date(2024, 12, 2), date(2024, 12, 30), result)
    assert _columns(first, second) == {2024: CORRECTED}


def test_a_case_sent_back_is_pending_until_it_is_decided_again() -> None:
    first = Decided(FIRST, date(2024, 1, 8), date(2024, 5, 6), Result.SUIT_DISMISSED)
    second = Decided(SECOND, date(2024, 6, 3), date(2024, 9, 2), Result.REMANDED)
    again = Decided(FIRST, date(2024, 9, 20), date(2025, 2, 5), Result.SUIT_ORDERED)
    assert _columns(first, second, years=range(2024, 2025)) == {2024: PENDING}
    assert _columns(first, second, again) == {2024: PENDING, 2025: CORRECTED}


def test_a_retrial_counts_in_its_own_years_and_what_was_counted_stays() -> None:
    first = Decided(FIRST, date(2023, 1, 9), date(2023, 6, 5), Result.SUIT_DISMISSED)
    retrial = Decided(RETRIAL, date(2024, 10, 8), date(2025, 4, 7), Result.SUIT_REVOKED)
    assert _columns(first) == {2023: UPHELD}
    assert _columns(first, retrial) == {2023: UPHELD, 2024: PENDING, 2025: CORRECTED}


def test_a_retrial_begun_in_the_year_of_the_judgment_makes_the_case_pending_once() -> None:
    first = Decided(FIRST, date(2024, 1, 8), date(2024, 6, 3), Result.SUIT_DISMISSED)
    retrial = Decided(RETRIAL, date(2024, 10, 8))
    assert _columns(first, retrial, years=range(2024, 2026)) == {2024: PENDING, 2025: PENDING}


def test_a_person_may_have_it_counted_otherwise() -> None:
    review = Decided(
        Instance.REVIEW, date(2025, 3, 3), date(2025, 5, 6), Result.REVIEW_MEDIATED, CORRECTED
    )
    assert _columns(review) == {2025: CORRECTED}


def test_an_episode_is_pending_exactly_while_it_has_no_end() -> None:
    with pytest.raises(ValueError, match="pending"):
        Episode(date(2025, 1, 6), None, UPHELD)
    with pytest.raises(ValueError, match="pending"):
        Episode(date(2025, 1, 6), date(2025, 2, 6), PENDING)


@st.composite
def courses(draw: st.DrawFn) -> list[Decided]:
    """A lawful course of a case, its days running forward."""
    day = date(2020, 1, 1) + timedelta(days=draw(st.integers(0, 800)))
    instance = draw(st.sampled_from([Instance.REVIEW, FIRST]))
    course: list[Decided] = []
    for _ in range(draw(st.integers(1, 6))):
        entered = day
        if draw(st.booleans()) and draw(st.booleans()):
            course.append(Decided(instance, entered))
            break
        day += timedelta(days=draw(st.integers(0, 700)))
        result = draw(st.sampled_from(Result.of(instance)))
        course.append(Decided(instance, entered, day, result))
        day += timedelta(days=draw(st.integers(0, 400)))
        if instance is Instance.REVIEW:
            break
        if result is Result.REMANDED:
            instance = FIRST
        else:
            instance = draw(st.sampled_from([SECOND, RETRIAL] if instance is FIRST else [RETRIAL]))
    return course


@given(courses(), st.sampled_from(Reading))
def test_a_case_counts_in_the_years_it_was_pending_in_and_in_no_other(
    course: list[Decided], reading: Reading
) -> None:
    found = episodes(course)
    assert all(one.concluded_on is not None for one in found[:-1])
    for year in range(2019, 2035):
        standing = standing_in(found, year, reading)
        touched = any(
            one.entered_on.year <= year and (one.concluded_on or date.max).year >= year
            for one in found
        )
        begun = any(one.entered_on.year == year for one in found)
        assert (standing is not None) is (touched if reading is Reading.HANDLED else begun)
        if standing is not None and standing is not PENDING:
            assert any((one.concluded_on or date.max).year == year for one in found)


@given(courses())
def test_a_result_is_counted_once_for_each_time_the_case_was_closed(course: list[Decided]) -> None:
    found = episodes(course)
    years = range(2019, 2040)
    results = [year for year in years if standing_in(found, year) not in (None, PENDING)]
    ends = {one.concluded_on.year for one in found if one.concluded_on}
    # A retrial begun in the year of the judgment hides it: the case counts once a year.
    assert set(results) <= ends
    assert len(results) == len(set(results))
