"""Publishing one item into a small and a large section; a whole rebuild beside writing its bytes.

    python -m benchmarks publishing

TONGMING_BENCH_ITEMS and TONGMING_BENCH_REBUILD set the sizes: 200,000 and 20,000 items unless set.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongming.publishing.item import PublicItem

SMALL = 1_000
LARGE = int(os.environ.get("TONGMING_BENCH_ITEMS", "200000"))
REBUILT = int(os.environ.get("TONGMING_BENCH_REBUILD", "20000"))
ROUNDS = 15
UNIT = "hongshilazi"


class Made:
    """A room of so many items, made when asked for."""

    prefix = "test-"

    def __init__(self, number: int) -> None:
        self.number = number

    def get(self, key: str) -> PublicItem | None:
        from tests.public_items import made_item

        return made_item(int(key.rpartition("-")[2]), UNIT)

    def keys(self) -> Iterator[str]:
        yield from (f"test-{n}" for n in range(1, self.number + 1))


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
    with tempfile.TemporaryDirectory() as folder:
        _start(folder)
        from django.conf import settings

        _rebuild(Path(settings.SITE))


def _worker(number: int, folder: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "benchmarks.publishing", str(number), folder]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _line(worker: subprocess.Popen[str], number: int) -> str:
    assert worker.stdout
    line = worker.stdout.readline().strip()
    if not line:
        raise SystemExit(f"the worker with {number:,} items ended early")
    return line


def _start(folder: str) -> None:
    """A fresh installation with one unit."""
    os.environ |= {"TONGMING_VAR": folder, "DJANGO_SETTINGS_MODULE": "tongming.settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tongming.law.organs import Level
    from tongming.units.actions import create_unit

    create_unit(name="红石砬子镇人民政府", short_name="红石砬子镇", level=Level.TOWNSHIP,
                code=UNIT, joined_on=date(2015, 1, 1))  # fmt: skip


def _work(number: int, folder: str) -> None:
    """Fill a section, say so, then publish one more for each line asked."""
    _start(folder)
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


def _rebuild(site: Path) -> None:
    """All of it from nothing; then the same files copied from memory, whole and in order too."""
    from tongming.publishing import sources
    from tongming.publishing.rebuilding import rebuild
    from tongming.publishing.site import Output, Rank, Writer

    sources.register(Made(REBUILT))
    start = time.perf_counter()
    rebuild()
    rendered = time.perf_counter() - start
    files = [
        Output(str(file.relative_to(site)), file.read_bytes(), Rank.ITEM)
        for file in site.rglob("*")
        if file.is_file() and file.name != ".lock"
    ]
    bytes_ = sum(one.size for one in files)
    start = time.perf_counter()
    Writer(site.parent / "copy").apply(files, durable=False)
    os.sync()
    written = time.perf_counter() - start
    start = time.perf_counter()
    rebuild()
    again = time.perf_counter() - start
    print(f"\nRebuilding {REBUILT:,} items: {len(files):,} files, {bytes_ / 1e6:,.0f} MB")
    print(
        f"  rendered and written {' ' * 24} {rendered:8.1f} s   {REBUILT / rendered:8,.0f} items/s"
    )
    print(f"  the same bytes written without rendering     {written:8.1f} s")
    print(f"  rebuilt again, nothing having changed        {again:8.1f} s")
    print(f"  ratio rendered : written = {rendered / written:.1f} : 1 in time")


if __name__ == "__main__":
    _work(int(sys.argv[1]), sys.argv[2])
