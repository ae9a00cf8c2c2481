"""The clock starts a process for the files that wait."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime

from tongming.guarding import environment_of_child
from tongming.reports.history.reading import waiting

_at_work: list[subprocess.Popen[bytes]] = []


def start_what_waits(now: datetime) -> int:
    """Start the process where something waits and none is at work here; how many were started."""
    _at_work[:] = [process for process in _at_work if process.poll() is None]
    if _at_work or not waiting(now).exists():
        return 0
    _at_work.append(
        subprocess.Popen(
            [sys.executable, "-m", "tongming.reports.history.worker"],
            env=environment_of_child(),
            stdin=subprocess.DEVNULL,
        )
    )
    return 1
