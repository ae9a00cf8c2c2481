"""What the templates of reading ask for."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(table: Mapping[str, str], key: str) -> str:
    """What a table has for a key; the key where it has nothing."""
    return table.get(key, key)
