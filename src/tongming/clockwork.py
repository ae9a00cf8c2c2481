"""What is due by the clock: each room registers what it does, one process does it all.

A room registers a function in its `AppConfig.ready`:

    register_job("notices", run)

The function is given the moment and answers with how much it did. Doing it twice must do no harm:
whoever is stopped half-way is started again.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone

Job = Callable[[datetime], int]

log = logging.getLogger(__name__)
_jobs: dict[str, Job] = {}


def register_job(name: str, job: Job) -> None:
    """Add a room's function; again under the same name is once."""
    _jobs[name] = job


def run_due(now: datetime | None = None) -> dict[str, int]:
    """Do everything that is due at a moment; how much each job did.

    A job that fails, or a database that is away for a while, holds up no other: what was due is
    done the next time.
    """
    moment = now or timezone.now()
    done: dict[str, int] = {}
    for name, job in _jobs.items():
        try:
            done[name] = job(moment)
        except Exception:
            log.exception("%s: what is due could not be done; it is tried again", name)
            done[name] = 0
    return done


def keep_doing(seconds: int) -> None:
    """Do what is due every so many seconds, for as long as the process that started this lives."""
    parent = os.getppid()
    while os.getppid() == parent:
        run_due()
        close_old_connections()
        time.sleep(seconds)
