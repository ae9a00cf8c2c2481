"""What the portal's pages say of applying."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.translation import gettext

from tongming.law.outcomes import Outcome
from tongming.portal.applying.ratings import average_of
from tongming.units.models import Unit

register = template.Library()


@register.inclusion_tag("applying/_rating.html")
def rating_of(unit: Unit) -> dict[str, Any]:
    """The average of a unit's ratings, once there are enough."""
    return {"average": average_of(unit)}


_NUMBERING = re.compile(r"^\s*(?:[（(][^）)]*[）)]|\d+\.)\s*")
_REMARK = re.compile(r"\s*[（(][^）)]*[）)]\s*$")


@register.simple_tag
def outcome_plainly(value: str) -> str:
    """An outcome without the numbering and remarks of the report's table."""
    outcome = Outcome(value)
    words = _REMARK.sub("", _NUMBERING.sub("", gettext(outcome.label)))
    if outcome.group is None:
        return words
    group = _REMARK.sub("", _NUMBERING.sub("", gettext(outcome.group.value)))
    return gettext("{group}：{words}").format(group=group, words=words)
