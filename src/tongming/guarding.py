"""Untrusted files are taken apart in a process of their own, bounded in memory and time.

`Guard` is the side that asks; `serve` is what the process runs. A question is a JSON head and the
bytes of a file; so is an answer. The process is kept for the next question and replaced when it
died, took too long or answered many.
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
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

Head = dict[str, Any]
Handler = Callable[[Head, bytes], tuple[Head, bytes]]

_MOST_QUESTIONS = 200
_MOST_ANSWER = 512 * 1024 * 1024


class Fault(Exception):
    """Why there is no answer: `died`, `too_slow`, `too_large`, or a word the handler chose."""


def environment_of_child() -> dict[str, str]:
    """Our own, and where this product is found, however it came to be found here."""
    root = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path}


class _Process:
    """One guarded process."""

    def __init__(self, module: str, largest: int) -> None:
        self._largest = largest
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment_of_child(),
        )
        self.answered = 0

    def ask(self, head: Head, body: bytes, deadline: float) -> tuple[Head, bytes]:
        self.answered += 1
        sender = threading.Thread(target=self._send, args=(head, body), daemon=True)
        sender.start()
        lengths = self._receive(deadline, None).split()
        answer = json.loads(self._receive(deadline, int(lengths[0])))
        return answer, self._receive(deadline, int(lengths[1]))

    def _send(self, head: Head, body: bytes) -> None:
        stream = self._process.stdin
        assert stream is not None
        with contextlib.suppress(OSError, ValueError):
            _write(stream, head, body)

    def _receive(self, deadline: float, length: int | None) -> bytes:
        """A line, or so many bytes, before the deadline."""
        stream = self._process.stdout
        assert stream is not None
        if length is not None and length > self._largest:
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
                if length is None and piece == b"\n":
                    break
                received += piece
        return bytes(received)

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._process.kill()
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            self._process.wait(2)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()


class Guard:
    """Asks a module that runs `serve`, one question at a time; `largest` is an answer in bytes."""

    def __init__(self, module: str, *, largest: int = _MOST_ANSWER) -> None:
        self._module, self._largest = module, largest
        self._lock = threading.Lock()
        self._process: _Process | None = None
        atexit.register(self.stop)

    def ask(self, head: Head, body: bytes, *, seconds: float) -> tuple[Head, bytes]:
        """The answer; `Fault` says why there is none."""
        with self._lock:
            if self._process is not None and self._process.answered >= _MOST_QUESTIONS:
                self._stop()
            if self._process is None:
                self._process = _Process(self._module, self._largest)
            try:
                deadline = time.monotonic() + seconds
                answer, content = self._process.ask({**head, "seconds": seconds}, body, deadline)
            except BaseException:
                self._stop()
                raise
        if "fault" in answer:
            raise Fault(answer["fault"])
        return answer, content

    def stop(self) -> None:
        """End the process; the next question starts another."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None


def _write(stream: BinaryIO | Any, head: Head, body: bytes) -> None:
    packed = json.dumps(head, ensure_ascii=False).encode("utf-8", "replace")
    stream.write(b"%d %d\n" % (len(packed), len(body)))
    stream.write(packed)
    stream.write(body)
    stream.flush()


# --- The process ----------------------------------------------------------------------------------


def serve(handle: Handler, *, memory: int) -> None:
    """Answer questions from standard input until there are no more, within the bounds.

    Standard output is the answers' alone: whatever a parser prints goes to standard error.
    """
    _bound(memory)
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while line := asked.readline(100):
        lengths = line.split()
        head = json.loads(asked.read(int(lengths[0])))
        body = asked.read(int(lengths[1]))
        _allow(float(head["seconds"]))
        content = b""
        try:
            answer, content = handle(head, body)
        except Fault as fault:
            answer = {"fault": str(fault)}
        except MemoryError:
            answer = {"fault": "too_large"}
        except Exception:
            # Whatever a damaged file does to a parser, it says nothing beyond "damaged".
            answer = {"fault": "damaged"}
        del body
        _write(answers, answer, content)


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bounds; the wall clock of the asker remains.
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: float) -> None:
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + int(seconds) + 2, hard))
