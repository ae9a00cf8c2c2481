"""A whole rebuild beside writing the same bytes without rendering, and beside Hugo.

    python -m benchmarks rebuilding

TONGMING_BENCH_REBUILD sets the number of items: 5,000 unless set. Hugo takes part where it is
installed. It writes the pages and lists alone: no Word, no PDF, no code, no search, no list of
hashes; the rebuild in which all downloads stand already does about as much and more. Beside the
time on the clock stands that of the processors, all processes together: it depends less on what
else the machine does.
"""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from dataclasses import dataclass
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
        taken: dict[str, Taken] = {}
        for which in ("rendered and written", "rebuilt again, nothing having changed"):
            before = now()
            rebuild()
            taken[which] = now() - before
        files, size, taken["the same bytes written without rendering"] = _bytes_alone(
            Path(settings.SITE)
        )
        print(f"\nRebuilding {NUMBER:,} items, {settings.SITE_PROCESSES} processes: ", end="")
        print(f"{files:,} files, {size / 1e6:,.0f} MB", flush=True)
        program = shutil.which("hugo")
        if program:
            own = Path(folder)
            hugo.write(own, NUMBER)
            before = now()
            hugo.build(program, own)
            taken["Hugo: the pages and lists alone"] = now() - before
            hugo.check(own, NUMBER)
        for which, one in taken.items():
            print(f"  {which:<44} {one.clock:8.1f} s   {NUMBER / one.clock:8,.0f} items/s"
                  f"   {one.processor:8.1f} s of processor")  # fmt: skip
        first, again, *others = taken.values()
        for name, other in zip(("bytes alone", "Hugo"), others, strict=False):
            print(f"  ratio rendered : {name} = {first.beside(other)}")
            print(f"  ratio rebuilt again : {name} = {again.beside(other)}")
        if program:
            print(f"  {hugo.version(program)}")
        else:
            print("  Hugo is not installed, so it takes no part (apt install hugo).")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds."""

    clock: float
    processor: float

    def __sub__(self, other: Taken) -> Taken:
        return Taken(self.clock - other.clock, self.processor - other.processor)

    def __add__(self, other: Taken) -> Taken:
        return Taken(self.clock + other.clock, self.processor + other.processor)

    def beside(self, other: Taken) -> str:
        """The ratio of both."""
        clock, processor = self.clock / other.clock, self.processor / other.processor
        return f"{clock:.1f} : 1 in time, {processor:.1f} : 1 in processor time"


def now() -> Taken:
    """The clock; the processor time of this process and of all that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Taken(time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used))


def _bytes_alone(site: Path) -> tuple[int, int, Taken]:
    """Copy every file of the site, whole and in order too, a thousand read ahead at a time."""
    from tongming.publishing.site import Output, Rank, Writer

    writer = Writer(site.parent / "copy")
    paths = [file for file in sorted(site.rglob("*")) if file.is_file() and file.name != ".lock"]
    size, taken = 0, Taken(0.0, 0.0)
    for at in range(0, len(paths), 1000):
        files = [
            Output(str(file.relative_to(site)), file.read_bytes(), Rank.ITEM)
            for file in paths[at : at + 1000]
        ]
        size += sum(one.size for one in files)
        before = now()
        writer.apply(files, durable=False)
        taken += now() - before
    before = now()
    os.sync()
    taken += now() - before
    shutil.rmtree(writer.root)
    return len(paths), size, taken
