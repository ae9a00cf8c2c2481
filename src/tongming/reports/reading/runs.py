"""Tables in running text: cells one to a line, or several to a line with blanks between.

There is no geometry here, only order: some words, then some numbers. Numbers belong to the row
whose label ends the words before them, and only if there are exactly as many as there are columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from tongming.law.forms import FORM_2021, FORM_LEGACY, REMEDY_RESULTS, REQUEST_COLUMNS
from tongming.reports.reading.around import mend_label
from tongming.reports.reading.blocks import Line
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import bare
from tongming.reports.reading.runs_others import LegacyRuns, ProactiveRuns, RemedyRuns
from tongming.reports.reading.runs_requests import RequestRuns
from tongming.reports.reading.tokens import Run, runs_of


def _anchors() -> list[tuple[str, re.Pattern[str]]]:
    """The words at which a table, or the end of the tables, is near."""
    words: dict[str, list[str]] = {"": []}
    for section in FORM_2021.sections:
        words.setdefault(section.table or "", []).append(bare(section.heading)[1:])
    words["proactive"] += [
        label
        for block in FORM_2021.table("proactive").blocks
        for label in (bare(block.corner), bare(block.heading)[:5])
    ]
    words["requests"] += [REQUEST_COLUMNS[0].label, REQUEST_COLUMNS[0].groups[0]]
    words["requests"].append(bare(FORM_2021.table("requests").blocks[0].rows[0].label)[1:])
    words["remedies"].append(REMEDY_RESULTS[0][1])
    words["remedies"].append("行政复议和行政诉讼情况")
    words["legacy"] = [FORM_LEGACY.title, FORM_LEGACY.table("legacy").blocks[0].corner]
    # The overview comes before every table; its heading ends none.
    words[""].remove(bare(FORM_2021.sections[0].heading)[1:])
    return [(table, re.compile("|".join(labels))) for table, labels in words.items()]


_ANCHORS = _anchors()


class RunReader(Protocol):
    """Reads one table's runs."""

    def take(self, run: Run) -> None:
        """Read a run in the region of the table."""


def read_runs(lines: Sequence[Line], findings: Findings, skip: frozenset[str]) -> set[int]:
    """Read the tables among lines of words, `skip` being those already found as grids.

    Answers the numbers of the lines that belong to a table.
    """
    mine: set[int] = set()
    requests = RequestRuns(findings, mine)
    proactive = ProactiveRuns(findings, mine)
    readers: dict[str, RunReader] = {
        "requests": requests,
        "proactive": proactive,
        "remedies": RemedyRuns(findings, mine),
        "legacy": LegacyRuns(findings, mine),
    }
    table = ""
    runs = runs_of(lines)
    for run, following in zip(runs, [*runs[1:], Run()], strict=True):
        requests.settle(run)
        table = _enter(run, table)
        if table and table not in skip:
            mine |= mend_label(run, following, table)
            for token in run.words:
                findings.mark(token.text)
            readers[table].take(run)
    requests.finish()
    proactive.finish(blank_lines=requests.blank_lines)
    return mine


def _enter(run: Run, table: str) -> str:
    """The table the words after the last heading or header belong to."""
    text = run.text
    at = -1
    for name, anchor in _ANCHORS:
        for found in anchor.finditer(text):
            if found.end() > at:
                at, table = found.end(), name
    return table
