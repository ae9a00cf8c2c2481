"""How answers come to a score, and a score to a grade."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.law.assessment import Mark, Rule, Side, score_of, total_of
from tongming.law.words import Refused

RULE = Rule.usual()
MARKS = st.sampled_from(list(Mark))
SHEETS = st.lists(st.dictionaries(st.sampled_from("abcd"), MARKS, min_size=1), min_size=1)


def test_the_score_is_the_mean_of_what_was_answered() -> None:
    sheets = [{"a": Mark.EXCELLENT, "b": Mark.FAIR}, {"a": Mark.SATISFIED}]
    assert score_of(sheets, RULE) == Decimal("80.0")
    assert score_of([{"a": Mark.EXCELLENT}, {"a": Mark.FAIR}, {"a": Mark.FAIR}], RULE) == Decimal(
        "73.3"
    )
    assert score_of([], RULE) is None
    assert score_of([{}], RULE) is None


def test_both_sides_are_weighed_and_one_alone_counts_whole() -> None:
    public, delegates = Decimal(70), Decimal(100)
    assert total_of({Side.PUBLIC: public, Side.DELEGATES: delegates}, RULE) == Decimal("79.0")
    assert total_of({Side.PUBLIC: public, Side.DELEGATES: None}, RULE) == public
    assert total_of({Side.PUBLIC: None, Side.DELEGATES: delegates}, RULE) == delegates
    assert total_of({}, RULE) is None


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("100", Mark.EXCELLENT),
        ("90.0", Mark.EXCELLENT),
        ("89.9", Mark.SATISFIED),
        ("75.0", Mark.SATISFIED),
        ("60.0", Mark.FAIR),
        ("59.9", Mark.DISSATISFIED),
        ("0", Mark.DISSATISFIED),
    ],
)
def test_a_grade_begins_at_its_bound(score: str, grade: Mark) -> None:
    assert RULE.grade(Decimal(score)) is grade


@given(SHEETS)
def test_a_better_answer_never_lowers_the_score(sheets: list[dict[str, Mark]]) -> None:
    before = score_of(sheets, RULE)
    key = next(iter(sheets[0]))
    after = score_of([{**sheets[0], key: Mark.EXCELLENT}, *sheets[1:]], RULE)
    assert before is not None
    assert after is not None
    assert after >= before


def test_a_rule_goes_through_its_data_and_refuses_what_makes_no_sense() -> None:
    assert Rule.from_data(RULE.data()) == RULE
    RULE.check()
    for rule, words in (
        (Rule({**RULE.points, Mark.FAIR: 80}, RULE.bounds, 30), "分值要"),
        (Rule(RULE.points, {**RULE.bounds, Mark.FAIR: 75}, 30), "等次界限要"),
        (Rule(RULE.points, RULE.bounds, 101), "0到100"),
    ):
        with pytest.raises(Refused, match=words):
            rule.check()
