"""What the portals' yearly reports ask: 回应公众关注热点或重大舆情数（次）.

One hot topic or incident answered in several ways counts once.
"""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from tongming.engagement.topics.models import Opinion, Response
from tongming.units.models import Unit


def responded(unit: Unit, first: date, last: date) -> int:
    """How many hot topics and incidents a unit answered for the first time between two days."""
    opinions = 0
    for opinion in Opinion.objects.filter(unit=unit).prefetch_related("statements"):
        said = [one.at for one in opinion.said]
        opinions += bool(said) and first <= localdate(min(said)) <= last
    topics = Response.objects.filter(
        topic__unit=unit, published_at__date__gte=first, published_at__date__lte=last
    )
    return opinions + topics.count()
