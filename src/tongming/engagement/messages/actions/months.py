"""The figures of a month go public, by one click (办理统计, C15)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.engagement.messages.models import PublishedMonth
from tongming.engagement.messages.statistics import figures_of, month_of
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.publishing.actions import request
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def publish_month(*, unit: Unit, month: date, by: Person, today: date) -> PublishedMonth:
    """Publish a month that is over; again where its figures have changed since."""
    require(by, Right.MESSAGE_PUBLISH, unit)
    month = month.replace(day=1)
    if month >= month_of(today):
        raise Refused(say(N_("这个月还没有过完，下个月再公开。")))
    figures, now = figures_of(unit, month).as_data(), timezone.now()
    published = PublishedMonth.objects.select_for_update().filter(unit=unit, month=month).first()
    if published is None:
        published = PublishedMonth.objects.create(
            unit=unit, month=month, figures=figures, published_at=now, changed_at=now
        )
    elif published.figures == figures:
        raise Refused(say(N_("已经公开，数字没有变化。")))
    else:
        published.figures, published.changed_at = figures, now
        published.changes = [*published.changes, [today.isoformat()]]
        published.save()
    request(published.key)
    record(
        "messages.month_published", unit=unit, by=by, subject=published, on=month,
        figures=figures,
    )  # fmt: skip
    return published
