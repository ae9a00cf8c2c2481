"""The relations of the forms, written out cell by cell."""

from __future__ import annotations

from collections import Counter

from tongming.law.figures import Cell
from tongming.law.forms import FORM_2019, FORM_2021, FORM_LEGACY, FORM_OWN, Form
from tongming.reports.rendering.equations import Equation, Holds, equations


def found(form: Form, relation: str, cell: str) -> Equation:
    return next(e for e in equations(form) if e.relation == relation and Cell.parse(cell) in e.left)


def test_every_relation_between_figures_of_one_report_is_there() -> None:
    assert Counter(e.relation for e in equations(FORM_2021)) == {
        "R1": 7,
        "R2": 7,
        "R3": 25,
        "R4": 3,
    }
    assert Counter(e.relation for e in equations(FORM_2019)) == {
        "R1": 7,
        "R2": 7,
        "R3": 23,
        "R4": 3,
    }
    assert Counter(e.relation for e in equations(FORM_LEGACY)) == {
        f"L{number}": 1 for number in range(1, 13)
    }
    assert [e.relation for e in equations(FORM_OWN)] == ["C1"]


def test_the_balance_is_the_one_printed_on_the_form() -> None:
    equation = found(FORM_2021, "R1", "requests/1/ent")
    assert [str(cell) for cell in equation.left] == ["requests/1/ent", "requests/2/ent"]
    assert [str(cell) for cell in equation.right] == ["requests/3.7/ent", "requests/4/ent"]
    assert equation.total is None


def test_the_results_add_the_leaf_rows_of_the_year_and_no_heading() -> None:
    modern = found(FORM_2021, "R2", "requests/3.7/nat")
    assert len(modern.right) == 21
    assert Cell("requests", "3.6.2", "nat") in modern.right
    assert Cell("requests", "3.6", "nat") not in modern.right
    before = found(FORM_2019, "R2", "requests/3.7/nat")
    assert len(before.right) == 19
    assert Cell("requests", "3.6", "nat") in before.right
    assert modern.total == before.total == Cell("requests", "3.7", "nat")


def test_a_part_and_a_count_that_overlaps_are_no_sums() -> None:
    part = found(FORM_LEGACY, "L9", "legacy/1.1.a/value")
    assert (part.holds, part.total) == (Holds.AT_MOST, None)
    once = found(FORM_OWN, "C1", "channels/total/items")
    assert (once.holds, once.total, len(once.right)) == (Holds.BETWEEN, None, 5)
