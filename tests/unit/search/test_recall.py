"""Every substring of two characters or more is found, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.search.corpus import entry, items, simple
from tongming.publishing.item import PublicItem
from tongming.search.index.folding import fold
from tongming.search.index.query import MAX_CHARACTERS, MAX_WORDS, Query
from tongming.search.index.reading import Reader
from tongming.search.index.writing import rebuild

ITEMS = list(items(150))


def fields_of(item: PublicItem) -> list[str]:
    """Every text of an item that words are looked for in."""
    texts = [item.title, item.summary, item.body_text, item.document_number]
    texts += [text for file in item.files for text in (file.name, file.text)]
    return [text for text in texts if text]


TEXTS = [text for item in ITEMS for text in fields_of(item)]
FOLDED = {item.key: [fold(text) for text in fields_of(item)] for item in ITEMS}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("search")
    rebuild(folder, map(entry, ITEMS), lambda key: None)
    return Reader(folder)


def all_keys(reader: Reader, text: str) -> set[str]:
    found: set[str] = set()
    page = 1
    while True:
        results = reader.find(Query(text, page=page))
        assert not results.pieces
        found |= {hit.shown.key for hit in results.hits}
        if page >= results.pages:
            assert len(found) == results.total
            return found
        page += 1


@st.composite
def substrings(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, max(0, len(text) - 2)))
    length = draw(st.integers(2, 30))
    return text[start : start + length]


@given(substrings())
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_substring_of_a_field_finds_exactly_the_items_that_have_it(
    reader: Reader, text: str
) -> None:
    folded = fold(text)
    if not any(character.isalnum() for character in folded):
        return
    expected = {key for key, texts in FOLDED.items() if any(folded in one for one in texts)}
    assert expected
    assert all_keys(reader, text) == expected


@pytest.mark.parametrize("character", ["磐", "赵", "2", "宁"])
def test_a_single_character_is_found_too_wherever_it_stands(reader: Reader, character: str) -> None:
    expected = {key for key, texts in FOLDED.items() if any(character in one for one in texts)}
    assert expected
    assert all_keys(reader, character) == expected


def test_the_last_character_of_a_text_is_found(tmp_path: Path) -> None:
    rebuild(tmp_path, [entry(simple("a", "名单磐"))], lambda key: None)
    assert Reader(tmp_path).find(Query("磐")).total == 1
    assert Reader(tmp_path).find(Query("名")).total == 1


def test_words_with_spaces_between_must_all_be_there_in_any_order(reader: Reader) -> None:
    words = ("低保", "预算")
    expected = {
        key
        for key, texts in FOLDED.items()
        if all(any(word in one for one in texts) for word in words)
    }
    assert 0 < len(expected) < len(ITEMS)
    assert all_keys(reader, "预算　低保") == expected == all_keys(reader, " 低保 预算 ")


@given(st.text(min_size=1, max_size=MAX_CHARACTERS))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_anybody_types_breaks_the_search(reader: Reader, text: str) -> None:
    if len(text.split()) > MAX_WORDS:
        return
    results = reader.find(Query(text))
    assert results.total >= len(results.hits)
