"""The outcomes, one a row of table 3, against the form and against their articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.law.facts import citations, cited, load
from tongming.law.forms import FORM_2019, FORM_2021
from tongming.law.outcome_guide import outcomes_page
from tongming.law.outcomes import (
    OUTSIDE_THE_STEPS,
    ApplicantKind,
    Group,
    Outcome,
    ReviewFirst,
    Step,
    step_of,
)

FACTS = load("outcomes")
PAGE = Path(__file__).parents[3] / "docs" / "outcomes.md"
LEAVES = [
    row
    for row in FACTS["rows"]
    if row["parent"] and row["form_2021"] == "data" and row["code"] != "3.7"
]
REVIEW_FIRST = {
    "yes": ReviewFirst.YES,
    "no": ReviewFirst.NO,
    "yes_for_withheld_part": ReviewFirst.WITHHELD_PART,
    "contested": ReviewFirst.CONTESTED,
}


def test_there_is_one_outcome_for_each_row_of_the_form_in_its_order() -> None:
    assert [(o.row, o.label) for o in Outcome] == [(r["code"], r["label"]) for r in LEAVES]


def test_the_form_of_2019_has_every_outcome_but_the_three_of_other_handling() -> None:
    rows = {cell.row for cell in FORM_2019.table("requests").cells()}
    missing = {outcome for outcome in Outcome if outcome.row not in rows}
    assert missing == {Outcome.NOT_CORRECTED, Outcome.UNPAID, Outcome.OTHER}
    assert Group.OTHERWISE.code in rows


def test_every_outcome_stands_under_its_heading() -> None:
    headings = {row["code"]: row["label"] for row in FACTS["rows"]}
    for outcome in Outcome:
        above = outcome.row.rpartition(".")[0]
        if above == "3":
            assert outcome.group is None
        else:
            assert outcome.group is not None
            assert (outcome.group.code, outcome.group.value) == (above, headings[above])


@pytest.mark.parametrize("row", LEAVES, ids=lambda row: str(row["code"]))
def test_reconsideration_first_is_as_the_law_says(row: dict[str, str]) -> None:
    outcome = next(o for o in Outcome if o.row == row["code"])
    assert outcome.review_first is REVIEW_FIRST[row["review_first"]]


@pytest.mark.parametrize("row", LEAVES, ids=lambda row: str(row["code"]))
def test_every_outcome_rests_on_its_article_and_the_article_exists(row: dict[str, str]) -> None:
    outcome = next(o for o in Outcome if o.row == row["code"])
    if not row["basis"]:
        assert not outcome.has_article
        return
    own = cited(outcome.article)
    # What stands in brackets in the source is the procedure, or a ground to be added.
    basis = row["basis"].replace(" (32)", "").replace(" (+14/15/16)", "")
    if row["basis"].startswith("16"):
        assert {(c.article, c.paragraph) for c in own} == {
            (c.article, c.paragraph) for c in citations(basis)
        }
    else:
        assert own == citations(basis)
    for citation in own:
        articles = citation.instrument.articles
        assert citation.article is not None
        assert articles is None or 1 <= citation.article <= articles


def test_the_applicants_are_the_columns_of_the_form() -> None:
    columns = [c for c in FACTS["columns"] if c["key"] != "sum"]
    assert [(k.value, k.label, k.group or None) for k in ApplicantKind] == [
        (c["key"], c["label"], c["group"]) for c in columns
    ]


def test_the_five_questions_come_in_their_order() -> None:
    assert [step.label for step in Step] == ["补不补", "该不该", "有没有", "给不给", "当不当"]


def test_every_outcome_is_reached_by_one_question_or_by_none() -> None:
    reached = [outcome for step in Step for outcome in step.outcomes]
    assert len(reached) == len(set(reached))
    assert set(reached) | set(OUTSIDE_THE_STEPS) == set(Outcome)
    assert not set(reached) & set(OUTSIDE_THE_STEPS)


def test_a_refusal_is_decided_at_the_fourth_question() -> None:
    assert step_of(Outcome.STATE_SECRET) is Step.DISCLOSE
    assert step_of(Outcome.PETITION) is Step.PROPER
    assert step_of(Outcome.UNPAID) is None


def test_an_outcome_is_found_by_what_the_database_stores() -> None:
    assert Outcome("partly_granted") is Outcome.PARTLY_GRANTED
    assert ApplicantKind("nat") is ApplicantKind.NATURAL_PERSON


def test_the_page_of_outcomes_is_the_one_the_lists_make() -> None:
    assert PAGE.read_text("utf-8") == outcomes_page(), "run: python tools/documents.py"


def test_the_page_names_every_row_of_the_form_that_is_an_outcome() -> None:
    page = outcomes_page()
    for row in FORM_2021.table("requests").blocks[0].rows:
        if row.parent and row.key != "3.7" and not row.heading:
            assert f"| {row.key} | {row.label} |" in page
