"""A whole rebuild beside writing the same bytes without rendering, and beside Hugo.

    python -m benchmarks rebuilding

TONGMING_BENCH_REBUILD sets the number of items: 5,000 unless set. Hugo takes part where it is
installed. It writes the pages and lists alone: no Word, no PDF, no code, no search, no list of
hashes; the rebuild in which all downloads stand already does about as much and more.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks import hugo
from benchmarks.sections import Made, start

NUMBER = int(os.environ.get("TONGMING_BENCH_REBUILD", "5000"))


def main() -> None:
    """From nothing, again with nothing changed, the bytes alone; then Hugo."""
    with tempfile.TemporaryDirectory() as folder:
        start(folder)
        from django.conf import settings

        from tongming.publishing import sources
        from tongming.publishing.rebuilding import rebuild

        sources.register(Made(NUMBER))
        seconds = {}
        for which in ("rendered and written", "rebuilt again, nothing having changed"):
            began = time.perf_counter()
            rebuild()
            seconds[which] = time.perf_counter() - began
        files, size, seconds["the same bytes written without rendering"] = _bytes_alone(
            Path(settings.SITE)
        )
        print(f"\nRebuilding {NUMBER:,} items, {settings.SITE_PROCESSES} processes: ", end="")
        print(f"{files:,} files, {size / 1e6:,.0f} MB", flush=True)
        program = shutil.which("hugo")
        if program:
            seconds["Hugo: the pages and lists alone"] = hugo.build(program, Path(folder), NUMBER)
        for which, taken in seconds.items():
            print(f"  {which:<44} {taken:8.1f} s   {NUMBER / taken:8,.0f} items/s")
        first, again, *others = seconds.values()
        bare = others[0]
        print(f"  ratio rendered : bytes alone = {first / bare:.1f} : 1 in time")
        print(f"  ratio rebuilt again : bytes alone = {again / bare:.1f} : 1 in time")
        if program:
            print(f"  ratio rendered : Hugo = {first / others[1]:.1f} : 1 in time")
            print(f"  ratio rebuilt again : Hugo = {again / others[1]:.1f} : 1 in time")
            print(f"  {hugo.version(program)}")
        else:
            print("  Hugo is not installed, so it takes no part (apt install hugo).")


def _bytes_alone(site: Path) -> tuple[int, int, float]:
    """Copy every file of the site, whole and in order too, a thousand read ahead at a time."""
    from tongming.publishing.site import Output, Rank, Writer

    writer = Writer(site.parent / "copy")
    paths = [file for file in sorted(site.rglob("*")) if file.is_file() and file.name != ".lock"]
    size, taken = 0, 0.0
    for at in range(0, len(paths), 1000):
        files = [
            Output(str(file.relative_to(site)), file.read_bytes(), Rank.ITEM)
            for file in paths[at : at + 1000]
        ]
        size += sum(one.size for one in files)
        began = time.perf_counter()
        writer.apply(files, durable=False)
        taken += time.perf_counter() - began
    began = time.perf_counter()
    os.sync()
    taken += time.perf_counter() - began
    shutil.rmtree(writer.root)
    return len(paths), size, taken
