"""Reading and checking 1,000 report pages, beside pandas only taking their tables out."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas

from benchmarks.reports_made import pages
from benchmarks.rounds import in_turn, report
from tongming.reports.reading import read

COUNT = 1000


def main() -> None:
    """Ours gives figures by name, and every broken relation; theirs gives bare tables."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, text in pages(COUNT).items():
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            files.append(path)

        def ours() -> None:
            for path in files:
                found = read(path)
                assert found.form.id != "none"
                assert not [v for v in found.violations if v.hard]

        def theirs() -> None:
            for path in files:
                assert pandas.read_html(path, encoding="utf-8", flavor="lxml")

        timings = in_turn(
            {"tongming: read and check": ours, "pandas.read_html alone (lxml)": theirs}, rounds=3
        )
        report(f"Reading {COUNT:,} published reports (HTML)", timings, COUNT, "reports")
