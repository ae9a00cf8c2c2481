"""The county's office inspects: its rules, the system's own checks, findings on the spot, orders.

What the checks find is what the demonstration's records really lack.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from tongming.demonstration.messages import before
from tongming.demonstration.people import Cast
from tongming.law.inspection import Severity
from tongming.supervision.inspection import ordering, visiting
from tongming.supervision.inspection.changing import change_rules
from tongming.supervision.inspection.looking import run
from tongming.supervision.inspection.models import Finding, Order, RuleSet
from tongming.units.roles import Role

ISSUED, ANSWERED = 8, 3
"""How many working days ago the order that is closed was issued and answered."""


def inspect(cast: Cast, today: date) -> None:
    """Look, order, look again; what is there already is left alone."""
    if Order.objects.filter(issuer=cast.county).exists():
        return
    supervisor = cast.by_role[Role.SUPERVISOR]
    if not RuleSet.objects.filter(unit=cast.county).exists():
        change_rules(
            unit=cast.county, values={"thresholds": {"news_days": 10}}, by=supervisor,
            reason="本市要求动态要闻十天内更新（演示）",
        )  # fmt: skip
    run(cast.town, at=timezone.now(), by=supervisor)
    with transaction.atomic():
        _closed(cast, today)
        _open(cast, today)
        # In no order yet: the office decides what becomes of it.
        _seen(cast, "批州村公开栏上季度的收支还没有张贴", Severity.RED)


def _open(cast: Cast, today: date) -> None:
    """What the system found, and what somebody saw, to be put right by a day to come."""
    seen = _seen(cast, "便民服务中心公示的办事时间与网上不一致", Severity.YELLOW)
    own = Finding.objects.standing().filter(unit=cast.town, source=Finding.Source.OWN)
    order = _ordered(cast, [seen, *own.order_by("pk")[:1]], today, today + timedelta(days=10))
    ordering.receive(order=order, today=today, by=cast.by_role[Role.CLERK])


def _closed(cast: Cast, today: date) -> None:
    supervisor, now = cast.by_role[Role.SUPERVISOR], timezone.now()
    finding = _seen(cast, "政务公开栏玻璃破损，张贴的内容看不清", Severity.YELLOW)
    order = _ordered(cast, [finding], before(today, ISSUED), today)
    answered = before(today, ANSWERED)
    ordering.answer(
        order=order, text="破损的玻璃已经更换，内容重新张贴。", materials=[], today=answered,
        by=cast.by_role[Role.CLERK],
    )  # fmt: skip
    ordering.judge(
        item=order.items.get(), mended=True, note="现场复查，已经换新", photograph=None, at=now,
        today=today, by=supervisor,
    )  # fmt: skip
    ordering.close(order=order, note="整改到位", today=today, by=supervisor)


def _seen(cast: Cast, note: str, severity: Severity) -> Finding:
    return visiting.enter(
        unit=cast.town, indicator="D-08", severity=severity, note=note, place="现场",
        photograph=None, at=timezone.now(), by=cast.by_role[Role.SUPERVISOR],
    )  # fmt: skip


def _ordered(cast: Cast, findings: Sequence[Finding], on: date, due: date) -> Order:
    return ordering.issue(
        issuer=cast.county, findings=findings, due_on=due, today=on,
        requirement="逐项整改，查明原因，报送整改情况。", by=cast.by_role[Role.SUPERVISOR],
    )  # fmt: skip
