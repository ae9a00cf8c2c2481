"""What a message's page says of supervised matters: those it led to, and where one is issued."""

from __future__ import annotations

from typing import Any

from django import template

from tongming.engagement.matters.queries import matters_for
from tongming.engagement.messages.models import Message
from tongming.units.rights import Right, units_for

register = template.Library()


@register.inclusion_tag("matters/_from_message.html", takes_context=True)
def matters_from(context: template.Context | dict[str, Any], message: Message) -> dict[str, Any]:
    """The matters a person sees that came from a message, and the units they may issue one for."""
    person = context["user"]
    return {
        "message": message,
        "matters": matters_for(person).filter(message=message),
        "issues": units_for(person, Right.MATTER_ISSUE),
    }
