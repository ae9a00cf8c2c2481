"""A document number is found in every spelling."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.search.conftest import Keys
from tests.unit.search.corpus import simple
from tongming.search.index.numbers import canonical

SPELLINGS = [
    "桦政发〔2026〕5号",
    "桦政发[2026]5号",
    "桦政发（2026）5号",
    "桦政发(2026)5号",
    "桦政发【2026】5号",
    "桦政发［２０２６］５号",
    "桦政发〔2026〕第5号",
    "桦政发〔2026〕05号",
    "桦政发〔2026〕5",
    "桦政发2026 5号",
    "桦政发 〔2026〕 5 号",
    "桦政发2026年第5号",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_one_number_and_finds_its_document_first(
    spelling: str, put: Callable[..., None], keys: Keys
) -> None:
    assert canonical(spelling) == "桦政发(2026)5号"
    put(
        simple("five", "关于印发工作要点的通知", document_number="桦政发〔2026〕5号"),
        simple("fifty", "另一份通知", document_number="桦政发〔2026〕51号"),
        simple("told", "转发", body_text="根据《桦政发〔2026〕第5号》和桦政发〔2026〕5号的要求"),
        simple("other", "别的", document_number="桦政办发〔2026〕5号"),
    )
    found = keys(spelling)
    assert found[0] == "five"
    assert "told" in found
    assert "other" not in found


def test_a_document_filed_in_a_rare_spelling_is_found_in_the_common_one(
    put: Callable[..., None], keys: Keys
) -> None:
    put(simple("a", document_number="红政发【2025】第08号"))
    assert keys("红政发〔2025〕8号") == ["a"]
    assert keys("〔2025〕8号") == ["a"]
    assert keys("红政发【2025】第08号") == ["a"]
    assert keys("红政发〔2025〕9号") == []


def test_an_order_is_found_with_and_without_its_ordinal(
    put: Callable[..., None], keys: Keys
) -> None:
    put(
        simple("a", document_number="国务院令第711号"),
        simple("b", document_number="国务院令第492号"),
    )
    for spelling in ("国务院令第711号", "国务院令711号", "国务院令 第 ７１１ 号"):
        assert keys(spelling) == ["a"]


@pytest.mark.parametrize("text", ["政务公开", "2026年工作要点", "", "〔2026〕号", "12345"])
def test_what_is_no_document_number_is_not_taken_for_one(text: str) -> None:
    assert canonical(text) == ""
