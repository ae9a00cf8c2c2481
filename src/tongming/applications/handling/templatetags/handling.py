"""Parts of an application's page that come from the way to its reply."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.timezone import localdate
from django.utils.translation import gettext

from tongming.applications.handling.next_thing import next_thing
from tongming.applications.handling.queries import conversion_of, helps_of
from tongming.applications.handling.record import five_steps, standing
from tongming.applications.models import Application
from tongming.law.outcomes import Outcome
from tongming.law.path import Answer
from tongming.law.words import Message, Refused, say

register = template.Library()


@register.simple_tag
def answer_words(answer: Answer) -> str:
    """An answer in the reader's language."""
    lift: Message | str = say(answer.lift.label) if answer.lift else ""
    return say(answer.label, lift=lift).render(gettext)


@register.inclusion_tag("handling/_standing.html")
def handling_standing(application: Application, why_not: Message | None = None) -> dict[str, Any]:
    """Where the five steps stand and the one thing to do next."""
    today = localdate()
    try:
        here = standing(application, today)
    except Refused:
        return {"application": application}
    return {
        "application": application,
        "way": here.way,
        "thing": next_thing(here),
        "steps": five_steps(here.way),
        "helps": helps_of(application),
        "today": today,
        "conversion": conversion_of(application),
        "granted": application.outcome in (Outcome.GRANTED, Outcome.PARTLY_GRANTED),
        "why_not": why_not,
    }
