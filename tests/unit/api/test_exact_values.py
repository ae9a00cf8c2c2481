"""What a program may send is exact, and the lists of the document are the law's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from tongming.api.fields import Count, Day, Money, Pk, Text, Yes
from tongming.api.public.days import TermId
from tongming.api.staff.applications import WITHOUT_LETTER, StepKind
from tongming.api.tokens.scopes import Scope
from tongming.law.terms import TERMS, Term

ROOT = Path(__file__).resolve().parents[3]


def taken(kind: Any, value: Any) -> Any:
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return "refused"


@pytest.mark.parametrize(
    ("kind", "good", "read", "bad"),
    [
        (Day, "2026-03-13", date(2026, 3, 13),
         ["2026-3-13", "20260313", "2026-02-30", "0001-01-01", 20260313, "２026-03-13", None]),
        (Count, 3.0, 3, [-1, 3.5, True, "3", 2**31, float("inf"), float("nan")]),
        (Pk, "12", 12, ["1_2", " 12", "12.0", "+12", "0", str(2**63), "１２", ""]),
        (Money, "1280.50", "1280.50", [1280.5, "1,280", "-1", "1.234", "", "1e3"]),
        (Yes, True, True, ["true", 1, "yes"]),
        (Text, "一\n二\t", "一\n二\t", ["\x00", "\ud800", "\x1b[0m", 5, None]),
    ],
)  # fmt: skip
def test_a_value_is_taken_as_it_is_written_and_nothing_else_is_taken_for_it(
    kind: Any, good: Any, read: Any, bad: list[Any]
) -> None:
    assert taken(kind, good) == read
    assert [value for value in bad if taken(kind, value) != "refused"] == []


def test_the_terms_are_those_of_the_law_that_have_a_number_today() -> None:
    assert set(get_args(TermId)) == {
        name for name, dated in TERMS.items() if isinstance(dated.latest, Term)
    }


def test_the_steps_without_a_letter_are_the_same_in_the_document_and_here() -> None:
    assert get_args(StepKind) == tuple(kind.value for kind in WITHOUT_LETTER)


def test_every_scope_stands_in_the_documentation_with_the_right_it_wants() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8").splitlines()
    for scope in Scope:
        (line,) = [line for line in page if line.startswith(f"| `{scope.value}` |")]
        assert line.endswith(f"| {scope.right.label} |")
