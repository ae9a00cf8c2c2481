"""What the evaluation asks of people today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.engagement.assessment.models import Assessment
from tongming.engagement.assessment.queries import due_day, not_begun
from tongming.law.assessment import ARTICLE
from tongming.law.words import N_, say
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

_State = Assessment.State


def assessment_duties(person: Person, today: date) -> Iterator[Duty]:
    """The next step of each evaluation under way, all due on the day the setting names."""
    keeps = units_for(person, Right.ASSESSMENT_KEEP, today=today)
    signs = units_for(person, Right.ASSESSMENT_SIGN, today=today)
    every = Assessment.objects.select_related("unit").exclude(state=_State.PUBLISHED)
    for one in every.filter(
        unit__in=signs, state__in=[_State.PLAN_SUBMITTED, _State.RESULT_SUBMITTED]
    ):
        if one.author_id != person.pk:
            words = (
                N_("审批{year}年度社会评议的方案")
                if one.state == _State.PLAN_SUBMITTED
                else N_("审批{year}年度社会评议的结果")
            )
            yield _duty(one, words, N_("审批"), today)
    for one in every.filter(unit__in=keeps):
        if one.state in (_State.PLAN_SUBMITTED, _State.RESULT_SUBMITTED):
            yield _duty(one, N_("等分管领导审批{year}年度社会评议"), N_("查看"), today,
                        kind=Kind.WAITING)  # fmt: skip
        elif one.state == _State.PLAN:
            yield _duty(one, N_("写完{year}年度社会评议的方案"), N_("继续写"), today)
        elif one.is_over(today):
            words = N_("{year}年度社会评议已经结束：评定并写改进措施")
            yield _duty(one, words, N_("去评定"), today)
    for unit in not_begun(person, today):
        due = due_day(today.year - 1)
        yield Duty(
            what=say(N_("开展{year}年度社会评议"), year=today.year - 1),
            url=reverse("assessment:new", args=[unit.pk]),
            button=say(N_("开始评议")),
            due=due,
            working_days_left=current_calendar().count(today, due),
            article=ARTICLE,
            unit=unit,
        )


def _duty(one: Assessment, words: str, button: str, today: date, *, kind: Kind = Kind.ACT) -> Duty:
    due = due_day(one.year)
    left = current_calendar().count(today, due) if due >= today else None
    return Duty(
        what=say(words, year=one.year),
        url=one.get_absolute_url(),
        button=say(button),
        due=due,
        working_days_left=left,
        article=ARTICLE,
        unit=one.unit,
        kind=kind,
    )
