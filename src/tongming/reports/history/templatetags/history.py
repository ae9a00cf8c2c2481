"""What the pages of earlier years need besides the reports' own tags."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(words: Mapping[int, str], year: int) -> str:
    """What is said of a year; empty where nothing is."""
    return words.get(year, "")
