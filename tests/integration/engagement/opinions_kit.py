"""Public opinion for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.conftest import Cast
from tongming.engagement.topics import opinions
from tongming.engagement.topics.models import Opinion, Statement
from tongming.law.responses import Form, Gravity

HERE = ZoneInfo("Asia/Shanghai")
FOUND = datetime(2026, 11, 27, 22, 30, tzinfo=HERE)
"""A Friday evening: the night and the weekend count."""


def after(hours: float) -> datetime:
    return FOUND + timedelta(hours=hours)


def entered(cast: Cast, found_at: datetime = FOUND, **given: Any) -> Opinion:
    words: dict[str, Any] = {
        "unit": cast.town, "source": "web", "where": "某论坛", "title": "网传自来水有异味",
        "summary": "多人发帖说自来水有异味。", "found_at": found_at, "by": cast.clerk,
        "now": found_at + timedelta(minutes=20),
    }  # fmt: skip
    return opinions.enter(**(words | given))


def assessed(cast: Cast, gravity: Gravity, found_at: datetime = FOUND, **given: Any) -> Opinion:
    opinion = entered(cast, found_at, **given)
    opinions.assess(
        opinion=opinion, gravity=gravity, assessment="属实，已检测。", responsible="市住建局",
        lead="市长", by=cast.leader, now=found_at + timedelta(minutes=30),
    )  # fmt: skip
    return fresh(opinion)


def said(
    cast: Cast, opinion: Opinion, at: datetime, form: Form = Form.NOTICE, **given: Any
) -> Statement:
    words = opinions.Said(at, form, "政府网站", "水质检测合格。")
    return opinions.add_statement(
        opinion=opinion, said=words, by=cast.clerk, now=at + timedelta(minutes=1), **given
    )


def fresh(opinion: Opinion) -> Opinion:
    return Opinion.objects.prefetch_related("statements").get(pk=opinion.pk)
