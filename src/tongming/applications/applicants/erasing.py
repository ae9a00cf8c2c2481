"""Erase what is personal once it need not be kept any longer; the figures stay what they were.

《个人信息保护法》第四十七条: erased when the period of keeping is over. No text read so far sets it
for the files of applications, so it is a setting, counted from closing. What table 3 counts is
`ApplicationFact`, which says nothing of who applied and is not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tongming.applications.actions import locked
from tongming.applications.applicants.models import Applicant
from tongming.applications.models import DISMISSED, Application
from tongming.ledger.actions import record
from tongming.sealing.actions import erase as erase_file
from tongming.sealing.keeping import years_before

Eraser = Callable[[Application], None]
Hold = Callable[[Application], bool]

_erasers: list[Eraser] = []
_holds: list[Hold] = []


def register_eraser(eraser: Eraser) -> None:
    """A room that keeps something sealed about an application erases it here, in the same act."""
    if eraser not in _erasers:
        _erasers.append(eraser)


def register_hold(hold: Hold) -> None:
    """A room that still needs an application whole says so: while a court has the case, say."""
    if hold not in _holds:
        _holds.append(hold)


def due_to_be_erased(today: date) -> QuerySet[Application]:
    """Closed, or set aside unconfirmed, longer ago than is kept, and not erased yet."""
    last = years_before(today, settings.RETENTION_YEARS)
    return (
        Application.objects.select_related("unit")
        .filter(Q(closed_on__lte=last) | Q(state=DISMISSED, submitted_at__date__lte=last))
        .exclude(applicant__erased_at__isnull=False)
        .order_by("pk")
    )


def erase_due(today: date) -> int:
    """Erase what is due, each application in a transaction of its own; how many.

    One that cannot be erased holds up no other; why is raised when the rest is done.
    """
    erased, failed = 0, None
    for application in list(due_to_be_erased(today)):
        try:
            if not any(hold(application) for hold in _holds):
                erased += _erase(application, today)
        except Exception as error:
            failed = error
    if failed is not None:
        raise failed
    return erased


def job(moment: datetime) -> int:
    """What the worker does."""
    return erase_due(timezone.localdate(moment))


@transaction.atomic
def _erase(application: Application, today: date) -> bool:
    application = locked(application)
    applicant, _new = Applicant.objects.get_or_create(application=application)
    if applicant.erased_at is not None:
        return False
    applicant.sealed, applicant.identity_mark, applicant.contact_mark = b"", "", ""
    applicant.erased_at = timezone.now()
    applicant.save()
    for paper in application.papers.select_related("file").filter(file__erased_at=None):
        erase_file(paper.file)
    # The applicant's own words, and the code by which they were asked for.
    own = ("features", "subject_before", "query_mark", "dismissed_reason")
    for name in own:
        setattr(application, name, "")
    application.save(update_fields=own)
    for eraser in _erasers:
        eraser(application)
    record(
        "applications.erased", unit=application.unit, by=None, subject=application, on=today,
        number=application.number, years=settings.RETENTION_YEARS,
    )  # fmt: skip
    return True
