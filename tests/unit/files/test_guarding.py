"""A guarded process is bounded, and whatever happens to it the next question is answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tongming.guarding import Fault, Guard


@pytest.fixture
def guard() -> Iterator[Guard]:
    guard = Guard("tests.unit.files.sleeps")
    yield guard
    guard.stop()


def test_a_question_is_answered_with_its_bytes(guard: Guard) -> None:
    answer, content = guard.ask({"do": "answer"}, b"abc" * 100_000, seconds=20)
    assert answer == {"length": 300_000}
    assert content == b"cba" * 100_000


@pytest.mark.parametrize(
    ("do", "seconds", "word"),
    [
        ("sleep", 1.5, "too_slow"),
        ("swallow", 20, "too_large"),
        ("refuse", 20, "locked"),
        ("fail", 20, "damaged"),
    ],
)
def test_what_goes_wrong_has_a_word_and_harms_no_other_question(
    guard: Guard, do: str, seconds: float, word: str
) -> None:
    with pytest.raises(Fault, match=word):
        guard.ask({"do": do}, b"x", seconds=seconds)
    assert guard.ask({"do": "answer"}, b"ab", seconds=20)[1] == b"ba"
