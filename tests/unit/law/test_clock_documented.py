"""docs/clock.md names every kind of event, field, channel, state and warning there is."""

from __future__ import annotations

from pathlib import Path

from tongming.law.clock import Channel, Code, Kind, State

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "clock.md").read_text(encoding="utf-8")


def test_every_word_of_the_clock_is_documented() -> None:
    words = [*Kind, *Channel, *State, *Code]
    assert [word.value for word in words if f"`{word.value}`" not in PAGE] == []


def test_every_kind_stands_in_its_row_with_its_fields() -> None:
    rows = {
        line.split("|")[1].strip(" `"): line for line in PAGE.splitlines() if line.startswith("| `")
    }
    for kind in Kind:
        row = rows[kind.value]
        assert kind.label in row
        fields = (*kind.required, *kind.optional)
        assert all(f"`{name}`" in row for name in fields), kind
