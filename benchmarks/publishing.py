"""Publishing one item into a small and a large section.

    python -m benchmarks publishing

TONGMING_BENCH_ITEMS sets the size of the large one: 200,000 items unless set.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks import sections
from benchmarks.sections import UNIT, Made

SMALL = 1_000
LARGE = int(os.environ.get("TONGMING_BENCH_ITEMS", "200000"))
ROUNDS = 15


def main() -> None:
    """Both sizes side by side, an installation and a process each, publishing in turn."""
    print("\nPublishing one item: Word, PDF, page, lists, catalogue, feeds, map")
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        sizes = {SMALL: small, LARGE: large}
        workers = {number: _worker(number, folder) for number, folder in sizes.items()}
        seconds: dict[int, list[float]] = {number: [] for number in sizes}
        for number, worker in workers.items():
            _line(worker, number)
        for n in range(ROUNDS + 1):
            for number, worker in workers.items():
                assert worker.stdin
                worker.stdin.write("publish\n")
                worker.stdin.flush()
                taken = float(_line(worker, number))
                if n:
                    seconds[number].append(taken)
        for worker in workers.values():
            worker.communicate()
        medians = {number: statistics.median(taken) for number, taken in seconds.items()}
        for number, median in medians.items():
            print(f"  into {number:>9,} items {' ' * 22} {median:8.3f} s")
        print(f"  ratio {LARGE:,} : {SMALL:,} = {medians[LARGE] / medians[SMALL]:.2f} : 1 in time")


def _worker(number: int, folder: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "benchmarks.publishing", str(number), folder]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _line(worker: subprocess.Popen[str], number: int) -> str:
    assert worker.stdout
    line = worker.stdout.readline().strip()
    if not line:
        raise SystemExit(f"the worker with {number:,} items ended early")
    return line


def _work(number: int, folder: str) -> None:
    """Fill a section, say so, then publish one more for each line asked."""
    sections.start(folder)
    from django.db import transaction

    from tests.public_items import fill
    from tongming.publishing import sources
    from tongming.publishing.actions import publish_pending, request, request_section

    fill(number, UNIT)
    sources.register(Made(number))
    with transaction.atomic():
        request_section(UNIT)
    publish_pending()
    print("ready", flush=True)
    for n, _asked in enumerate(sys.stdin, start=1):
        start = time.perf_counter()
        with transaction.atomic():
            request(f"test-{number + n}")
        outcome = publish_pending()
        assert not outcome.failed
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    _work(int(sys.argv[1]), sys.argv[2])
