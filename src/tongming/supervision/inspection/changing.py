"""Change the rules: a new version takes the place of the one before, with who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.inspection.models import RuleSet
from tongming.supervision.inspection.rules import rules_from, set_of
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def change_rules(*, unit: Unit, values: Mapping[str, Any], reason: str, by: Person) -> RuleSet:
    """A new version for a unit and those beneath it that have none of their own."""
    require(by, Right.INSPECT, unit)
    if not reason.strip():
        raise Refused(say(N_("请写明为什么修改检查规则。")))
    rules_from(values)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    before = set_of(unit)
    if (before.values if before else {}) == dict(values):
        raise Refused(say(N_("规则没有改动。")))
    last = RuleSet.objects.filter(unit=unit).order_by("-number").first()
    made = RuleSet.objects.create(
        unit=unit,
        number=last.number + 1 if last else 1,
        values=dict(values),
        by=by,
        reason=reason.strip(),
    )
    record(
        "inspection.rules_changed", unit=unit, by=by, subject=made, number=made.number,
        reason=made.reason, values=made.values,
    )  # fmt: skip
    return made
