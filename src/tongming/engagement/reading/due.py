"""What the clock does here: takes past days off the guide, erases names whose time is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from tongming.engagement.reading.models import Closure, Point, Visit
from tongming.ledger.actions import record


def do_due(now: datetime) -> int:
    """Doing it twice is doing it once."""
    today = localdate(now)
    return _take_off(today) + _erase_names(today)


def _take_off(today: date) -> int:
    """Saved one by one: the section listens, and renews the guide."""
    done = 0
    for model, over in ((Closure, {"last__lt": today}), (Point, {"until__lte": today})):
        for pk in model._default_manager.filter(listed=True, **over).values_list("pk", flat=True):
            with transaction.atomic():
                row = model._default_manager.select_for_update().get(pk=pk)
                row.listed = False
                row.save(update_fields=["listed"])
            done += 1
    return done


def _erase_names(today: date) -> int:
    """第六条 of 《个人信息保护法》: no longer than needed. The visit itself stays and counts."""
    before = today - timedelta(days=settings.VISITOR_NAME_DAYS)
    over = Visit.objects.filter(on__lt=before).exclude(visitor=b"")
    done = 0
    for unit in {visit.point.unit for visit in over.select_related("point__unit")}:
        with transaction.atomic():
            erased = over.filter(point__unit=unit).update(visitor=b"")
            if erased:
                record("reading.visitors_erased", unit=unit, by=None, subject=unit, erased=erased)
            done += erased
    return done
