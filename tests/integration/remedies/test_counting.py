"""Table 4 counted from the cases: every case in one cell of a year, every cell with its cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Cast
from tests.integration.remedies.conftest import TODAY, Hands
from tests.integration.reports.conftest import stated
from tongming.law.figures import Cell, Gap
from tongming.law.forms import FORM_2019, FORM_2021
from tongming.law.remedy_counting import Reading
from tongming.law.remedy_results import Instance, Result, Standing, Way
from tongming.law.words import Refused
from tongming.remedies.actions import Opening, keep_since, open_case, void_case
from tongming.remedies.models import Case, CaseFact
from tongming.reports.compiling.evidence import Basis
from tongming.reports.compiling.year import Compiled, compile_year
from tongming.units.models import Person, Unit

COLUMNS = ("upheld", "corrected", "other", "pending", "total")
CELLS = [cell for cell in FORM_2021.cells() if cell.table == "remedies"]


def row(compiled: Compiled, way: Way) -> list[object]:
    return [compiled.report.figure(Cell("remedies", way.value, column)) for column in COLUMNS]


def kept(unit: Unit, year: int, reading: Reading, by: Person) -> None:
    keep_since(unit=unit, year=year, reading=reading, by=by, today=TODAY)


def year_of(unit: Unit, year: int) -> Compiled:
    return compile_year(unit, year, FORM_2021)


def test_a_year_in_which_no_case_is_kept_here_is_stated_by_hand(cast: Cast) -> None:
    stated({"remedies/review/total": 0}, unit=cast.town, year=2025, form=FORM_2021, by=cast.clerk)
    compiled = year_of(cast.town, 2025)
    assert row(compiled, Way.REVIEW) == [0, 0, 0, 0, 0]
    assert row(compiled, Way.DIRECT) == [Gap.BLANK] * 5


def test_from_the_year_cases_are_kept_none_is_nought_and_nobody_types_it(cast: Cast) -> None:
    kept(cast.town, 2025, Reading.HANDLED, cast.office_head)
    for way in Way:
        assert row(year_of(cast.town, 2024), way) == [Gap.BLANK] * 5
        assert row(year_of(cast.town, 2025), way) == [0] * 5
    evidence = year_of(cast.town, 2025).evidence[CELLS[0]]
    assert evidence.basis is Basis.COUNTED
    assert "没有找到官方说明" in str(evidence.says)
    with pytest.raises(Refused, match="复议诉讼登记簿"):
        stated(
            {"remedies/review/total": 1}, unit=cast.town, year=2025, form=FORM_2021, by=cast.clerk
        )


def test_the_first_year_can_be_no_earlier_than_the_unit_and_no_later_than_today(
    cast: Cast,
) -> None:
    for year in (2014, 2027):
        with pytest.raises(Refused, match="起始年度"):
            keep_since(
                unit=cast.town, year=year, reading=Reading.HANDLED, by=cast.handler, today=TODAY
            )


def test_what_was_stated_for_such_a_year_is_a_conflict_beside_the_count(
    cast: Cast, hands: Hands
) -> None:
    stated({"remedies/review/total": 3}, unit=cast.town, year=2026, form=FORM_2021, by=cast.clerk)
    hands.open(date(2026, 4, 13))
    compiled = year_of(cast.town, 2026)
    assert row(compiled, Way.REVIEW) == [0, 0, 0, 1, 1]
    (conflict,) = compiled.conflicts
    assert (conflict.used, conflict.other) == (1, 3)


def test_a_case_over_the_new_year_is_pending_in_one_and_decided_in_the_other(
    cast: Cast, hands: Hands
) -> None:
    case = hands.open(date(2025, 12, 8))
    # The first case says it for the year it is registered in, and no further back.
    assert row(year_of(cast.town, 2025), Way.REVIEW) == [Gap.BLANK] * 5
    kept(cast.town, 2025, Reading.HANDLED, cast.handler)
    hands.decide(case, Result.REVIEW_REVOKED, date(2026, 2, 3))
    assert row(year_of(cast.town, 2025), Way.REVIEW) == [0, 0, 0, 1, 1]
    assert row(year_of(cast.town, 2026), Way.REVIEW) == [0, 1, 0, 0, 1]
    kept(cast.town, 2025, Reading.ACCEPTED, cast.handler)
    assert row(year_of(cast.town, 2025), Way.REVIEW) == [0, 0, 0, 1, 1]
    assert row(year_of(cast.town, 2026), Way.REVIEW) == [0, 0, 0, 0, 0]


def test_a_reconsideration_and_the_suit_after_it_count_each_in_its_group(
    cast: Cast, hands: Hands
) -> None:
    review = hands.decide(hands.open(date(2026, 4, 13)), Result.REVIEW_UPHELD, date(2026, 6, 1))
    suit = hands.open(date(2026, 6, 22), way=Way.AFTER, earlier=review)
    hands.decide(suit, Result.SUIT_DISMISSED, date(2026, 9, 1))
    hands.decide(
        hands.open(date(2026, 5, 6), way=Way.DIRECT), Result.SUIT_REJECTED, date(2026, 7, 1)
    )
    compiled = year_of(cast.town, 2026)
    assert row(compiled, Way.REVIEW) == [1, 0, 0, 0, 1]
    assert row(compiled, Way.AFTER) == [1, 0, 0, 0, 1]
    assert row(compiled, Way.DIRECT) == [0, 0, 1, 0, 1]
    assert compiled.report.violations == []


def test_every_cell_opens_onto_as_many_cases_as_it_says(cast: Cast, hands: Hands) -> None:
    for month in range(1, 9):
        case = hands.open(date(2026, month, 5), way=list(Way)[month % 2])
        if month % 3:
            results = Result.of(hands.last(case).of)
            hands.decide(case, results[month % len(results)], date(2026, month, 25))
    compiled = year_of(cast.town, 2026)
    for cell in CELLS:
        assert len(compiled.cases(cell)) == compiled.report.figure(cell)
    assert compiled.cases(Cell("requests", "1", "sum")) == []


def test_the_form_of_2019_has_the_same_table(cast: Cast, hands: Hands) -> None:
    open_case(
        unit=cast.town, way=Way.REVIEW, subject="不服答复",
        opening=Opening("桦甸市人民政府", date(2020, 5, 6)), by=cast.handler, today=TODAY,
    )  # fmt: skip
    kept(cast.town, 2020, Reading.HANDLED, cast.handler)
    compiled = compile_year(cast.town, 2020, FORM_2019)
    assert row(compiled, Way.REVIEW) == [0, 0, 0, 1, 1]


def test_a_year_is_counted_as_it_was_known(cast: Cast, hands: Hands) -> None:
    case = hands.open(date(2026, 4, 13))
    opened = timezone.now()
    hands.decide(case, Result.REVIEW_UPHELD, date(2026, 6, 1))
    decided = timezone.now()
    void_case(case=case, reason="误登", by=cast.handler)

    def then(at: object) -> list[object]:
        return row(compile_year(cast.town, 2026, FORM_2021, at), Way.REVIEW)  # type: ignore[arg-type]

    assert then(opened) == [0, 0, 0, 1, 1]
    assert then(decided) == [1, 0, 0, 0, 1]
    assert then(None) == [0, 0, 0, 0, 0]


def test_another_unit_does_not_count(cast: Cast, hands: Hands) -> None:
    hands.open(date(2026, 4, 13))
    assert row(year_of(cast.other_town, 2026), Way.REVIEW) == [Gap.BLANK] * 5


def test_a_year_before_the_unit_joined_is_never_counted(cast: Cast, hands: Hands) -> None:
    Unit.objects.filter(pk=cast.town.pk).update(joined_on=date(2026, 3, 1))
    cast.town.refresh_from_db()
    hands.open(date(2026, 4, 13), accepted_on=date(2025, 12, 30))
    assert row(year_of(cast.town, 2025), Way.REVIEW) == [Gap.NOT_REPORTED] * 5
    assert row(year_of(cast.town, 2026), Way.REVIEW) == [0, 0, 0, 1, 1]


def test_the_report_says_which_cases_its_table_counts_where_there_are_any(
    cast: Cast, hands: Hands
) -> None:
    kept(cast.town, 2025, Reading.HANDLED, cast.handler)
    hands.open(date(2026, 4, 13))
    words = {year: year_of(cast.town, year).report.sections["other"] for year in (2025, 2026)}
    assert f"统计口径：{Reading.HANDLED.label}。" in words[2026]
    assert "统计口径" not in words[2025]


# --- Every lawful history -----------------------------------------------------------------------

Move = tuple[int, int, int, bool]


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Way, int, list[Move]]]:
    """Some cases: their group, the day they begin, and what each court does after how long."""
    moves = st.tuples(st.integers(1, 300), st.integers(0, 40), st.integers(0, 120), st.booleans())
    one = st.tuples(st.sampled_from(Way), st.integers(0, 1200), st.lists(moves, max_size=4))
    return draw(st.lists(one, min_size=1, max_size=4))


def _play(hands: Hands, way: Way, start: int, moves: list[Move]) -> Case:
    """Take a case through its courts by the verbs themselves, as far as the days allow."""
    day = date(2022, 1, 3) + timedelta(days=start)
    case = hands.open(day, way=way)
    for takes, which, pause, goes_on in moves:
        instance = hands.last(case).of
        results = Result.of(instance)
        result = results[which % len(results)]
        day += timedelta(days=takes)
        if day > TODAY:
            break
        case = hands.decide(case, result, day)
        day += timedelta(days=pause)
        if way is Way.REVIEW or not goes_on or day > TODAY:
            break
        following = (
            Instance.FIRST
            if result is Result.REMANDED
            else Instance.SECOND
            if instance is Instance.FIRST
            else Instance.RETRIAL
        )
        case = hands.go_on(case, following, day)
    return case


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(histories())
def test_in_every_year_each_case_counts_in_one_cell_and_totals_are_sums(
    cast: Cast, hands: Hands, played: list[tuple[Way, int, list[Move]]]
) -> None:
    with transaction.atomic():
        _every_year_adds_up(cast.town, [_play(hands, *one) for one in played], cast.handler)
        transaction.set_rollback(True)  # each example begins with an empty register


def _every_year_adds_up(town: Unit, cases: list[Case], by: Person) -> None:
    since = min(case.entered_on.year for case in cases)
    if since != TODAY.year:
        kept(town, since, Reading.HANDLED, by)
    for year in range(since, TODAY.year + 1):
        compiled = year_of(town, year)
        assert compiled.report.violations == []
        behind: list[int] = []
        for way in Way:
            *parts, total = row(compiled, way)
            assert total == sum(part for part in parts if isinstance(part, int))
            for standing in Standing:
                cell = Cell("remedies", way.value, standing.value)
                found = compiled.cases(cell)
                assert len(found) == compiled.report.figure(cell)
                assert {fact.way for fact in found} <= {way.value}
                behind += [fact.case_id for fact in found]
        assert len(behind) == len(set(behind))
        assert set(behind) == {
            fact.case_id
            for fact in CaseFact.objects.filter(unit=town, known_until=None)
            if fact.entered_on.year <= year
            and (fact.concluded_on is None or fact.concluded_on.year >= year)
        }
