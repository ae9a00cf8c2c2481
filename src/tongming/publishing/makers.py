"""Processes that make files side by side, for whoever makes very many.

Making costs processor time: setting a PDF, drawing a code. It is done by plain processes started
for it, which only answer: the one who asks keeps the lock of the site, writes every file and every
row, in the same order as if it had made them itself. The processes share no memory, no database
connection and no thread with a server; a killed one is replaced, and what it had in hand is made
here.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Self, cast

from tongming.guarding import environment_of_child
from tongming.publishing.renderers import Making
from tongming.publishing.site import Output

log = logging.getLogger(__name__)

BATCH = 5
"""So many makings a question: few enough that all processes end at about the same time."""
Made = list[Sequence[Output]]


class Makers:
    """So many processes, started when first needed; one: everything is made in this one."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._threads: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[_Maker] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
            for _n in range(self.number):
                self._idle.get().stop()

    def start(self, makings: Sequence[Making]) -> Callable[[], Made]:
        """Have files made; the call gives them in the order asked for, once they are there."""
        if self.number == 1:
            return lambda: [make() for make in makings]
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.number)
            for _n in range(self.number):
                self._idle.put(_Maker())
        answers = self._threads.map(self._ask, list(_batches(makings)))
        return lambda: [made for answer in answers for made in answer]

    def _ask(self, makings: Sequence[Making]) -> Made:
        maker = self._idle.get()
        try:
            made = maker.ask(makings)
        finally:
            self._idle.put(maker)
        if made is None:
            return [make() for make in makings]
        return made


class _Maker:
    """One process; started at its first question, and again after it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, makings: Sequence[Making]) -> Made | None:
        """What it made; None where it could not, or is no more."""
        try:
            process = self._started()
            assert process.stdin
            assert process.stdout
            pickle.dump(makings, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            return cast("Made | None", pickle.load(process.stdout))
        except (OSError, EOFError, pickle.UnpicklingError):
            log.warning("a process that makes files has ended; its work is done here")
            self.stop()
            return None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tongming.publishing.maker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment_of_child(),
            )
        return self._process

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _batches(makings: Sequence[Making]) -> Iterator[Sequence[Making]]:
    for at in range(0, len(makings), BATCH):
        yield makings[at : at + BATCH]
