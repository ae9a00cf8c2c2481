"""The scenarios by name, in the order they are offered: from a short one to a whole course."""

from __future__ import annotations

from tongming.applications.practice.scenario import Scenario
from tongming.applications.practice.scenarios import (
    already_public,
    compensation,
    excessive,
    not_held,
    petition,
)

SCENARIOS: dict[str, Scenario] = {
    scenario.key: scenario
    for scenario in (
        already_public.SCENARIO,
        not_held.SCENARIO,
        petition.SCENARIO,
        excessive.SCENARIO,
        compensation.SCENARIO,
    )
}
