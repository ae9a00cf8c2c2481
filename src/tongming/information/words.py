"""Official lists as choices, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext


def choices_of(members: Iterable[Any]) -> list[tuple[str, str]]:
    """Members that carry a value and a label."""
    return [(one.value, gettext(one.label)) for one in members]
