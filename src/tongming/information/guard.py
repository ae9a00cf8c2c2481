"""Asking the guarded process of this room."""

from __future__ import annotations

from tongming.guarding import Guard, Head

SECONDS = 30.0
"""What takes longer is no text or ledger to be brought in."""
_guard = Guard("tongming.information.guarded")


def ask(head: Head, content: bytes) -> bytes:
    """What it makes of a file; `guarding.Fault` where there is no answer."""
    return _guard.ask(head, content, seconds=SECONDS)[1]
