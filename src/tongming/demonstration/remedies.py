"""One reconsideration of the current year, brought against a reply and upheld."""

from __future__ import annotations

from datetime import date, timedelta

from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.demonstration.people import JOINED, Cast
from tongming.law.remedy_results import Procedure, Result, Way
from tongming.remedies.actions import (
    Decision,
    Opening,
    note_lesson,
    open_case,
    record_answer,
    record_result,
)
from tongming.remedies.models import Case
from tongming.units.roles import Role

SUBJECT = "河道采砂许可档案"
"""The application whose reply was challenged."""
ACCEPTED, RECEIVED, ANSWERED, DECIDED, SERVED = 56, 54, 51, 31, 29
"""How many days ago, or the working day before."""


def register_remedies(cast: Cast, today: date) -> int:
    """Take the case from its notice to its result; how many cases there are afterwards.

    It is left out where the application is, or where it would lie before the town joined.
    """
    application = Application.objects.filter(
        unit=cast.town, subject=SUBJECT, closed_on__isnull=False
    ).first()
    if (
        application is not None
        and _ago(ACCEPTED, today) >= JOINED
        and not Case.objects.filter(unit=cast.town).exists()
    ):
        _play(cast, application, today)
    return Case.objects.filter(unit=cast.town).count()


def _ago(days: int, today: date) -> date:
    return current_calendar().last_working_day(today - timedelta(days=days)).on


def _play(cast: Cast, application: Application, today: date) -> None:
    handler = cast.by_role[Role.APPLICATION_HANDLER]
    case = open_case(
        unit=cast.town,
        way=Way.REVIEW,
        subject=f"不服对“{SUBJECT}”的答复，认为本机关应当掌握",
        opening=Opening(
            cast.county.name,
            _ago(RECEIVED, today),
            accepted_on=_ago(ACCEPTED, today),
            procedure=Procedure.SIMPLIFIED,
        ),
        application=application,
        by=handler,
        today=today,
    )
    stage = case.stages.get()
    record_answer(stage=stage, on=_ago(ANSWERED, today), by=handler, today=today)
    record_result(
        stage=stage,
        decision=Decision(Result.REVIEW_UPHELD, _ago(DECIDED, today), _ago(SERVED, today)),
        by=handler,
        today=today,
    )
    note_lesson(
        case=case,
        text="检索记录写明了查过的科室和关键词，复议机关据此认定已尽检索义务。以后每件都照此留存。",
        by=handler,
    )
