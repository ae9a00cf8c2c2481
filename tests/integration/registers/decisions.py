"""A year's catalogue of decisions with a matter or two."""

from __future__ import annotations

from datetime import date

from tests.conftest import Cast
from tongming.law.decisions import Step
from tongming.registers.decisions import actions
from tongming.registers.decisions.models import Catalogue, Decision

TODAY = date(2026, 9, 21)


def opened(cast: Cast) -> Catalogue:
    return actions.open_year(unit=cast.town, year=2026, by=cast.clerk)


def added(cast: Cast, catalogue: Catalogue, name: str = "集镇道路改造") -> Decision:
    return actions.add(
        catalogue=catalogue, name=name, undertaker="村镇建设办公室",
        planned_on=date(2026, 6, 30), chosen=[Step.COMMENTS, Step.RISK], by=cast.clerk,
        basis="《乡镇规划》",
    )  # fmt: skip


def stepped(
    cast: Cast, decision: Decision, step: Step, began: date, ended: date, words: str = ""
) -> None:
    actions.record_step(
        decision=decision, step=step, began=began, ended=ended, by=cast.clerk, today=TODAY,
        words=words,
    )  # fmt: skip
