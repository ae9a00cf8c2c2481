"""The worked examples of the tests are those of the law folder beside the repository."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.unit.law.vectors import load
from tongming.law.holidays import SHIPPED
from tongming.law.terms import TERMS, Term

PAGE = Path(__file__).resolve().parents[4] / "shared" / "law" / "deadlines.md"

pytestmark = pytest.mark.skipif(
    not PAGE.is_file(), reason="the folder ../shared/law with the facts of the law is not here"
)


@cache
def _block() -> Any:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return json.loads(block)


def test_every_vector_of_the_page_passes_and_is_among_the_worked_examples() -> None:
    own = {(e["from"], e["days"]): e["ends"] for e in load("working_days.yaml")}
    for vector in _block()["vectors"]:
        start, expected = date.fromisoformat(vector["from"]), date.fromisoformat(vector["expect"])
        assert SHIPPED.after(start, vector["working_days"]).on == expected, vector["id"]
        assert own[start, vector["working_days"]] == expected, vector["id"]


def test_the_days_off_are_those_of_the_page() -> None:
    assert {str(year): table for year, table in load("days_off.yaml").items()} == _block()[
        "calendar"
    ]


def test_the_notices_the_page_names_are_the_shipped_ones() -> None:
    for year, notice in _block()["notices"].items():
        assert SHIPPED.year(int(year)).notice == notice


def test_the_terms_of_the_page_are_the_terms_of_the_law() -> None:
    for fact in _block()["terms"]:
        rule = TERMS[fact["id"]].latest
        assert isinstance(rule, Term)
        assert (rule.n, rule.unit.value) == (fact["n"], fact["unit"])
        assert rule.at_most == fact.get("max", False)
        if "silence" in fact:
            assert rule.silence == fact["silence"]
