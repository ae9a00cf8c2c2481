"""Ten thousand spoilt files through the reader: no crash, none over 5 s, memory under 500 MB.

python tests/fuzz/fuzz_reader.py [count] [seed]
"""

from __future__ import annotations

import contextlib
import resource
import sys
import threading
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import psutil

from tests.fuzz.mutations import mutations, seeds
from tongming.reports.document import to_json
from tongming.reports.reading import Unreadable, read

SECONDS = 5.0
MEGABYTES = 500


class Watch(threading.Thread):
    """Looks again and again at the memory of the guarded process, which may die at any moment."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        """In MB."""

    def run(self) -> None:
        """Look until the program ends."""
        own = psutil.Process()
        while True:
            for child in own.children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    self.most = max(self.most, child.memory_info().rss / 2**20)
            time.sleep(0.02)


def main(count: int, seed: int) -> int:
    """Run; 1 where a promise was broken."""
    outcomes: Counter[tuple[str, str]] = Counter()
    slowest: tuple[float, str] = (0.0, "")
    failures = 0
    watch = Watch()
    watch.start()
    every = mutations(seeds(), seed)
    begun = time.monotonic()
    for number in range(count):
        name, data = next(every)
        started = time.monotonic()
        try:
            to_json(read(data, name))
            outcome = "read"
        except Unreadable:
            outcome = "refused"
        except Exception as error:
            outcome = "CRASHED"
            failures += 1
            kept = Path(f"fuzz-{seed}-{number}{Path(name).suffix}")
            kept.write_bytes(data)
            print(f"{kept}: {type(error).__name__}: {error}", flush=True)
        took = time.monotonic() - started
        slowest = max(slowest, (took, f"{name} ({number})"))
        if took > SECONDS + 0.5:
            failures += 1
            print(f"{name} ({number}): {took:.1f} s", flush=True)
        outcomes[Path(name).suffix or name, outcome] += 1
        if (number + 1) % 1000 == 0:
            print(f"{number + 1:,} files, {time.monotonic() - begun:.0f} s", flush=True)
    own, guarded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, watch.most
    for (suffix, outcome), times in sorted(outcomes.items()):
        print(f"  {suffix:<8} {outcome:<8} {times:>6,}")
    print(f"slowest {slowest[0]:.2f} s: {slowest[1]}")
    print(f"memory: {own:.0f} MB at most in the reader, {guarded:.0f} MB in the guarded process")
    if own > MEGABYTES or guarded > MEGABYTES:
        failures += 1
        print(f"more than {MEGABYTES} MB")
    print("every promise kept" if not failures else f"{failures} broken promises")
    return 1 if failures else 0


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*(numbers + [10_000, 2026][len(numbers) :])))
