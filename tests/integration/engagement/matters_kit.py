"""Supervised matters for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.conftest import Cast
from tongming.engagement.matters import actions
from tongming.engagement.matters.kinds import Counted, Term
from tongming.engagement.matters.models import Matter

TODAY = date(2026, 11, 25)
"""A Wednesday."""
TEN = Term(Counted.WORKING, 10)


def issued(cast: Cast, subject: str = "政务公开栏目整改", **given: Any) -> Matter:
    """The county orders the town."""
    words: dict[str, Any] = {
        "unit": cast.county, "handler": cast.town, "subject": subject,
        "basis": "第三季度检查通报", "requirement": "补齐空白栏目，反馈整改报告和截图。",
        "term": TEN, "by": cast.supervisor, "today": TODAY,
    }  # fmt: skip
    return actions.issue(**(words | given))


def working(cast: Cast, **given: Any) -> Matter:
    matter = issued(cast, **given)
    actions.sign(matter=matter, by=cast.clerk, today=matter.issued_on)
    return fresh(matter)


def reported(cast: Cast, on: date = TODAY, **given: Any) -> Matter:
    matter = working(cast, **given)
    actions.report(matter=matter, text="空白栏目已补齐。", by=cast.clerk, today=on)
    return fresh(matter)


def closed(cast: Cast, on: date = TODAY, **given: Any) -> Matter:
    matter = reported(cast, on, **given)
    actions.close(matter=matter, result="已整改到位。", by=cast.supervisor, today=on)
    return fresh(matter)


def fresh(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)
