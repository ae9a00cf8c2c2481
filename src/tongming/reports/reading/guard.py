"""Untrusted office files are taken apart in a process of their own, bounded in memory and time.

The process is kept for the next file and replaced when it has died or read many.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path

from tongming.reports.reading.blocks import Source
from tongming.reports.reading.guarded import Fault, unpack
from tongming.reports.reading.limits import MAX_ANSWER, SECONDS

_MOST_FILES = 300
_LONGEST_HEAD = 20


class _Helper:
    """One guarded process."""

    def __init__(self) -> None:
        root = str(Path(__file__).resolve().parents[3])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tongming.reports.reading.guarded"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self.read = 0

    def ask(self, kind: str, data: bytes, deadline: float) -> bytes:
        """The answer for one file; `Fault` where the process died or time ran out."""
        self.read += 1
        sender = threading.Thread(target=self._send, args=(kind, data), daemon=True)
        sender.start()
        head = self._receive(deadline, None)
        if not head.isdigit():
            raise Fault("died")
        return self._receive(deadline, int(head))

    def _send(self, kind: str, data: bytes) -> None:
        stream = self._process.stdin
        assert stream is not None
        with contextlib.suppress(OSError, ValueError):
            stream.write(f"{kind} {len(data)}\n".encode())
            stream.write(data)
            stream.flush()

    def _receive(self, deadline: float, length: int | None) -> bytes:
        """A line, or so many bytes, before the deadline."""
        stream = self._process.stdout
        assert stream is not None
        if length is not None and length > MAX_ANSWER:
            raise Fault("too_large")
        received = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while length is None or len(received) < length:
                left = deadline - time.monotonic()
                if left <= 0 or not selector.select(left):
                    raise Fault("too_slow")
                wanted = 1 if length is None else min(length - len(received), 1 << 16)
                piece = os.read(stream.fileno(), wanted)
                if not piece:
                    raise Fault("died")
                if length is None and (piece == b"\n" or len(received) > _LONGEST_HEAD):
                    break
                received += piece
        return bytes(received)

    def stop(self) -> None:
        """End the process."""
        with contextlib.suppress(OSError):
            self._process.kill()
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            self._process.wait(2)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()


_lock = threading.Lock()
_helper: _Helper | None = None


def read_in_guard(kind: str, data: bytes) -> Source:
    """The blocks of an untrusted file; `Fault` says why there are none."""
    global _helper
    with _lock:
        if _helper is not None and _helper.read >= _MOST_FILES:
            _stop()
        if _helper is None:
            _helper = _Helper()
        try:
            answer = _helper.ask(kind, data, time.monotonic() + SECONDS)
        except BaseException:
            _stop()
            raise
    try:
        found = json.loads(answer)
    except ValueError:
        raise Fault("died") from None
    if "fault" in found:
        raise Fault(found["fault"])
    return unpack(found)


def _stop() -> None:
    global _helper
    if _helper is not None:
        _helper.stop()
        _helper = None


atexit.register(_stop)
