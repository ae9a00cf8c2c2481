"""Every kind of event has a name people can read."""

from __future__ import annotations

import re
from pathlib import Path

import tongming
from tongming.law.clock.events import Kind
from tongming.ledger.words import field_label, kind_label, kinds

SOURCE = Path(tongming.__file__).parent
KIND = re.compile(
    r"""["']((?:units|files|calendar|applications|information|remedies|reports)\.[a-z_]+)["']"""
)


def recorded_kinds() -> dict[str, str]:
    """Every kind named in a module that records events, and the module."""
    texts = {file: file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py")}
    return {
        kind: str(file.relative_to(SOURCE))
        for file, text in texts.items()
        if re.search(r"import [^\n]*\brecord\b", text)
        for kind in KIND.findall(text)
    }


def test_every_kind_that_is_recorded_has_a_name() -> None:
    unnamed = {kind: file for kind, file in recorded_kinds().items() if kind not in kinds()}
    assert len(recorded_kinds()) > 10
    assert unnamed == {}


def test_every_step_of_the_clock_is_a_kind_with_a_name() -> None:
    assert {f"applications.{kind.value}" for kind in Kind if kind is not Kind.RECEIVED} <= set(
        kinds()
    )


def test_a_kind_without_a_name_is_shown_as_it_stands() -> None:
    assert kind_label("units.joined") == "单位加入"
    assert kind_label("elsewhere.happened") == "elsewhere.happened"
    assert field_label("reason") == "事由"
    assert field_label("unheard_of") == "unheard_of"
