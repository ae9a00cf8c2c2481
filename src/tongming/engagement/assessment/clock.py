"""What the clock does: the public page says that the days are over; sealed words are erased."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from tongming.engagement.assessment.actions import told
from tongming.engagement.assessment.models import Assessment
from tongming.publishing.actions import request


def close_and_erase(moment: datetime) -> int:
    """Everything due on the day of a moment; how much."""
    today = localdate(moment)
    return _tell_the_end(today) + _erase(today)


def _tell_the_end(today: date) -> int:
    over = Assessment.objects.filter(
        state=Assessment.State.RUNNING, ends_on__lt=today, closing_told=False
    )
    for pk in (found := list(over.values_list("pk", flat=True))):
        with transaction.atomic():
            one = Assessment.objects.select_for_update().get(pk=pk)
            if one.closing_told:
                continue
            one.closing_told = True
            one.save(update_fields=["closing_told"])
            told(one, "assessment.ended", None, on=one.ends_on)
            request(one.key)
    return len(found)


def _erase(today: date) -> int:
    """《个人信息保护法》第四十七条: what people wrote beside the marks goes; the marks stay."""
    before = today.replace(year=today.year - settings.RETENTION_YEARS, day=min(today.day, 28))
    due = list(Assessment.objects.filter(published_at__date__lt=before, erased_on=None))
    for one in due:
        with transaction.atomic():
            one.sheets.exclude(sealed_words=b"").update(sealed_words=b"")
            one.erased_on = today
            one.save(update_fields=["erased_on"])
            told(one, "assessment.erased", None, on=today)
    return len(due)
