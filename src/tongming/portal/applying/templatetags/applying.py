"""What the portal's pages say of applying."""

from __future__ import annotations

from typing import Any

from django import template

from tongming.portal.applying.ratings import average_of
from tongming.units.models import Unit

register = template.Library()


@register.inclusion_tag("applying/_rating.html")
def rating_of(unit: Unit) -> dict[str, Any]:
    """The average of a unit's ratings, once there are enough."""
    return {"average": average_of(unit)}
