"""What follows from a known figure, and what does not."""

from __future__ import annotations

from decimal import Decimal

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021, REMEDY_RESULTS
from tongming.law.organs import Level
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.reports.compiling.derive import Derivation, derive


def _derive(known: dict[Cell, Figure], level: Level | None = None) -> dict[Cell, Derivation]:
    return derive(known, level=level, wanted=FORM_2021.cells())


def _request(row: str, column: str = "sum") -> Cell:
    return Cell("requests", row, column)


def test_no_applications_at_all_means_none_from_any_kind_of_applicant() -> None:
    found = _derive({_request("1"): 0})
    for kind in ApplicantKind:
        derivation = found[_request("1", kind.value)]
        assert derivation.figure == 0
        assert derivation.relation == "R3+R9"
        assert derivation.rests_on == (_request("1"),)


def test_some_applications_say_nothing_about_who_applied() -> None:
    assert [cell for cell in _derive({_request("1"): 4}) if cell.table == "requests"] == []


def test_no_answers_at_all_means_none_of_any_outcome() -> None:
    found = _derive({Cell("stated", "applications_answered", "value"): 0})
    assert found[_request("3.7")].relation == "R8+R9"
    for outcome in Outcome:
        assert found[_request(outcome.row)].figure == 0
        assert found[_request(outcome.row, "law")].figure == 0


def test_what_was_received_and_answered_does_not_settle_what_was_carried_over() -> None:
    found = _derive({_request("1"): 0, _request("3.7"): 0})
    assert _request("2") not in found
    assert _request("4") not in found


def test_three_of_the_four_figures_of_the_printed_relation_settle_the_fourth() -> None:
    found = _derive({_request("1"): 7, _request("2"): 1, _request("3.7"): 6})
    assert found[_request("4")].figure == 2
    assert found[_request("4")].relation == "R1"


def test_a_remainder_below_nothing_derives_nothing() -> None:
    found = _derive({_request("1"): 1, _request("2"): 0, _request("3.7"): 6})
    assert _request("4") not in found


def test_a_blank_total_follows_from_its_parts_and_a_blank_part_from_its_total() -> None:
    parts: dict[Cell, Figure] = {_request("1", kind.value): 2 for kind in ApplicantKind}
    assert _derive({**parts, _request("1"): Gap.BLANK})[_request("1")].figure == 12
    del parts[_request("1", "nat")]
    assert _derive({**parts, _request("1"): 15})[_request("1", "nat")].figure == 5


def test_parts_that_already_make_up_the_total_leave_nothing_for_the_others() -> None:
    found = _derive({_request("1"): 5, _request("1", "nat"): 3, _request("1", "ent"): 2})
    assert {found[_request("1", kind)].figure for kind in ("res", "ngo", "law", "oth")} == {0}


def test_a_part_that_does_not_apply_is_not_turned_into_a_number() -> None:
    found = _derive({_request("1"): 0, _request("1", "law"): Gap.NOT_APPLICABLE})
    assert _request("1", "law") not in found
    assert found[_request("1", "nat")].figure == 0


def test_no_lawsuits_at_all_means_none_of_either_kind_and_no_result() -> None:
    found = _derive({Cell("stated", "litigations", "value"): 0})
    for group in ("direct", "after"):
        for key, _ in REMEDY_RESULTS:
            assert found[Cell("remedies", group, key)].figure == 0
    assert Cell("remedies", "review", "total") not in found


def test_the_three_rows_of_other_handling_are_one_row_in_the_older_form() -> None:
    known: dict[Cell, Figure] = {
        _request("3.6.1"): 1,
        _request("3.6.2"): 0,
        _request("3.6.3"): 2,
    }
    found = derive(known, level=None, wanted=FORM_2019.cells())
    assert found[_request("3.6")].figure == 3


def test_a_township_makes_no_rules_and_a_city_may() -> None:
    rules = [cell for cell in FORM_2021.cells() if cell.row == "rules"]
    of_township = _derive({}, Level.TOWNSHIP)
    assert [of_township[cell].figure for cell in rules] == [0, 0, 0]
    assert {of_township[cell].article for cell in rules} == {"《立法法》第九十三条"}
    assert _derive({}, Level.CITY) == {}


def test_rules_a_township_reported_are_left_as_reported() -> None:
    reported = Cell("proactive", "rules", "issued")
    assert reported not in _derive({reported: 2}, Level.TOWNSHIP)


def test_a_figure_that_is_no_count_derives_nothing() -> None:
    assert _derive({_request("1"): Decimal("1.5"), _request("1", "nat"): 1}) == {}
