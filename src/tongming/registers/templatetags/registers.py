"""What the registers' templates look up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def value(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key that is itself a value; empty where it holds nothing."""
    return mapping.get(key, "")
