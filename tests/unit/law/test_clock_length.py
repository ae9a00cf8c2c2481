"""How long one application's history may be."""

from __future__ import annotations

from datetime import date

import pytest

from tongming.law.clock import read_events, run
from tongming.law.clock.events import MOST_EVENTS
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

RECEIVED = {"on": "2026-02-09", "kind": "received"}
ASKED = {"on": "2026-02-10", "kind": "third_party_asked", "received_on": "2026-02-11"}


def test_a_history_of_hundreds_of_letters_is_still_counted() -> None:
    events = read_events([RECEIVED, *[ASKED] * (MOST_EVENTS - 1)])
    state = run(events, SHIPPED, date(2026, 2, 12))
    assert len(state.steps) == MOST_EVENTS


def test_a_history_longer_than_any_application_is_refused_at_once() -> None:
    with pytest.raises(Refused, match="最多500个事件，这里有501个"):
        read_events([RECEIVED, *[ASKED] * MOST_EVENTS])
