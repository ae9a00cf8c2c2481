"""What happens to government information by the clock: scheduled publication and expiry.

Doing it twice does no harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.timezone import localdate

from tongming.information.actions import expire_due, publish_due


@dataclass(frozen=True, slots=True)
class Done:
    """How much was due."""

    published: int
    expired: int


def run_due(now: datetime | None = None) -> Done:
    """Do what is due at a moment: the present one unless another is given."""
    moment = now or timezone.now()
    return Done(len(publish_due(moment)), len(expire_due(localdate(moment))))


def job(moment: datetime) -> int:
    """The same for `tongming.clockwork`."""
    done = run_due(moment)
    return done.published + done.expired
