"""Untrusted office files are taken apart in a process of their own (`tongming.guarding`)."""

from __future__ import annotations

from tongming.guarding import Guard
from tongming.reports.reading.blocks import Source
from tongming.reports.reading.guarded import unpack
from tongming.reports.reading.limits import MAX_ANSWER, SECONDS

_guard = Guard("tongming.reports.reading.guarded", largest=MAX_ANSWER)


def read_in_guard(kind: str, data: bytes) -> Source:
    """The blocks of an untrusted file; `Fault` says why there are none."""
    answer, _ = _guard.ask({"kind": kind}, data, seconds=SECONDS)
    return unpack(answer)
