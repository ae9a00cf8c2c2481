"""What inspection keeps: rules and findings, orders, and the papers made of them."""

from tongming.supervision.inspection.models.findings import (
    Finding,
    FindingQuerySet,
    RuleSet,
    severity_choices,
)
from tongming.supervision.inspection.models.orders import (
    Order,
    OrderItem,
    OrderStep,
    order_states,
    step_kinds,
)
from tongming.supervision.inspection.models.papers import (
    Account,
    GoodPractice,
    QuarterReport,
    Run,
    platforms,
)

__all__ = [
    "Account",
    "Finding",
    "FindingQuerySet",
    "GoodPractice",
    "Order",
    "OrderItem",
    "OrderStep",
    "QuarterReport",
    "RuleSet",
    "Run",
    "order_states",
    "platforms",
    "severity_choices",
    "step_kinds",
]
