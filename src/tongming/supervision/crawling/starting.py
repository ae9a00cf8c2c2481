"""The clock starts a process for the crawls that wait, and one for the small looks that are due."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime

from django.db.models import Q

from tongming.guarding import environment_of_child
from tongming.supervision.crawling.light import due
from tongming.supervision.crawling.models import Crawl

_at_work: dict[str, subprocess.Popen[bytes]] = {}


def start_what_waits(now: datetime) -> int:
    """Start what has something to do and is not at work; how many processes were started."""
    return sum(
        _start(name)
        for name, wanted in (("crawl", crawls_wait(now)), ("light", due(now).exists()))
        if wanted
    )


def crawls_wait(now: datetime) -> bool:
    """Whether a crawl waits and no process works on any: one crawl, one host at a time."""
    going = Crawl.objects.filter(
        state__in=(Crawl.State.WAITING, Crawl.State.RUNNING, Crawl.State.PAUSED)
    )
    if going.filter(held_until__gte=now).exists():
        return False
    return going.filter(Q(not_before=None) | Q(not_before__lte=now)).exists()


def _start(name: str) -> int:
    process = _at_work.get(name)
    if process is not None and process.poll() is None:
        return 0
    _at_work[name] = subprocess.Popen(
        [sys.executable, "-m", "tongming.supervision.crawling.worker", name],
        env=environment_of_child(),
        stdin=subprocess.DEVNULL,
    )
    return 1
