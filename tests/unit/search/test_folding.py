"""Texts and queries meet in one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.search.index.folding import fold, fold_with_origins, origin_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("〔２０２６〕", "(2026)"),
        ("【2026】［2026］（2026）[2026]", "(2026)(2026)(2026)(2026)"),
        ("政府 信息\u3000公开\n条例", "政府信息公开条例"),
        ("二○二六年", "二〇二六年"),
        ("《条例》", "<条例>"),
        ("Café", "cafe"),
        ("㎡", "m2"),
        ("\ufeff零\u200b宽", "零宽"),
        ("\U00020bb7野家", "\U00020bb7野家"),
    ],
)
def test_spellings_become_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(), st.text())
def test_folding_looks_at_each_character_alone(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1))
def test_every_folded_character_knows_where_it_comes_from(text: str) -> None:
    folded, origins = fold_with_origins(text)
    assert folded == fold(text)
    for place, origin in enumerate(origins):
        assert folded[place] in fold(text[origin])


def test_the_place_in_a_long_text_is_found_again() -> None:
    text = "（空 格）" * 3000 + "低保名单" + "尾" * 5000
    place = fold(text).index("低保名单")
    assert text[origin_of(text, place) :].startswith("低保名单")
    assert origin_of("短", 5) == 1
