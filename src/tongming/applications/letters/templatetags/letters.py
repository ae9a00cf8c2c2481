"""The letters on an application's page."""

from __future__ import annotations

from typing import Any

from django import template

from tongming.applications.letters.models import Letter
from tongming.applications.letters.queries import letters_of
from tongming.applications.models import Application
from tongming.units.rights import Right, units_for

register = template.Library()


@register.inclusion_tag("applications/_letters.html", takes_context=True)
def letters(context: dict[str, Any], application: Application) -> dict[str, Any]:
    """Every letter with its state, and the door to the next."""
    person = context["request"].user
    here = {"pk": application.unit_id}
    found = list(letters_of(application))
    return {
        "application": application,
        "letters": [one for one in found if one.state != Letter.State.DISCARDED],
        "discarded": [one for one in found if one.state == Letter.State.DISCARDED],
        "may_draft": units_for(person, Right.APPLICATION_HANDLE).filter(**here).exists()
        and application.state != "dismissed",
    }


@register.simple_tag(takes_context=True)
def letter_settings(context: dict[str, Any]) -> bool:
    """Whether the reader may set up a unit's letters."""
    return units_for(context["request"].user, Right.LETTER_MANAGE).exists()
