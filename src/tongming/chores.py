"""What rooms want done again and again by the clock, besides what is published.

A room registers a chore; the process that does what is due (`information.worker`) runs them all.
Doing one twice does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Chore = Callable[[datetime], object]

_CHORES: list[Chore] = []


def register(chore: Chore) -> None:
    """Have a chore done; once, however often it is registered."""
    if chore not in _CHORES:
        _CHORES.append(chore)


def run(moment: datetime) -> None:
    """Do them all, as of a moment."""
    for chore in _CHORES:
        chore(moment)
