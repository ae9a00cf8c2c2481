"""您是不是要找: pinyin, sounds alike, slips."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.search.corpus import simple, withdrawn
from tongming.search.index.reading import Reader
from tongming.search.index.suggesting import Suggester

TITLES = [
    "关于印发2026年政务公开工作要点的通知",
    "红石砬子镇依法公开目录",
    "农村最低生活保障对象名单公示",
    "优化营商环境实施方案",
    "绿化工程招标公告",
]


@pytest.fixture
def suggester(put: Callable[..., None], folder: Path) -> Suggester:
    put(*(simple(f"t{n}", title, body_text=title) for n, title in enumerate(TITLES)))
    return Suggester(Reader(folder))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zhengwugongkai", "政务公开"),
        ("zwgk", "政务公开"),
        ("ZWGK", "政务公开"),
        ("yfgk", "依法公开"),
        ("zheng wu gong kai", "政务公开"),
        ("zhengwugonkai", "政务公开"),
        ("lvhua", "绿化"),
        ("正务公开", "政务公开"),
        ("政物公开", "政务公开"),
        ("政务工开", "政务公开"),
        ("政务公开工作要典", "政务公开工作要点"),
        ("最低生活保证", "最低生活保障"),
    ],
)
def test_what_was_meant_is_suggested_first(suggester: Suggester, typed: str, meant: str) -> None:
    found = suggester.suggest(typed)
    assert found, typed
    assert found[0].text == meant
    assert found[0].total == 1


@pytest.mark.parametrize("typed", ["", "政", "qqqqqq", "龘靐齉爩", "政务公开", "长" * 31])
def test_what_cannot_be_guessed_or_is_right_gets_no_suggestion_of_itself(
    suggester: Suggester, typed: str
) -> None:
    assert typed not in {one.text for one in suggester.suggest(typed)}


def test_nothing_is_suggested_before_anything_is_published(folder: Path) -> None:
    assert Suggester(Reader(folder)).suggest("zwgk") == []


def test_words_of_withdrawn_items_are_never_suggested(
    suggester: Suggester, put: Callable[..., None]
) -> None:
    assert [one.text for one in suggester.suggest("yhyshj")] == ["优化营商环境"]
    put(withdrawn(simple("t3", TITLES[3])))
    assert suggester.suggest("yhyshj") == []
    # Not even while an older vocabulary is still in use.
    suggester._good_until = float("inf")
    suggester._vocabulary = type(suggester._vocabulary)(("优化营商环境",), ("x",), ("yhyshj",))
    assert suggester.suggest("yhyshj") == []
