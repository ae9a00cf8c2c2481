"""Two years running of one organ, held against each other."""

from __future__ import annotations

from tongming.law.figures import Cell, Figure
from tongming.law.forms import FORM_2019, FORM_2021, Form
from tongming.reports.document import AnnualReport
from tongming.reports.years import Years

FORWARD, BROUGHT = Cell("requests", "4", "sum"), Cell("requests", "2", "sum")
IN_FORCE = Cell("proactive", "normative_documents", "in_force")
ISSUED = Cell("proactive", "normative_documents", "issued")
REPEALED = Cell("proactive", "normative_documents", "repealed")


def report(
    year: int | None, figures: dict[Cell, Figure], body: str = "甲镇", form: Form = FORM_2021
) -> AnnualReport:
    return AnnualReport(f"{body}{year}年", body, year, form, figures=figures)


def found(*reports: AnnualReport) -> list[tuple[str, int, list[str]]]:
    years = Years()
    for number, each in enumerate(reports):
        years.add(f"{number}.html", each)
    return [(p.body, p.year, [v.relation for v in p.violations]) for p in years.compared()]


def test_what_was_carried_forward_must_be_brought_forward_whichever_file_comes_first() -> None:
    before, after = report(2022, {FORWARD: 3}), report(2023, {BROUGHT: 3})
    wrong = report(2023, {BROUGHT: 2})
    assert found(before, after) == [("甲镇", 2023, [])]
    assert found(before, wrong) == found(wrong, before) == [("甲镇", 2023, ["R5"])]


def test_documents_in_force_roll_on() -> None:
    before = report(2022, {IN_FORCE: 10})
    after = report(2023, {ISSUED: 3, REPEALED: 1, IN_FORCE: 12})
    assert found(before, after) == [("甲镇", 2023, [])]
    after.figures[IN_FORCE] = 13
    assert found(before, after) == [("甲镇", 2023, ["R7"])]


def test_years_are_compared_across_a_change_of_form() -> None:
    before = report(2020, {FORWARD: 3}, form=FORM_2019)
    assert found(before, report(2021, {BROUGHT: 4})) == [("甲镇", 2021, ["R5"])]


def test_only_one_organs_years_that_follow_each_other_are_compared() -> None:
    before = report(2022, {FORWARD: 3})
    for other in (
        report(2024, {BROUGHT: 2}),
        report(2023, {BROUGHT: 2}, body="乙镇"),
        report(None, {BROUGHT: 2}),
        report(2023, {BROUGHT: 2}, body=""),
        report(2022, {BROUGHT: 2}),
    ):
        assert found(before, other) == []
