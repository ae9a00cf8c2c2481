"""The product's own letters: every element has its place, and the law's words are the law's."""

from __future__ import annotations

from datetime import date

import pytest

from tongming.applications.letters.merging import (
    check_template,
    filled,
    paragraphs,
    places_in,
)
from tongming.applications.letters.wording import FRAME, WORDS, known_places, required_places
from tongming.law import letters as law
from tongming.law.remedies import RemedyClass, notice, remedy_on
from tongming.law.words import Refused

KINDS = list(law.LETTERS.values())
TODAY = date(2026, 3, 13)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_element_of_a_letter_has_its_place_in_the_products_words(kind: law.Letter) -> None:
    words = WORDS[kind.id]
    check_template(kind, words.title, words.body)
    values = {element.key: f"<{element.key}>" for element in law.elements(kind)}
    said = "\n".join(paragraphs(words.body, values))
    for element in law.elements(kind):
        if element.key not in FRAME:
            assert f"<{element.key}>" in said, element.key


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_template_without_an_element_is_refused_by_its_name(kind: law.Letter) -> None:
    words = WORDS[kind.id]
    for key, label in required_places(kind).items():
        with pytest.raises(Refused) as refusal:
            check_template(kind, words.title, words.body.replace(f"{{{key}}}", ""))
        assert label in str(refusal.value)
        assert f"{{{key}}}" in str(refusal.value)


def test_what_nobody_knows_and_what_does_not_close_is_refused() -> None:
    kind, words = law.LETTERS["P2"], WORDS["P2"]
    for body in (words.body + "{secret}", words.body + "{", words.body + "{0}"):
        with pytest.raises(Refused):
            check_template(kind, words.title, body)
    with pytest.raises(Refused, match="机关名称"):
        check_template(kind, "补正告知书", words.body)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_is_fixed_offered_or_checked_is_an_element_of_the_kind(kind: law.Letter) -> None:
    words, known = WORDS[kind.id], known_places(kind)
    for texts in (words.fixed, words.presets, words.checked):
        for key, text in texts.items():
            assert key in known
            assert set(places_in(text)) <= {"you", "organ"}
    assert not set(words.fixed) & set(words.presets)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.remedy is RemedyClass.REVIEW_FIRST], ids=lambda k: k.id
)
def test_a_refusal_never_offers_a_direct_suit(kind: law.Letter) -> None:
    remedy = remedy_on(TODAY, kind.remedy)
    assert remedy is not None
    told = str(notice(remedy, review_body="桦甸市人民政府", court="桦甸市人民法院"))
    said = "\n".join(paragraphs(WORDS[kind.id].body, {"remedy_notice": told}))
    assert "先向桦甸市人民政府申请行政复议" in said
    assert "桦甸市人民法院" not in said
    assert "6个月" not in said
    assert "起诉" not in WORDS[kind.id].body + "".join(WORDS[kind.id].presets.values())


def test_a_paragraph_whose_elements_are_all_empty_is_left_out() -> None:
    body = "{receipt}\n{course}\n负责公开的机关：{other_organ}。\n{you}好。\n不含要素。"
    values = {"receipt": "收到。", "course": " ", "other_organ": "", "you": "您"}
    assert list(paragraphs(body, values)) == ["收到。", "您好。", "不含要素。"]


def test_a_sentence_ends_once_and_lines_are_paragraphs() -> None:
    assert filled("理由：{reason}。", {"reason": "属于内部事务。"}) == "理由：属于内部事务。"
    assert filled("{reason}", {"reason": "属于内部事务。"}) == "属于内部事务。"
    said = list(paragraphs("{reasons}", {"reasons": "第一处。\n\n第二处。"}))
    assert said == ["第一处。", "第二处。"]


def test_what_an_element_says_is_never_taken_for_a_place() -> None:
    assert filled("{reason}", {"reason": "见{organ}", "organ": "某机关"}) == "见{organ}"
