"""`tongming report check FILES…`: a readable account; 1 where a hard relation is broken or a report
stands on the form of other years."""

from __future__ import annotations

import argparse
import json
from typing import Any

from tongming.cli._report_account import account, across, is_broken, summary
from tongming.cli._report_files import FOUND, UNREADABLE, complain, reports
from tongming.cli._report_together import Together, found_data, lines
from tongming.cli.language import _
from tongming.reports.document import to_json, violation_data
from tongming.reports.reading import Unreadable
from tongming.reports.years import Compared, Years

_KEPT = ("title", "body", "year", "form", "violations", "warnings")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report check`."""
    parser.add_argument("files", nargs="+", metavar=_("文件或文件夹"))
    parser.add_argument("--json", action="store_true", help=_("每份报告一行JSON，只含核对结果"))


def run(args: argparse.Namespace) -> int:
    """Check; 2 where a file could not be read, else 1 where something is wrong.

    Two years running of one organ are also held against each other, and all words against all.
    """
    count = broken = failed = 0
    years, together = Years(), Together()
    entries: list[dict[str, Any]] = []
    for path, report in reports(args.files):
        count += 1
        if isinstance(report, Unreadable):
            failed += 1
            complain(report)
            entries.append({"file": path, "error": report.reason.render(_)})
            continue
        broken += is_broken(report)
        years.add(path, report)
        together.add(path, report)
        if args.json:
            whole = to_json(report, _)
            entries.append({"file": path, **{key: whole[key] for key in _KEPT}})
        else:
            print(account(path, report))
    compared = years.compared()
    if args.json:
        _print_entries(entries, compared, together)
    else:
        for pair in compared:
            print(across(pair))
        for line in lines(together):
            print(line)
        if count > 1:
            print(summary(count, broken, failed))
    return UNREADABLE if failed else FOUND if broken or together.wrong else 0


def _print_entries(
    entries: list[dict[str, Any]], compared: list[Compared], together: Together
) -> None:
    """A line each; what does not go on from the year before stands with the later report, and
    what all the files together show, in `together`."""
    found = {pair.later: pair.violations for pair in compared}
    shown: dict[str, list[dict[str, Any]]] = {}
    for file, one in together.found():
        shown.setdefault(file, []).append(found_data(together, one))
    for entry in entries:
        for violation in found.get(entry["file"], ()):
            entry["violations"].append(violation_data(violation, _))
        if "error" not in entry:
            entry["together"] = shown.get(entry["file"], [])
        print(json.dumps(entry, ensure_ascii=False))
