"""What the templates of the evaluation look up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from tongming.engagement.assessment.counting import Answered
from tongming.law.assessment import Mark, Side

register = template.Library()


@register.filter
def of(mapping: Mapping[Side, Any], side: Side) -> Any:
    """What stands for a side."""
    return mapping[side]


@register.filter
def marks_of(question: Answered, side: Side) -> list[tuple[Mark, int]]:
    """How often each mark was given by a side."""
    return question.of(side)
