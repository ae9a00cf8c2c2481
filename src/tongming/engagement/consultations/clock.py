"""What the clock does: the public page says that the period is over; what was sealed is erased."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from tongming.engagement.consultations.actions import told
from tongming.engagement.consultations.models import Comment, Consultation, Uptake
from tongming.publishing.actions import request
from tongming.sealing.actions import erase


def close_and_erase(moment: datetime) -> int:
    """Everything due on the day of a moment; how much."""
    today = localdate(moment)
    return _tell_the_end(today) + _erase(today)


def _tell_the_end(today: date) -> int:
    over = Consultation.objects.filter(
        state=Consultation.State.OPEN, ends_on__lt=today, closing_told=False
    )
    for pk in (found := list(over.values_list("pk", flat=True))):
        with transaction.atomic():
            one = Consultation.objects.select_for_update().get(pk=pk)
            if one.closing_told or not one.is_over(today):
                continue
            one.closing_told = True
            one.save(update_fields=["closing_told"])
            told(one, "consultations.ended", None, on=one.ends_on)
            request(one.key)
    return len(found)


def _erase(today: date) -> int:
    """《个人信息保护法》第四十七条: words, names, contacts and files go when the term of keeping
    is over. The opinions and the figures stay."""
    before = today.replace(year=today.year - settings.RETENTION_YEARS, day=min(today.day, 28))
    answered = Q(uptake__state=Uptake.State.PUBLISHED, uptake__published_at__date__lt=before)
    ended = Q(state=Consultation.State.WITHDRAWN, withdrawn_on__lt=before)
    due = list(Consultation.objects.filter(answered | ended, erased_on=None))
    for one in due:
        with transaction.atomic():
            for comment in Comment.objects.select_for_update().filter(consultation=one):
                for held in comment.files.select_related("file"):
                    erase(held.file)
                comment.sealed, comment.query_mark = b"", ""
                comment.save(update_fields=["sealed", "query_mark"])
            one.erased_on = today
            one.save(update_fields=["erased_on"])
            told(one, "consultations.erased", None, on=today)
    return len(due)
