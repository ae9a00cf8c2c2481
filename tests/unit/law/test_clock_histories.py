"""Every history in tests/vectors/clock_histories.yaml comes out as worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.law.vectors import load
from tongming.law.clock import Event, run
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

HISTORIES = load("clock_histories.yaml")
ACCEPTED = [history for history in HISTORIES if "expect" in history]
REFUSED = [history for history in HISTORIES if "refused" in history]


def _named(histories: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(history, id=history["name"]) for history in histories]


@pytest.mark.parametrize("history", _named(ACCEPTED))
def test_a_history_comes_out_as_worked_out_by_hand(history: dict[str, Any]) -> None:
    events = [Event.from_data(event) for event in history["events"]]
    state = run(events, SHIPPED, history["as_of"])
    expected = {
        "overdue": False,
        "provisional": False,
        "warnings": [],
        "cautious_due": None,
        "received_on": history["events"][0]["on"],
    } | history["expect"]
    assert {
        "state": state.state.value,
        "due": state.due,
        "overdue": state.overdue,
        "provisional": state.provisional,
        "warnings": [warning.code for warning in state.warnings],
        "cautious_due": state.cautious_due,
        "received_on": state.received_on,
    } == expected


@pytest.mark.parametrize("history", _named(REFUSED))
def test_an_impossible_history_is_refused_with_its_article(history: dict[str, Any]) -> None:
    events = [Event.from_data(event) for event in history["events"]]
    with pytest.raises(Refused) as refusal:
        run(events, SHIPPED, history["as_of"])
    assert history["refused"] in refusal.value.article
    assert str(refusal.value).strip()


@pytest.mark.parametrize("history", _named(ACCEPTED))
def test_every_step_and_warning_is_a_sentence_with_its_day(history: dict[str, Any]) -> None:
    events = [Event.from_data(event) for event in history["events"]]
    state = run(events, SHIPPED, history["as_of"])
    assert len(state.steps) >= len([e for e in events if e.effective <= history["as_of"]])
    assert [step.on for step in state.steps] == sorted(step.on for step in state.steps)
    for sentence in [step.what for step in state.steps] + [w.message for w in state.warnings]:
        assert "{" not in str(sentence)
    withdrawn = "申请人撤回申请"  # the regulation says nothing of withdrawing
    assert all(step.article for step in state.steps if str(step.what) != withdrawn)


def test_there_are_enough_histories_and_each_names_its_article() -> None:
    assert len(HISTORIES) >= 40
    assert len({history["name"] for history in HISTORIES}) == len(HISTORIES)
    assert all("条" in history["article"] or "号" in history["article"] for history in HISTORIES)
