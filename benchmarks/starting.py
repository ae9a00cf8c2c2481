"""How much processor time a command needs before it has done its work, beside a bare Python."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 7
CLOCK = {
    "events": [{"on": "2026-02-09", "kind": "received", "channel": "in_person"}],
    "as_of": "2026-03-01",
}


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one finished run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the median processor time of each command and its ratio to `python -c pass`."""
    print("\nStarting a command (processor time, median of 7)")
    with tempfile.TemporaryDirectory() as scratch:
        clock = Path(scratch) / "clock.json"
        clock.write_text(json.dumps(CLOCK), encoding="utf-8")
        page = Path(scratch) / "report.html"
        page.write_text(_page(), encoding="utf-8")
        tongming = [sys.executable, "-m", "tongming.cli"]
        runs = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "tongming --help": [*tongming, "--help"],
            "tongming fee": [*tongming, "fee", "--by", "applications", "--count", "45"],
            "tongming clock": [*tongming, "clock", str(clock)],
            "tongming report read": [*tongming, "report", "read", str(page), "--json"],
            "tongming report check": [*tongming, "report", "check", str(page)],
        }
        bare = 0.0
        for name, command in runs.items():
            median = statistics.median(cpu_seconds(command) for _ in range(ROUNDS))
            bare = bare or median
            print(f"  {name:<24} {median:6.3f} s   {median / bare:5.1f} × bare Python")


def _page() -> str:
    from benchmarks.reports_made import pages

    return next(iter(pages(1).values()))
