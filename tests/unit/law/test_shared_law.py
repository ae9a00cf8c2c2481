"""The facts the tests carry are those of the law folder that stands beside the repository."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.law.facts import load

LAW = Path(__file__).resolve().parents[4] / "shared" / "law"

pytestmark = pytest.mark.skipif(
    not LAW.is_dir(), reason="the folder ../shared/law with the facts of the law is not here"
)


def _machine_block(name: str) -> Any:
    text = (LAW / f"{name}.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    return json.loads(block)


@pytest.mark.parametrize("name", ["annual_report", "outcomes", "fees", "replies", "regulation"])
def test_the_copied_facts_are_the_facts(name: str) -> None:
    assert load(name) == _machine_block(name)


def test_the_indicators_and_checks_are_those_of_the_inspection_page() -> None:
    text = (LAW / "inspection.md").read_text(encoding="utf-8")
    own = load("inspection")
    assert [fact["id"] for fact in own["indicators"]] == re.findall(
        r"^\| ([AMD]-\d\d) \|", text, re.M
    )
    assert [(fact["id"], fact["key"]) for fact in own["checks"]] == re.findall(
        r"^\| (C\d\d) (\w+) \|", text, re.M
    )
