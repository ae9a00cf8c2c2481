"""The letters: what each rests on, what it must say, which row it ends in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.law.facts import citations, load
from tongming.law.citation import REGULATION
from tongming.law.forms import FORM_2021
from tongming.law.letters import (
    LETTERS,
    PROCEDURAL,
    REPLIES,
    Addressee,
    Letter,
    Need,
    common,
    elements,
    letters_for,
    missing,
)
from tongming.law.outcomes import Outcome, ReviewFirst
from tongming.law.remedies import RemedyClass
from tongming.law.terms import Mark

FACTS = load("replies")
ITEMS = {29: 3, 36: 7}
"""How many items the articles have that letters cite by item."""


@pytest.mark.parametrize("fact", FACTS["documents"], ids=lambda fact: str(fact["id"]))
def test_every_letter_is_as_listed(fact: dict[str, Any]) -> None:
    letter = LETTERS[fact["id"]]
    assert letter.title == fact["title"]
    assert letter.remedy == fact["remedy"]
    assert letter.row == fact["row"]
    assert letter.is_reply == (fact["class"] == "reply")


def test_no_letter_is_missing_and_none_is_invented() -> None:
    assert set(LETTERS) == {fact["id"] for fact in FACTS["documents"]}
    assert len(LETTERS) == len(PROCEDURAL) + len(REPLIES)


@pytest.mark.parametrize("fact", FACTS["documents"], ids=lambda fact: str(fact["id"]))
def test_every_letter_rests_on_its_articles(fact: dict[str, Any]) -> None:
    letter = LETTERS[fact["id"]]
    if fact["basis"] == "[U]":
        assert letter.basis == ()
        assert letter.mark is Mark.UNVERIFIED
        return
    bare = {(c.instrument.number, c.article, c.item or c.paragraph) for c in letter.basis}
    expected = {
        (c.instrument.number, c.article, c.item or c.paragraph) for c in citations(fact["basis"])
    }
    assert bare == expected


@pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda letter: str(letter.id))
def test_every_article_a_letter_cites_exists(letter: Letter) -> None:
    for citation in letter.basis:
        if citation.instrument is REGULATION:
            assert citation.article is not None
            assert 1 <= citation.article <= 56
            if citation.item is not None:
                assert citation.item <= ITEMS[citation.article]


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_letters_or_is_only_recorded(outcome: Outcome) -> None:
    if outcome is Outcome.OTHER:
        assert letters_for(outcome) == ()
        return
    found = letters_for(outcome)
    assert found
    assert all(letter.outcome is outcome for letter in found)


def test_no_letter_ends_in_an_outcome_that_does_not_name_it() -> None:
    for letter in LETTERS.values():
        if letter.outcome is not None:
            assert letter.id in letter.outcome.letters


def test_every_row_a_letter_ends_in_is_a_row_of_the_form() -> None:
    rows = {cell.row for cell in FORM_2021.table("requests").cells()}
    ends = {letter.row for letter in LETTERS.values() if letter.row}
    assert ends <= rows


def test_the_notice_of_a_letter_follows_from_its_outcome() -> None:
    expected = {
        ReviewFirst.YES: RemedyClass.REVIEW_FIRST,
        ReviewFirst.WITHHELD_PART: RemedyClass.REVIEW_FIRST,
        ReviewFirst.NO: RemedyClass.FREE_CHOICE,
        ReviewFirst.CONTESTED: RemedyClass.CONTESTED,
    }
    for letter in LETTERS.values():
        if letter.outcome is not None:
            assert letter.remedy is expected[letter.outcome.review_first]


def test_a_step_in_a_case_carries_no_notice_but_the_one_that_overrides_a_third_party() -> None:
    with_notice = {letter.id for letter in PROCEDURAL if letter.remedy is not RemedyClass.NONE}
    assert with_notice == {"P9"}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda letter: str(letter.id))
def test_no_two_elements_of_a_letter_share_a_key(letter: Letter) -> None:
    keys = [element.key for element in elements(letter)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("letter", REPLIES, ids=lambda letter: str(letter.id))
def test_every_reply_gives_its_result_its_basis_and_the_remedy(letter: Letter) -> None:
    keys = {element.key for element in common(letter)}
    assert {"number", "addressee", "receipt", "result", "legal_basis", "signature"} <= keys
    assert ("remedy_notice" in keys) == (letter.remedy is not RemedyClass.NONE)


def test_a_third_party_is_not_told_of_the_applicants_case() -> None:
    outward = [letter for letter in LETTERS.values() if letter.to is not Addressee.APPLICANT]
    assert {letter.id for letter in outward} == {"P5", "P6", "P9", "P10"}
    for letter in outward:
        assert "receipt" not in {element.key for element in elements(letter)}


def test_a_letter_with_everything_lacks_nothing_and_without_it_each_piece_is_named() -> None:
    letter = LETTERS["R5"]
    given = {element.key: "已写" for element in elements(letter)}
    assert missing(letter, given) == ()
    del given["forbidding_law"]
    (lacking,) = missing(letter, given)
    assert lacking.label == "禁止公开的法律或者行政法规及其条款"


def test_an_element_left_blank_is_missing() -> None:
    letter = LETTERS["R17"]
    given = {element.key: "已写" for element in elements(letter)} | {"earlier_number": "  "}
    assert [element.key for element in missing(letter, given)] == ["earlier_number"]


def test_the_course_is_told_only_where_there_was_one() -> None:
    letter = LETTERS["R1"]
    given = {element.key: "已写" for element in elements(letter) if element.need is Need.ALWAYS}
    assert missing(letter, given) == ()
    late = missing(letter, given, applies=frozenset({"course"}))
    assert [element.key for element in late] == ["course"]


def test_what_is_optional_is_never_missing() -> None:
    letter = LETTERS["R16"]
    given = {
        element.key: "已写" for element in elements(letter) if element.need is not Need.OPTIONAL
    }
    assert missing(letter, given, applies=frozenset({"right_channel", "course"})) == ()
