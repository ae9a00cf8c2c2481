"""Numbers of a department for a month of 2026."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.conftest import Cast
from tongming.law.administrative import Tallied
from tongming.registers.tallies import actions

TODAY = date(2026, 11, 24)


def entered(cast: Cast, department: str, month: int, *, note: str = "", **values: int | str) -> int:
    return actions.enter(
        unit=cast.town, department=department, month=date(2026, month, 1),
        values={Tallied(kind): Decimal(value) for kind, value in values.items()},
        by=cast.clerk, today=TODAY, note=note,
    )  # fmt: skip
