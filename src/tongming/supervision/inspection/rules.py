"""The rules that count for a unit: those of law.inspection, as its supervising unit changed them.

The nearest set counts, going up the tree: a county's for its towns, unless a unit between has its
own. A set is never changed; a new version takes its place, with who, when and why
(docs/decisions/1301).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tongming.law.inspection import (
    CHECKS,
    COLUMN_CLASSES,
    DOCUMENT,
    INDICATORS,
    Settings,
    Severity,
    settings,
)
from tongming.law.wording import WORDINGS, Wording
from tongming.law.words import N_, Refused, say
from tongming.supervision.inspection.facts import severities_of
from tongming.supervision.inspection.models import RuleSet
from tongming.units.models import Unit

_CLASSES = frozenset(one.key for one in COLUMN_CLASSES)
WEIGHTS: dict[Severity, int] = {
    Severity.INFO: 0,
    Severity.YELLOW: 1,
    Severity.RED: 3,
    Severity.BLOCK: 5,
}
"""What one finding of a severity takes off in the ranking; a veto is no matter of points. No
official number: the system's own."""
OVERDUE_WEIGHT = 5
"""What an order not put right in time weighs besides."""
OVERDUE = "overdue"
CAP = "cap"
MOST_AN_INDICATOR = 10
"""The most one indicator takes off: 19号 lets none take more than its own points."""


DEFAULT_WEIGHTS: dict[str, int] = {
    **{one.value: weight for one, weight in WEIGHTS.items()},
    OVERDUE: OVERDUE_WEIGHT,
    CAP: MOST_AN_INDICATOR,
}


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How often a column must be updated: by its class, or by a number of its own."""

    kind: str
    """The key of a class of law.inspection; empty where the column is not looked at."""
    days: int | None = None
    """The column's own 更新周期, in days; None where its class decides."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force for a unit."""

    version: RuleSet | None = None
    settings: Settings = field(default_factory=settings)
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    columns: Mapping[str, ColumnRule] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    words: tuple[Wording, ...] = ()
    """Wrong wordings the unit looks for besides those of law.wording."""

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """Every wrong wording looked for."""
        return (*WORDINGS, *self.words)

    def wants(self, indicator: str) -> bool:
        """Whether an indicator is looked at."""
        return indicator not in self.off

    def severity(self, indicator: str, given: Severity | None = None) -> Severity:
        """How serious a finding is: as set here, else as the check says, else its lightest."""
        return self.severities.get(indicator) or given or severities_of(indicator)[0]

    def weight(self, key: str) -> int:
        """What a severity, or an overdue order, takes off; the most an indicator does (`CAP`)."""
        return self.weights.get(key, DEFAULT_WEIGHTS.get(key, 0))


def rules_from(values: Mapping[str, Any], version: RuleSet | None = None) -> Rules:
    """The rules of a set's data; refused where a key or a number cannot be."""
    for indicator in (*values.get("off", ()), *values.get("severities", {})):
        if indicator not in CHECKS and indicator not in INDICATORS:
            raise Refused(say(N_("没有“{key}”这项指标。"), key=indicator), DOCUMENT)
    columns = {}
    for key, rule in values.get("columns", {}).items():
        kind, days = rule.get("class", ""), rule.get("days")
        if kind and kind not in _CLASSES:
            raise Refused(say(N_("没有“{key}”这类栏目。"), key=kind), DOCUMENT)
        if days is not None and (type(days) is not int or not 1 <= days <= 3660):
            raise Refused(say(N_("栏目的更新周期是1到3660天的整数。")), DOCUMENT)
        columns[key] = ColumnRule(kind, days)
    for key, weight in values.get("weights", {}).items():
        if key not in DEFAULT_WEIGHTS:
            raise Refused(say(N_("没有“{key}”这项权重。"), key=key))
        if type(weight) is not int or not 0 <= weight <= 1000:
            raise Refused(say(N_("权重是0到1000的整数。")))
    return Rules(
        version,
        settings(values.get("thresholds", {})),
        frozenset(values.get("off", ())),
        {key: Severity(one) for key, one in values.get("severities", {}).items()},
        columns,
        dict(values.get("weights", {})),
        tuple(_wording(one) for one in values.get("words", ())),
    )


def _wording(one: Mapping[str, Any]) -> Wording:
    wrong, right = str(one.get("wrong", "")).strip(), str(one.get("right", "")).strip()
    if len(wrong) < 2 or wrong == right or wrong in right:
        raise Refused(say(N_("错误表述“{wrong}”太短，或者就在正确表述里，会误报。"), wrong=wrong))
    return Wording(wrong, right, bool(one.get("severe")))


def set_of(unit: Unit) -> RuleSet | None:
    """The newest version of the nearest set, going up the tree from a unit."""
    above = [int(pk) for pk in unit.path.strip("/").split("/")]
    newest = {one.unit_id: one for one in RuleSet.objects.filter(unit__in=above).order_by("number")}
    return next((newest[pk] for pk in reversed(above) if pk in newest), None)


def rules_of(unit: Unit) -> Rules:
    """The rules in force for a unit."""
    version = set_of(unit)
    return rules_from(version.values, version) if version else Rules()
