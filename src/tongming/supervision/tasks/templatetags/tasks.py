"""What a kind of evidence is called on a page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from tongming.supervision.tasks.evidence import label_of

register = template.Library()


@register.filter
def evidence_kind(kind: str) -> str:
    """The kind's name in the reader's language."""
    return gettext(label_of(kind))
