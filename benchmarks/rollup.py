"""A country rolled up with every check, beside the same sums in pandas on the same files.

400,000 reports of 40,000 units in ten years unless TONGMING_BENCH_UNITS and TONGMING_BENCH_YEARS
say otherwise. The files are made once and kept in TONGMING_BENCH_SCRATCH (else where temporary
files go), 1.6 GB of them for the country.
"""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pandas
import psutil

from benchmarks.country_made import LIST, country
from tongming.law.figures import is_number
from tongming.law.forms import FORMS
from tongming.reports.rollup.kept import figures_of

UNITS = int(os.environ.get("TONGMING_BENCH_UNITS", "40000"))
YEARS = int(os.environ.get("TONGMING_BENCH_YEARS", "10"))


@dataclass(frozen=True, slots=True)
class Run:
    """What a contestant took: seconds, seconds of processor, bytes of memory at the most."""

    wall: float
    cpu: float
    memory: int


def main() -> None:
    """Each once, the product first; then every figure of every sum is compared."""
    folder = country(UNITS, YEARS)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        out, theirs = Path(scratch) / "out", Path(scratch) / "sums.pickle"
        shutil.rmtree(out, ignore_errors=True)
        ours = _run(
            "-m", "tongming.cli", "--lang", "zh", "report", "rollup", str(folder / "reports"),
            "--tree", str(folder / LIST), "--name", "全国", "--out", str(out),
        )  # fmt: skip
        bare = _run("-m", "benchmarks.rollup_pandas", str(folder), str(theirs))
        sums, figures, reports, found = _compare(out / "rollup.sqlite", theirs)
    print(f"\nRolling up {UNITS:,} units × {YEARS} years, {reports:,} reports, into {sums:,} sums")
    for name, run in (
        ("tongming: every check, every level", ours),
        ("pandas: the sums alone", bare),
    ):
        print(
            f"  {name:<44} {run.wall:8.1f} s   {run.cpu:8.1f} s of processor   "
            f"{run.memory / 2**20:8,.0f} MB   {reports / run.wall:10,.0f} reports/s"
        )
    print(f"  reports about which something was found: {found:,}")
    print(f"  {figures:,} figures of the sums are the same in both")
    print(
        f"  ratio = {ours.wall / bare.wall:.2f} : 1 in time, {ours.cpu / bare.cpu:.2f} : 1 in"
        f" processor time, {ours.memory / bare.memory:.2f} : 1 in memory"
    )


def _run(*words: str) -> Run:
    """A program in a process of its own, the memory of its own processes among its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([sys.executable, *words], stdout=said, stderr=said)
        watched, most = psutil.Process(process.pid), 0
        while process.poll() is None:
            most = max(most, _memory(watched))
            time.sleep(0.2)
        wall = time.perf_counter() - start
        said.seek(0)
        assert process.returncode == 0, said.read().decode()[-2000:]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, most)


def _memory(process: psutil.Process) -> int:
    try:
        family = [process, *process.children(recursive=True)]
        return sum(one.memory_info().rss for one in family)
    except psutil.NoSuchProcess:
        return 0


def _compare(store: Path, pickled: Path) -> tuple[int, int, int, int]:
    """How many sums and figures are the same; a difference ends the measurement."""
    theirs = pandas.read_pickle(pickled)
    with sqlite3.connect(store) as db:
        rows = db.execute("SELECT node, year, form, lanes, rest FROM sums").fetchall()
        (reports,) = db.execute("SELECT COUNT(*) FROM reports").fetchone()
        (found,) = db.execute("SELECT COUNT(*) FROM findings").fetchone()
    assert len(rows) == len(theirs), (len(rows), len(theirs))
    by_key = theirs.to_dict("index")
    figures = 0
    for node, year, form, lanes, rest in rows:
        others = by_key[node, year, form]
        for cell, figure in figures_of(FORMS[form], lanes, rest).items():
            other = others.get(str(cell))
            there = other is not None and other == other
            assert is_number(figure) == there, (node, year, cell, figure, other)
            if is_number(figure):
                assert other is not None
                assert abs(float(figure) - float(other)) < 1e-4, (node, year, cell, figure, other)
                figures += 1
    return len(rows), figures, reports, found
