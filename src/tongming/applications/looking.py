"""Whether somebody has looked if an application needs a correction (第三十条: seven working days).

A room that keeps such a look for itself registers a function in its `AppConfig.ready`:

    register_look(clear_ones)

It is given open applications and answers with the keys of those somebody has looked at.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from tongming.applications.kinds import Kind
from tongming.applications.models import Application, Step

Look = Callable[[QuerySet[Application]], set[int]]

_looks: list[Look] = []


def register_look(look: Look) -> None:
    """Add a room's function. Twice is once."""
    if look not in _looks:
        _looks.append(look)


def looked_at(applications: QuerySet[Application]) -> set[int]:
    """The keys of those that went on after they came, or that a room knows to be looked at."""
    went_on = Step.objects.filter(application__in=applications, struck_out_at=None).exclude(
        kind=Kind.RECEIVED.value
    )
    found = set(went_on.values_list("application_id", flat=True))
    return found.union(*(look(applications) for look in _looks))
