"""Table 3 counted from the register: which application counts where."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import Cast
from tests.integration.reports.conftest import Register, stated
from tongming.applications.models import ApplicationFact
from tongming.law.figures import Cell, Gap
from tongming.law.forms import FORM_2019, FORM_2021
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.reports.compiling.counting import count_applications
from tongming.reports.compiling.evidence import Basis
from tongming.reports.compiling.year import compile_year
from tongming.units.models import Unit

GRANTED = Outcome.GRANTED


def _figures(unit: Unit, year: int, *rows: str, column: str = "sum") -> list[object]:
    report = compile_year(unit, year, FORM_2021).report
    return [report.figure(Cell("requests", row, column)) for row in rows]


def test_an_empty_register_counts_nought_in_every_cell(newcomer: Unit) -> None:
    compiled = compile_year(newcomer, 2022, FORM_2021)
    cells = [cell for cell in FORM_2021.cells() if cell.table == "requests"]
    assert {compiled.report.figure(cell) for cell in cells} == {0}
    assert {compiled.evidence[cell].basis for cell in cells} == {Basis.COUNTED}


def test_a_year_before_the_system_is_not_counted(newcomer: Unit, register: Register) -> None:
    register.add(date(2020, 12, 20))
    assert _figures(newcomer, 2020, "1", "4") == [Gap.NOT_REPORTED, Gap.NOT_REPORTED]
    assert _figures(newcomer, 2021, "1", "2", "4") == [0, 1, 1]


def test_received_and_answered_within_the_year(newcomer: Unit, register: Register) -> None:
    register.add(date(2022, 1, 1), date(2022, 12, 31), GRANTED)
    assert _figures(newcomer, 2022, "1", "2", "3.1", "3.7", "4") == [1, 0, 1, 1, 0]


def test_open_at_midnight_of_the_last_day_is_carried_into_the_next_year(
    newcomer: Unit, register: Register
) -> None:
    register.add(date(2022, 12, 31), date(2023, 1, 1), GRANTED)
    assert _figures(newcomer, 2022, "1", "3.7", "4") == [1, 0, 1]
    assert _figures(newcomer, 2023, "1", "2", "3.1", "3.7", "4") == [0, 1, 1, 1, 0]
    assert _figures(newcomer, 2024, "1", "2", "3.7", "4") == [0, 0, 0, 0]


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_counts_in_its_own_row_and_once(
    newcomer: Unit, register: Register, outcome: Outcome
) -> None:
    register.add(date(2022, 5, 5), date(2022, 5, 20), outcome)
    rows = [other.row for other in Outcome]
    counted = dict(zip(rows, _figures(newcomer, 2022, *rows), strict=True))
    assert {row for row, number in counted.items() if number} == {outcome.row}
    assert counted[outcome.row] == 1


@pytest.mark.parametrize("kind", ApplicantKind)
def test_every_kind_of_applicant_counts_in_its_own_column(
    newcomer: Unit, register: Register, kind: ApplicantKind
) -> None:
    register.add(date(2022, 5, 5), date(2022, 5, 20), GRANTED, kind)
    for other in ApplicantKind:
        expected = 1 if other is kind else 0
        assert _figures(newcomer, 2022, "1", "3.1", column=other.value) == [expected, expected]


def test_the_three_rows_of_other_handling_are_one_in_the_form_of_2019(
    cast: Cast, newcomer: Unit, register: Register
) -> None:
    newcomer.joined_on = date(2020, 1, 1)
    newcomer.save(update_fields=["joined_on"])
    register.add(date(2020, 5, 5), date(2020, 5, 20), Outcome.OTHER)
    register.add(date(2020, 5, 6), date(2020, 5, 21), Outcome.NOT_CORRECTED)
    report = compile_year(newcomer, 2020, FORM_2019).report
    assert report.figure(Cell("requests", "3.6", "sum")) == 2
    assert report.violations == []


def test_the_printed_relations_hold_over_a_mixed_register(
    newcomer: Unit, register: Register
) -> None:
    for month in range(1, 13):
        for kind, outcome in zip(ApplicantKind, list(Outcome)[month:], strict=False):
            received = date(2022, month, 3)
            closed = received + timedelta(days=11 * month) if month % 4 else None
            register.add(received, closed, outcome if closed else None, kind)
    for year in (2022, 2023, 2024):
        assert compile_year(newcomer, year, FORM_2021).report.violations == []


def test_the_records_behind_a_cell_are_those_it_counts(newcomer: Unit, register: Register) -> None:
    carried = register.add(date(2021, 12, 1), date(2022, 2, 1), Outcome.PETITION)
    granted = register.add(date(2022, 3, 1), date(2022, 4, 1), GRANTED, ApplicantKind.ENTERPRISE)
    still_open = register.add(date(2022, 12, 1))
    compiled = compile_year(newcomer, 2022, FORM_2021)

    def behind(row: str, column: str = "sum") -> list[ApplicationFact]:
        return list(compiled.records(Cell("requests", row, column)))

    assert behind("1") == [granted, still_open]
    assert behind("1", "ent") == [granted]
    assert behind("2") == [carried]
    assert behind("3.5.1") == [carried]
    assert behind("3.7") == [carried, granted]
    assert behind("4") == [still_open]
    for cell in FORM_2021.cells():
        if cell.table == "requests":
            assert compiled.records(cell).count() == compiled.report.figure(cell)


def test_another_unit_does_not_count(cast: Cast, newcomer: Unit, register: Register) -> None:
    register.add(date(2022, 5, 5))
    assert _figures(cast.other_town, 2022, "1") == [0]


def test_the_past_is_counted_as_it_was_known(newcomer: Unit, register: Register) -> None:
    fact = register.add(date(2022, 5, 5))
    before = timezone.now()
    ApplicationFact.objects.filter(pk=fact.pk).update(known_until=timezone.now())
    ApplicationFact.objects.create(
        unit=newcomer,
        application=fact.application,
        applicant_kind=fact.applicant_kind,
        received_on=fact.received_on,
        closed_on=date(2022, 5, 20),
        outcome=GRANTED.value,
        known_from=timezone.now(),
        event=fact.event,
    )
    now = compile_year(newcomer, 2022, FORM_2021).report
    then = compile_year(newcomer, 2022, FORM_2021, as_of=before).report
    cell = Cell("requests", "3.1", "sum")
    assert (then.figure(cell), now.figure(cell)) == (0, 1)


def test_the_register_is_asked_once_for_the_whole_table(newcomer: Unit, register: Register) -> None:
    register.add(date(2022, 5, 5))
    with CaptureQueriesContext(connection) as queries:
        count_applications(newcomer, 2022, None)
    assert len(queries) == 1
    assert "GROUP BY" in queries[0]["sql"]


def test_a_counted_figure_is_not_entered_by_hand_and_an_uncounted_one_is(
    cast: Cast, newcomer: Unit
) -> None:
    with pytest.raises(Refused):
        stated({"requests/1/nat": 3}, unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)
    licences = "proactive/licences/decisions"
    stated({licences: 3}, unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)
    compiled = compile_year(newcomer, 2022, FORM_2021)
    assert compiled.report.figure(Cell.parse(licences)) == 3
    assert compiled.evidence[Cell.parse(licences)].basis is Basis.ENTERED
