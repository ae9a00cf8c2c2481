"""What happens by the clock: publication, expiry, what the channels still owe, chores of rooms.

Doing it twice does no harm.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.timezone import localdate

from tongming import chores
from tongming.information.actions import expire_due, publish_due
from tongming.law.words import Refused
from tongming.publishing.channels.actions import run as run_channels

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """How much was due."""

    published: int
    expired: int
    delivered: int


def run_due(now: datetime | None = None) -> Done:
    """Do what is due at a moment: the present one unless another is given."""
    moment = now or timezone.now()
    chores.run(moment)
    return Done(len(publish_due(moment)), len(expire_due(localdate(moment))), _deliver_due(moment))


def _deliver_due(moment: datetime) -> int:
    """Send to the channels what is asked for and not yet there.

    Accounts written down wrongly are no reason to hold up the rest: the screen of the channels
    says what is wrong with them.
    """
    try:
        return len(run_channels(moment))
    except Refused as refused:
        log.warning("channels: %s", refused)
        return 0


def keep_doing(seconds: int) -> None:
    """Do what is due every so many seconds, for as long as the process that started this lives.

    A database that is away for a while stops nothing: what was due is done when it is back.
    """
    parent = os.getppid()
    while os.getppid() == parent:
        try:
            run_due()
        except DatabaseError:
            log.exception("what is due could not be done; it is tried again")
        close_old_connections()
        time.sleep(seconds)
