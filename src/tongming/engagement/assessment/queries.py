"""Reads: the door to an evaluation; what is public, what takes answers, what is due."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from tongming.engagement.assessment.models import Assessment, Question, Sheet
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def assessments_for(person: Person) -> QuerySet[Assessment]:
    """Those a person may see on the workbench."""
    return Assessment.objects.select_related("unit").filter(
        unit__in=units_for(person, Right.ASSESSMENT_VIEW)
    )


def get_assessment(person: Person, right: Right, pk: int) -> Assessment:
    """An evaluation in which a person means to do something."""
    found = Assessment.objects.select_related("unit", "author").filter(pk=pk).first()
    if found is None:
        raise Http404("engagement_assessment.assessment")
    guard(person, right, found.unit, seen_with=Right.ASSESSMENT_VIEW, subject=Assessment)
    return found


def get_question(person: Person, right: Right, pk: int) -> Question:
    """A question of an evaluation a person may see."""
    found = Question.objects.select_related("assessment__unit").filter(pk=pk).first()
    if found is None:
        raise Http404("engagement_assessment.question")
    get_assessment(person, right, found.assessment_id)
    return found


def get_sheet(person: Person, right: Right, pk: int) -> Sheet:
    """A questionnaire of an evaluation a person may see."""
    found = Sheet.objects.select_related("assessment__unit").filter(pk=pk).first()
    if found is None:
        raise Http404("engagement_assessment.sheet")
    get_assessment(person, right, found.assessment_id)
    return found


def ever_public() -> QuerySet[Assessment]:
    """Every evaluation the public was told of, the first first."""
    return (
        Assessment.objects.select_related("unit")
        .exclude(approved_at=None)
        .exclude(state__in=[Assessment.State.PLAN, Assessment.State.PLAN_SUBMITTED])
        .order_by("approved_at", "pk")
    )


def taking(today: date) -> QuerySet[Assessment]:
    """Those that take answers today."""
    return ever_public().filter(
        state=Assessment.State.RUNNING, opens_on__lte=today, ends_on__gte=today
    )


def due_day(year: int) -> date:
    """The day by which the evaluation of a year is finished: a setting, in the year after."""
    month, day = settings.ASSESSMENT_DAY
    return date(year + 1, month, day)


def not_begun(person: Person, today: date) -> list[Unit]:
    """The governments in which a person could begin last year's evaluation and nobody has, until
    its day (第四十六条 speaks of governments; others may hold one)."""
    year = today.year - 1
    if today > due_day(year):
        return []
    begun = Assessment.objects.filter(year=year).values("unit")
    keeps = units_for(person, Right.ASSESSMENT_KEEP, today=today).filter(left_on=None)
    return [one for one in keeps.exclude(pk__in=begun) if one.level_kind.is_government]
